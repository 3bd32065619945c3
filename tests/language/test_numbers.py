"""Numbers as each language writes them."""

import re
from decimal import Decimal

import pytest

from language.numbers import as_typed, format_amount, format_number, read_number


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


@pytest.mark.parametrize(
    ("value", "greek", "english"),
    [
        (Decimal("12500.50"), "12.500,50", "12,500.50"),
        (Decimal("12500.5"), "12.500,50", "12,500.50"),
        (Decimal("12500.00"), "12.500", "12,500"),
        (Decimal("1E+3"), "1.000", "1,000"),
        (Decimal("0.05"), "0,05", "0.05"),
        (280, "280", "280"),
        (0, "0", "0"),
    ],
)
def test_an_amount_has_its_cents_when_there_are_some(value: Decimal, greek: str, english: str) -> None:
    assert (format_amount(value, "el"), format_amount(value, "en")) == (greek, english)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12500", "12500"),
        ("12.500,50", "12500.50"),
        ("12,500.50", "12500.50"),
        ("12500,50", "12500.50"),
        ("12500.50", "12500.50"),
        ("12500,5", "12500.5"),
        ("12 500", "12500"),
        ("12\N{NO-BREAK SPACE}500,50", "12500.50"),
        ("12\N{NARROW NO-BREAK SPACE}500", "12500"),
        ("12'500.50", "12500.50"),
        ("1.000", "1000"),
        ("1,000", "1000"),
        ("1.000.000", "1000000"),
        ("1,000,000.5", "1000000.5"),
        (" 280 ", "280"),
        ("0", "0"),
        ("0,5", "0.5"),
        ("007", "7"),
        ("-1", "-1"),
        ("−1.250,50", "-1250.50"),
    ],
)
def test_numbers_are_read_as_greeks_and_as_the_english_write_them(text: str, number: str) -> None:
    assert read_number(text) == Decimal(number)


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "-", ",", "1e3", "1E+3", "NaN", "Infinity", "0x10", "½", "٣", "twelve", "12 500 €", "12 per cent"),
        *(
            "1,",
            ",5",
            "1..5",
            "1.000,5,5",
            "1.00.000",
            "12.50.00",
            "1,23,456",
            "1 00",
            "1 000 00",
            "--1",
            "1-",
            "1_000",
        ),
        *("1000.000", "0.500", "1.000,000", "1.000 000", "1 000.000"),
    ],
)
def test_what_is_no_number_or_may_be_two_is_not_read(text: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(text)}$"):
        read_number(text)


@pytest.mark.parametrize("language", ["el", "en"])
@pytest.mark.parametrize("number", ["0", "0.05", "999", "1000", "12500.50", "9999999999.99", "-1600.50"])
def test_what_was_shown_is_read_again(number: str, language: str) -> None:
    assert read_number(format_amount(Decimal(number), language)) == Decimal(number)


@pytest.mark.parametrize(
    ("number", "text"), [(33.333, "33.3330"), (-1.125, "-1.1250"), (12500.5, "12500.5"), (0.25, "0.25"), (7, "7")]
)
def test_the_point_of_a_program_is_not_taken_for_that_of_thousands(number: float, text: str) -> None:
    assert as_typed(number) == text
