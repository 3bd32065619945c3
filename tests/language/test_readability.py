"""Long sentences are found in both languages, by the signs that end a sentence in each."""

import pytest

from language.readability import long_sentences, sentences


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("el", "Πού πάμε; Στο σχολείο· εκεί. «Ναι.» Τέλος…", ["Πού πάμε;", "Στο σχολείο·", "εκεί.", "«Ναι.", "Τέλος…"]),
        ("en", "Where to? School; there. “Yes.” The end…", ["Where to?", "School; there.", "“Yes.", "The end…"]),
        ("en", "one\ntwo\n\n", ["one", "two"]),
        ("el", "", []),
    ],
)
def test_a_text_falls_into_its_sentences(language: str, text: str, found: list[str]) -> None:
    assert sentences(text, language) == found


@pytest.mark.parametrize(("language", "word"), [("el", "λέξη"), ("en", "word")])
def test_more_than_twenty_five_words_are_many(language: str, word: str) -> None:
    enough, many = " ".join([word] * 25) + ".", " ".join([word] * 26) + "."

    assert long_sentences(f"{enough} {many} {word}.", language) == [many]
