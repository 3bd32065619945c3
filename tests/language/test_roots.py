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
        "υπουργός υπουργικός",
        "συγγραφέας συγγραφικός",
        "Germany German",
        "America American Americans",
        "contributor contribution",
    ],
)
def test_words_of_a_family_share_a_root(family: str) -> None:
    assert len({root(stem) for stem in stems_in(family)}) == 1


@pytest.mark.parametrize("stem", ["δικ", "νε", "work", "2026", "", "україна"])
def test_what_is_short_or_in_other_letters_has_no_root(stem: str) -> None:
    assert root(stem) == ""


def test_a_root_keeps_four_letters_or_five() -> None:
    stems = ("θετικ", "πολιτικ", "πολιτισμ", "social", "german", "mental")

    assert [root(stem) for stem in stems] == ["θετικ", "πολιτ", "πολιτ", "social", "german", "mental"]
