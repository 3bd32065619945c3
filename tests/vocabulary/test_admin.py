"""Editors keep the words in the admin: every word in both languages, its code for good, none lost that is in use."""

import json
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail_localize.models import StringSegment, Translation

from network_members.models import User
from tests.factories.practices import make_practice
from tests.factories.translations import fill_in
from tests.factories.words import make_term, make_theme
from tests.reading import count_queries, read, text_of
from vocabulary.models import KINDS, Country, Place, TargetGroup, Term, Theme

CELL = re.compile(r'<div class="title-wrapper">\s*<a.*?</a>|<td >\s*[\w-]+\s*</td>', re.DOTALL)
NEW = {"title": "Νέες μητέρες", "synonyms": "λεχώνες", "code": "new-mothers", "order": "3"}


def address(kind: type[Term], name: str, *numbers: Any) -> str:
    """Return an address of one kind's corner of the admin."""
    return reverse(f"wagtailsnippets_vocabulary_{kind._meta.model_name}:{name}", args=numbers)


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    """The browser of an editor."""
    client.force_login(editor)
    return client


def rows(client: Client, kind: type[Term], query: str = "") -> list[list[str]]:
    """Return the words of each row of a list."""
    listed = read(client, address(kind, "list_results") + query)
    found = listed.partition("<tbody")[2].partition("</tbody>")[0].split("<tr")[1:]
    return [[text_of(cell).strip() for cell in CELL.findall(row)] for row in found]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_kind_of_word_has_its_list(kind: type[Term], desk: Client) -> None:
    if kind is not Place:
        make_term(kind, "xx", ("Λέξη", "Word"))

    expected = ["Αθήνα", "Athens", "athens"] if kind is Place else ["Λέξη", "Word", "xx"]
    assert expected in rows(desk, kind)


@pytest.mark.parametrize(("language", "name"), [("el", "Λεξιλόγιο"), ("en", "Words")])
def test_the_words_stand_in_the_menu(language: str, name: str, desk: Client, editor: User) -> None:
    User.objects.filter(pk=editor.pk).update(language=language)

    assert json.dumps(name) in read(desk, reverse("wagtailadmin_home"))


@pytest.mark.parametrize("role", ["member", "facilitator", "moderator", "translator"])
def test_only_editors_and_administrators_keep_words(role: str, request: Any, client: Client) -> None:
    client.force_login(request.getfixturevalue(role))
    make_theme()

    answers = [
        client.get(address(Theme, "list")),
        client.get(address(Theme, "add")),
        client.post(address(Theme, "add"), NEW | {"dye": "olive"}),
    ]

    assert {answer.status_code for answer in answers} <= {302, 403}
    assert "Κοινωνική ένταξη" not in "".join(answer.content.decode() for answer in answers)
    assert Theme.objects.count() == 2


@pytest.mark.parametrize("typed", ["ΜΗΤΕΡΕΣ", "mothers", "λεχωνες", "new-m"])
def test_a_word_is_found_by_either_language_its_code_or_a_synonym(typed: str, desk: Client) -> None:
    make_term(TargetGroup, "new-mothers", ("Νέες μητέρες", "New mothers"), synonyms="λεχώνες")
    make_term(TargetGroup, "children", ("Παιδιά", "Children"))

    assert rows(desk, TargetGroup, f"?q={typed}") == [["Νέες μητέρες", "New mothers", "new-mothers"]]


@pytest.mark.parametrize(("language", "other"), [("el", "en"), ("en", "el")])
def test_a_new_word_gets_its_twin_to_be_translated(language: str, other: str, desk: Client) -> None:
    answer = desk.post(f"{address(Theme, 'add')}?locale={language}", NEW | {"dye": "sea"})

    assert answer.status_code == 302
    words: Any = Theme.objects.order_by("locale__language_code")
    told = [(word.locale.language_code, word.code, word.title, word.dye) for word in words]
    assert told == [(code, "new-mothers", "Νέες μητέρες", "sea") for code in ("el", "en")]
    assert Theme.objects.values("translation_key").distinct().count() == 1
    twin = Theme.objects.in_language(other).get()
    fill_in(Translation.objects.get(), "T {}".format)
    Translation.objects.get().save_target()
    twin.refresh_from_db()
    assert (twin.title, twin.code) == ("T Νέες μητέρες", "new-mothers")


def test_the_code_of_a_new_word_is_free_in_every_language_and_in_small_letters(desk: Client) -> None:
    make_term(TargetGroup, "children", ("Παιδιά", "Children"))

    refused = desk.post(f"{address(TargetGroup, 'add')}?locale=en", NEW | {"code": "Children"})
    taken = desk.post(address(TargetGroup, "add"), NEW | {"code": "New-Mothers"})

    assert (refused.status_code, taken.status_code) == (200, 302)
    assert refused.context["form"].errors.keys() == {"code"}
    assert "Νέες μητέρες" in refused.content.decode()
    assert sorted(TargetGroup.objects.values_list("code", flat=True)) == ["children"] * 2 + ["new-mothers"] * 2


@pytest.mark.parametrize(("code", "status"), [("pt", 302), ("prt", 200), ("p1", 200)])
def test_the_code_of_a_country_is_the_iso_one(code: str, status: int, desk: Client) -> None:
    assert desk.post(address(Country, "add"), NEW | {"code": code}).status_code == status


def test_the_code_of_a_word_cannot_be_changed(desk: Client) -> None:
    theme = make_theme()
    where = address(Theme, "edit", theme.pk)

    assert re.search(r'<input[^>]*name="code"[^>]*disabled', read(desk, where))
    desk.post(where, {"title": "Ένταξη", "code": "other", "order": "0", "dye": "olive", "synonyms": ""})
    theme.refresh_from_db()
    assert (theme.title, theme.code) == ("Ένταξη", "inclusion")


@pytest.mark.parametrize("language", ["el", "en"])
def test_what_both_languages_share_stays_the_same(language: str, desk: Client) -> None:
    make_theme()
    word = Theme.objects.in_language(language).get()

    desk.post(address(Theme, "edit", word.pk), {"title": "Χ", "code": "", "order": "7", "dye": "weld", "synonyms": "Ψ"})

    words: Any = Theme.objects.all()
    assert {(one.code, one.order, one.dye) for one in words} == {("inclusion", 7, "weld")}
    assert Theme.objects.filter(title="Χ", synonyms="Ψ").count() == 1


def test_a_changed_title_asks_for_a_new_translation(desk: Client) -> None:
    desk.post(address(Theme, "add"), NEW | {"dye": "sea"})
    word = Theme.objects.in_language("el").get()

    desk.post(address(Theme, "edit", word.pk), NEW | {"title": "Μητέρες", "dye": "sea"})

    titles = StringSegment.objects.filter(context__path="title").values_list("string__data", flat=True)
    assert list(titles) == ["Μητέρες"]


def test_a_place_chooses_among_each_country_once(desk: Client) -> None:
    place = Place.objects.anchors().get()

    page = read(desk, address(Place, "edit", place.pk))

    options = page.partition('name="country"')[2].partition("</select>")[0]
    assert re.findall(r'<option value="(\d+)"', options) == [str(place.country_id)]


def test_a_word_that_nothing_uses_goes_in_both_languages(desk: Client) -> None:
    theme = make_theme()

    answer = desk.post(address(Theme, "delete", theme.pk))

    assert (answer.status_code, Theme.objects.count()) == (302, 0)


@pytest.mark.parametrize(("language", "reason"), [("en", "is in use and stays"), ("el", "χρησιμοποιείται και μένει")])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_word_in_use_cannot_be_deleted(method: str, language: str, reason: str, desk: Client, editor: User) -> None:
    User.objects.filter(pk=editor.pk).update(language=language)
    theme = make_theme()
    make_practice(themes=[theme])

    answer = getattr(desk, method)(address(Theme, "delete", theme.pk), follow=True)

    assert "Κοινωνική ένταξη" in answer.content.decode()
    assert reason in answer.content.decode()
    assert Theme.objects.count() == 2


def test_many_words_at_once_are_not_deleted_when_one_is_in_use(desk: Client) -> None:
    used, free = make_theme(), make_theme("work", ("Εργασία", "Work"))
    make_practice(themes=[used])
    where = reverse("wagtail_bulk_action", args=["vocabulary", "theme", "delete"])

    answer = desk.post(f"{where}?id={used.pk}&id={free.pk}")

    assert (answer.status_code, Theme.objects.count()) == (302, 4)


def test_many_words_at_once_go_in_both_languages(desk: Client) -> None:
    words = [make_theme(), make_theme("work", ("Εργασία", "Work"))]
    where = reverse("wagtail_bulk_action", args=["vocabulary", "theme", "delete"])

    desk.post(f"{where}?{'&'.join(f'id={word.pk}' for word in words)}")

    assert Theme.objects.count() == 0


def test_a_list_takes_as_many_queries_for_one_word_as_for_three(desk: Client) -> None:
    make_term(TargetGroup, "women", ("Γυναίκες", "Women"))
    few = count_queries(desk, address(TargetGroup, "list"))
    make_term(TargetGroup, "children", ("Παιδιά", "Children"))
    make_term(TargetGroup, "parents", ("Γονείς", "Parents"))

    assert (few, count_queries(desk, address(TargetGroup, "list"))) == (17, 17)
