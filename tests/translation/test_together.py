"""Words that are brought in many at a time are kept as wagtail-localize keeps them."""

import pytest
from wagtail_localize.strings import StringValue

from translation.together import as_stored


@pytest.mark.parametrize(
    "text",
    [
        "Γειτονιά και σχολείο, 2019–2024",
        "Neighbours\n\nof Patras\r\nand Lisbon\n",
        "a < b & c > d; <b>no</b> & &amp; &nbsp;",
        "«Ένα» \"two\" 'three' ’four’",
        "\u00a0 \u200b é e\u0301 🧵",
        "",
        "  ",
    ],
)
def test_a_plain_text_is_kept_as_the_library_keeps_it(text: str) -> None:
    assert as_stored(text) == StringValue.from_plaintext(text).data
