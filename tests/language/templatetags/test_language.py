"""Dates, names and language marks in templates."""

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template
from django.utils import timezone
from django.utils.translation import deactivate_all, override

from language.dates import Month

EVENING = datetime(2026, 12, 10, 22, 30, tzinfo=UTC)


def shown(source: str, language: str, **context: Any) -> str:
    """Return what a template shows in a language, to a reader in Athens."""
    template = Template("{% load language %}" + source)
    with override(language), timezone.override("Europe/Athens"):
        return template.render(Context(context))


@pytest.mark.parametrize(
    ("source", "context", "greek", "english"),
    [
        ("{{ name|called }}", {"name": "Γιώργος"}, "Γιώργο", "Γιώργος"),
        ("{{ day|nima_date }}", {"day": date(2026, 12, 10)}, "10 Δεκεμβρίου 2026", "10 December 2026"),
        ("{{ day|nima_date }}", {"day": EVENING}, "11 Δεκεμβρίου 2026", "11 December 2026"),
        ("{{ day|nima_date }}", {"day": datetime(2026, 12, 10, 23)}, "10 Δεκεμβρίου 2026", "10 December 2026"),
        ("{{ day|nima_month }}", {"day": date(2026, 12, 10)}, "Δεκέμβριος 2026", "December 2026"),
        ("{{ day|nima_month }}", {"day": datetime(2026, 12, 31, 23, tzinfo=UTC)}, "Ιανουάριος 2027", "January 2027"),
        ("{{ day|nima_month }}", {"day": Month(2026, 5)}, "Μάιος 2026", "May 2026"),
        (
            "{{ start|nima_period:end }}",
            {"start": date(2026, 12, 10), "end": date(2026, 12, 11)},
            "10–11 Δεκεμβρίου 2026",
            "10–11 December 2026",
        ),
        ("{{ start|nima_period:end }}", {"start": EVENING, "end": EVENING}, "11 Δεκεμβρίου 2026", "11 December 2026"),
        ("{{ start|nima_period:end }}", {"start": 2021, "end": 2024}, "2021–2024", "2021–2024"),
        ("{{ start|nima_period:end }}", {"start": 2021, "end": None}, "2021", "2021"),
        ("{{ start|nima_period:end }}", {"start": None, "end": Month(2024, 6)}, "Ιούνιος 2024", "June 2024"),
        (
            "{{ time|nima_datetime }}",
            {"time": EVENING},
            "11 Δεκεμβρίου 2026, 00:30 (ώρα Ελλάδας)",
            "11 December 2026, 00:30 (Greek time)",
        ),
        (
            "{{ time|nima_datetime:'Europe/Lisbon' }}",
            {"time": EVENING},
            "10 Δεκεμβρίου 2026, 22:30 (ώρα Λισαβόνας)",
            "10 December 2026, 22:30 (Lisbon time)",
        ),
        (
            "{{ time|nima_datetime:zone }}",
            {"time": EVENING, "zone": ZoneInfo("Europe/Vienna")},
            "10 Δεκεμβρίου 2026, 23:30 (ώρα Αυστρίας)",
            "10 December 2026, 23:30 (Austrian time)",
        ),
        ("{{ time|nima_clock }}", {"time": EVENING}, "00:30 (ώρα Ελλάδας)", "00:30 (Greek time)"),
    ],
)
def test_dates_are_written_in_the_language_of_the_page(
    source: str, context: dict[str, Any], greek: str, english: str
) -> None:
    assert (shown(source, "el", **context), shown(source, "en", **context)) == (greek, english)


@pytest.mark.parametrize("filter_", ["nima_date", "nima_month", "nima_period:nothing", "nima_datetime", "nima_clock"])
def test_nothing_is_shown_for_nothing(filter_: str) -> None:
    assert shown(f"[{{{{ nothing|{filter_} }}}}]", "el", nothing=None) == "[]"


@pytest.mark.parametrize(
    ("code", "in_greek", "in_english"),
    [
        ("el", "<p>", '<p lang="el">'),
        ("en", '<p lang="en">', "<p>"),
        ("ar", '<p lang="ar">', '<p lang="ar">'),
        ('"><b>', '<p lang="&quot;&gt;&lt;b&gt;">', '<p lang="&quot;&gt;&lt;b&gt;">'),
        ("", "<p>", "<p>"),
        (None, "<p>", "<p>"),
    ],
)
def test_language_is_marked_where_it_is_not_the_page_s(code: str | None, in_greek: str, in_english: str) -> None:
    source = "<p{% lang_attr code %}>"

    assert (shown(source, "el", code=code), shown(source, "en", code=code)) == (in_greek, in_english)


def test_region_of_the_page_s_language_does_not_count() -> None:
    assert shown("<p{% lang_attr 'en' %}>", "en-gb") == "<p>"


def test_page_without_a_language_is_written_in_the_site_s() -> None:
    template = Template("{% load language %}{{ day|nima_date }}")

    with override(None):
        deactivate_all()
        assert template.render(Context({"day": date(2026, 12, 10)})) == "10 Δεκεμβρίου 2026"
