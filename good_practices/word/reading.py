"""Reads what was typed into a document: by its labels, in any order, whatever Word made of the lines."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from good_practices.models import GoodPracticePage
from good_practices.parts import PARTS
from good_practices.word.package import Opened
from good_practices.word.shape import MARK, Item, all_items, opening
from language.folding import fold
from language.normal import normalised

UNREAD = {"del", "moveFrom", "Fallback", "txbxContent", "instrText", "delText"}
"""Deleted text, second copies, boxes and commands of Word."""
NOT_TEXT = {"drawing", "pict", "object", "footnoteReference", "endnoteReference", "commentReference"}


@dataclass
class Stray:
    """What could not be read: where it stood, as it was typed, and why."""

    where: str
    text: str
    reason: str


@dataclass
class Found:
    """What a document says, before anybody looked at it with the eyes of the forms."""

    language: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    rows: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    strays: list[Stray] = field(default_factory=list)


class Shape:
    """The labels and hints of both languages."""

    def __init__(self, draft: GoodPracticePage) -> None:
        self.items: dict[str, Item] = {}
        self.labels: dict[str, tuple[str, str]] = {}
        self.columns: dict[str, dict[str, str]] = {}
        self.titles: set[str] = set()
        self.quiet: set[str] = set()
        for language, _name in settings.LANGUAGES:
            with override(language):
                self.learn(language, draft)
        self.items = {item.name: item for item in all_items(draft)}

    def learn(self, language: str, draft: GoodPracticePage) -> None:
        """Take in the labels and hints of a language."""
        said = [*opening(), *(str(part.says) for part in PARTS.values())]
        self.titles |= {fold(_("A good practice")), *(fold(str(part.title)) for part in PARTS.values())}
        for item in all_items(draft):
            self.labels[fold(item.label)] = item.name, language
            self.columns.setdefault(item.name, {}).update({fold(label): name for name, label in item.columns})
            said += item.hints
        self.quiet |= {fold(text) for text in said}


def read_document(opened: Opened, draft: GoodPracticePage) -> Found:
    """Return what a document says about a practice; raises RecursionError when its parts stand too deep."""
    reader = Reader(Shape(draft), headings_in(opened.styles))
    for block in blocks(opened.body):
        reader.read(block)
    reader.finish()
    for part in opened.around:
        reader.note_around(part)
    return reader.found


class Reader:
    """Goes through a document from top to bottom; remembers below which label it is."""

    def __init__(self, shape: Shape, headings: set[str]) -> None:
        self.shape, self.headings = shape, headings
        self.found = Found()
        self.at, self.where = "", _("Before the first label")
        self.lines: list[str] = []
        self.languages: list[str] = []

    def read(self, block: Element) -> None:
        """Take in a paragraph or a table."""
        self.note_pictures(block)
        if kind_of(block) == "tbl":
            self.read_table(rows_in(block))
            return
        text = text_in(block)
        name = self.label_in(block, text)
        if name is not None:
            self.turn_to(name, text)
        elif fold(text) not in self.shape.quiet:
            self.lines.append(text)

    def label_in(self, block: Element, text: str) -> str | None:
        """Return the field whose label a paragraph is; empty for a heading that belongs to none."""
        marks = (attribute(one, "name") for one in block.iter() if kind_of(one) == "bookmarkStart")
        marked = next((mark.removeprefix(MARK) for mark in marks if mark.startswith(MARK)), None)
        is_heading = style_of(block) in self.headings and bool(text.strip())
        name, language = self.shape.labels.get(fold(text), ("", "")) if is_heading else ("", "")
        if name:
            self.languages.append(language)
            return name
        if marked in self.shape.items and text.strip():
            return marked
        return "" if is_heading else None

    def turn_to(self, name: str, text: str) -> None:
        """Finish one field and begin another."""
        self.finish()
        self.at, self.where = name, text
        folded = fold(text)
        if name and folded not in self.shape.labels:
            self.leave(text, _("This label was rewritten. If it holds an answer, copy it into the form on the site."))
        elif not name and folded not in self.shape.titles:
            self.lines.append(text)

    def finish(self) -> None:
        """Put the lines read so far where they belong."""
        text = "\n".join(self.lines).strip()
        self.lines = []
        self.found.language = most_of(self.languages)
        if not text:
            return
        item = self.shape.items.get(self.at)
        if item is None:
            self.leave(text, _("It stands below no label of the template."))
        elif item.columns:
            self.leave(text, _("It stands outside the table."))
        elif self.at in self.found.fields:
            self.leave(text, _("This label comes twice; the first one was read."))
        else:
            self.found.fields[self.at] = text

    def leave(self, text: str, reason: str) -> None:
        """Note what cannot be read."""
        self.found.strays.append(Stray(self.where, text, reason))

    def read_table(self, rows: list[list[str]]) -> None:
        """Read entries; a table anywhere else is text in lines."""
        known = self.shape.columns.get(self.at, {})
        names = [known.get(fold(cell), "") for cell in rows[0]] if rows else []
        if not any(names):
            self.lines += [" | ".join(filter(None, row)) for row in rows]
            return
        entries = self.found.rows.setdefault(self.at, [])
        for row in rows[1:]:
            self.read_row(entries, names, row)

    def read_row(self, entries: list[dict[str, str]], names: list[str], row: list[str]) -> None:
        """Read one entry; cells without a known label above them are noted."""
        pairs = list(zip([*names, *[""] * len(row)], row, strict=False))
        entry = {name: cell for name, cell in pairs if name and cell}
        if entry:
            entries.append(entry)
        surplus = "\n".join(cell for name, cell in pairs if not name and cell)
        if surplus:
            self.leave(surplus, _("This column is not one of the template."))

    def note_around(self, part: Element) -> None:
        """Note text that stands in margins, footnotes and comments."""
        text = "\n".join(filter(None, (text_in(one) for one in part.iter() if kind_of(one) == "p")))
        if text:
            self.where = _("Around the text")
            self.leave(text, _("Headers, footers, footnotes and comments are not read."))

    def note_pictures(self, block: Element) -> None:
        """Note what is no text, and text in boxes."""
        if any(kind_of(one) in NOT_TEXT for one in block.iter()):
            boxes = (text_in(one, inside=True) for one in block.iter() if kind_of(one) == "txbxContent")
            text = next(filter(None, boxes), "")
            self.leave(
                text, _("Pictures, boxes, footnotes and comments are not read. Pictures have a page of their own.")
            )


def most_of(languages: list[str]) -> str:
    """Return the language of most labels."""
    return max(set(languages), key=languages.count) if languages else ""


def kind_of(element: Element) -> str:
    """Return the name of an element without its namespace, which differs between kinds of .docx."""
    return str(element.tag).rpartition("}")[2]


def attribute(element: Element | None, name: str) -> str:
    """Return an attribute whatever its namespace."""
    pairs: Any = element.attrib.items() if element is not None else ()
    return next((str(value) for key, value in pairs if key.rpartition("}")[2] == name), "")


def blocks(element: Element) -> Iterator[Element]:
    """Yield paragraphs and tables in their order, those in controls and changes too."""
    for child in element:
        kind = kind_of(child)
        if kind in {"p", "tbl"}:
            yield child
        elif kind not in UNREAD:
            yield from blocks(child)


def text_in(element: Element, *, inside: bool = False) -> str:
    """Return the text of a paragraph, however many runs it was split into."""
    return normalised("".join(pieces(element, inside=inside)), "NFC").strip()


def pieces(element: Element, *, inside: bool = False) -> Iterator[str]:
    """Yield the text of an element's parts."""
    for child in element:
        kind = kind_of(child)
        if kind == "t":
            yield child.text or ""
        elif kind in {"br", "cr"}:
            yield "\n"
        elif kind in {"tab", "noBreakHyphen"}:
            yield " " if kind == "tab" else "-"
        elif kind not in UNREAD and kind != "pPr":
            yield from pieces(child, inside=inside)
            if inside and kind == "p":
                yield "\n"


def rows_in(table: Element) -> list[list[str]]:
    """Return the cells of a table as text."""
    lines = list(blocks_of(table, "tr"))
    return [["\n".join(text_in(p) for p in blocks(cell)).strip() for cell in blocks_of(row, "tc")] for row in lines]


def blocks_of(element: Element, wanted: str) -> Iterator[Element]:
    """Yield the rows of a table or the cells of a row, those in controls too."""
    for child in element:
        if kind_of(child) == wanted:
            yield child
        elif kind_of(child) in {"sdt", "sdtContent", "ins"}:
            yield from blocks_of(child, wanted)


def style_of(paragraph: Element) -> str:
    """Return the style of a paragraph."""
    return next((attribute(one, "val") for one in paragraph.iter() if kind_of(one) == "pStyle"), "")


def headings_in(styles: Element | None) -> set[str]:
    """Return the styles that are headings: their names stay English in every language of Word."""
    found = {f"Heading{level}" for level in range(1, 7)}
    for style in styles if styles is not None else ():
        name = next((attribute(one, "val") for one in style if kind_of(one) == "name"), "")
        if name.lower().startswith("heading "):
            found.add(attribute(style, "styleId"))
    return found
