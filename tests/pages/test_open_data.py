"""Open data: everything public, nothing else, in formats that programs read, under a licence."""

import csv
import io
import json
import re
from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from network_members import limits
from network_members.models import Organisation
from tests.factories.practices import make_practice
from tests.factories.translations import translate
from tests.network_members.rooms import words_of
from tests.reading import read

FILES = "/open-data/practices.{}"
CANARY = "ΚΑΝΑΡΙΝΙ-7b41"


def body_of(visitor: Client, path: str) -> bytes:
    """Return a file as it arrives."""
    answer: Any = visitor.get(path)
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def rows_of(visitor: Client, form: str, files: str = FILES) -> list[dict[str, Any]]:
    """Return the rows of a file, of practices unless said otherwise; cells that are empty are left out."""
    content = body_of(visitor, files.format(form))
    if form == "json":
        return list(json.loads(content)["rows"])
    if form == "csv":
        lines: Any = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
    else:
        table = load_workbook(io.BytesIO(content)).worksheets[1].iter_rows(values_only=True)
        names = next(table)
        lines = (dict(zip(names, line, strict=True)) for line in table)
    return [{name: cell for name, cell in line.items() if cell} for line in lines]


@pytest.fixture
def practice(council: Organisation) -> Any:
    """A public practice in both languages, with costs that members read, and one that waits."""
    page = make_practice("Σύμβουλοι", lead_organisation=council, resources=CANARY)
    translate(page, words=lambda text: "Advisers" if text == "Σύμβουλοι" else text)
    make_practice(f"{CANARY} πρόχειρο", live=False)
    return page


@pytest.mark.parametrize("form", ["json", "csv", "xlsx"])
def test_a_file_holds_what_everybody_may_read_in_both_languages(form: str, practice: Any, visitor: Client) -> None:
    rows = rows_of(visitor, form)

    assert [(row["external_id"], row["title_el"], row["title_en"], row["licence"]) for row in rows] == [
        (str(practice.translation_key), "Σύμβουλοι", "Advisers", "CC BY 4.0")
    ]
    assert CANARY not in json.dumps(rows, ensure_ascii=False)
    assert "contact" not in rows[0]


@pytest.mark.parametrize("form", ["json", "csv", "xlsx"])
def test_bodies_that_are_not_listed_are_not_in_the_file(form: str, council: Organisation, visitor: Client) -> None:
    Organisation.objects.create(code="hidden", name_el=CANARY, kind="ngo", place=council.place, listed=False)

    content = body_of(visitor, f"/open-data/organisations.{form}")

    assert (council.code.encode() in content or form == "xlsx", CANARY.encode() in content) == (True, False)


@time_machine.travel("2026-11-28 10:00Z", tick=False)
def test_a_file_says_what_it_is_and_under_which_licence(practice: Any, visitor: Client) -> None:
    answer: Any = visitor.get(FILES.format("json"), headers={"accept-language": "en"})

    assert json.loads(b"".join(answer.streaming_content))["about"] == {
        "title": "Good practices",
        "source": "http://testserver/en/open-data/",
        "licence": "CC BY 4.0 https://creativecommons.org/licenses/by/4.0/",
        "date": date(2026, 11, 28).isoformat(),
    }
    assert {name: answer[name] for name in ("Content-Type", "Content-Disposition", "Link")} == {
        "Content-Type": "application/json",
        "Content-Disposition": 'attachment; filename="nima-practices-2026-11-28.json"',
        "Link": '<https://creativecommons.org/licenses/by/4.0/>; rel="license"',
    }
    assert (answer["Access-Control-Allow-Origin"], answer["Cross-Origin-Resource-Policy"]) == ("*", "cross-origin")


@pytest.mark.parametrize(
    "path", ["people.csv", "practices.doc", "practices.jsonl", "practices.csv.csv", "x.x", "practices.CSV"]
)
def test_other_files_are_not_there(path: str, visitor: Client, db: None) -> None:
    assert visitor.get(f"/open-data/{path}").status_code == 404


def test_files_are_only_read(visitor: Client, db: None) -> None:
    assert [visitor.generic(method, FILES.format("csv")).status_code for method in ("POST", "PUT", "DELETE")] == [
        405
    ] * 3


def test_whoever_asks_too_often_waits(visitor: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(limits.LIMITS, "open_data", "2/h/ip")

    answers = [visitor.get(FILES.format("csv")) for _time in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[2]["Retry-After"] == "3600"


@pytest.mark.parametrize(
    ("language", "words"),
    [("el", ("Ανοικτά δεδομένα", "1 γραμμή", "CC BY 4.0")), ("en", ("Open data", "1 row,", "CC BY 4.0"))],
)
def test_the_page_names_files_fields_and_licence(
    language: str, words: tuple[str, ...], practice: Any, visitor: Client
) -> None:
    page = words_of(visitor.get(f"/{language}/open-data/"))

    assert [word for word in words if word not in page] == []
    assert (CANARY in page, "contact" in page, "title_el" in page) == (False, False, True)


def test_the_page_links_to_every_file(practice: Any, visitor: Client) -> None:
    links = re.findall(r'href="(/open-data/[^"]+)"', read(visitor, "/en/open-data/"))

    assert sorted(links) == [
        *(f"/open-data/adoptions.{form}" for form in ("csv", "json", "xlsx")),
        *(f"/open-data/glossary.{form}" for form in ("csv", "json", "tbx", "xlsx")),
        *(f"/open-data/{name}.{form}" for name in ("organisations", "practices") for form in ("csv", "json", "xlsx")),
    ]
    assert [visitor.get(link).status_code for link in links] == [200] * 13


@pytest.mark.parametrize(("language", "name"), [("el", "Νήμα: Καλές πρακτικές"), ("en", "Nima: Good practices")])
def test_search_engines_of_data_find_the_files(language: str, name: str, practice: Any, visitor: Client) -> None:
    page = read(visitor, f"/{language}/open-data/")

    things = json.loads(page.partition('<script type="application/ld+json">')[2].partition("</script>")[0])["@graph"]

    found = next(one for one in things if one["name"] == name)
    assert found["license"] == f"https://creativecommons.org/licenses/by/4.0/deed.{language}"
    assert {one["contentUrl"]: one["encodingFormat"] for one in found["distribution"]} == {
        "http://testserver/open-data/practices.json": "application/json",
        "http://testserver/open-data/practices.csv": "text/csv",
        "http://testserver/open-data/practices.xlsx": (
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        ),
    }


def queries_of(visitor: Client, path: str) -> int:
    """Return how many queries a file takes once the process is warm."""
    body_of(visitor, path)
    with CaptureQueriesContext(connection) as queries:
        body_of(visitor, path)
    return len(queries)


def test_many_practices_ask_as_much_as_one(practice: Any, visitor: Client) -> None:
    one = queries_of(visitor, FILES.format("json"))
    for number in range(3):
        make_practice(f"Πρακτική {number}")

    assert queries_of(visitor, FILES.format("json")) == one
