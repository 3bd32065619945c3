"""Dates as each language writes them."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from language.dates import Moment, Month, format_date, format_datetime, format_moment, format_month, format_period

GENITIVE = [
    "Ιανουαρίου",
    "Φεβρουαρίου",
    "Μαρτίου",
    "Απριλίου",
    "Μαΐου",
    "Ιουνίου",
    "Ιουλίου",
    "Αυγούστου",
    "Σεπτεμβρίου",
    "Οκτωβρίου",
    "Νοεμβρίου",
    "Δεκεμβρίου",
]
NOMINATIVE = [
    "Ιανουάριος",
    "Φεβρουάριος",
    "Μάρτιος",
    "Απρίλιος",
    "Μάιος",
    "Ιούνιος",
    "Ιούλιος",
    "Αύγουστος",
    "Σεπτέμβριος",
    "Οκτώβριος",
    "Νοέμβριος",
    "Δεκέμβριος",
]
ENGLISH = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def test_greek_month_stands_in_the_genitive_after_a_day() -> None:
    dates = [format_date(date(2026, month, 10), "el") for month in range(1, 13)]

    assert dates == [f"10 {month} 2026" for month in GENITIVE]


def test_greek_month_stands_in_the_nominative_without_a_day() -> None:
    months = [format_month(date(2026, month, 10), "el") for month in range(1, 13)]

    assert months == [f"{month} 2026" for month in NOMINATIVE]


def test_english_dates_say_day_month_year() -> None:
    days = [format_date(date(2026, month, 1), "en") for month in range(1, 13)]
    months = [format_month(Month(2026, month), "en") for month in range(1, 13)]

    assert (days, months) == ([f"1 {month} 2026" for month in ENGLISH], [f"{month} 2026" for month in ENGLISH])


@pytest.mark.parametrize(
    ("value", "greek", "english"),
    [
        (date(2028, 2, 29), "29 Φεβρουαρίου 2028", "29 February 2028"),
        (Month(2026, 5), "Μάιος 2026", "May 2026"),
        (2026, "2026", "2026"),
    ],
)
def test_moment_is_a_day_a_month_or_a_year(value: Moment, greek: str, english: str) -> None:
    assert (format_moment(value, "el"), format_moment(value, "en")) == (greek, english)


@pytest.mark.parametrize(
    ("start", "end", "greek", "english"),
    [
        (date(2026, 12, 10), date(2026, 12, 11), "10–11 Δεκεμβρίου 2026", "10–11 December 2026"),
        (date(2026, 12, 10), date(2026, 12, 10), "10 Δεκεμβρίου 2026", "10 December 2026"),
        (date(2026, 11, 30), date(2026, 12, 2), "30 Νοεμβρίου – 2 Δεκεμβρίου 2026", "30 November – 2 December 2026"),
        (
            date(2026, 12, 30),
            date(2027, 1, 2),
            "30 Δεκεμβρίου 2026 – 2 Ιανουαρίου 2027",
            "30 December 2026 – 2 January 2027",
        ),
        (
            date(2026, 12, 10),
            date(2027, 12, 10),
            "10 Δεκεμβρίου 2026 – 10 Δεκεμβρίου 2027",
            "10 December 2026 – 10 December 2027",
        ),
        (Month(2024, 3), Month(2024, 6), "Μάρτιος–Ιούνιος 2024", "March–June 2024"),
        (Month(2024, 3), Month(2024, 3), "Μάρτιος 2024", "March 2024"),
        (Month(2021, 3), Month(2024, 3), "Μάρτιος 2021 – Μάρτιος 2024", "March 2021 – March 2024"),
        (2021, 2024, "2021–2024", "2021–2024"),
        (2021, 2021, "2021", "2021"),
        (2021, Month(2024, 3), "2021 – Μάρτιος 2024", "2021 – March 2024"),
        (Month(2021, 3), 2024, "Μάρτιος 2021 – 2024", "March 2021 – 2024"),
        (Month(2026, 3), date(2026, 12, 2), "Μάρτιος 2026 – 2 Δεκεμβρίου 2026", "March 2026 – 2 December 2026"),
        (date(2026, 3, 2), Month(2026, 12), "2 Μαρτίου 2026 – Δεκέμβριος 2026", "2 March 2026 – December 2026"),
    ],
)
def test_period_says_once_what_both_ends_share(start: Moment, end: Moment, greek: str, english: str) -> None:
    assert (format_period(start, end, "el"), format_period(start, end, "en")) == (greek, english)


@pytest.mark.parametrize(
    ("zone", "greek", "english"),
    [
        ("Europe/Athens", "10 Δεκεμβρίου 2026, 17:05 (ώρα Ελλάδας)", "10 December 2026, 17:05 (Greek time)"),
        ("Europe/Lisbon", "10 Δεκεμβρίου 2026, 15:05 (ώρα Λισαβόνας)", "10 December 2026, 15:05 (Lisbon time)"),
        (ZoneInfo("Asia/Tokyo"), "11 Δεκεμβρίου 2026, 00:05 (UTC+9)", "11 December 2026, 00:05 (UTC+9)"),
    ],
)
def test_moment_shows_the_day_and_hour_of_the_zone_and_names_it(zone: ZoneInfo | str, greek: str, english: str) -> None:
    moment = datetime(2026, 12, 10, 15, 5, tzinfo=UTC)

    assert (format_datetime(moment, "el", zone), format_datetime(moment, "en", zone)) == (greek, english)


def test_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        format_datetime(datetime(2026, 12, 10, 15, 5), "el", "Europe/Athens")
