"""What a practice still lacks, in words for its author: before it can be handed in, and before it is the full text."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from good_practices.models import GoodPracticePage
from good_practices.parts import GROWN, Part, Rows
from good_practices.snapshot import Values
from language.words import count_words

LEAST, MOST = 60, 120
"""Words of a summary."""
MOST_WORDS = {
    "challenge": 200,
    "resources": 100,
    "users_opinion": 100,
    "difficulties": 150,
    "transfer": 200,
    "equality": 80,
}
"""Words of the other texts, as the network's template has them."""

NEEDED = (
    *("title", "one_line", "summary", "place", "area_kind", "themes", "target_groups"),
    *("status", "period_kind", "start_year", "contact"),
)
"""What handing in needs."""
NEEDED_IN_FULL = ("challenge", "objectives", "activities", "result_rows", "evaluation_text", "difficulties", "transfer")
"""What the full text needs besides."""


def lacking(values: Values) -> dict[str, str]:
    """Return what to do about each field of the snapshot that is not ready."""
    found = {name: _("Fill this in before you hand the practice in.") for name in NEEDED if not values[name]}
    rules = {"summary": about_length, "ended_reason": about_reason, "end_year": about_end}
    asked = {name: ask(values) for name, ask in rules.items() if name not in found}
    return found | {name: text for name, text in asked.items() if text}


def is_told(name: str, values: Values) -> bool:
    """Say whether something that the full text needs is there; what was not evaluated needs no account of it."""
    if name == "evaluation_text" and values["evaluation"] == GoodPracticePage.Evaluation.NONE:
        return True
    return bool(values[name])


def hindering(part: Part, values: Values) -> dict[str, str]:
    """Return what of a part has to be put right before the practice can be handed in."""
    found = {name: too_long(values[name], most) for name, most in MOST_WORDS.items() if name in part.names}
    found |= half_rows(part.rows, values[part.rows.relation]) if part.rows else {}
    if "people_reached" in part.names:
        found |= about_people(values)
    if "cost" in part.names and (values["cost"] or 0) < 0:
        found["cost"] = _("A cost below zero cannot be.")
    if "funding_until" in part.names:
        found["funding_until"] = about_funding(values)
    return {name: text for name, text in found.items() if text}


def hindrances(practice: GoodPracticePage) -> dict[str, dict[str, str]]:
    """Return the same of all parts beyond the snapshot, by the code of the part."""
    found = {part.code: hindering(part, part.read(practice)) for part in GROWN}
    return {code: texts for code, texts in found.items() if texts}


def half_rows(rows: Rows, typed: list[Values]) -> dict[str, str]:
    """Ask for what each row must have that holds anything, under the names that its fields have in the form."""
    text = _("Fill this in, or empty the whole entry.")
    return {
        f"{rows.relation}-{number}-{name}": text
        for number, row in enumerate(typed)
        for name in rows.needed
        if not row[name]
    }


def too_long(text: str, most: int) -> str:
    """Hold a text to its number of words."""
    words = count_words(text)
    if words <= most:
        return ""
    said = ngettext(
        "This has %(words)s word. Write at most %(most)s.", "This has %(words)s words. Write at most %(most)s.", words
    )
    return said % {"words": words, "most": most}


def about_people(values: Values) -> dict[str, str]:
    """Hold the numbers of women and of children to that of all people; what is not known hinders nothing."""
    reasons = {
        "women_reached": _("There cannot be more women than people reached."),
        "children_reached": _("There cannot be more children than people reached."),
    }
    people = values.get("people_reached")
    return {name: reason for name, reason in reasons.items() if people is not None and (values.get(name) or 0) > people}


def about_funding(values: Values) -> str:
    """Let the money come for years that follow one another."""
    start, end = values["funding_from"], values["funding_until"]
    return _("The funding ends before it starts.") if start and end and end < start else ""


def about_length(values: Values) -> str:
    """Hold the summary to its number of words."""
    words = count_words(values["summary"])
    if LEAST <= words <= MOST:
        return ""
    text = ngettext(
        "The summary has %(words)s word. Write %(least)s to %(most)s.",
        "The summary has %(words)s words. Write %(least)s to %(most)s.",
        words,
    )
    return text % {"words": words, "least": LEAST, "most": MOST}


def about_reason(values: Values) -> str:
    """Ask why a practice ended."""
    ended = values["status"] == GoodPracticePage.Status.ENDED
    return _("Say in a sentence why it ended.") if ended and not values["ended_reason"] else ""


def about_end(values: Values) -> str:
    """Ask for the last year where the period has one, and for none where it has not."""
    start, end = values["start_year"], values["end_year"]
    fixed: Any = values["period_kind"] == GoodPracticePage.PeriodKind.FIXED
    if end and not fixed:
        return _("It still runs: leave this empty, or choose “From and until”.")
    if fixed and not end:
        return _("Write the last year, or choose that it still runs.")
    return _("The end lies before the start.") if start and end and end < start else ""
