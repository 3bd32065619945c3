"""Rows of files, as people write them."""

import csv
import io
import json
from io import BytesIO
from typing import Any

from openpyxl import Workbook

SUMMARY = {"el": " ".join(["λέξη"] * 70), "en": " ".join(["word"] * 70)}
COMPLETE: dict[str, Any] = {
    "external_id": "A-1",
    "title_el": "Κοινή κουζίνα",
    "title_en": "A shared kitchen",
    "one_line_el": "Μαγειρεύουμε μαζί",
    "one_line_en": "We cook together",
    "summary_el": SUMMARY["el"],
    "summary_en": SUMMARY["en"],
    "place": "athens",
    "area_kind": "neighbourhood",
    "themes": "inclusion",
    "target_groups": "women",
    "status": "ongoing",
    "period_kind": "since",
    "start_year": "2019",
}
"""A practice that may go online, in both languages."""


def as_lines(*rows: dict[str, Any]) -> bytes:
    """Return rows as JSON lines."""
    return "\n".join(json.dumps(row) for row in rows).encode()


def as_csv(*rows: dict[str, Any], delimiter: str = ",", mark: bool = False) -> bytes:
    """Return rows as CSV."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    text = io.StringIO()
    writer = csv.DictWriter(text, names, delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig" if mark else "utf-8")


def as_sheet(*rows: dict[str, Any]) -> bytes:
    """Return rows as a workbook."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    book, file = Workbook(), BytesIO()
    sheet = book.active
    sheet.append(names)
    for row in rows:
        sheet.append([row.get(name) for name in names])
    book.save(file)
    return file.getvalue()
