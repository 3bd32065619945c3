"""Tiers: how much a word weighs in a document."""

import pytest

from language.chain import stem_of
from search.weighing import read_weighed

FILLER = " ".join(f"w{number}x" for number in range(180))


def tier(word: str, title: str = "", summary: str = "", keywords: str = "", body: str = "") -> int | None:
    """Return the tier of a word in a document."""
    return read_weighed(title, summary, keywords, body).tiers.get(stem_of(word))


@pytest.mark.parametrize("times, expected", [(0, None), (1, 0), (2, 1), (4, 2), (8, 3), (80, 3)])
def test_a_word_weighs_more_the_more_often_it_is_said(times: int, expected: int | None) -> None:
    assert tier("ένταξη", body=f"{FILLER} " + "ένταξης " * times) == expected


@pytest.mark.parametrize("field, expected", [("body", 0), ("summary", 1), ("keywords", 2), ("title", 2)])
def test_fields_weigh_by_what_they_are_for(field: str, expected: int) -> None:
    assert tier("council", **{"body": FILLER, field: f"{FILLER} councils"}) == expected


def test_what_a_document_is_about_is_in_its_title_and_elsewhere() -> None:
    assert tier("ένταξη", title="Συμβούλια ένταξης", body=f"{FILLER} ένταξη") == 3


def test_a_short_text_weighs_no_more_than_a_long_one() -> None:
    assert tier("ένταξη", body="Ένταξη") == tier("ένταξη", body=f"{FILLER} {FILLER} ένταξη") == 0


def test_a_document_without_words_has_no_stems() -> None:
    assert read_weighed("", "…", "\x00", "\ud800").tiers == {}
