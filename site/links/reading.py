"""What a page holds that can be wrong: its rich texts, pictures, addresses and headings."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.db import models
from modelcluster.models import get_all_child_relations
from wagtail.blocks import StreamValue, StructValue
from wagtail.blocks.list_block import ListValue
from wagtail.fields import RichTextField, StreamField
from wagtail.images.models import AbstractImage
from wagtail.rich_text import RichText


@dataclass(frozen=True)
class Link:
    """A link: where it leads, as it is stored, and its words."""

    attributes: dict[str, str]
    words: str


@dataclass
class Contents:
    """What was found on a page, in order."""

    links: list[Link] = field(default_factory=list)
    pictures: list[Any] = field(default_factory=list)
    headings: list[tuple[int, str, bool]] = field(default_factory=list)
    """Level and words of each heading, and whether something stands below it."""
    bold: list[str] = field(default_factory=list)
    """Paragraphs that are bold from end to end, and so look like headings."""

    def head(self, level: int, words: str) -> None:
        """Note a heading; one of a deeper level fills the one before."""
        if self.headings and level > self.headings[-1][0]:
            self.fill()
        self.headings.append((level, words.strip(), False))

    def fill(self) -> None:
        """Note that something stands below the last heading."""
        if self.headings:
            level, words, _is_filled = self.headings[-1]
            self.headings[-1] = (level, words, True)


class TextReader(HTMLParser):
    """Reads a rich text as the editor stores it."""

    def __init__(self, found: Contents) -> None:
        super().__init__()
        self.found = found
        self.attributes: dict[str, str] | None = None
        self.words, self.block, self.strong, self.is_bold = "", "", 0, True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a link, a heading or a paragraph."""
        if tag == "a":
            self.attributes, self.words = {name: value or "" for name, value in attrs}, ""
        elif tag in {"b", "strong"}:
            self.strong += 1
        elif tag in {"p", "li", "h2", "h3", "h4", "h5", "h6"}:
            self.block, self.is_bold = "", True

    def handle_data(self, data: str) -> None:
        """Take the words."""
        self.words += data
        self.block += data
        if data.strip() and not self.strong:
            self.is_bold = False

    def handle_endtag(self, tag: str) -> None:
        """End what was begun."""
        if tag == "a" and self.attributes is not None:
            self.found.links.append(Link(self.attributes, self.words.strip()))
            self.attributes = None
        elif tag in {"b", "strong"}:
            self.strong = max(self.strong - 1, 0)
        elif tag in {"h2", "h3", "h4", "h5", "h6"}:
            self.found.head(int(tag[1]), self.block)
        elif tag in {"p", "li"} and self.block.strip():
            if tag == "p" and self.is_bold:
                self.found.bold.append(self.block.strip())
            self.found.fill()


def contents_of(page: Any) -> Contents:
    """Return what stands on a page as it is in memory, rows below it included."""
    found = Contents()
    for row in (page, *rows_of(page)):
        for one in row._meta.get_fields():
            if isinstance(one, models.Field):
                read_field(row, one, found)
    return found


def rows_of(page: Any) -> Iterator[Any]:
    """Yield the rows that are written together with a page."""
    for relation in get_all_child_relations(type(page)):
        name = relation.get_accessor_name()
        if name not in {"comments", "wagtail_admin_comments", "tagged_items"}:
            yield from getattr(page, name).all()


def read_field(row: Any, one: models.Field[Any, Any], found: Contents) -> None:
    """Read one field of a row."""
    if isinstance(one, RichTextField):
        read_text(getattr(row, one.name) or "", found)
    elif isinstance(one, StreamField):
        read_value(getattr(row, one.name), "", found)
    elif isinstance(one, models.URLField) and getattr(row, one.name):
        found.links.append(Link({"href": getattr(row, one.name)}, str(one.verbose_name)))
    elif isinstance(one, models.ForeignKey) and is_picture(one):
        found.pictures.append(getattr(row, one.name))


def read_text(html: str, found: Contents) -> None:
    """Read a rich text."""
    reader = TextReader(found)
    reader.feed(html)
    reader.close()


def read_value(value: Any, kind: str, found: Contents) -> None:
    """Read what a block holds, and the blocks inside it."""
    inside = blocks_in(value)
    if inside is not None:
        for name, child in inside:
            read_value(child, name, found)
    elif isinstance(value, RichText):
        read_text(value.source, found)
    elif isinstance(value, AbstractImage):
        found.pictures.append(value)
        found.fill()
    elif kind == "heading":
        found.head(2, str(value))
    elif value:
        found.fill()


def blocks_in(value: Any) -> list[tuple[str, Any]] | None:
    """Return what stands inside a block, each with the name of its kind; None for a block that holds a value."""
    if isinstance(value, StreamValue):
        return [(child.block_type, child.value) for child in value]
    if isinstance(value, ListValue):
        return [("", child) for child in value]
    return [("", child) for child in value.values()] if isinstance(value, StructValue) else None


def is_picture(one: models.ForeignKey[Any, Any]) -> bool:
    """Say whether a field points at a picture."""
    kind = one.related_model
    return isinstance(kind, type) and issubclass(kind, AbstractImage)
