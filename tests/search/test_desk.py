"""The admin's search: every spelling finds pages, pictures, files and bodies, drafts too, within what a person may see."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import GroupPagePermission, Page
from wagtail.search.backends import get_search_backend
from wagtail.search.query import MATCH_ALL, And, Boost, Not, Or, Phrase, PlainText

from good_practices.models import GoodPracticePage
from library.models import NetworkDocument, NetworkImage
from network_members.models import Organisation, User
from search.desk import rebuilding
from search.lexemes import VERSION
from search.models import DeskEntry, DeskWord
from tests.factories.practices import make_draft, make_practice
from tests.search.indexing import found as found_on_the_site

pytestmark = pytest.mark.django_db

CANARY = "Καναρίνι"
SPELLINGS = [
    "πρακτική ένταξης",
    "πρακτικη ενταξη",
    "ΠΡΑΚΤΙΚΕΣ ΕΝΤΑΞΗΣ",
    "praktikes",
    "praktiki entaxis",
    "praktikh entaksis",
    "πρακτηκή",
    "πρακτικκή ένταξη",
    "πρακτ",
    "πρακτικές εντ",
    "prakt",
    "praktikh entajhw",
    "«πρακτική»",
    '"πρακτική ένταξης',
]


def found(text: Any, model: Any = Page, **more: Any) -> list[Any]:
    """Return what is found while somebody types."""
    results: Any = get_search_backend().autocomplete(text, model, **more)
    return list(results)


def titles(text: Any, model: Any = Page, **more: Any) -> list[str]:
    """Return the titles of what is found."""
    return [str(one.title) for one in found(text, model, **more)]


@pytest.mark.parametrize("text", SPELLINGS)
def test_every_spelling_and_a_beginning_find_a_draft(text: str, member: User) -> None:
    make_draft(member, title="Η πρακτική της ένταξης")
    make_practice("Κήπος και θάλασσα")

    assert titles(text) == ["Η πρακτική της ένταξης"]


@pytest.mark.parametrize("text", ["workshops", "Workshop", "works", "workshp"])
def test_english_is_found_in_its_forms_too(text: str) -> None:
    make_practice("Workshops for mothers", language="en")
    make_practice("A garden", language="en")

    assert titles(text) == ["Workshops for mothers"]


def test_what_a_draft_says_is_found_in_the_admin_alone(member: User) -> None:
    make_draft(member, title=f"{CANARY} στον κήπο")
    make_practice("Κήπος")

    assert titles(CANARY) == [f"{CANARY} στον κήπο"]
    assert (found_on_the_site(CANARY).total, found_on_the_site("κήπος καναρίνη").asked.suggestion) == (0, None)


def test_the_new_title_of_a_page_that_is_online_is_found_before_it_is_published() -> None:
    page = make_practice("Κήπος και θάλασσα")
    page.title = "Βουνό και θάλασσα"
    page.save_revision()

    assert (titles("βουνα"), titles("κηποι")) == (["Κήπος και θάλασσα"],) * 2


def test_an_old_title_is_forgotten() -> None:
    page = make_practice("Κήπος και θάλασσα")
    page.title = page.draft_title = "Βουνό και θάλασσα"
    page.save()

    assert (titles("βουνό"), titles("κήπος")) == (["Βουνό και θάλασσα"], [])


def test_what_is_gone_is_not_found_and_leaves_nothing_behind() -> None:
    page = make_practice(f"{CANARY} στον κήπο")
    before = DeskEntry.objects.count()
    page.delete()

    assert (titles(CANARY), DeskEntry.objects.count()) == ([], before - 1)


@pytest.mark.parametrize("text", ["γειτονιές", "geitonia", "γειτωνιά", "neighbourhood", "γειτ", "kipos", "κήποι"])
def test_pictures_are_found_by_title_description_and_keyword(text: str) -> None:
    image = NetworkImage.objects.create(
        title="Η γειτονιά", alt_en="Our neighbourhood", file=get_test_image_file(), licence="CC0"
    )
    image.tags.add("Κήπος")
    image.save()
    NetworkImage.objects.create(title="Άλλη εικόνα", file=get_test_image_file(), licence="CC0")

    assert titles(text, NetworkImage) == ["Η γειτονιά"]


@pytest.mark.parametrize("text", ["ΟΔΗΓΟΣ", "odigos", "οδηγού", "οδηγγός", "οδη"])
def test_files_are_found(text: str) -> None:
    NetworkDocument.objects.create(title="Οδηγός ένταξης", file=ContentFile(b"%PDF-1.4", name="a.pdf"))

    assert titles(text, NetworkDocument) == ["Οδηγός ένταξης"]


@pytest.mark.parametrize("text", ["ΠΑΤΡΕΩΝ", "patreon", "council", "Πατρέω"])
def test_bodies_are_found_in_both_languages(text: str, council: Organisation, association: Organisation) -> None:
    assert found(text, Organisation) == [council]


def test_all_words_must_be_there_unless_any_will_do() -> None:
    make_practice("Κήπος και θάλασσα")
    make_practice("Κήπος και βουνό")
    backend: Any = get_search_backend()

    assert titles("κήπος θάλασσα") == ["Κήπος και θάλασσα"]
    assert titles("κήπος ξψζωθβ") == []
    assert [one.title for one in backend.search("θάλασσα κήπος", Page, operator="or")] == [
        "Κήπος και θάλασσα",
        "Κήπος και βουνό",
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (And([PlainText("κήπος"), Phrase("βουνό")]), ["Κήπος και βουνό"]),
        (Or([PlainText("θάλασσα"), PlainText("βουνό")]), ["Κήπος και βουνό", "Κήπος και θάλασσα"]),
        (And([PlainText("κήπος"), Not(PlainText("βουνό"))]), ["Κήπος και θάλασσα"]),
        (Boost(PlainText("βουνό"), 2), ["Κήπος και βουνό"]),
        (And([MATCH_ALL, PlainText("βουνό")]), ["Κήπος και βουνό"]),
        (And([]), []),
        (MATCH_ALL, ["Κήπος και θάλασσα", "Κήπος και βουνό"]),
    ],
)
def test_queries_are_put_together(query: Any, expected: list[str]) -> None:
    make_practice("Κήπος και θάλασσα")
    make_practice("Κήπος και βουνό")

    assert titles(query, GoodPracticePage.objects.order_by("pk")) == expected


@pytest.mark.parametrize(
    "text",
    [
        '"',
        "'",
        "*",
        ":",
        "(",
        "-",
        "^",
        "NEAR(a b)",
        "a:b",
        'title:"x',
        "\x00",
        "\ud800",
        "%",
        "😀",
        "α" * 5000,
        " ",
        "--",
    ],
)
def test_no_text_is_a_fault(text: str) -> None:
    make_practice("Κήπος και θάλασσα")
    backend: Any = get_search_backend()

    assert [titles(text), [*backend.search(text, Page)], backend.search(text, Page).count()] == [[], [], 0]


# Lists


def test_the_best_match_comes_first_and_lists_are_cut_and_counted() -> None:
    for number, (title, alt) in enumerate([("Κήπος", ""), ("Θάλασσα", "Με κήπο"), ("Κήπος", "Σε κήπο"), ("Κήπος", "")]):
        NetworkImage.objects.create(title=f"{title} {number}", alt_el=alt, file=get_test_image_file(), licence="CC0")
    backend: Any = get_search_backend()
    results = backend.search("κήποι", NetworkImage)

    assert (results.count(), len(results[3:20]), results[2:4].count(), results[10:].count()) == (4, 1, 2, 0)
    assert [one.title for one in results] == ["Κήπος 3", "Κήπος 2", "Κήπος 0", "Θάλασσα 1"]
    assert [one.title for one in results[1:3]] == ["Κήπος 2", "Κήπος 0"]
    assert results[:3][1].title == "Κήπος 2"


def test_an_order_of_the_list_is_kept() -> None:
    for title in ("Κήπος β", "Κήπος γ", "Κήπος α"):
        make_practice(title)
    ordered = GoodPracticePage.objects.order_by("title")
    unordered = GoodPracticePage.objects.order_by()

    assert titles("κήπος", ordered, order_by_relevance=False) == ["Κήπος α", "Κήπος β", "Κήπος γ"]
    assert titles("κήπος", unordered, order_by_relevance=False) == ["Κήπος α", "Κήπος γ", "Κήπος β"]
    assert titles(MATCH_ALL, ordered) == ["Κήπος α", "Κήπος β", "Κήπος γ"]


def test_a_view_narrows_what_is_found_by_whatever_it_likes(member: User) -> None:
    make_draft(member, title="Κήπος πρόχειρος")
    page = make_practice("Κήπος")
    narrowed = Page.objects.filter(live=True, has_unpublished_changes=False, view_restrictions=None).specific()

    assert found("κήπος", narrowed) == [page]
    assert found("κήπος", Page.objects.values_list("pk", flat=True).filter(live=True)) == [page.pk]
    assert found("κήπος", Page.objects.none()) == []


def test_found_objects_are_counted_by_a_field(superuser: User) -> None:
    pages = [make_practice(f"Κήπος {number}") for number in range(2)]
    make_practice("Garden", language="en")
    backend: Any = get_search_backend()

    assert backend.search("κήπος", Page).facet("content_type_id") == {pages[0].content_type_id: 2}
    assert backend.search(MATCH_ALL, GoodPracticePage).facet("locale__language_code") == {"el": 2, "en": 1}


def test_three_take_as_many_questions_as_one() -> None:
    numbers = []
    for number in range(3):
        make_practice(f"Κήπος {number}")
        found("κήπος")
        with CaptureQueriesContext(connection) as queries:
            assert len(found("κήπος")[:20]) == number + 1
        numbers.append(len(queries))

    assert (numbers[0], numbers[1]) == (numbers[2], numbers[2])


# Pages of the admin


@pytest.fixture
def desk(editor: User, client: Client) -> Client:
    """An editor at the desk, who sees no accounts."""
    client.force_login(editor)
    return client


@pytest.mark.parametrize("text", ["praktikes", "ΠΡΑΚΤΙΚΗ", "πρακτηκή", '"', "live:no πρακτικη", "πρακτικη -"])
def test_the_pages_of_the_admin_find_drafts(text: str, desk: Client, member: User) -> None:
    make_draft(member, title="Η πρακτική της ένταξης")
    answers = [
        desk.get(reverse(name, args=args), {"q": text})
        for name, args in (
            ("wagtailadmin_pages:search", []),
            ("wagtailadmin_choose_page_search", []),
            ("wagtailadmin_explore", [GoodPracticePage.objects.get().get_parent().pk]),
        )
    ]

    assert [answer.status_code for answer in answers] == [200, 200, 200]
    there = ["Η πρακτική της ένταξης" in answer.content.decode() for answer in answers]
    # Wagtail's page for all pages knows "live:no", and shows everything where nothing is left to look for.
    assert there == [True, *[text not in {'"', "live:no πρακτικη"}] * 2]


@pytest.mark.parametrize("name", ["wagtailimages:index", "wagtailimages_chooser:choose_results"])
def test_lists_and_choosers_of_pictures_find_them(name: str, superuser: User, client: Client) -> None:
    NetworkImage.objects.create(title="Η γειτονιά", file=get_test_image_file(), licence="CC0")
    client.force_login(superuser)

    answers = [client.get(reverse(name), {"q": text}).content.decode() for text in ("geitonies", "θάλασσα")]

    assert ["Η γειτονιά" in answer for answer in answers] == [True, False]


def test_the_chooser_of_bodies_finds_those_that_the_editor_may_see(
    desk: Client, council: Organisation, association: Organisation
) -> None:
    name = Organisation.snippet_viewset.chooser_viewset.name

    page = desk.get(reverse(f"{name}:choose_results"), {"q": "dimou patreon"}).content.decode()

    assert [str(body) in page for body in (council, association)] == [True, False]


def test_an_editor_of_one_section_finds_nothing_of_another(client: Client, translator: User) -> None:
    mine, other = make_practice("Κήπος δικός μου"), make_practice(f"Κήπος {CANARY}")
    group = Group.objects.create(name="Μία ενότητα")
    may_change = Permission.objects.get(codename="change_page", content_type__app_label="wagtailcore")
    GroupPagePermission.objects.create(group=group, page=mine.page_ptr, permission=may_change)
    translator.groups.add(group)
    client.force_login(translator)

    pages = [
        client.get(reverse(name), {"q": text}).content.decode()
        for name in ("wagtailadmin_pages:search", "wagtailadmin_pages:search_results")
        for text in ("κήπος", CANARY.lower())
    ]

    assert [mine.title in page for page in pages] == [True, False] * 2
    assert [other.title in page for page in pages] == [False] * 4


# Keeping


def test_what_says_the_same_is_written_once() -> None:
    page = make_practice("Κήπος και θάλασσα")
    backend: Any = get_search_backend()
    with CaptureQueriesContext(connection) as queries:
        backend.add(page)

    assert [one["sql"].split()[0] for one in queries] == ["SELECT"]


def test_words_are_counted_when_the_change_is_done(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        pages = [make_practice(f"Αερόστατο {number}") for number in range(2)]
    both = DeskWord.objects.get(word="αεροστατο").texts
    with django_capture_on_commit_callbacks(execute=True):
        pages[0].delete()
    one = DeskWord.objects.get(word="αεροστατο").texts
    with django_capture_on_commit_callbacks(execute=True):
        pages[1].delete()

    assert (both, one, DeskWord.objects.filter(word="αεροστατο").count()) == (2, 1, 0)


def test_update_index_makes_everything_anew() -> None:
    make_practice("Κήπος και θάλασσα")
    DeskEntry.objects.update(title="Αερόστατο")
    DeskEntry.objects.create(kind="wagtailcore.page", number=999_999, title="Κήπος", more="", version=VERSION)
    DeskEntry.objects.create(kind="gone.model", number=1, title="Κήπος", more="", version=VERSION)
    DeskWord.objects.all().delete()
    call_command("update_index", verbosity=0)

    assert (titles("κηποι"), titles("αερόστατο")) == (["Κήπος και θάλασσα"], [])
    assert not DeskEntry.objects.filter(kind="gone.model").exists()
    assert not DeskEntry.objects.filter(number=999_999).exists()
    assert DeskWord.objects.get(word="κηποσ").texts == 1


def test_the_worker_reads_what_has_not_passed_the_analysis_of_today() -> None:
    page = make_practice("Κήπος και θάλασσα")
    backend: Any = get_search_backend()
    backend.reset_indexes()
    lost = titles("κήπος")
    steps = [rebuilding.step() for _time in range(2)]
    DeskEntry.objects.update(version=0, title="Αερόστατο")
    later = [rebuilding.step() for _time in range(2)]

    assert (lost, steps, later, titles("κήπος")) == ([], [True, False], [True, False], [page.title])
    assert set(DeskEntry.objects.values_list("version", flat=True)) == {VERSION}


def test_what_was_there_before_the_first_entry_is_read_all_the_same() -> None:
    page, later = make_practice("Κήπος και θάλασσα"), make_practice("Βουνό")
    kind = "wagtailcore.page"
    DeskEntry.objects.exclude(kind=kind, number=later.pk).delete()
    before = rebuilding.step(), titles("κήπος")

    rebuilding.note_missing()
    steps = [rebuilding.step() for _time in range(2)]

    assert (before, steps, titles("κήπος")) == ((False, []), [True, False], [page.title])
