"""Dates, names and language marks for templates, in the language of the page."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import get_language

from language import dates, names

register = template.Library()


@register.filter
def called(name: str) -> str:
    """Return a first name as the reader of the page is called by it: «Γεια σας Γιώργο»."""
    return names.called(name, active())


@register.filter
def nima_date(value: date | None) -> str:
    """Return a day in words: «10 Δεκεμβρίου 2026»; nothing for nothing."""
    return dates.format_date(as_shown(value), active()) if value else ""


@register.filter
def nima_month(value: date | dates.Month | None) -> str:
    """Return a month and its year: «Δεκέμβριος 2026»."""
    return dates.format_month(as_shown(value), active()) if value else ""


@register.filter
def nima_period(start: dates.Moment | None, end: dates.Moment | None) -> str:
    """Return from one day, month or year to another; a single one when the other lacks."""
    if not start or not end:
        either = start or end
        return dates.format_moment(as_shown(either), active()) if either else ""
    return dates.format_period(as_shown(start), as_shown(end), active())


@register.filter
def nima_datetime(value: datetime | None, zone: str | ZoneInfo = "") -> str:
    """Return a moment with hour and zone, in the current zone when none is named."""
    return dates.format_datetime(value, active(), zone or timezone.get_current_timezone_name()) if value else ""


@register.filter
def nima_clock(value: datetime | None) -> str:
    """Return the hour of a moment in the current zone, which is named: «17:00 (ώρα Ελλάδας)»."""
    return dates.format_time(value, active(), timezone.get_current_timezone_name()) if value else ""


@register.simple_tag
def lang_attr(code: str | None) -> str:
    """Return ` lang="el"` for text in another language than the page's, else nothing."""
    return format_html(' lang="{}"', code) if code and code != active() else ""


def active() -> str:
    """Return the language of the page, without its region."""
    return (get_language() or settings.LANGUAGE_CODE).partition("-")[0]


def as_shown(value: Any) -> Any:
    """Return a moment as the day it is in the current zone; days, months and years as they are."""
    if not isinstance(value, datetime):
        return value
    return (timezone.localtime(value) if timezone.is_aware(value) else value).date()
