"""The columns of a file of practices: the fields of the template, texts once for each language."""

import re
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from good_practices.models import Activity, GoodPracticePage, Objective, PracticeLink, ResultRow
from tables.kinds import Column
from vocabulary.models import Axis, InterventionLevel, PolicyGoal, TargetGroup, Term, Theme

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
TEXTS = (
    *("title", "one_line", "summary", "challenge", "ended_reason", "resources", "funding_source"),
    *("evaluation_text", "users_opinion", "difficulties", "transfer", "equality"),
)
WORDS: dict[str, type[Term]] = {
    "themes": Theme,
    "axes": Axis,
    "target_groups": TargetGroup,
    "levels": InterventionLevel,
    "goals": PolicyGoal,
}
CHOICES = ("area_kind", "period_kind", "status", "evaluation", "costs_shown_to")
PLAIN = (
    *("start_year", "start_month", "end_year", "end_month", "people_planned", "people_reached", "women_reached"),
    *("children_reached", "cost", "funding_share", "funding_from", "funding_until", "confirmed_on"),
)
TIES = ("place", "lead_organisation", "funding_programme", "contact")
MARKS = ("external_id", "source", "source_language")
TOLD = (
    *(f"address_{language}" for language in LANGUAGES),
    *("translation", "translation_on", "outdated_since", "translator", "second_reader", "contributors"),
    *("adoptions", "files", "extent", "evidence", "unconfirmed_since", "label", "licence"),
)
"""What a file of ours says besides; it is not read again."""
COSTS = (
    *("cost", "resources_el", "resources_en", "funding_source_el", "funding_source_en"),
    *("funding_share", "funding_from", "funding_until"),
)
"""Only members read them, unless the author opened them."""


@dataclass(frozen=True)
class RowKind:
    """Rows of a practice that stand in numbered columns."""

    prefix: str
    relation: str
    model: type[Any]
    texts: tuple[str, ...]
    facts: tuple[str, ...]
    most: int
    offered: int
    """How many the template has columns for."""

    def name(self, number: int, field: str, language: str = "") -> str:
        """Return the name of a column; the only text of a row needs no name of its own."""
        parts = [self.prefix, str(number), "" if field == "text" else field, language]
        return "_".join(part for part in parts if part)

    def names(self, number: int) -> list[str]:
        """Return the names of all columns of one row."""
        texts = [self.name(number, field, language) for field in self.texts for language in LANGUAGES]
        return [*texts, *(self.name(number, field) for field in self.facts)]


ROWS = (
    RowKind("objective", "objectives", Objective, ("text",), (), most=6, offered=6),
    RowKind(
        *("activity", "activities", Activity, ("name", "what", "enabling", "lesson"), ("service_kinds",)),
        most=8,
        offered=3,
    ),
    RowKind("link", "links", PracticeLink, ("title",), ("url",), most=6, offered=2),
    RowKind(
        *("result", "result_rows", ResultRow, ("objective", "indicator", "unit"), ("baseline", "target", "actual")),
        most=50,
        offered=3,
    ),
)
NUMBERED = re.compile(r"(objective|activity|link|result)_([1-9][0-9]?)_\w+", re.ASCII)


def names(rows: dict[str, int] | None = None) -> list[str]:
    """Return the names of all columns, with so many numbered ones for each relation."""
    numbers = rows or {kind.relation: kind.offered for kind in ROWS}
    return [
        *MARKS,
        *(f"{name}_{language}" for name in TEXTS for language in LANGUAGES),
        *WORDS,
        *(f"tags_{language}" for language in LANGUAGES),
        *CHOICES,
        *PLAIN,
        *TIES,
        "partners",
        *(name for kind in ROWS for number in range(1, numbers[kind.relation] + 1) for name in kind.names(number)),
    ]


KNOWN = frozenset([*names({kind.relation: kind.most for kind in ROWS}), *TOLD])


def knows(name: str) -> bool:
    """Say whether a file may have a column of this name."""
    return name in KNOWN


def columns() -> list[Column]:
    """Return the columns of the template, each with a sentence."""
    return [Column(name, says(name), codes(name)) for name in names()]


def told() -> list[Column]:
    """Return the columns that only public files have."""
    return [Column(name, SENTENCES[name]) for name in TOLD]


def says(name: str) -> Any:
    """Return what to write into a column."""
    if name in SENTENCES:
        return SENTENCES[name]
    field, kind = field_of(name)
    if field in WORDS or field == "service_kinds":
        return described(field_label(kind, field), _("Codes or titles, with a vertical bar between them."))
    if field in CHOICES:
        return described(field_label(kind, field), "")
    limit = getattr(kind._meta.get_field(field), "max_length", None)
    return described(field_label(kind, field), at_most(limit) if limit else "")


def codes(name: str) -> tuple[str, ...]:
    """Return the choices of a column that has some."""
    return tuple(code for code, _label in GoodPracticePage._meta.get_field(name).choices) if name in CHOICES else ()


def field_of(name: str) -> tuple[str, Any]:
    """Return the field that a column fills, and its model."""
    numbered = NUMBERED.fullmatch(name)
    if numbered:
        kind = next(kind for kind in ROWS if kind.prefix == numbered[1])
        return next(one for one in (*kind.texts, *kind.facts) if name in own_names(kind, numbered[2], one)), kind.model
    return re.sub(r"_(el|en)$", "", name), GoodPracticePage


def own_names(kind: RowKind, number: str, field: str) -> list[str]:
    """Return the names of the columns that one field of a row has."""
    return [kind.name(int(number), field, language) for language in ("", *LANGUAGES)]


def field_label(model: Any, field: str) -> Any:
    """Return the label of a field, as the forms have it."""
    return model._meta.get_field(field).verbose_name


def joined(label: Any, more: Any) -> str:
    """Return a label with a sentence behind it."""
    return f"{str(label)[:1].upper()}{str(label)[1:]}" + (f" ({more})" if more else "")


described = lazy(joined, str)


def at_most(limit: int) -> Any:
    """Say how long a text may be."""
    return lazy(lambda: str(_("at most %(limit)s characters")) % {"limit": limit}, str)()


SENTENCES: dict[str, Any] = {
    "external_id": _("The number that the practice has where it comes from. The same number again changes it."),
    "source": _("Where the practice comes from; numbers are told apart by it."),
    "source_language": _("The language it was written in: el or en. The other one is its translation."),
    "address_el": _("Where it stands on this site in Greek."),
    "address_en": _("Where it stands on this site in English."),
    "translator": _("The member who translated it, if everybody may read the name."),
    "second_reader": _("The member who read the translation, if everybody may read the name."),
    "adoptions": _("Who took the practice over, where and when, with a vertical bar between them."),
    "files": _("Addresses of the files to take along, with a vertical bar between them."),
    "contributors": _("Members and bodies whose proposals stand in the text, if everybody may read the names."),
    "translation": _("How the translation stands to the original: missing, unread, reviewed or outdated."),
    "translation_on": _("The day when the translation was last published, as 2026-03-31."),
    "outdated_since": _("The day when the original changed, if the translation does not follow yet."),
    "evidence": _("How well the results are shown, as a code."),
    "unconfirmed_since": _("The day of the last word about it, if nobody has confirmed it for 13 months."),
    "extent": _("Whether it is a snapshot or the full text, as a code."),
    "label": _("What the network says of it, as a code."),
    "licence": _("The licence under which its text may be used."),
    "tags_el": _("Keywords in Greek, with a vertical bar between them."),
    "tags_en": _("Keywords in English, with a vertical bar between them."),
    "confirmed_on": _("The day when it was last confirmed, as 2026-03-31."),
    "place": _("Code or name of a place in the list."),
    "lead_organisation": _("Code or name of an organisation in the directory."),
    "funding_programme": _("Code or name of a programme in the list."),
    "contact": _("E-mail address of a member. Without one, it is whoever brings the file in."),
    "partners": _("Codes or names of organisations, or other names, with a vertical bar between them."),
}
