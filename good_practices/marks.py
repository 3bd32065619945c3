"""What a reader is told of single texts of a translation that are not as fresh as the whole."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from good_practices.models.practice import GoodPracticePage
from translation.marks import TextMarks
from translation.shown import best, texts_shown
from translation.states import State

FIELDS = {
    "mast": ("title", "one_line"),
    "need": ("challenge",),
    "results": ("result_rows",),
    "evaluation": ("evaluation_text",),
    "opinion": ("users_opinion",),
    "resources": ("resources", "funding_source"),
    "ended": ("ended_reason",),
}
"""Sections whose texts are named otherwise than they."""
SHOWN = ("summary", "challenge", "users_opinion", "difficulties", "transfer", "equality")
"""Texts of which the original is shown until they are translated."""


@dataclass(frozen=True)
class Marks(TextMarks):
    """The texts of one translation of a practice by their state; nothing for an original."""

    @property
    def whole(self) -> str:
        """Say of the whole that a machine wrote it, or that no second person read it; nothing when one did."""
        state = best(self.fields.values())
        if state == State.MACHINE:
            return _("It is a machine draft; nobody has edited or read it yet.")
        return _("No second person has read it yet.") if state == State.HUMAN else ""

    @property
    def mast(self) -> str:
        """Say how title and line fall short of the whole."""
        return self.of("mast")

    def of(self, section: str) -> str:
        """Say how the oldest text of a section falls short of the whole; nothing when it does not."""
        return self.of_fields(FIELDS.get(section, (section,)), stands_in=self.stands_in(section))

    def laid_over(self, found: Any, language: str, source: str) -> list[dict[str, Any]]:
        """Return the sections that have something to say, each with its mark and the language of its text."""
        return [
            {
                "id": name,
                "title": title,
                "part": f"good_practices/parts/{part}.html",
                "content": content,
                "mark": self.of(name),
                "text_language": source if self.stands_in(name) else language,
            }
            for name, title, part, content in found
            if content
        ]

    def stands_in(self, section: str) -> bool:
        """Say whether a section shows the original, because its only text is not translated."""
        names = FIELDS.get(section, (section,))
        return len(names) == 1 and bool(self.original(names[0]))

    def original(self, name: str) -> str:
        """Return what the original says in a text that everybody reads and nobody translated; else nothing."""
        return self.fields[name].original if name in SHOWN and name in self.fields else ""


def marks_of(practice: GoodPracticePage, request: HttpRequest, reader: str) -> Marks:
    """Return the marks of a practice as it is online; a preview has none."""
    marked = not practice.is_original and not getattr(request, "is_preview", False)
    return Marks(texts_shown(practice) if marked else {}, reader)
