"""Numbers as each language writes them, 1.600,5 in Greek and 1,600.5 in English; both are read in both."""

import re
from decimal import ROUND_HALF_UP, Decimal, localcontext

SWAP = str.maketrans(",.", ".,")
SIGN = "(?P<sign>[-\N{MINUS SIGN}]?)"
# Three digits after a mark are thousands, and stand where thousands do: 1.000 is a thousand in both languages.
PART = r"(?:[.,](?![0-9]{3}$)(?P<part>[0-9]+))?"
SHAPES = (
    re.compile(
        rf"{SIGN}(?P<whole>[1-9][0-9]{{0,2}}(?P<mark>[.,\s'’])[0-9]{{3}}(?:(?P=mark)[0-9]{{3}})*)(?!(?P=mark)){PART}"
    ),
    re.compile(rf"{SIGN}(?P<whole>[0-9]+){PART}"),
)


def format_number(value: float | Decimal, language: str, decimals: int | None = None) -> str:
    """Return a number with its thousands marked, rounded half up when a number of decimals is given."""
    precision = "" if decimals is None else f".{decimals}"
    with localcontext(rounding=ROUND_HALF_UP):
        english = f"{Decimal(str(value)):,{precision}f}"
    return english.translate(SWAP) if language == "el" else english


def format_amount(value: float | Decimal, language: str) -> str:
    """Return an amount of money: with its cents when there are some, and without them when there are none."""
    exact = Decimal(str(value))
    return format_number(exact, language, 0 if exact == exact.to_integral_value() else 2)


def read_number(text: str) -> Decimal:
    """Return the number that somebody wrote in the Greek or the English way; raise ValueError for anything else."""
    for shape in SHAPES:
        found = shape.fullmatch(text.strip())
        if found:
            sign, whole, part = "-" if found["sign"] else "", re.sub("[^0-9]", "", found["whole"]), found["part"]
            return Decimal(f"{sign}{whole}.{part}" if part else f"{sign}{whole}")
    raise ValueError(text)


def as_typed(number: float) -> str:
    """Return a number of a program as somebody would type it, so that its point is not taken for that of thousands."""
    text = str(number)
    return f"{text}0" if re.fullmatch(r"-?[0-9]+\.[0-9]{3}", text) else text
