"""What a reader is told of texts of a translation, in the same words on every kind of page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page

from language.dates import format_date
from translation.shown import Shown, best, texts_shown_of
from translation.states import State

ORDER = list(State)
Parts = Mapping[str, Iterable[str]]
"""The fields of each part of a page that has a mark of its own."""


@dataclass(frozen=True)
class TextMarks:
    """The texts of one translation by their state; nothing for an original."""

    fields: dict[str, Shown]
    reader: str

    @property
    def overall(self) -> str:
        """Say what holds for every text; nothing when a second person read the freshest, or none is there."""
        state = best(self.fields.values())
        return "" if state in (State.REVIEWED, State.MISSING) else self.words(self.freshest(state))

    def freshest(self, state: State) -> Shown:
        """Return a text in the best state."""
        return next(one for one in self.fields.values() if one.state == state)

    def of_fields(self, names: Iterable[str], *, stands_in: bool = False) -> str:
        """Say how the oldest of some texts falls short of the whole; nothing when it does not."""
        found = [self.fields[name] for name in names if name in self.fields]
        worst = min(found, key=lambda one: ORDER.index(one.state), default=None)
        if worst is None or ORDER.index(worst.state) >= ORDER.index(best(self.fields.values())):
            return ""
        if worst.state == State.MISSING and not stands_in:
            return _("Not everything here is translated yet.")
        return self.words(worst)

    def words(self, text: Shown) -> str:
        """Say what a reader should know of a text."""
        date = format_date(text.since, self.reader) if text.since else ""
        return {
            State.MISSING: _("Not translated yet; this is the original."),
            State.OUTDATED: _("Older than the original, which has changed since, on %(date)s.") % {"date": date},
            State.MACHINE: _("Machine draft; nobody has edited or read it yet."),
            State.HUMAN: _("No second person has read this yet."),
        }[text.state]


def marks_of(pages: Iterable[Page], reader: str, parts: Parts) -> dict[int, dict[str, str]]:
    """Return what a reader is told of translations, of the whole and of each part, in a fixed number of queries."""
    shown = {number: TextMarks(fields, reader) for number, fields in texts_shown_of(pages).items()}
    return {
        number: {part: marks.of_fields(names) for part, names in parts.items()} | {"whole": marks.overall}
        for number, marks in shown.items()
    }


def marks_on(page: Page, request: HttpRequest, reader: str, parts: Parts) -> dict[str, str]:
    """Return the same for a page as it is online; a preview has none."""
    return {} if getattr(request, "is_preview", False) else marks_of([page], reader, parts).get(page.pk, {})
