"""Unicode's normal forms, in bearable time."""

import sys
import time
import unicodedata
from collections.abc import Callable
from typing import Literal

import pytest

from language.collation import sort_key
from language.folding import RefusedCharacters, clean_line, clean_text, fold
from language.normal import MARKS, normalised, surplus_mark
from language.slugs import slug_for

ZALGO = "α" + "\u0316\u0301" * 100_000


def test_marks_are_all_that_unicode_has() -> None:
    assert list(MARKS) == [chr(code) for code in range(sys.maxunicode + 1) if unicodedata.combining(chr(code))]


@pytest.mark.parametrize(
    ("form", "text", "result"),
    [
        ("NFC", "α\u0316\u0301", "ά\u0316"),
        ("NFD", "ΐ", "ι\u0308\u0301"),
        ("NFKD", "\u00b5ﬁ", "μfi"),
        ("NFC", "α" + "\u0316" * 1000, "α" + "\u0316" * 1000),
        ("NFC", "α" + "\u0316" * 1001 + "β", "α" + "\u0316" * 1000 + "β"),
    ],
)
def test_text_is_normalised_up_to_a_thousand_accents_on_a_letter(
    form: Literal["NFC", "NFD", "NFKD"], text: str, result: str
) -> None:
    assert normalised(text, form) == result


@pytest.mark.parametrize(
    ("text", "place"), [("", None), ("ΐ" * 2000, None), ("α" + "\u0301" * 1000, None), (ZALGO, 1001)]
)
def test_surplus_accent_is_found(text: str, place: int | None) -> None:
    assert surplus_mark(text) == place


@pytest.mark.parametrize("change", [fold, sort_key, slug_for])
def test_endless_accents_cost_no_time(change: Callable[[str], str]) -> None:
    start = time.perf_counter()

    change(ZALGO)

    assert time.perf_counter() - start < 1


@pytest.mark.parametrize("clean", [clean_line, clean_text])
def test_endless_accents_are_refused(clean: Callable[[str], str]) -> None:
    with pytest.raises(RefusedCharacters):
        clean(ZALGO)
