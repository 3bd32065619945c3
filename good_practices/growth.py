"""How far a practice has grown towards the full text, part by part."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from good_practices.completeness import NEEDED, NEEDED_IN_FULL, hindering, is_told, lacking
from good_practices.draft_forms import DraftForm
from good_practices.forms import SnapshotForm, missing
from good_practices.labels import label_of
from good_practices.models import GoodPracticePage
from good_practices.part_forms import PartForm
from good_practices.parts import BASICS, GROWN, PARTS, Part
from good_practices.snapshot import Values

READY, BEGUN, EMPTY, WRONG = "ready", "begun", "empty", "wrong"
WORDS: dict[str, Any] = {
    READY: pgettext_lazy("of a part", "Ready"),
    BEGUN: pgettext_lazy("of a part", "Begun"),
    EMPTY: pgettext_lazy("of a part", "Empty"),
    WRONG: pgettext_lazy("of a part", "To be put right"),
}
DYES = {READY: "olive", BEGUN: "weld", WRONG: "madder"}
EASY = frozenset({"costs_shown_to", "evaluation", "status", "period_kind", "contact"})
"""What has a choice from the start, and shows nothing."""


@dataclass(frozen=True)
class Step:
    """A part of the template, and how far its author has come with it."""

    part: Part
    state: str
    notes: int = 0

    @property
    def tag(self) -> dict[str, str]:
        """Return the state as a tag."""
        return {"text": str(WORDS[self.state]), "dye": DYES.get(self.state, "")}

    @property
    def noted(self) -> str:
        """Say how many notes of the editors wait here."""
        if not self.notes:
            return ""
        return ngettext("%(number)s note", "%(number)s notes", self.notes) % {"number": self.notes}


@dataclass(frozen=True)
class Growth:
    """How much of the full text there is."""

    ready: int
    needed: int

    @property
    def is_full(self) -> bool:
        """Say whether nothing of the full text is missing."""
        return self.ready == self.needed

    @property
    def progress(self) -> str:
        """Say how much is there."""
        text = _("%(ready)s of %(needed)s items of the full text are there")
        return str(text % {"ready": self.ready, "needed": self.needed})


def growth_of(practice: GoodPracticePage) -> Growth:
    """Return how much of the full text a draft has; the snapshot's fields count too."""
    faults = {*lacking(BASICS.read(practice))} & {*NEEDED}
    told = sum(
        is_told(name, values)
        for part, values in read_parts(practice, GROWN)
        for name in NEEDED_IN_FULL
        if name in part.names
    )
    return Growth(len(NEEDED) - len(faults) + told, len(NEEDED) + len(NEEDED_IN_FULL))


def read_parts(practice: GoodPracticePage, parts: Iterable[Part]) -> list[tuple[Part, Values]]:
    """Return what stands in some parts."""
    return [(part, part.read(practice)) for part in parts]


def steps_of(practice: GoodPracticePage, notes: dict[str, list[str]]) -> list[Step]:
    """Return all parts of a draft with their states, and how many notes wait in each."""
    return [
        Step(part, state_of(part, values), sum(len(notes.get(name, [])) for name in part.noted))
        for part, values in read_parts(practice, PARTS.values())
    ]


def state_of(part: Part, values: Values) -> str:
    """Return how far a part is."""
    if part is BASICS:
        return BEGUN if lacking(values) else READY
    if hindering(part, values):
        return WRONG
    needed = [name for name in NEEDED_IN_FULL if name in part.names]
    filled = any(value for name, value in values.items() if name not in EASY)
    if filled and all(is_told(name, values) for name in needed):
        return READY
    return BEGUN if filled else EMPTY


def form_for(part: Part, draft: GoodPracticePage, data: Any = None) -> DraftForm:
    """Return the form of a part, filled with a draft or with what was sent."""
    if part is BASICS:
        return SnapshotForm(data, practice=draft)
    return PartForm(data, part=part, practice=draft)


def form_to_mend(part: Part, draft: GoodPracticePage) -> DraftForm:
    """Return the form of a part as it stands, with an error at each field that hinders handing it in."""
    if part is BASICS:
        return missing(draft)
    form = PartForm(part=part, practice=draft).as_stored()
    form.full_clean()
    return form


def first_to_mend(draft: GoodPracticePage) -> Part | None:
    """Return the first part that hinders handing in."""
    if lacking(BASICS.read(draft)):
        return BASICS
    return next((part for part, values in read_parts(draft, GROWN) if hindering(part, values)), None)


def facts_of(draft: GoodPracticePage) -> list[dict[str, Any]]:
    """Return all that was typed, with its labels and the language of the author's words, for looking over."""
    found = missing(draft).facts()
    for part, values in read_parts(draft, GROWN):
        if state_of(part, values) != EMPTY:
            found += facts_in(PartForm(part=part, practice=draft), values)
    return found


def facts_in(form: PartForm, values: Values) -> list[dict[str, Any]]:
    """Return what stands in one part beyond the snapshot."""
    own_words = {*form.part.texts, form.part.rows.relation if form.part.rows else ""}
    texts = ((name, form.text_of(name, value)) for name, value in values.items())
    return [
        {"label": label_of(name), "value": text, "language": form.practice.source_language if name in own_words else ""}
        for name, text in texts
        if text
    ]
