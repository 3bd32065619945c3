"""Files are read as tables in three formats; what is no table is refused in a sentence, never with a fault."""

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

import pytest
from django.utils.translation import override
from openpyxl import Workbook

from tables import delimited
from tables.reading import read
from tables.rows import Row, Unreadable
from tables.writing import write
from tests.factories.rows import as_csv, as_lines, as_sheet

COLUMNS = {"title", "words", "number"}
ROWS = [{"title": "Κουζίνα", "words": "α | β", "number": "1"}, {"title": "Κήπος\nκαι αυλή", "words": "", "number": "2"}]


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Ask for the sentences in English."""
    with override("en"):
        yield


def rows(content: bytes, name: str) -> list[Row]:
    return list(read(io.BytesIO(content), name, COLUMNS.__contains__))


def cells(content: bytes, name: str) -> list[dict[str, Any]]:
    return [row.cells for row in rows(content, name)]


def sheet(fill: Callable[[Any], None]) -> bytes:
    book, file = Workbook(), io.BytesIO()
    fill(book)
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (as_csv(*ROWS), "a.csv"),
        (as_csv(*ROWS, delimiter=";", mark=True), "A.CSV"),
        (as_csv(*ROWS, delimiter="\t"), "a.csv"),
        (as_lines(*ROWS), "a.jsonl"),
        (b"\xef\xbb\xbf" + as_lines(*ROWS), "a.jsonl"),
    ],
)
def test_the_formats_hold_the_same_rows(content: bytes, name: str) -> None:
    assert cells(content, name) == ROWS


def test_a_sheet_gives_numbers_and_days_as_they_are_typed() -> None:
    values = [1.0, 2.5, date(2026, 3, 31), datetime(2026, 3, 31), True, None]
    content = as_sheet(*({"title": "x", "number": value} for value in values))

    assert [row["number"] for row in cells(content, "a.xlsx")] == ["1", "2.5", "2026-03-31", "2026-03-31", "true", ""]


def test_a_row_that_ends_early_has_empty_cells() -> None:
    assert cells(b"title,number\na", "a.csv") == [{"title": "a", "number": ""}]


def test_the_sheet_with_the_columns_is_found_behind_others() -> None:
    def fill(book: Any) -> None:
        book.active.append(["Read this first"])
        book.create_sheet("Data").append(["title"])
        book.worksheets[1].append(["Κουζίνα"])

    assert cells(sheet(fill), "a.xlsx") == [{"title": "Κουζίνα"}]


def test_empty_rows_are_no_rows_and_numbers_stay_those_of_the_spreadsheet() -> None:
    content = as_csv({"title": "a"}, {"title": ""}, {"title": "b"})

    assert [(row.number, row.cells["title"]) for row in rows(content, "a.csv")] == [(2, "a"), (4, "b")]


@pytest.mark.parametrize("kind", ["jsonl", "csv", "xlsx"])
@pytest.mark.parametrize(
    "text",
    [
        *("=1+1", "+30 210", "-5", "@name", "'=1", "''=1", "a\nb", '"quoted", with; commas', "'quoted'"),
        *("🇬🇷 👩🏽‍🏫 ☕", "مرحبا بالجميع", "Ма́ма", "e\u0301" * 500, "Ἀρχὴ ἥμισυ παντός", "α\u202fβ"),
    ],
)
def test_what_is_written_reads_the_same_and_is_no_formula(kind: str, text: str) -> None:
    content = b"".join(write(kind, ["title", "words"], [{"title": text, "words": ["a", "b"]}], [["About", "it"]]))

    found = rows(content, f"a.{kind}")

    assert [row.faults for row in found] == [[]]
    assert found[0].cells["title"] == text
    assert not [line for line in content.splitlines()[1:] if kind == "csv" and line[:1] in b"=+-@"]


def test_json_carries_what_it_is_about() -> None:
    content = b"".join(write("json", ["title"], [{"title": "a"}, {"title": "b"}], [["licence", "CC BY 4.0"], ["x"]]))

    assert json.loads(content) == {"about": {"licence": "CC BY 4.0"}, "rows": [{"title": "a"}, {"title": "b"}]}


def bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for number in range(6):
            package.writestr(f"part{number}", bytes(100 * 1024**2))
    return file.getvalue()


def locked() -> bytes:
    content = bytearray(as_sheet({"title": "a"}))
    place = content.rindex(b"PK\x01\x02")
    content[place + 8] |= 1
    return bytes(content)


REFUSED: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "another kind": ("a.ods", lambda: b"x", ".jsonl, .csv, .xlsx"),
    "empty": ("a.csv", lambda: b"", "empty"),
    "no columns": ("a.csv", lambda: b"Title,Other\na,b", "names of columns"),
    "unknown column": ("a.csv", lambda: b"title,colour\na,b", "colour"),
    "column twice": ("a.csv", lambda: b"title,title\na,b", "twice: .title."),
    "other encoding": ("a.csv", lambda: "title\nΚουζίνα".encode("cp1253"), "UTF-8"),
    "UTF-16": ("a.csv", lambda: "title\nΚουζίνα".encode("utf-16"), "UTF-8"),
    "open quotation mark": ("a.csv", lambda: b'title\n"a', "CSV"),
    "endless cell": ("a.csv", lambda: b"title\n" + b"a" * 200_000, "CSV"),
    "lines in another encoding": ("a.jsonl", lambda: '{"title": "Κουζίνα"}'.encode("cp1253"), "UTF-8"),
    "endless line": ("a.jsonl", lambda: b'{"title": "' + b"a" * 2_000_000, "too long"),
    "text as workbook": ("a.xlsx", lambda: b"title\na", "workbook"),
    "half a workbook": ("a.xlsx", lambda: as_sheet({"title": "a"})[:-200], "workbook"),
    "no workbook inside": ("a.xlsx", lambda: zipped("a.txt", b"a"), "workbook"),
    "no sheet inside": ("a.xlsx", lambda: zipped("[Content_Types].xml", b"<a/>"), "workbook"),
    "bomb": ("a.xlsx", bomb, "Unpacked"),
    "locked": ("a.xlsx", locked, "workbook"),
}


def zipped(name: str, content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_table_is_refused_in_a_sentence(case: str) -> None:
    name, content, said = REFUSED[case]

    with pytest.raises(Unreadable, match=said):
        rows(content(), name)


def test_more_rows_than_any_library_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tables.reading.MOST_ROWS", 2)
    monkeypatch.setattr("tables.reading.MOST_BYTES", 1000)

    with pytest.raises(Unreadable, match="2 rows"):
        rows(b"title\na\nb\nc", "a.csv")
    with pytest.raises(Unreadable, match="larger"):
        rows(b"title\n" + b"a" * 1000, "a.csv")


def test_a_row_far_below_all_others_is_not_waited_for() -> None:
    def fill(book: Any) -> None:
        book.active.append(["title"])
        book.active.append(["a"])
        book.active["A1000000"] = "far away"

    assert cells(sheet(fill), "a.xlsx") == [{"title": "a"}]


LINES: dict[str, str] = {
    "{": "",
    "[1]": "",
    '{"title": NaN}': "",
    "[" * 5000: "",
    '{"title": "a", "title": "b"}': "title",
    '{"colour": "a"}': "colour",
    '{"title": {"el": "a"}}': "title",
    '{"title": [["a"]]}': "title",
    '{"number": ' + "9" * 5000 + "}": "",
}


@pytest.mark.parametrize("line", LINES, ids=lambda line: line[:20])
def test_a_faulty_line_is_named_and_the_others_are_read(line: str) -> None:
    found = rows(f'{{"title": "a"}}\n{line}\n'.encode(), "a.jsonl")

    assert [(row.number, [fault.column for fault in row.faults]) for row in found] == [(1, []), (2, [LINES[line]])]


def test_formulas_and_errors_of_a_sheet_are_faults() -> None:
    def fill(book: Any) -> None:
        book.active.append(["title", "number"])
        book.active.append(["=1+1", "#N/A"])
        book.active.append(["a", "1", "more"])

    found = rows(sheet(fill), "a.xlsx")

    assert [[(fault.column, fault.reason) for fault in row.faults] for row in found] == [
        [
            ("title", "This cell holds a formula. Type its value instead."),
            ("number", "This cell holds an error of the spreadsheet."),
        ],
        [("", "The row has more cells than there are columns.")],
    ]


def test_a_row_of_csv_with_too_many_cells_is_a_fault() -> None:
    assert [str(fault) for row in rows(b"title\na,b", "a.csv") for fault in row.faults] == [
        "Row 2: The row has more cells than there are columns."
    ]


def test_the_apostrophe_before_a_formula_comes_and_goes() -> None:
    assert [delimited.guarded(text) for text in ("=1", "a", "", "'=1")] == ["'=1", "a", "", "''=1"]
