"""Numbers as each language writes them: 1.600,5 in Greek, 1,600.5 in English."""

from decimal import ROUND_HALF_UP, Decimal, localcontext

SWAP = str.maketrans(",.", ".,")


def format_number(value: float | Decimal, language: str, decimals: int | None = None) -> str:
    """Return a number with its thousands marked, rounded half up when a number of decimals is given."""
    precision = "" if decimals is None else f".{decimals}"
    with localcontext(rounding=ROUND_HALF_UP):
        english = f"{Decimal(str(value)):,{precision}f}"
    return english.translate(SWAP) if language == "el" else english
