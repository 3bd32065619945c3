"""What is asked, resolved through the vocabulary."""

import random
import unicodedata

import pytest

from search.asking import MOST_WORDS, Asked, asked
from search.resolving import Alternative
from search.scoring import LESS, SHARES
from search.vocabulary import Synonyms
from tests.search.vocabulary import WordsInMemory

TEXTS = (
    "Το Συμβούλιο Ένταξης Μεταναστών του δήμου οργανώνει εργαστήρια.",
    "Η εξέλιξη των σχολείων και οι υπηρεσίες για τα παιδιά στη Θεσσαλονίκη.",
    "The integration councils of municipalities organise workshops at Expo in Tokyo.",
    "Καλές πρακτικές για το περιβάλλον και το εργαστήριο των παιδιών.",
)
COUNCIL = ("συμβουλι",)


@pytest.fixture(name="words")
def vocabulary() -> WordsInMemory:
    return WordsInMemory(TEXTS)


@pytest.fixture(name="common")
def vocabulary_of_many() -> WordsInMemory:
    return WordsInMemory([f"οι και η word{number}" for number in range(200)] + ["πρακτικές ένταξης"])


def found(answer: Asked) -> list[tuple[tuple[str, ...], str]]:
    """Return the surest alternative of each word and how it was found."""
    return [(word.alternatives[0].stems, word.alternatives[0].found) for word in answer.words if word.alternatives]


@pytest.mark.parametrize(
    "query, how",
    [
        ("Συμβούλιο", "written"),
        ("ΣΥΜΒΟΥΛΙΟ", "written"),
        ("συμβουλίων", "written"),
        (unicodedata.normalize("NFD", "συμβούλια"), "written"),
        ("ΣYMBOYΛIA", "written"),
        ("symvoulio", "sound"),
        ("sumboylia", "sound"),
        ("συμβουλειο", "sound"),
        ("symboylio", "layout"),
        ("symbo;ylio", "layout"),
        ("σμβούλιο", "slip"),
        ("συμβούλοι", "slip"),
    ],
)
def test_every_spelling_of_a_word_finds_its_stem(words: WordsInMemory, query: str, how: str) -> None:
    assert found(asked(query, words)) == [(COUNCIL, how)]


@pytest.mark.parametrize(
    "query, stem, how",
    [
        ("COUNCIL", "council", "written"),
        ("counicl", "council", "slip"),
        ("ψοθνψιλσ", "council", "layout"),
        ("ΕΧΡΟ", "expo", "lookalike"),
        ("THESSALONIKI", "θεσσαλονικ", "sound"),
        ("8essalonikh", "θεσσαλονικ", "sound"),
    ],
)
def test_both_languages_are_read_on_both_layouts(words: WordsInMemory, query: str, stem: str, how: str) -> None:
    assert found(asked(query, words)) == [((stem,), how)]


@pytest.mark.parametrize("query, stem", [("ejlijh", "εξελικ"), ("συχντόερος", "συχν"), ("συχνόετρη", "συχν")])
def test_a_slip_is_found_on_the_other_layout_and_in_an_ending(query: str, stem: str) -> None:
    words = WordsInMemory(["Η εξέλιξη μιας συχνής παράστασης"])

    assert found(asked(query, words)) == [((stem,), "slip")]


def test_an_english_slip_is_one_even_if_it_would_sound_like_another_greek_word() -> None:
    answer = asked("aqttack", WordsInMemory(["Η ατάκα", "The Attack"]))

    assert (answer.suggestion, answer.words[0].alternatives) == (
        "Attack",
        (Alternative(("attack",), SHARES["slip"], "slip"), Alternative(("ατακ",), LESS, "sound")),
    )


def test_greeklish_of_a_known_word_is_no_slip_of_english() -> None:
    answer = asked("ouranos", WordsInMemory(["Ο ουρανός", "Uranos"]))

    assert (answer.suggestion, found(answer)) == (None, [(("ουραν",), "sound")])


def test_words_keep_their_order_and_the_rare_ones_weigh_more(words: WordsInMemory) -> None:
    answer = asked("εργαστήρια για συμβούλια", words)

    assert [word.written for word in answer.words] == ["εργαστήρια", "για", "συμβούλια"]
    assert answer.words[0].weight == answer.words[1].weight < answer.words[2].weight


def test_a_word_that_nobody_wrote_has_no_alternatives(words: WordsInMemory) -> None:
    (word,) = asked("ξυλόφωνο", words).words

    assert (word.written, word.alternatives, word.taken_for) == ("ξυλόφωνο", (), None)


@pytest.mark.parametrize(
    "query, stem",
    [("σχολικός", "σχολει"), ("sxolikos", "σχολει"), ("υπηρεσιακός", "υπηρεσι"), ("councillor", "council")],
)
def test_a_word_that_hardly_anybody_wrote_is_found_by_its_family(words: WordsInMemory, query: str, stem: str) -> None:
    assert found(asked(query, words)) == [((stem,), "related")]


def test_words_of_every_other_document_are_left_out(common: WordsInMemory) -> None:
    answer = asked("οι πρακτικές και η ένταξη", common)

    assert ([word.written for word in answer.words], answer.ignored, answer.common) == (
        ["πρακτικές", "ένταξη"],
        (),
        ("οι", "και", "η"),
    )


def test_common_words_alone_are_asked(common: WordsInMemory) -> None:
    assert [word.written for word in asked("και οι", common).words] == ["και", "οι"]


def test_a_common_word_is_asked_beside_words_that_nobody_wrote(common: WordsInMemory) -> None:
    answer = asked("και ξυλόφωνο", common)

    assert ([word.written for word in answer.words], answer.common) == (["και", "ξυλόφωνο"], ())


def test_of_several_common_words_the_rarest_is_asked() -> None:
    words = WordsInMemory(["οι και η"] * 150 + ["οι και"] * 60)
    answer = asked("οι η και ξυλόφωνο", words)

    assert ([word.written for word in answer.words], answer.common) == (["η", "ξυλόφωνο"], ("οι", "και"))


def test_an_unfinished_word_stands_for_all_that_begin_so(words: WordsInMemory) -> None:
    answer = asked("καλές πρα", words, unfinished=True)

    assert found(answer) == [(("καλ",), "written"), (("πρακτικ",), "beginning")]


@pytest.mark.parametrize("query", ["πρακτ", "prakt", "PRAKT", "πρακτι", "praktik"])
def test_beginnings_are_read_in_greeklish_too(words: WordsInMemory, query: str) -> None:
    assert found(asked(query, words, unfinished=True)) == [(("πρακτικ",), "beginning")]


def test_a_whole_word_may_go_on(words: WordsInMemory) -> None:
    (word,) = asked("to", words, unfinished=True).words

    assert word.alternatives == (Alternative(("tokyo",), SHARES["beginning"], "beginning"),)


def test_the_query_is_suggested_with_its_slips_repaired(words: WordsInMemory) -> None:
    assert asked("«σμβούλιο»  Ένταξης, του counicls!", words).suggestion == "«Συμβούλιο»  Ένταξης, του councils!"


@pytest.mark.parametrize("query", ["συμβούλιο", "symvoulio entaxis", "ξυλόφωνο", ""])
def test_nothing_is_suggested_without_a_slip(words: WordsInMemory, query: str) -> None:
    assert asked(query, words).suggestion is None


def test_what_a_word_was_taken_for_is_told_as_it_is_spelt(words: WordsInMemory) -> None:
    answer = asked("symvoulio entajhw μεταναστών", words)

    assert [word.taken_for for word in answer.words] == ["Συμβούλιο", "Ένταξης", None]


SYNONYMS: Synonyms = {
    ("συμβουλι",): [("council",)],
    ("συμβουλι", "εντακ"): [("integr", "council"), ("sem",)],
    ("council",): [("συμβουλι",)],
    ("μουσει",): [("museum",)],
}


def stems(answer: Asked) -> list[list[tuple[str, ...]]]:
    """Return the stems of each word's alternatives."""
    return [[one.stems for one in word.alternatives] for word in answer.words]


def test_terms_that_mean_the_same_are_alternatives(words: WordsInMemory) -> None:
    answer = asked("council", words, SYNONYMS)

    assert answer.words[0].alternatives == (
        Alternative(("council",), SHARES["written"], "written"),
        Alternative(("συμβουλι",), SHARES["synonym"], "synonym"),
    )


def test_the_longest_term_counts(words: WordsInMemory) -> None:
    assert stems(asked("συμβούλια ένταξης", words, SYNONYMS)) == [
        [("συμβουλι",), ("integr", "council"), ("sem",)],
        [("εντακ",), ("integr", "council"), ("sem",)],
    ]


def test_terms_are_recognised_in_any_spelling(words: WordsInMemory) -> None:
    assert stems(asked("symvoulio entaxis", words, SYNONYMS))[1] == [("εντακ",), ("integr", "council"), ("sem",)]


@pytest.mark.parametrize("query", ["councils of integration", "integration counsils"])
def test_a_repaired_slip_makes_its_term_whole(words: WordsInMemory, query: str) -> None:
    known: Synonyms = {("integr",): [("ενσωματωσ",)], ("integr", "council"): [("συμβουλι", "εντακ")]}
    terms = [" ".join(one.stems) for word in asked(query, words, known).words for one in word.alternatives[1:]]

    assert terms == (["ενσωματωσ"] if "of" in query else ["συμβουλι εντακ"] * 2)


def test_a_word_with_a_synonym_is_taken_for_no_slip(words: WordsInMemory) -> None:
    assert stems(asked("μουσείων", words, SYNONYMS)) == [[("museum",)]]


def test_repeated_words_count_once_and_too_many_are_ignored(words: WordsInMemory) -> None:
    answer = asked(" ".join(f"word{number} word{number}" for number in range(31)) + " one two three", words)

    assert len(answer.words) == MOST_WORDS
    assert answer.ignored == ("two", "three")


@pytest.mark.parametrize("query", ["", " ", "\x00", "\ud800", "\"'*:(-^~", "́" * 50, "\ufffe\uffff", "🙂"])
def test_a_query_without_words_asks_for_nothing(words: WordsInMemory, query: str) -> None:
    assert asked(query, words, unfinished=True) == Asked(())


@pytest.mark.parametrize(
    "query",
    ["a" * 10_000, "ά" * 10_000, "ένταξη\x00συμβούλιο", "λέξη " * 1000, "a;b:c" * 2000, "ένταξη\udcff", "ß" * 64],
)
def test_any_query_is_read(words: WordsInMemory, query: str) -> None:
    assert len(asked(query, words, SYNONYMS, unfinished=True).words) <= MOST_WORDS


def test_random_characters_are_read(words: WordsInMemory) -> None:
    chance = random.Random(6)
    letters = "αάςΣώϊΐabqhxw38;:'\"*()-_.&|!<>\\/\x00\ud800\udfff́̈ \n\t½²ßİıﬁ漢字مرحبا🙂"

    for _ in range(2000):
        query = "".join(chance.choice(letters) for _ in range(chance.randrange(40)))
        assert len(asked(query, words, unfinished=True).words) <= MOST_WORDS


def test_a_query_asks_the_vocabulary_four_times_at_most(words: WordsInMemory) -> None:
    asked("συμβούλιο σμβούλιο xylofono counicl symvoulio πρα", words, SYNONYMS, unfinished=True)

    assert words.questions == 4
