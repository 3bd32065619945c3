"""Questions are said in Elasticsearch's JSON as the arithmetic of all engines has them."""

from datetime import date

import pytest

from search.engines.elasticsearch_json import best_of, bonus, filters, refusals, search_body, values_of
from search.engines.shapes import Question


def test_a_word_scores_as_its_best_lexeme_and_boosts_share_clauses() -> None:
    assert best_of([("συμβουλ", 4), ("council", 2), ("συμβουλ¹", 6), ("board", 2)]) == {
        "dis_max": {
            "queries": [
                {"constant_score": {"filter": {"terms": {"lexemes": ["συμβουλ¹"]}}, "boost": 6}},
                {"constant_score": {"filter": {"terms": {"lexemes": ["συμβουλ"]}}, "boost": 4}},
                {"constant_score": {"filter": {"terms": {"lexemes": ["board", "council"]}}, "boost": 2}},
            ]
        }
    }


def test_all_words_outweigh_whatever_some_can_score() -> None:
    assert bonus([[("a", 3), ("a¹", 5)], [("b", 7)], []]) == 13


def test_without_words_everything_matches() -> None:
    assert search_body(Question())["query"] == {"bool": {"filter": []}}


def test_dates_narrow_from_either_end() -> None:
    assert [
        filters(Question(since=date(2026, 1, 2))),
        filters(Question(until=date(2026, 3, 4))),
        filters(Question(filters={"kind": ["news"]})),
    ] == [
        [{"range": {"date": {"gte": "2026-01-02"}}}],
        [{"range": {"date": {"lte": "2026-03-04"}}}],
        [{"terms": {"kind": ["news"]}}],
    ]


def test_a_group_is_a_code_and_no_pattern() -> None:
    with pytest.raises(AssertionError):
        values_of("theme.*")


def test_what_is_newer_or_gone_already_is_no_refusal() -> None:
    said = {
        "items": [
            {"index": {"_id": "1", "status": 201}},
            {"index": {"_id": "2", "status": 409, "error": {"reason": "newer"}}},
            {"delete": {"_id": "3", "status": 404, "result": "not_found"}},
            {"index": {"_id": "4", "status": 400, "error": {"reason": "no such field"}}},
        ]
    }

    assert refusals(said) == {"4": "no such field"}
