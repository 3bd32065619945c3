"""Adoptions are a table of open data: what everybody may read, nothing else, with numbers that stay."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from adoptions import actions
from adoptions.exchange import NAMES, kind
from adoptions.models import AdoptedResult, Adoption, LocalAction
from good_practices.models import GoodPracticePage
from network_members.models import Organisation, User
from tables.kinds import Way
from tables.rules import kinds_for
from tests.factories.adoptions import make_adoption
from tests.factories.practices import make_practice
from tests.factories.translations import translate
from tests.factories.words import make_place
from tests.network_members.rooms import words_of
from tests.pages.test_open_data import FILES, body_of, rows_of
from tests.translators.conftest import enter

CANARY = "Καναρίνι"
QUERIES = 5
FILE = FILES.replace("practices", "adoptions")


def rows(visitor: Client, form: str = "json") -> list[dict[str, Any]]:
    """Return the rows of the file as a program reads them."""
    return rows_of(visitor, form, FILE)


@pytest.fixture
def whole(adoption: Adoption, practice: GoodPracticePage) -> Adoption:
    """An adoption with everything that can be told, of a practice in both languages."""
    translate(practice, words=lambda text: "Neighbourhood" if text == "Γειτονιά" else text)
    Adoption.objects.filter(pk=adoption.pk).update(
        place=make_place("patras", ("Πάτρα", "Patras")), changed_en="The hour", people_reached=12, end_year=2025
    )
    AdoptedResult.objects.create(
        adoption=adoption, row_key=practice.result_rows.get().translation_key, indicator="Γυναίκες", actual="31"
    )
    LocalAction.objects.create(adoption=adoption, day=date(2024, 5, 2), text="Πρώτο μάθημα", people=9)
    return adoption


@pytest.mark.parametrize("form", ["json", "csv", "xlsx"])
def test_a_row_tells_who_adopted_what_where_and_when(
    form: str, whole: Adoption, practice: GoodPracticePage, council: Organisation, visitor: Client
) -> None:
    row = rows(visitor, form)[0]

    assert {name: row[name] for name in ("external_id", "practice", "organisation", "kind", "place", "country")} == {
        "external_id": str(whole.key),
        "practice": str(practice.translation_key),
        "organisation": council.code,
        "kind": "council",
        "place": "patras",
        "country": "gr",
    }
    assert (row["where"], row["start_year"], row["end_year"]) == ("Πλατεία Αλεξάνδρας", "2024", "2025")
    assert (row["source_language"], row["changed_el"], row["changed_en"]) == ("el", "Η ώρα", "The hour")
    assert [f"{practice.url_in(code)}#adoptions" in row[f"address_{code}"] for code in ("el", "en")] == [True] * 2


def test_results_and_local_actions_stand_in_a_list(whole: Adoption, visitor: Client) -> None:
    row = rows(visitor)[0]

    assert (row["results"], row["local_actions"]) == (["Γυναίκες; ; ; ; 31"], ["2024-05-02; Πρώτο μάθημα; 9"])


def test_a_row_names_its_practice_as_the_table_of_practices_does(
    whole: Adoption, practice: GoodPracticePage, visitor: Client
) -> None:
    GoodPracticePage.objects.filter(pk=practice.pk).update(external_id="17", external_source="ewsi")

    found = [rows(visitor)[0][name] for name in ("practice", "practice_source")]

    assert found == [rows_of(visitor, "json")[0][name] for name in ("external_id", "source")] == ["17", "ewsi"]


def test_a_number_stays_whatever_changes(whole: Adoption, member: User, visitor: Client) -> None:
    before = rows(visitor)[0]

    actions.save(whole, actions.Typed({"where": "Αλλού"}), by=member, version=whole.version)

    after = rows(visitor)[0]
    assert (after["external_id"], after["where"]) == (before["external_id"], "Αλλού")


@pytest.mark.parametrize("form", ["json", "csv", "xlsx"])
@pytest.mark.parametrize("state", ["draft", "hidden"])
def test_what_is_not_public_is_in_no_file(
    state: str, form: str, practice: GoodPracticePage, member: User, editor: User
) -> None:
    make_adoption(practice, member, state=state, hidden_reason="Λάθος", body_name=CANARY)

    found = [rows(client, form) for client in (Client(), enter(member), enter(editor))]

    assert found == [[], [], []]


@pytest.mark.parametrize("language", ["el", "en"])
def test_adoptions_of_a_practice_that_closes_leave_the_file_and_the_count(
    language: str, adoption: Adoption, practice: GoodPracticePage, visitor: Client
) -> None:
    PageViewRestriction.objects.create(page=practice, restriction_type=PageViewRestriction.LOGIN)

    page = words_of(visitor.get(f"/{language}/open-data/"))

    assert (rows(visitor), kind().number(), str(adoption.key) in page) == ([], 0, False)


@pytest.mark.parametrize("form", ["json", "csv"])
def test_nobody_who_wrote_or_hid_is_named(form: str, whole: Adoption, member: User, visitor: Client) -> None:
    User.objects.filter(pk=member.pk).update(first_name=CANARY, last_name=CANARY)

    content = body_of(visitor, FILE.format(form)).decode()

    assert [word for word in (CANARY, "@", "owner", "hidden", '"state"') if word in content] == []


def test_a_body_that_is_not_listed_is_its_name_alone(whole: Adoption, council: Organisation, visitor: Client) -> None:
    Organisation.objects.filter(pk=council.pk).update(listed=False)

    row = rows(visitor)[0]

    assert (row["organisation"], "kind" in row) == (str(council), False)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("el", ("Υιοθετήσεις", "Τι άλλαξε, στα ελληνικά", "Από το έτος", "1 γραμμή")),
        ("en", ("Adoptions", "What was changed, in Greek", "From year", "1 row,")),
    ],
)
def test_the_page_of_open_data_says_what_the_fields_mean(
    language: str, words: tuple[str, ...], adoption: Adoption, visitor: Client
) -> None:
    page = words_of(visitor.get(f"/{language}/open-data/"))

    part = page[page.index(words[0]) :]
    assert [word for word in (*words, *NAMES) if word not in part] == []


def test_a_file_says_under_which_licence_it_is(adoption: Adoption, visitor: Client) -> None:
    answer: Any = visitor.get(FILE.format("json"), headers={"accept-language": "en"})

    about = json.loads(b"".join(answer.streaming_content))["about"]
    assert (about["title"], about["licence"].partition(" http")[0]) == ("Adoptions", "CC BY 4.0")
    assert answer["Link"] == '<https://creativecommons.org/licenses/by/4.0/>; rel="license"'


def test_nobody_brings_adoptions_in(superuser: User) -> None:
    assert "adoptions" not in kinds_for(superuser)
    with pytest.raises(PermissionDenied):
        kind().importer(Way())


def test_who_keeps_the_site_takes_everything_out(
    adoption: Adoption, draft: Adoption, practice: GoodPracticePage, tmp_path: Path
) -> None:
    files = {name: tmp_path / f"{name}.jsonl" for name in ("all", "open")}

    call_command("export_adoptions", str(files["all"]))
    call_command("export_adoptions", str(files["open"]), "--public")

    found = {name: [json.loads(line) for line in file.read_text().splitlines()] for name, file in files.items()}
    assert [row["state"] for row in found["all"]] == ["public", "draft"]
    assert [row["external_id"] for row in found["open"]] == [str(adoption.key)]


@pytest.mark.parametrize("number", [1, 3])
def test_three_adoptions_ask_as_much_as_one(number: int, member: User, visitor: Client) -> None:
    for place in range(number):
        made = make_adoption(make_practice(f"Πρακτική {place}"), member, place=make_place(f"place-{place}"))
        LocalAction.objects.create(adoption=made, day=date(2024, 5, 2), text="Μάθημα")

    rows(visitor)
    with CaptureQueriesContext(connection) as asked:
        rows(visitor)

    assert len(asked) == QUERIES
