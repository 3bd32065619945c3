"""The arithmetic of ranking."""

from search.scoring import HEAVIEST, SHARES, agreement, points, share, weight


def test_rare_words_weigh_more_than_common_ones() -> None:
    weights = [weight(documents, 10_000) for documents in (0, 1, 10, 100, 1000, 5000, 10_000)]

    assert weights == sorted(set(weights), reverse=True)
    assert (weights[0], weights[-1]) == (HEAVIEST, 1)


def test_no_number_of_documents_breaks_a_weight() -> None:
    assert [weight(0, 0), weight(5, 1), weight(10**9, 10**9)] == [HEAVIEST, weight(1, 1), 1]


def test_a_rare_word_mentioned_beats_a_common_one_that_a_document_is_about() -> None:
    assert points(weight(2, 1000), 100, 0) > points(weight(500, 1000), 100, 3)


def test_of_words_that_begin_alike_a_rarer_one_counts_hardly_more() -> None:
    assert [share("beginning", 100, rarer) for rarer in (1, 2, 30)] == [100, 102, 110]


def test_of_other_readings_a_rarer_one_counts_the_same() -> None:
    assert [share("slip", less, 30) for less in (100, 50)] == [SHARES["slip"], SHARES["slip"] // 2]


def test_a_second_reading_counts_less_than_the_least_that_a_word_counts_for() -> None:
    assert agreement(8) < points(8, SHARES["related"], 0)
