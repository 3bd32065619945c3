"""Words are marked as they are written, and a passage shows where they stand."""

import pytest

from language.chain import stems_in
from search.highlights import LONGEST, marked, passage


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Ο ΚΉΠΟΣ μας", "κήπος", "Ο <mark>ΚΉΠΟΣ</mark> μας"),
        ("Των κήπων", "κήπος", "Των <mark>κήπων</mark>"),
        ("κη\u0301πος", "κήπος", "<mark>κη\u0301πος</mark>"),
        ("<i>κήπος</i> & σία", "κήπος", "&lt;i&gt;<mark>κήπος</mark>&lt;/i&gt; &amp; σία"),
        ("Two gardens", "garden", "Two <mark>gardens</mark>"),
        ("", "κήπος", ""),
    ],
)
def test_words_are_marked_in_the_text_as_it_is_written(text: str, words: str, expected: str) -> None:
    assert marked(text, set(stems_in(words))) == expected


def test_a_passage_begins_shortly_before_the_word_and_ends_between_words() -> None:
    text = "άλλα λόγια " * 100 + "ένας κήπος " + "και άλλα " * 100
    found = passage(["τίποτα", text], set(stems_in("κήπος")))

    assert (found[0], found[-1], "ένας κήπος και" in found, len(found) <= LONGEST + 2) == ("…", "…", True, True)


@pytest.mark.parametrize(
    ("written", "asked"), [("Καναρινιών", "καναρίνι"), ("ΚΑΝΑΡΙΝΙΑ", "καναρινιού"), ("studies", "study")]
)
def test_a_word_far_into_a_long_text_is_found_and_parts_of_words_are_not(written: str, asked: str) -> None:
    text = "λόγια " * 5_000 + "μεγαλοκαναρίνι understudy καναριανός " + f"και τα {written} της"

    assert passage([text], set(stems_in(asked))).endswith(f"και τα {written} της")
    assert passage(["λόγια " * 5_000, "τέλος"], set(stems_in(asked))).startswith("λόγια λόγια")


def test_a_letter_that_grows_when_small_hinders_no_passage() -> None:
    assert passage(["İ" + "λόγια " * 5_000 + "κήπος"], {"κηπ"}).startswith("İλόγια λόγια")


def test_without_the_word_a_passage_is_the_beginning_of_what_there_is() -> None:
    assert passage(["", "Πρώτα αυτό", "μετά"], {"κηπ"}) == "Πρώτα αυτό"
    assert passage([], {"κηπ"}) == ""
    assert passage(["α" * 500], {"κηπ"}) == "α" * LONGEST + "…"
