"""The words of the library find what the search page finds, best match first, and nothing that is private."""

import re
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.db.models import F
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import ngettext, override
from wagtail.models import PageViewRestriction

from good_practices.facets import FACETS, Selection
from good_practices.listing import Listing, show
from good_practices.models import GoodPracticePage
from good_practices.shelf import Shelf
from network_members.models import Organisation, User
from search.lexemes import VERSION
from search.models import State
from tests.factories.glossary import make_glossary_term
from tests.factories.practices import make_draft, make_practice
from tests.factories.talk import say
from tests.factories.translations import translate
from tests.factories.words import make_place, make_theme
from tests.reading import count_anew, read
from tests.search import indexing
from tests.search.indexing import read_all

pytestmark = pytest.mark.django_db

ADDRESSES = {"el": "/el/kales-praktikes/", "en": "/en/good-practices/"}
CANARY = "Καναρίνι"
SOME = (
    "%(total)s practice holds some of the words “%(words)s”",
    "%(total)s practices hold some of the words “%(words)s”",
)
UNREAD = (
    "The search has not read %(number)s practice yet. Look again in a moment.",
    "The search has not read %(number)s practices yet. Look again in a moment.",
)
SPELLINGS = [
    "Συμβούλια ένταξης",
    "συμβουλιο ενταξη",
    "ΣΥΜΒΟΥΛΙΩΝ ΕΝΤΑΞΗΣ",
    "symvoulia entaxis",
    "simboulio entaksis",
    "sumboulia entajhw",
    "συμβολια ενταξης",
    "συμβούλια ξψζωθβ",
    "κήπος ένταξη",
    "integration",
    "",
]


def listing(text: str, language: str = "el", **more: str) -> Listing:
    """Return the page of the library for some words."""
    read_all()
    with override(language):
        found = show(QueryDict(urlencode({"q": text, **more})), language=language, url=ADDRESSES[language])
        _ = (found.heading, found.sorts, found.unread, found.rows, found.more)
    return found


def titles(text: str, language: str = "el", **more: str) -> list[str]:
    """Return the titles of the rows."""
    return [row["title"] for row in listing(text, language, **more).rows]


@pytest.fixture
def network(superuser: User) -> None:
    """Practices in one language, in both, found by title and by the way, beside a comment."""
    make_glossary_term(term_el="ένταξη", forms_el="ένταξης", term_en="integration")
    first = make_practice("Συμβούλια ένταξης μεταναστών")
    translate(first, superuser, lambda words: words.replace(first.title, "Councils of newcomers"))
    make_practice("Ο κήπος της γειτονιάς", summary="Με το συμβούλιο ένταξης δίπλα.")
    make_practice("A garden for integration", language="en")
    say(superuser, first, "Το συμβούλιο ένταξης είδε ένα αερόστατο.")


@pytest.mark.parametrize("language", ["el", "en"])
@pytest.mark.parametrize("text", SPELLINGS)
def test_words_find_the_practices_of_the_search_page(text: str, language: str, network: None) -> None:
    there = indexing.titles(text, reader=language, filters={"kind": ("practice",)})

    assert titles(text, language) == list(there)


@pytest.mark.parametrize("language", ["el", "en"])
@pytest.mark.parametrize("text", ["Πάτρα", "patras", "Ελλάδα", "Greece", "ΣΥΜΒΟΥΛΙΟ", "kounsil", "Σύλλογος"])
def test_place_country_and_bodies_are_found_in_both_languages(
    text: str, language: str, council: Organisation, association: Organisation
) -> None:
    Organisation.objects.filter(pk=council.pk).update(name_el="Συμβούλιο Πάτρας", name_en="Council of Patras")
    place = make_place("patras", ("Πάτρα", "Patras"))
    make_practice("Mentoring", lead_organisation=council, place=place, partners=[partner(association)])

    assert titles("Mentoring", language) == ["Mentoring"]
    assert titles(text, language) == ([] if text == "kounsil" else ["Mentoring"])


def partner(body: Organisation) -> Any:
    """Return a body that worked along."""
    return GoodPracticePage.partners.rel.related_model(organisation=body)


def test_bodies_with_a_name_in_one_language_alone_are_each_found(
    council: Organisation, association: Organisation
) -> None:
    for body, name in ((council, "Caritas"), (association, "Solidarity")):
        Organisation.objects.filter(pk=body.pk).update(name_el="", name_en=name)
    make_practice("Mentoring", lead_organisation=council, partners=[partner(association), partner(council)])

    assert [titles(name) for name in ("Caritas", "Solidarity")] == [["Mentoring"]] * 2


def test_a_body_that_the_directory_hides_is_no_name_to_find_a_practice_by(council: Organisation) -> None:
    make_practice("Mentoring", lead_organisation=council)
    before = titles("Πατρέων")
    Organisation.objects.filter(pk=council.pk).update(listed=False)

    assert (before, titles("Πατρέων")) == (["Mentoring"], [])


def test_a_new_name_of_a_partner_is_read(association: Organisation) -> None:
    make_practice("Mentoring", partners=[partner(association)])
    read_all()
    Organisation.objects.filter(pk=association.pk).update(name_el="Γεφύρι")

    assert (titles("γεφυρι"), titles("Σύλλογος")) == (["Mentoring"], [])


# Order


def test_with_words_the_best_match_comes_first_unless_another_order_is_chosen() -> None:
    make_practice("Ο κήπος της γειτονιάς")
    make_practice("Κάτι άλλο", summary="Με έναν κήπο δίπλα.")

    assert titles("κήπος") == titles("κήπος", sort="best") == ["Ο κήπος της γειτονιάς", "Κάτι άλλο"]
    assert titles("κήπος", sort="newest") == ["Κάτι άλλο", "Ο κήπος της γειτονιάς"]
    assert titles("κήπος", sort="title") == ["Κάτι άλλο", "Ο κήπος της γειτονιάς"]
    assert titles("", sort="best") == ["Κάτι άλλο", "Ο κήπος της γειτονιάς"]


@pytest.mark.parametrize(
    ("query", "address", "offered"),
    [
        ("", "", ["", "confirmed", "used", "discussed", "title"]),
        ("sort=best", "", ["", "confirmed", "used", "discussed", "title"]),
        ("q=a", "?q=a", ["", "newest", "confirmed", "used", "discussed", "title"]),
        ("q=a&sort=best", "?q=a", ["", "newest", "confirmed", "used", "discussed", "title"]),
        ("q=a&sort=newest", "?q=a&sort=newest", ["", "newest", "confirmed", "used", "discussed", "title"]),
    ],
)
def test_the_usual_order_has_no_name_in_addresses(query: str, address: str, offered: list[str]) -> None:
    with override("en"):
        found = show(QueryDict(query), language="en", url="")

    assert (found.selection.address(), [sort["value"] for sort in found.sorts]) == (address, offered)
    assert found.selection.of_everything().address() == ""


def test_pages_follow_one_another_in_the_order_of_the_match() -> None:
    for number in range(25):
        make_practice(f"Βουνό {number}" if number % 3 else f"Κήπος {number}", summary="Με έναν κήπο.")
    first, second = titles("κήπος"), titles("κήπος", page="2")

    assert (len(first), len(second), len({*first, *second})) == (20, 5, 25)
    assert first[:9] == [f"Κήπος {number}" for number in range(24, -1, -3)]


# What is said


@pytest.mark.parametrize("language", ["el", "en"])
def test_when_nothing_holds_all_words_some_will_do_and_it_is_said(language: str) -> None:
    make_practice("Κήπος και θάλασσα")
    make_practice("Γλώσσα και βουνό")
    found = listing("κήπος γλώσσα", language)

    with override(language):
        said = ngettext(*SOME, 2)
    assert found.heading == said % {"total": 2, "words": "κήπος γλώσσα"}
    assert (len(found.rows), found.more) == (2, [])


def test_practices_with_some_of_the_words_fill_the_page_below_those_with_all() -> None:
    make_practice("Κήπος και γλώσσα")
    make_practice("Κήπος και θάλασσα")
    found = listing("κήπος γλώσσα")

    assert ([row["title"] for row in found.rows], [row["title"] for row in found.more]) == (
        ["Κήπος και γλώσσα"],
        ["Κήπος και θάλασσα"],
    )


@pytest.mark.parametrize(
    ("language", "said", "unknown"),
    [
        ("el", "Διαβάστηκε ως:", "Δεν υπάρχουν σε κανένα κείμενο: ξψζωθβ"),
        ("en", "Read as:", "Found in no text: ξψζωθβ"),
    ],
)
def test_what_was_meant_and_what_stands_nowhere_is_said(
    language: str, said: str, unknown: str, visitor: Client
) -> None:
    make_practice("Μαθήματα γλώσσας")
    read_all()
    page = read(visitor, f"{ADDRESSES[language]}?q=μαθηματτα+ξψζωθβ")

    assert (said in page, unknown in page) == (True, True)
    assert re.findall(rf'<a href="{ADDRESSES[language]}\?q=([^"]+)">μαθήματα ξψζωθβ</a>', page) != []


@pytest.mark.parametrize("language", ["el", "en"])
def test_what_the_index_has_not_read_yet_is_told_and_not_found(language: str, visitor: Client) -> None:
    make_practice("Κήπος και θάλασσα")
    read_all()
    make_practice("Κήπος και βουνό")
    with override(language):
        said = ngettext(*UNREAD, 1) % {"number": 1}
    page = read(visitor, f"{ADDRESSES[language]}?q=κήπος")

    assert (page.count('<article class="result">'), said in page) == (1, True)
    assert listing("κήπος", language).unread == ""


@pytest.mark.parametrize(
    ("language", "words"), [("el", "Η αναζήτηση προετοιμάζεται"), ("en", "The search is being prepared at the moment")]
)
@pytest.mark.parametrize("query", ["κήπος", "ξψζωθβ"])
def test_while_the_index_is_made_the_library_says_so_whatever_it_finds(
    query: str, language: str, words: str, visitor: Client
) -> None:
    make_practice("Κήπος και θάλασσα")
    read_all()
    whole = words in read(visitor, f"{ADDRESSES[language]}?q={query}")
    State.objects.update(analysis=VERSION - 1, sequence=F("sequence") + 1)
    partial = words in read(visitor, f"{ADDRESSES[language]}?q={query}")
    without = words in read(visitor, ADDRESSES[language])
    read_all()
    State.objects.update(sequence=F("sequence") + 1)

    assert (whole, partial, without) == (False, True, False)
    assert words not in read(visitor, f"{ADDRESSES[language]}?q={query}")


def test_a_page_with_words_is_made_anew_when_the_index_has_read_on(visitor: Client) -> None:
    make_practice("Κήπος και θάλασσα")
    before = read(visitor, f"{ADDRESSES['el']}?q=κήπος").count('<article class="result">')
    read_all()

    assert (before, read(visitor, f"{ADDRESSES['el']}?q=κήπος").count('<article class="result">')) == (0, 1)


# Filters and counts


@pytest.mark.parametrize("text", ["κήπος", "γλώσσα", "κήπος γλώσσα", "ξψζωθβ"])
def test_counts_beside_words_are_those_of_the_database(text: str) -> None:
    themes = [make_theme(), make_theme("work", ("Εργασία", "Work"))]
    for number in range(6):
        title = " ".join(word for word, every in (("Κήπος", 2), ("Γλώσσα", 3), ("Βουνό", 1)) if number % every == 0)
        make_practice(title, slug=f"praktiki-{number}", themes=themes[: number % 3])
    found = listing(text, theme="work")
    held = [row.pk for row in GoodPracticePage.objects.all() if all(word.title() in row.title for word in text.split())]
    there = GoodPracticePage.objects.in_library("el").filter(pk__in=held)
    work = Selection({"theme": ("work",)}).narrow(there)
    if not work and text == "κήπος γλώσσα":
        assert found.is_loose
        return

    assert found.total == work.count()
    by_hand = {code: there.filter(themes__code=code).count() for code in ("inclusion", "work")}
    assert found.counts.get("theme", {}) == {code: number for code, number in by_hand.items() if number}
    assert found.counts.get("country", {}) == ({"gr": work.count()} if work else {})


def test_words_take_as_many_queries_for_three_as_for_one(visitor: Client) -> None:
    taken = []
    for number in range(3):
        make_practice(f"Κήπος {number}")
        read_all()
        taken.append(count_anew(visitor, f"{ADDRESSES['el']}?q=κήπος+γλώσσα"))

    assert (taken[1], taken[2]) == (taken[2], {"sqlite": 37, "postgresql": 34}[connection.vendor])


def test_words_are_asked_of_the_index_once_for_a_page() -> None:
    for number in range(3):
        make_practice(f"Κήπος {number}")
    read_all()
    show(QueryDict("q=κήπος"), language="el", url="")
    with CaptureQueriesContext(connection) as queries:
        found = show(QueryDict("q=κήπος"), language="el", url="")
        _ = (found.rows, found.more, found.heading, found.facets)

    asked = [one["sql"] for one in queries if "search_word" in one["sql"]]
    assert len(asked) == 1


# Permissions


def test_private_practices_and_drafts_are_not_found_counted_or_suggested(member: User, visitor: Client) -> None:
    make_practice("Θάλασσα και βουνό")
    page = make_practice(f"{CANARY} στον κήπο", themes=[make_theme("secret", ("Κρυφό", "Hidden"))])
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    make_draft(member, title=f"{CANARY} πρόχειρο")
    visitor.force_login(member)

    for text in (CANARY, "καναρινη", "θάλασσα καναρίνη"):
        found = listing(text)
        page_of_member = read(visitor, f"{ADDRESSES['el']}?q={text}")
        assert [row["title"] for row in (*found.rows, *found.more)] == (["Θάλασσα και βουνό"] if " " in text else [])
        assert (found.suggestion, CANARY.lower() in page_of_member.lower().replace(text.lower(), "")) == ({}, False)
        assert {name: codes.get("secret") for name, codes in found.counts.items()}.get("theme") is None


def test_what_was_hidden_a_moment_ago_is_not_found_though_the_index_still_has_it(visitor: Client) -> None:
    page = make_practice(f"{CANARY} στον κήπο")
    read_all()
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

    assert f"{CANARY} στον" not in read(visitor, f"{ADDRESSES['el']}?q={CANARY}")


@pytest.mark.parametrize("query", ["'\"*:()-&|!<->", "😀", "α" * 10_000, "κήπος " * 500, "-κήπος", "a:b", '"κήπος'])
def test_anything_can_be_asked(query: str) -> None:
    make_practice("Κήπος και θάλασσα")

    assert listing(query).total in {0, 1}


def test_a_shelf_in_both_languages_holds_the_same_words(network: None) -> None:
    read_all()
    found = [Shelf(code).count(Selection.read(QueryDict("q=ενταξη"), known())) for code in ("el", "en")]

    assert found[0] == found[1]


def known() -> dict[str, dict[str, str]]:
    """Return that no filter has words."""
    return {facet.name: {} for facet in FACETS}
