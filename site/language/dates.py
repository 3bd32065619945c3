"""Dates as each language writes them: in Greek the genitive after a day, the nominative without one.

Django's Greek formats are not used, as they print 10/12/2026, «10 Δεκέμβριος» and 3:05 μμ.; only its names of
the months are, declined (E) and not (F).
"""

from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.utils import dateformat
from django.utils.translation import override

from language.zones import zone_name

DASH, SPACED_DASH = "–", " – "
REMEMBERED = 2_000


class Month(NamedTuple):
    """A month of a year, when the day is unknown or does not matter."""

    year: int
    month: int


Moment = date | Month | int
"""A day, a month or a year: a period begins and ends with one of these."""


def format_date(value: date, language: str) -> str:
    """Return «10 Δεκεμβρίου 2026» or "10 December 2026"."""
    return write(value, "j E Y", language)


def format_month(value: date | Month, language: str) -> str:
    """Return «Δεκέμβριος 2026» or "December 2026"."""
    return write(date(value.year, value.month, 1), "F Y", language)


def format_moment(value: Moment, language: str) -> str:
    """Return a day, a month or a year in words."""
    if isinstance(value, int):
        return str(value)
    return format_month(value, language) if isinstance(value, Month) else format_date(value, language)


def format_period(start: Moment, end: Moment, language: str) -> str:
    """Return «10–11 Δεκεμβρίου 2026», «Μάρτιος–Ιούνιος 2024», "2021–2024": what both ends share is said once."""
    if start == end:
        return format_moment(start, language)
    first = beginning(start, end, language)
    tight = type(start) is type(end) and " " not in first
    return first + (DASH if tight else SPACED_DASH) + format_moment(end, language)


def beginning(start: Moment, end: Moment, language: str) -> str:
    """Return the first half of a period without what the second half says as well."""
    if isinstance(start, int) or isinstance(end, int) or start.year != end.year:
        return format_moment(start, language)
    if isinstance(start, Month) and isinstance(end, Month):
        return write(date(start.year, start.month, 1), "F", language)
    if isinstance(start, Month) or isinstance(end, Month):
        return format_moment(start, language)
    return write(start, "j" if start.month == end.month else "j E", language)


def format_datetime(moment: datetime, language: str, zone: ZoneInfo | str) -> str:
    """Return «10 Δεκεμβρίου 2026, 17:00 (ώρα Ελλάδας)»: the moment as that zone's clocks show it."""
    local = in_zone(moment, zone)
    return f"{format_date(local, language)}, {clock(local, language)}"


def format_time(moment: datetime, language: str, zone: ZoneInfo | str) -> str:
    """Return «17:00 (ώρα Ελλάδας)»: the hour of a moment as that zone's clocks show it."""
    return clock(in_zone(moment, zone), language)


def in_zone(moment: datetime, zone: ZoneInfo | str) -> datetime:
    """Return a moment in a zone."""
    if moment.tzinfo is None:
        raise ValueError("A time without a zone cannot be shown in another.")
    return moment.astimezone(ZoneInfo(zone) if isinstance(zone, str) else zone)


def clock(local: datetime, language: str) -> str:
    """Return the hour of a moment with the name of its own zone."""
    return f"{local:%H:%M} ({zone_name(local, language)})"


def write(value: date, pattern: str, language: str) -> str:
    """Return a date by one of Django's patterns, in a language."""
    # The same moment is another day elsewhere, and yet equal: so the day itself is what is remembered.
    return written(date(value.year, value.month, value.day), pattern, language)


@lru_cache(REMEMBERED)
def written(day: date, pattern: str, language: str) -> str:
    """Return a day by a pattern; lists show the same days again and again."""
    with override(language):
        return dateformat.format(day, pattern)
