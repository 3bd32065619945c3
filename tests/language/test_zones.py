"""Time zones by the name people use."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo, available_timezones

import pytest

from language.zones import NAMES, zone_name


def test_every_named_zone_exists() -> None:
    assert set(NAMES) - available_timezones() == set()


@pytest.mark.parametrize(
    ("zone", "greek", "english"),
    [
        (ZoneInfo("Europe/Athens"), "ώρα Ελλάδας", "Greek time"),
        (ZoneInfo("Europe/Vienna"), "ώρα Αυστρίας", "Austrian time"),
        (ZoneInfo("Africa/Cairo"), "UTC+3", "UTC+3"),
        (ZoneInfo("America/St_Johns"), "UTC−2:30", "UTC−2:30"),
        (ZoneInfo("Asia/Kolkata"), "UTC+5:30", "UTC+5:30"),
        (timezone(timedelta(hours=-4)), "UTC−4", "UTC−4"),
        (UTC, "UTC", "UTC"),
        (None, "UTC", "UTC"),
    ],
)
def test_zone_is_named_in_words_or_by_its_offset(zone: ZoneInfo, greek: str, english: str) -> None:
    moment = datetime(2026, 7, 1, 12, tzinfo=zone)

    assert (zone_name(moment, "el"), zone_name(moment, "en")) == (greek, english)


@pytest.mark.parametrize(("fold", "name"), [(0, "ώρα Ελλάδας, UTC+3"), (1, "ώρα Ελλάδας, UTC+2")])
def test_hour_that_strikes_twice_is_told_apart_by_its_offset(fold: int, name: str) -> None:
    moment = datetime(2027, 10, 31, 3, 30, fold=fold, tzinfo=ZoneInfo("Europe/Athens"))

    assert zone_name(moment, "el") == name
