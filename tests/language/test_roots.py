"""Roots: what words of one family share."""

import pytest

from language.chain import stems_in
from language.roots import root


@pytest.mark.parametrize(
    "family",
    [
        "γαλλικός Γάλλος Γαλλία",
        "διαμαρτυρία διαμαρτύρομαι",
        "κλιματικός κλίματα",
        "ψηφιακός ψηφίο",
        "προτεσταντισμός προτεστάντης",
    ],
)
def test_words_of_a_family_share_a_root(family: str) -> None:
    assert len({root(stem) for stem in stems_in(family)}) == 1


@pytest.mark.parametrize("stem", ["δικ", "νε", "council", "2026", "", "україна"])
def test_what_is_short_or_not_greek_has_no_root(stem: str) -> None:
    assert root(stem) == ""


def test_a_root_keeps_four_letters() -> None:
    assert [root(stem) for stem in ("θετικ", "πολιτικ", "πολιτισμ")] == ["θετικ", "πολιτ", "πολιτ"]
