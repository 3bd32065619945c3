"""Organisations come in from files through the editors' form, and go out into files again."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from network_members.exchange import kind
from network_members.models import Organisation
from tests.factories.people import make_organisation
from tests.factories.rows import as_csv
from tests.factories.words import make_place, make_term
from vocabulary.models import ServiceKind

ROW: dict[str, Any] = {
    "external_id": "7",
    "name_el": "Δήμος Βόλου",
    "name_en": "Municipality of Volos",
    "kind": "municipality",
    "place": "Αθηνα",
    "services": "mediation",
    "website": "https://volos.example",
}
Bring = Callable[..., list[str]]


@pytest.fixture
def bring(db: None, tmp_path: Path) -> Bring:
    """Bring rows in by the command; return the lines that it says, its refusal last."""
    make_place()
    make_term(ServiceKind, "mediation", ("Διαμεσολάβηση", "Mediation"))

    def run(*rows: dict[str, Any], **options: Any) -> list[str]:
        path = tmp_path / "bodies.csv"
        path.write_bytes(as_csv(*rows, delimiter=";", mark=True))
        out = StringIO()
        try:
            call_command("import_organisations", str(path), stdout=out, stderr=StringIO(), **options)
        except CommandError as refusal:
            out.write(str(refusal))
        return out.getvalue().splitlines()

    return run


def test_a_row_becomes_an_organisation_under_an_address_of_its_name(bring: Bring) -> None:
    said = bring(ROW)

    body = Organisation.objects.get()
    assert said == ["1 new, 0 changed, 0 as they were."]
    assert [body.code, body.name_en, body.kind, body.place.code, body.listed] == [
        "dimos-volou",
        "Municipality of Volos",
        "municipality",
        "athens",
        True,
    ]
    assert [word.code for word in body.services.all()] == ["mediation"]


def test_the_same_number_changes_and_never_doubles(bring: Bring) -> None:
    bring(ROW)

    said = [bring(ROW), bring({"external_id": "7", "name_en": "Volos", "listed": "όχι"}), bring({**ROW, "source": "x"})]

    found = Organisation.objects.order_by("pk").values_list("code", "name_en", "listed", "external_source")
    assert [line for lines in said for line in lines] == [
        "0 new, 0 changed, 1 as they were.",
        "0 new, 1 changed, 0 as they were.",
        "1 new, 0 changed, 0 as they were.",
    ]
    assert list(found) == [
        ("dimos-volou", "Volos", False, ""),
        ("dimos-volou-2", "Municipality of Volos", True, "x"),
    ]


def test_an_organisation_of_the_site_is_known_by_its_code(bring: Bring) -> None:
    make_organisation()

    said = bring({"code": "patras-council", "name_en": "Council"})

    assert said == ["0 new, 1 changed, 0 as they were."]
    assert Organisation.objects.get().name_en == "Council"


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"name_el": "", "name_en": ""}, "Row 3: Give the name in at least one language."),
        ({"place": ""}, "Row 3, place: This field is required."),
        (
            {"kind": "club"},
            "Row 3, kind: “club” is not among the choices: council, municipality, region, ngo, service, university, other.",
        ),
        ({"website": "javascript:alert(1)"}, "Row 3, website: Enter a valid URL."),
        ({"listed": "maybe"}, "Row 3, listed: Write 1 for yes or 0 for no."),
        (
            {"code": "not a code"},
            "Row 3, code: Enter a valid “slug” consisting of letters, numbers, underscores or hyphens.",
        ),
        ({"code": "patras-council"}, "Row 3, code: “ΣΕΜ Δήμου Πατρέων” has this code already."),
        ({"services": "singing"}, "Row 3, services: “singing” is not among the words of “kinds of service”."),
    ],
)
def test_one_faulty_row_keeps_the_whole_file_out(change: dict[str, str], line: str, bring: Bring) -> None:
    make_organisation(external_id="1", external_source="other")

    said = bring(ROW, {**ROW, "external_id": "8", **change})

    assert said == [line, "Nothing was imported. Faults found: 1."]
    assert Organisation.objects.count() == 1


def test_a_dry_run_writes_nothing(bring: Bring) -> None:
    assert bring(ROW, dry_run=True) == ["1 rows, all of them sound. Nothing was written."]
    assert Organisation.objects.count() == 0


@pytest.mark.parametrize("form", ["jsonl", "csv", "xlsx"])
def test_what_is_taken_out_comes_in_again_the_same(form: str, bring: Bring, tmp_path: Path) -> None:
    bring(ROW, {**ROW, "external_id": "8", "listed": "0"})
    make_organisation()
    path, before = str(tmp_path / f"all.{form}"), list(kind().everything().rows)
    call_command("export_organisations", path)
    Organisation.objects.all().delete()

    call_command("import_organisations", path, stdout=StringIO(), stderr=StringIO())

    assert len(before) == 3
    assert list(kind().everything().rows) == before


def test_only_listed_organisations_are_public(bring: Bring) -> None:
    bring(ROW, {**ROW, "external_id": "8", "listed": "0"})

    assert [row["external_id"] for row in kind().public().rows] == ["7"]


@pytest.mark.parametrize(("language", "sheet"), [("en", "Read me"), ("el", "Οδηγίες")])
def test_the_template_explains_its_columns(language: str, sheet: str, tmp_path: Path) -> None:
    path = tmp_path / "template.xlsx"

    call_command("import_organisations", template=str(path), language=language, stdout=StringIO())

    book = load_workbook(path)
    names = [column.name for column in kind().columns()]
    assert [cell.value for cell in book.worksheets[1][1]] == names
    assert book.sheetnames[0] == sheet
    assert [row[0].value for row in book.worksheets[0].iter_rows()][-len(names) :] == names


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({}, "Say which file: FILE, or --template FILE."),
        ({"file": "/nowhere/a.csv"}, "“/nowhere/a.csv” cannot be opened."),
        ({"file": __file__}, "The name of the file must end in one of these: .jsonl, .csv, .xlsx."),
        ({"template": "/tmp/a.doc"}, "The name of the file must end in one of these: jsonl, csv, xlsx."),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(options: dict[str, str], said: str, db: None) -> None:
    arguments = [options.pop("file")] if "file" in options else []

    with pytest.raises(CommandError) as refusal:
        call_command("import_organisations", *arguments, **options)

    assert str(refusal.value) == said
