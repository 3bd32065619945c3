"""The parts of the full template: what each holds, read from a draft and written into it.

The first part is the snapshot. A practice grows by the others, one page each, at its author's pace.
"""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import uuid5

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from good_practices import keywords, snapshot
from good_practices.models import Activity, GoodPracticePage, Objective, Partner, PracticeLink, ResultRow
from good_practices.snapshot import Values
from language.folding import fold
from network_members.lookup import Bodies
from vocabulary.models import Axis, FundingProgramme, InterventionLevel, PolicyGoal, ServiceKind, Term

WORDS: dict[str, type[Term]] = {
    "axes": Axis,
    "levels": InterventionLevel,
    "goals": PolicyGoal,
    "service_kinds": ServiceKind,
}
PARTNERS = "partners"
MOST_PARTNERS = 30
KEYWORDS = "tags"
MOST_KEYWORDS = 8


@dataclass(frozen=True)
class Rows:
    """The rows of one kind that a part holds, at most so many."""

    relation: str
    model: type[Any]
    texts: tuple[str, ...]
    most: int
    words: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()
    """What no row may lack that holds anything."""

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of all fields of a row."""
        return *self.texts, *self.words

    def read(self, practice: GoodPracticePage) -> list[Values]:
        """Return the rows of a draft; each has the key that its translation knows it by."""
        return [
            {"key": str(row.translation_key)}
            | {name: getattr(row, name) for name in self.texts}
            | {name: sorted(word.code for word in getattr(row, name).all()) for name in self.words}
            for row in getattr(practice, self.relation).all()
        ]

    def write(self, practice: GoodPracticePage, rows: list[Values]) -> None:
        """Put rows into a draft in their order; those that are known keep their key, and so their translation."""
        known = {str(row.translation_key): row for row in getattr(practice, self.relation).all()}
        filled = [self.fill(known.get(row["key"]), row, practice) for row in rows]
        for order, row in enumerate(filled):
            row.sort_order = order
        setattr(practice, self.relation, filled)

    def fill(self, row: Any, values: Values, practice: GoodPracticePage) -> Any:
        """Return a row with what was typed into it."""
        row = row or self.model(locale_id=practice.locale_id, translation_key=values["key"])
        for name in self.texts:
            setattr(row, name, values[name])
        for name in self.words:
            setattr(row, name, list(WORDS[name].objects.anchors().filter(code__in=values[name])))
        return row

    def key_of(self, practice: GoodPracticePage, token: str) -> str:
        """Return the key of a row: one of the draft's own, or one that only this practice can have."""
        known = {str(row.translation_key) for row in getattr(practice, self.relation).all()}
        return token if token in known else str(uuid5(practice.translation_key, f"{self.relation}.{token}"))


@dataclass(frozen=True)
class Part:
    """One page of the full template."""

    code: str
    title: Promise
    says: Promise
    """One sentence on what belongs here."""
    texts: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    rows: Rows | None = None
    rows_first: bool = False
    has_partners: bool = False
    has_keywords: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the practice's fields that stand on this page."""
        rows = (self.rows.relation,) if self.rows else ()
        return *self.facts, *self.texts, *self.words, *rows, *self.lines

    @property
    def noted(self) -> tuple[str, ...]:
        """Return what notes can stand at: the fields, and the words of the entries."""
        return *self.names, *(self.rows.words if self.rows else ())

    @property
    def lines(self) -> tuple[str, ...]:
        """Return what is written a line each."""
        both = ((PARTNERS, self.has_partners), (KEYWORDS, self.has_keywords))
        return tuple(name for name, is_here in both if is_here)

    def read(self, practice: GoodPracticePage) -> Values:
        """Return what stands in a draft."""
        found: Values = {name: getattr(practice, name) for name in self.texts}
        found |= {name: read_fact(practice, name) for name in self.facts}
        found |= {name: sorted(word.code for word in getattr(practice, name).all()) for name in self.words}
        if self.rows:
            found[self.rows.relation] = self.rows.read(practice)
        if self.has_partners:
            found[PARTNERS] = [name_of(partner, practice) for partner in practice.partners.all()]
        if self.has_keywords:
            found[KEYWORDS] = sorted(practice.tags.names())
        return found

    def write(self, practice: GoodPracticePage, values: Values) -> None:
        """Put what was typed into a draft in memory."""
        for name in self.texts:
            setattr(practice, name, values[name])
        for name in self.facts:
            write_fact(practice, name, values[name])
        for name in self.words:
            setattr(practice, name, list(WORDS[name].objects.anchors().filter(code__in=values[name])))
        if self.rows:
            self.rows.write(practice, values[self.rows.relation])
        if self.has_partners:
            write_partners(practice, values[PARTNERS])
        if self.has_keywords:
            practice.tags.set(keywords.known(values[KEYWORDS]))


@dataclass(frozen=True)
class Basics(Part):
    """The snapshot, which every practice begins with."""

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of its fields."""
        return *snapshot.TEXTS, *snapshot.WORDS, "title", "place", "contact"

    def read(self, practice: GoodPracticePage) -> Values:
        """Return what stands in a draft."""
        return snapshot.read(practice)

    def write(self, practice: GoodPracticePage, values: Values) -> None:
        """Put what was typed into a draft in memory."""
        snapshot.write(practice, values)


def read_fact(practice: GoodPracticePage, name: str) -> Any:
    """Return a number or a choice; of a word its code."""
    value = getattr(practice, name)
    return getattr(value, "code", "") if name in CODED else value


def write_fact(practice: GoodPracticePage, name: str, value: Any) -> None:
    """Put a number or a choice into a draft."""
    if name in CODED:
        value = CODED[name].objects.anchors().filter(code=value).first() if value else None
    setattr(practice, name, value)


def name_of(partner: Partner, practice: GoodPracticePage) -> str:
    """Return what a partner is called in the language that the practice is written in."""
    body = partner.organisation
    return body.name_in(practice.source_language) if body else partner.name


def write_partners(practice: GoodPracticePage, names: list[str]) -> None:
    """Put partners into a draft: bodies of the directory where a name is theirs alone, others by name."""
    known = {fold(name_of(partner, practice)): partner for partner in practice.partners.all()}
    bodies = Bodies()
    partners = [known.get(fold(name)) or partner_named(name, bodies) for name in names]
    for order, partner in enumerate(partners):
        partner.sort_order = order
    practice.partners = partners


def partner_named(name: str, bodies: Bodies) -> Partner:
    """Return a new partner."""
    body = bodies.get(name)
    return Partner(organisation=body) if body else Partner(name=name)


CODED: dict[str, type[Term]] = {"funding_programme": FundingProgramme}
BASICS = Basics("basics", _("In short"), _("What a reader needs to know first, in about five minutes."))
GROWN = (
    Part(
        "aims",
        _("Need and aims"),
        _("Why the practice was needed, and what it set out to reach."),
        texts=("challenge",),
        words=("axes", "levels"),
        rows=Rows("objectives", Objective, ("text",), most=6, needed=("text",)),
    ),
    Part(
        "activities",
        _("What was done"),
        _("Activities that others can take over one by one: one to eight."),
        rows=Rows(
            *("activities", Activity, ("name", "what", "enabling", "lesson")),
            most=8,
            words=("service_kinds",),
            needed=("name", "what"),
        ),
    ),
    Part(
        "people",
        _("Who took part"),
        _("How many people were meant and reached, and which bodies worked along."),
        facts=("people_planned", "people_reached", "women_reached", "children_reached"),
        has_partners=True,
    ),
    Part(
        "resources",
        _("Cost and funding"),
        _("What it took in money, staff and help in kind, and who paid."),
        facts=("cost", "costs_shown_to", "funding_programme", "funding_share", "funding_from", "funding_until"),
        texts=("resources", "funding_source"),
    ),
    Part(
        "results",
        _("What came of it"),
        _("Results against the objectives, and who looked at them."),
        facts=("evaluation",),
        texts=("evaluation_text", "users_opinion"),
        rows=Rows(
            *("result_rows", ResultRow, ("objective", "indicator", "unit", "baseline", "target", "actual")),
            most=20,
            needed=("indicator",),
        ),
        rows_first=True,
    ),
    Part(
        "lessons",
        _("For others"),
        _("What was difficult, and what somebody needs who wants to do the same."),
        texts=("difficulties", "transfer", "equality"),
    ),
    Part(
        "finding",
        _("Months, goals, keywords and links"),
        _("When exactly it ran, what it contributes to, how others find it, and where to read on."),
        facts=("start_month", "end_month"),
        words=("goals",),
        rows=Rows("links", PracticeLink, ("title", "url"), most=6, needed=("title", "url")),
        has_keywords=True,
    ),
)
PARTS: dict[str, Part] = {part.code: part for part in (BASICS, *GROWN)}


def digest(values: Values) -> str:
    """Return a short mark of what stands in a part."""
    return sha256(repr(sorted(values.items())).encode()).hexdigest()[:16]
