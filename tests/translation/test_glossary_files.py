"""The glossary comes in from CSV and TBX and goes out again; one faulty row keeps the whole file out."""

from io import StringIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.core.management import CommandError, call_command

from network_members.models import User
from tables.kinds import kinds
from tests.factories.glossary import make_glossary_term, make_mediator
from tests.factories.rows import as_csv
from translation.glossary_files import kind
from translation.models import GlossaryTerm

pytestmark = pytest.mark.django_db
ROW = {"term_el": "ένταξη", "forms_el": "ένταξης | εντάξεις", "term_en": "inclusion", "status": "use it"}
TBX = """<?xml version="1.0"?>
<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><tbxHeader/><text><body>{}</body></text></tbx>
"""
CONCEPT = """<conceptEntry id="c-alien"><descrip type="subjectField">law</descrip>
<langSec xml:lang="en-GB"><descripGrp><descrip type="definition">Old word.</descrip></descripGrp><termSec><term>alien</term>
<termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termSec></langSec>
<langSec xml:lang="el"><termSec><term>αλλοδαπός</term></termSec><termSec><term>αλλοδαποί</term></termSec></langSec>
<langSec xml:lang="de"><termSec><term>Ausländer</term></termSec></langSec></conceptEntry>"""
BOMB = '<!DOCTYPE tbx [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><tbx xmlns="urn:iso:std:iso:30042:ed-2">&b;</tbx>'


def bring(path: Path, content: bytes | str, **options: Any) -> list[str]:
    """Bring a file in by the command; return the lines that it says, its refusal last."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    out = StringIO()
    try:
        call_command("import_glossary", str(path), stdout=out, stderr=StringIO(), **options)
    except CommandError as refusal:
        out.write(str(refusal))
    return out.getvalue().splitlines()


def take_out(path: Path, **options: Any) -> str:
    """Take the glossary out by the command; return the file."""
    call_command("export_glossary", str(path), **options)
    return path.read_text(encoding="utf-8-sig")


def rows() -> list[Any]:
    """Return all terms."""
    return list(GlossaryTerm.objects.order_by("code").values())


def test_a_row_becomes_a_term_and_changes_it_the_next_time(tmp_path: Path) -> None:
    path = tmp_path / "terms.csv"

    said = [bring(path, as_csv(row)) for row in (ROW, ROW, {**ROW, "explanation_en": "Belonging"})]

    term = GlossaryTerm.objects.get()
    assert said == [
        ["1 new, 0 changed, 0 as they were."],
        ["0 new, 0 changed, 1 as they were."],
        ["0 new, 1 changed, 0 as they were."],
    ]
    assert (term.code, term.forms("el"), term.status) == (
        "inclusion",
        ["ένταξη", "ένταξης", "εντάξεις"],
        GlossaryTerm.Status.PREFERRED,
    )


def test_one_faulty_row_keeps_the_file_out_and_each_fault_is_a_line(tmp_path: Path) -> None:
    faulty = [ROW, {**ROW, "term_el": "κάτι", "term_en": ""}, {"term_el": "Χ", "term_en": "X", "status": "maybe"}, ROW]

    said = bring(tmp_path / "terms.csv", as_csv(*faulty))

    assert said == [
        "Row 3, term_en: This field cannot be blank.",
        "Row 4, status: “maybe” is not among the choices: preferred, avoid.",
        "Row 5: Row 2 has the same pair of terms already.",
        "Nothing was imported. Faults found: 3.",
    ]
    assert rows() == []


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    assert bring(tmp_path / "terms.csv", as_csv(ROW), dry_run=True) == [
        "1 rows, all of them sound. Nothing was written."
    ]
    assert rows() == []


def test_a_concept_of_tbx_becomes_a_term(tmp_path: Path) -> None:
    said = bring(tmp_path / "terms.tbx", TBX.format(CONCEPT))

    term = GlossaryTerm.objects.get()
    assert said == ["1 new, 0 changed, 0 as they were."]
    assert (term.code, term.forms("el"), term.forms("en"), term.explanation_en, term.domain, term.status) == (
        "alien",
        ["αλλοδαπός", "αλλοδαποί"],
        ["alien"],
        "Old word.",
        "law",
        GlossaryTerm.Status.AVOID,
    )


def test_a_faulty_concept_keeps_the_file_out(tmp_path: Path) -> None:
    half = '<conceptEntry id="c-2"><langSec xml:lang="el"><termSec><term>κάτι</term></termSec></langSec></conceptEntry>'

    said = bring(tmp_path / "terms.tbx", TBX.format(CONCEPT + half))

    assert said == ["Row 2, term_en: This field cannot be blank.", "Nothing was imported. Faults found: 1."]
    assert rows() == []


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (BOMB, "This is not sound XML, or it holds declarations that are not read here."),
        ("<tbx", "This is not sound XML, or it holds declarations that are not read here."),
        (
            "<martif type='TBX'/>",
            "This is not TBX after ISO 30042:2019. Older files (TBX version 2) must be converted.",
        ),
    ],
)
def test_what_is_no_tbx_is_refused(content: str, reason: str, tmp_path: Path) -> None:
    assert bring(tmp_path / "terms.tbx", content) == [reason]


@pytest.mark.parametrize("ending", ["csv", "tbx", "jsonl", "xlsx"])
def test_what_is_taken_out_comes_in_again_unchanged(ending: str, tmp_path: Path) -> None:
    make_mediator(note="Ask first & <last>", domain="work", status=GlossaryTerm.Status.AVOID)
    make_glossary_term()
    path = tmp_path / f"terms.{ending}"
    call_command("export_glossary", str(path))
    before = rows()

    said = bring(path, path.read_bytes())
    GlossaryTerm.objects.all().delete()
    bring(path, path.read_bytes())

    assert said == ["0 new, 0 changed, 2 as they were."]
    assert [{**row, "id": 0} for row in rows()] == [{**row, "id": 0} for row in before]


def test_a_tbx_file_is_tbx_basic_of_the_second_edition(tmp_path: Path) -> None:
    make_mediator()

    root = ET.fromstring(take_out(tmp_path / "terms.tbx").encode())

    assert (root.tag, root.get("type"), root.get("style")) == (
        "{urn:iso:std:iso:30042:ed-2}tbx",
        "TBX-Basic",
        "dca",
    )
    assert [term.text for term in root.iter("{urn:iso:std:iso:30042:ed-2}term")] == [
        "διαπολιτισμικός μεσολαβητής",
        "διαπολιτισμικού μεσολαβητή",
        "διαπολιτισμικοί μεσολαβητές",
        "intercultural mediator",
        "intercultural mediators",
    ]


@pytest.mark.parametrize("ending", ["csv", "tbx"])
def test_what_everybody_may_take_holds_no_notes(ending: str, tmp_path: Path) -> None:
    make_mediator(note="CANARY-3")

    assert "CANARY-3" in take_out(tmp_path / f"all.{ending}")
    assert "CANARY-3" not in take_out(tmp_path / f"public.{ending}", public=True)


def test_editors_bring_terms_in_and_members_do_not(editor: User, administrator: User, member: User) -> None:
    assert [kind().may_import(person) for person in (editor, administrator, member)] == [True, True, False]


def test_the_import_of_the_admin_knows_the_glossary() -> None:
    assert "glossary" in kinds()
