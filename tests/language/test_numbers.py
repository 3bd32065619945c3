"""Numbers as each language writes them."""

from decimal import Decimal

import pytest

from language.numbers import format_number


@pytest.mark.parametrize(
    ("value", "decimals", "greek", "english"),
    [
        (0, None, "0", "0"),
        (999, None, "999", "999"),
        (1600, None, "1.600", "1,600"),
        (1234567, None, "1.234.567", "1,234,567"),
        (-1600, None, "-1.600", "-1,600"),
        (1600.5, None, "1.600,5", "1,600.5"),
        (0.1, None, "0,1", "0.1"),
        (Decimal("1600.50"), None, "1.600,50", "1,600.50"),
        (1600, 2, "1.600,00", "1,600.00"),
        (3.456, 1, "3,5", "3.5"),
        (1600.5, 0, "1.601", "1,601"),
        (12.25, 1, "12,3", "12.3"),
        (10**21, None, "1.000.000.000.000.000.000.000", "1,000,000,000,000,000,000,000"),
        (1e21, None, "1.000.000.000.000.000.000.000", "1,000,000,000,000,000,000,000"),
    ],
)
def test_thousands_and_decimals_are_marked_as_the_language_does(
    value: float | Decimal, decimals: int | None, greek: str, english: str
) -> None:
    assert (format_number(value, "el", decimals), format_number(value, "en", decimals)) == (greek, english)
