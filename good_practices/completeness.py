"""What a snapshot still lacks before it can be handed in, in words for its author."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from good_practices.models import GoodPracticePage
from good_practices.snapshot import Values
from language.words import count_words

LEAST, MOST = 60, 120
"""Words of a summary."""

NEEDED = (
    *("title", "one_line", "summary", "place", "area_kind", "themes", "target_groups"),
    *("status", "period_kind", "start_year", "contact"),
)


def lacking(values: Values) -> dict[str, str]:
    """Return what to do about each field that is not ready."""
    found = {name: _("Fill this in before you hand the practice in.") for name in NEEDED if not values[name]}
    rules = {"summary": about_length, "ended_reason": about_reason, "end_year": about_end}
    asked = {name: ask(values) for name, ask in rules.items() if name not in found}
    return found | {name: text for name, text in asked.items() if text}


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
