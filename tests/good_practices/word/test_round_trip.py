"""A practice taken out as a document and handed back is the same practice."""

from io import BytesIO
from typing import Any

import pytest
from django.utils.translation import override
from docx import Document

from good_practices import actions
from good_practices.models import GoodPracticePage
from good_practices.parts import PARTS
from good_practices.word.filling import Filling
from good_practices.word.making import make_document
from good_practices.word.package import open_package
from good_practices.word.reading import Found, read_document
from language.normal import normalised
from network_members.models import Organisation, User

LANGUAGES = ["el", "en"]


def read(content: bytes, draft: GoodPracticePage) -> Found:
    return read_document(open_package(BytesIO(content)), draft)


def changed(content: bytes, change: Any) -> bytes:
    """Return a document after somebody worked on it."""
    document = Document(BytesIO(content))
    change(document)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def blank(member: User, language: str) -> GoodPracticePage:
    return actions.blank(member, language)


@pytest.mark.parametrize("reader", LANGUAGES)
@pytest.mark.parametrize("written", LANGUAGES)
def test_a_practice_that_comes_back_untouched_changes_nothing(
    full: GoodPracticePage, written: str, reader: str
) -> None:
    full.source_language = written
    content = make_document(full)

    with override(reader):
        filling = Filling(full, read(content, full))

    assert (filling.strays, filling.changes) == ([], [])


def test_a_full_practice_fills_an_empty_one(full: GoodPracticePage, member: User) -> None:
    empty = blank(member, "el")

    filling = Filling(empty, read(make_document(full), empty))

    told = {part.code: values for part, values in filling.parts}
    assert [stray.text for stray in filling.strays] == ["Χριστίνα Καναρίνη"]
    assert set(told) == set(PARTS)
    assert without_keys(told["activities"]) == without_keys(PARTS["activities"].read(full))
    assert told["resources"] == PARTS["resources"].read(full)
    assert told["basics"]["title"] == full.title


def without_keys(values: Any) -> Any:
    return {name: [{**row, "key": ""} for row in rows] for name, rows in values.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_template_says_nothing(member: User, language: str) -> None:
    draft = blank(member, language)
    found = read(make_document(draft), draft)

    filling = Filling(draft, found)

    assert (found.strays, filling.strays, filling.changes, found.language) == ([], [], [], language)


def put_below(document: Any, label: str, *lines: str) -> None:
    """Type lines below a label."""
    paragraph = next(one for one in document.paragraphs if one.text == label)
    following = paragraph._p.getnext()
    for line in lines:
        new = document.add_paragraph(line)
        following.addprevious(new._p)


def fill(member: User, language: str, *answers: tuple[str, ...]) -> Filling:
    draft = blank(member, language)

    def type_all(document: Any) -> None:
        for label, *lines in answers:
            put_below(document, label, *lines)

    return Filling(draft, read(changed(make_document(draft), type_all), draft))


def test_greek_in_pieces_of_letters_is_read_as_usual(member: User) -> None:
    filling = fill(member, "el", ("Τίτλος", normalised("Γειτονιά", "NFD")))

    assert filling.changes[0].after == normalised("Γειτονιά", "NFC")


@pytest.mark.parametrize(
    ("label", "typed", "reason"),
    [
        ("Title", "x" * 101, "Ensure this value has at most 100 characters (it has 101)."),
        ("Themes", "No such theme", "This is not one of the words to choose from."),
        ("From year", "last year", "Enter a whole number."),
    ],
)
def test_what_does_not_fit_is_listed_as_it_was_typed(member: User, label: str, typed: str, reason: str) -> None:
    with override("en"):
        filling = fill(member, "en", (label, typed), ("In one line", "Women meet."))

    stray = filling.strays[0]
    assert (stray.where, stray.text, stray.reason) == (label, typed, reason)
    assert [change.after for change in filling.changes] == ["Women meet."]


def test_text_below_an_unknown_heading_is_not_lost(member: User) -> None:
    draft = blank(member, "en")

    def add(document: Any) -> None:
        document.add_heading("My own thoughts", level=3)
        document.add_paragraph("They matter.")

    found = read(changed(make_document(draft), add), draft)

    assert [(stray.where, stray.text) for stray in found.strays] == [
        ("My own thoughts", "My own thoughts\nThey matter.")
    ]


def test_split_runs_new_order_and_lost_hints_do_no_harm(member: User) -> None:
    draft = blank(member, "en")
    document = Document()
    document.add_heading("Summary", level=3)
    paragraph = document.add_paragraph("Wo")
    paragraph.add_run("men ").bold = True
    paragraph.add_run("meet.")
    document.add_heading("title", level=2)
    document.add_paragraph("Café")
    file = BytesIO()
    document.save(file)

    found = read(file.getvalue(), draft)

    assert found.fields == {"summary": "Women meet.", "title": "Café"}


def test_entries_keep_their_keys_when_one_is_put_before_them(full: GoodPracticePage, council: Organisation) -> None:
    def add(document: Any) -> None:
        table = document.tables[0]
        table.rows[2].cells[0].text = table.rows[1].cells[0].text
        table.rows[1].cells[0].text = "Νέος στόχος"

    filling = Filling(full, read(changed(make_document(full), add), full))

    rows = {part.code: values for part, values in filling.parts}["aims"]["objectives"]
    stored = PARTS["aims"].read(full)["objectives"]
    assert [row["text"] for row in rows] == ["Νέος στόχος", "Στόχος ένα"]
    assert rows[1]["key"] == stored[0]["key"] != rows[0]["key"]


def test_an_answer_typed_into_the_label_is_listed(member: User) -> None:
    draft = blank(member, "en")

    def add(document: Any) -> None:
        label = next(one for one in document.paragraphs if one.text == "Title")
        label.add_run(" Women meet")

    found = read(changed(make_document(draft), add), draft)

    assert [stray.text for stray in found.strays] == ["Title Women meet"]
