"""What practices are found by beside their own texts is read in one question."""

import pytest

from good_practices import told_rows
from good_practices.told_rows import rows_of
from good_practices.words import codes
from tests.factories.practices import make_practice
from tests.factories.words import make_theme

pytestmark = pytest.mark.django_db


def test_words_are_told_by_their_codes() -> None:
    practice = make_practice("Κήπος", themes=[make_theme("mentoring"), make_theme("housing")])

    assert rows_of([practice.pk])[practice.pk].words == {("theme", "mentoring"), ("theme", "housing")}


def test_a_word_of_a_moment_ago_waits_for_the_note_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    before = {kind: dict(words) for kind, words in codes().items()}
    practice = make_practice("Κήπος", themes=[make_theme("mentoring")])
    monkeypatch.setattr(told_rows, "codes", lambda: before)

    assert rows_of([practice.pk])[practice.pk].words == set()
