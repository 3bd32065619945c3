"""Which comments the talk under a page lists for a reader: every place, or what is about one horizontal axis."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Count
from django.utils.translation import gettext as _

from comments.forms import axes
from comments.models import Comment, Talk
from comments.places import AXIS, PARAMETER

READ = (Comment.State.SHOWN, Comment.State.WAITING)
"""The states in which a reader has something to read; what waits is listed for its author alone."""


@dataclass(frozen=True)
class Choice:
    """One way to read a talk: what it lists, how much that is, and where."""

    title: str
    number: int
    url: str
    is_chosen: bool


@dataclass(frozen=True)
class Pieces:
    """The numbers of the comments of a talk in order, and how many readers find about each axis."""

    listed: Any
    axis: str
    """The code of the axis that the reader chose; empty for all."""
    number: int = 0
    """How many places the whole talk has."""
    about: dict[str, int] = field(default_factory=dict)
    """How many comments are about each axis, by its code."""

    def pages(self, size: int) -> Paginator[Any]:
        """Return what is listed, page by page."""
        return Counted(self.listed, size, self.about.get(self.axis, 0) if self.axis else self.number)

    def choices(self, path: str) -> list[Choice]:
        """Return the ways to read this talk; none where no comment is about an axis."""
        if not self.about and not self.axis:
            return []
        found = {"": (_("All"), self.number)} | {
            code: (title, self.about.get(code, 0))
            for code, title in axes().items()
            if code in self.about or code == self.axis
        }
        return [
            Choice(title, number, address_of_page(path, 1, axis=code), code == self.axis)
            for code, (title, number) in found.items()
        ]


class Counted(Paginator[Any]):
    """The pages of something that was counted together with the rest."""

    def __init__(self, listed: Any, size: int, number: int) -> None:
        self.number = number
        super().__init__(listed, size)

    @cached_property
    def count(self) -> int:
        """Return the number without asking for it."""
        return self.number


def pieces_of(talk: Talk | None, reader: Any, wanted: str | None = "") -> Pieces:
    """Return what a talk lists for a reader, of the wanted axis where there is such an axis: counted in one query."""
    axis = wanted if wanted and wanted in axes() else ""
    if talk is None:
        return Pieces(Comment.objects.none(), axis)
    found = Comment.objects.filter(talk=talk).listed_for(reader)
    rows = list(found.order_by().values_list("axis__code", "state").annotate(number=Count("pk")))
    listed = found.filter(axis__code=axis, state__in=READ) if axis else found
    about = {code: number for code, state, number in rows if code and state in READ}
    return Pieces(listed.in_order().values_list("pk", flat=True), axis, sum(row[2] for row in rows), about)


def address_of_page(path: str, number: int, axis: str = "") -> str:
    """Return where a page of a talk is, of one axis or of all."""
    asked = ({AXIS: axis} if axis else {}) | ({PARAMETER: str(number)} if number > 1 else {})
    return f"{path}?{urlencode(asked)}#talk" if asked else f"{path}#talk"
