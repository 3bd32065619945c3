"""Makes the document: empty for a new practice, or with what stands in a draft."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from good_practices.draft_forms import DraftForm, flat
from good_practices.growth import form_for
from good_practices.lines import LINES
from good_practices.models import GoodPracticePage
from good_practices.parts import PARTS, Part
from good_practices.snapshot import Values, has_title
from good_practices.word.shape import MARK, Item, items_of, opening

MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LANGUAGES = {"el": "el-GR", "en": "en-GB"}
EMPTY_LINES = 3
"""Below the entries that are there."""
INK, MUTED = RGBColor(0x24, 0x1F, 0x33), RGBColor(0x55, 0x50, 0x63)


def make_document(draft: GoodPracticePage) -> bytes:
    """Return the document of a draft, in the language that it is written in."""
    with override(draft.source_language):
        document = begin(draft)
        marks = iter(range(1, 1000))
        for part in PARTS.values():
            add_part(document, part, draft, marks)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def begin(draft: GoodPracticePage) -> Any:
    """Return a document with its title, its language and what it says of itself."""
    document: Any = Document()
    title = draft.title if has_title(draft) else _("A good practice")
    about = document.core_properties
    about.title, about.language = title, LANGUAGES[draft.source_language]
    about.author = about.last_modified_by = settings.WAGTAIL_SITE_NAME
    about.comments = ""
    dress(document, LANGUAGES[draft.source_language])
    document.add_heading(_("A good practice"), level=1)
    for line in opening():
        add_hint(document, line)
    return document


def dress(document: Any, language: str) -> None:
    """Give the document its language and a quiet look."""
    for mark in document.styles.element.iter(qn("w:lang")):
        mark.set(qn("w:val"), language)
    for name, size in (("Heading 1", 22), ("Heading 2", 16), ("Heading 3", 12), ("Normal", 11)):
        font = document.styles[name].font
        font.size, font.color.rgb = Pt(size), INK
    hint = document.styles.add_style("Nima hint", 1)
    hint.base_style = document.styles["Normal"]
    hint.font.size, hint.font.color.rgb = Pt(9.5), MUTED


def add_part(document: Any, part: Part, draft: GoodPracticePage, marks: Iterator[int]) -> None:
    """Add the fields of a part below its heading."""
    form = form_for(part, draft)
    # An empty template holds no choice that its author did not make: it may be handed in for any draft.
    stored: Values = part.read(draft) if draft.pk else {}
    document.add_heading(str(part.title), level=2)
    add_hint(document, str(part.says))
    for item in items_of(part, draft):
        add_label(document, item, next(marks))
        for hint in item.hints:
            add_hint(document, hint)
        if item.columns:
            add_table(document, item, stored.get(item.name, []), form)
        else:
            add_answer(document, lines_of(form, item.name, stored.get(item.name) or ""))


def add_label(document: Any, item: Item, number: int) -> None:
    """Add a label with its bookmark around it."""
    paragraph = document.add_heading(item.label, level=3)._p
    first, last = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (first, last):
        mark.set(qn("w:id"), str(number))
    first.set(qn("w:name"), MARK + item.name)
    paragraph.insert(1, first)
    paragraph.append(last)


def add_hint(document: Any, text: str) -> None:
    """Add a line that helps, and that nobody needs to keep."""
    document.add_paragraph(text, style="Nima hint")


def add_answer(document: Any, text: str) -> None:
    """Add what stands in a field, a paragraph a line."""
    for line in text.split("\n"):
        document.add_paragraph(line)


def add_table(document: Any, item: Item, rows: list[Values], form: DraftForm) -> None:
    """Add entries as a table whose first line is marked as its heading, with some empty lines."""
    lines = min(len(rows) + EMPTY_LINES, item.most)
    table = document.add_table(rows=lines + 1, cols=len(item.columns), style="Table Grid")
    cells = [row.cells for row in table.rows]
    for place, (name, label) in enumerate(item.columns):
        cells[0][place].paragraphs[0].add_run(label).bold = True
        for number, row in enumerate(rows, start=1):
            cells[number][place].text = lines_of(form, f"{item.name}-0-{name}", row[name])
    header = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(header)


def lines_of(form: DraftForm, name: str, value: Any) -> str:
    """Return a value as it would be typed; words a line each."""
    if name in LINES:
        return "\n".join(value or ())
    words = dict(flat(getattr(form.fields[name], "choices", ())))
    if isinstance(value, list):
        return "\n".join(str(words.get(one, one)) for one in value)
    return "" if value in {None, ""} else str(words.get(value, form.fields[name].prepare_value(value)))
