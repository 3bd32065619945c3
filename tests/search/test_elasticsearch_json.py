"""Questions are said in Elasticsearch's JSON as the arithmetic of all engines has them."""

from search.asking import AskedWord
from search.engines.elasticsearch_json import any_of, best_of, read_counts, refusals, scoring, situations
from search.resolving import Alternative

COUNCIL = Alternative(("council",), 50, "synonym")
REVIEW = Alternative(("peer", "review"), 50, "synonym")


def test_a_word_scores_as_its_best_alternative_and_those_of_equal_points_share_a_clause() -> None:
    word = AskedWord("συμβούλιο", (Alternative(("συμβουλ",), 100, "written"), COUNCIL), 1)
    clauses = best_of(word)["dis_max"]["queries"]

    assert [(one["constant_score"]["boost"], one["constant_score"]["filter"]) for one in clauses] == [
        (900, {"terms": {"lexemes": ["συμβουλ³"]}}),
        (800, {"terms": {"lexemes": ["συμβουλ²"]}}),
        (700, {"terms": {"lexemes": ["συμβουλ¹"]}}),
        (600, {"terms": {"lexemes": ["συμβουλ"]}}),
        (450, {"terms": {"lexemes": ["council³"]}}),
        (400, {"terms": {"lexemes": ["council²"]}}),
        (350, {"terms": {"lexemes": ["council¹"]}}),
        (300, {"terms": {"lexemes": ["council"]}}),
    ]


def test_a_thing_scores_more_that_holds_two_of_the_words_that_one_was_read_as() -> None:
    read_as = (Alternative(("συμβουλ",), 90, "slip"), Alternative(("συμβουλι",), 90, "slip"))
    several, one = AskedWord("συμβουλς", (*read_as, COUNCIL), 2), AskedWord("συμβουλς", (read_as[0], COUNCIL), 2)

    assert scoring(several)[1:] == [
        {
            "constant_score": {
                "filter": {
                    "bool": {
                        "should": [{"term": {"lexemes": "συμβουλ"}}, {"term": {"lexemes": "συμβουλι"}}],
                        "minimum_should_match": 2,
                    }
                },
                "boost": 100,
            }
        }
    ]
    assert scoring(one) == [best_of(one)]


def test_several_stems_must_stand_in_one_text_together() -> None:
    found = any_of([COUNCIL, REVIEW], tier=1)

    assert found["bool"]["should"] == [
        {"terms": {"lexemes": ["council¹"]}},
        {"bool": {"filter": [{"term": {"el": "peer¹"}}, {"term": {"el": "review¹"}}]}},
        {"bool": {"filter": [{"term": {"en": "peer¹"}}, {"term": {"en": "review¹"}}]}},
    ]


def test_people_find_what_needs_one_of_their_audiences_or_two_together() -> None:
    assert situations({"members", "everybody"}) == ["everybody", "members", "everybody & members"]


def test_each_filter_counts_beside_the_others_and_the_rest_together() -> None:
    every, some = {"key": "theme:work", "doc_count": 5}, {"key": "theme:work", "doc_count": 2}
    kinds = {"key": "kind:news", "doc_count": 2}
    said = {"-": {"values": {"buckets": [kinds, some]}}, "theme": {"values": {"buckets": [every, kinds]}}}

    assert read_counts(said, {"theme": ("work",)}) == {"kind": {"news": 2}, "theme": {"work": 5}}


def test_what_is_newer_or_gone_already_is_no_refusal() -> None:
    said = {
        "items": [
            {"index": {"_id": "1", "status": 201}},
            {"index": {"_id": "2", "status": 409, "error": {"type": "version_conflict_engine_exception"}}},
            {"delete": {"_id": "3", "status": 404, "result": "not_found"}},
            {"index": {"_id": "4", "status": 400, "error": {"type": "strict_dynamic_mapping_exception"}}},
        ]
    }

    assert refusals(said) == {"4": (400, "strict_dynamic_mapping_exception")}
