"""How questions and documents are said in Elasticsearch's JSON, and how its answers are read."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from search.engines.shapes import Answer, Document, Hit, Question, Removal

JSON = dict[str, Any]
Words = Sequence[Sequence[tuple[str, int]]]

KEYWORD: JSON = {"type": "keyword"}
# Only whether a lexeme is there counts: no lengths, frequencies or positions are kept.
LEXEMES: JSON = {"type": "text", "analyzer": "whitespace", "norms": False, "index_options": "docs"}
MAPPING: JSON = {
    "dynamic": "strict",
    "_source": {"excludes": ["lexemes"]},
    "properties": {
        "lexemes": LEXEMES,
        "item": KEYWORD,
        "kind": KEYWORD,
        "language": KEYWORD,
        "audience": KEYWORD,
        "facets": KEYWORD,
        "date": {"type": "date"},
        "seq": {"type": "long"},
    },
}
SETTINGS: JSON = {
    "number_of_shards": 1,
    # A second copy as soon as there is a second node; a single node is healthy without.
    "auto_expand_replicas": "0-1",
    # How long the version of a removed document is known, so that late news of it do not bring it back.
    "gc_deletes": "1h",
}
NEWEST_FIRST: list[JSON] = [{"date": "desc"}, {"seq": "desc"}]
EXACT_UP_TO = 40_000
"""Items up to which Elasticsearch promises nearly exact numbers, the most it offers."""
MOST_VALUES = 500
"""Values of a group that are counted."""


def bonus(words: Words) -> int:
    """Return what a document with all words is given, so that it comes before every one with some."""
    return 1 + sum(max((boost for _, boost in word), default=0) for word in words)


def search_body(question: Question) -> JSON:
    """Return the body of a search: Σ over words of the best lexeme's boost, one hit per item, ties newest first.

    Scores are 32-bit floats, so sums are exact below 2²⁴.
    """
    body = {
        "query": {"bool": {"filter": filters(question), **matching(question.words)}},
        "sort": [{"_score": "desc"}, *NEWEST_FIRST],
        "collapse": {"field": "item"},
        "from": question.start,
        "size": question.limit,
        "_source": False,
        "track_total_hits": False,
        "aggregations": aggregations(question),
    }
    return body | ({"post_filter": chosen(question)} if question.chosen else {})


def matching(words: Words) -> JSON:
    """Return the part of a query that words make up; none asked, all match."""
    if not words:
        return {}
    every = {"bool": {"filter": [any_of("lexemes", [lexeme for lexeme, _ in word]) for word in words]}}
    together = [{"constant_score": {"filter": every, "boost": bonus(words)}}]
    return {"should": [*map(best_of, filter(None, words)), *together], "minimum_should_match": 1}


def best_of(word: Sequence[tuple[str, int]]) -> JSON:
    """Return a query that scores as the best lexeme of a word does; lexemes of one boost share a clause."""
    ordered = sorted(word, key=lambda pair: (-pair[1], pair[0]))
    clauses = [
        {"constant_score": {"filter": any_of("lexemes", [lexeme for lexeme, _ in pairs]), "boost": boost}}
        for boost, pairs in groupby(ordered, key=lambda pair: pair[1])
    ]
    return {"dis_max": {"queries": clauses}}


def any_of(field: str, values: Iterable[str]) -> JSON:
    """Return a filter for documents of which a field holds one of the values."""
    return {"terms": {field: list(values)}}


def filters(question: Question) -> list[JSON]:
    """Return what every hit and every count keeps to."""
    kept = [any_of(field, values) for field, values in question.filters.items()]
    dates = {"gte": question.since, "lte": question.until}
    limits = {name: day.isoformat() for name, day in dates.items() if day}
    return kept + ([{"range": {"date": limits}}] if limits else [])


def chosen(question: Question, but: str = "") -> JSON:
    """Return the filter of the chosen facets, one group left out."""
    kept = {group: values for group, values in question.chosen.items() if group != but}
    return {
        "bool": {
            "filter": [any_of("facets", [f"{group}:{value}" for value in values]) for group, values in kept.items()]
        }
    }


def aggregations(question: Question) -> JSON:
    """Return how to count: all items, and for each group the items of each value, whatever is chosen in that group."""
    items = {"items": {"cardinality": {"field": "item", "precision_threshold": EXACT_UP_TO}}}
    return {
        "all": {"filter": chosen(question), "aggregations": items},
        **{
            f"of:{group}": {
                "filter": chosen(question, but=group),
                "aggregations": {"values": {"terms": values_of(group), "aggregations": items}},
            }
            for group in question.groups
        },
    }


def values_of(group: str) -> JSON:
    """Return which values of the field `facets` belong to a group."""
    assert re.fullmatch(r"[a-z_]+", group), group
    return {"field": "facets", "include": f"{group}:.*", "size": MOST_VALUES}


def read_answer(question: Question, said: Mapping[str, Any]) -> Answer:
    """Return what a search answered."""
    extra = bonus(question.words)
    counted = said["aggregations"]
    return Answer(
        total=counted["all"]["items"]["value"],
        hits=[read_hit(hit, extra) for hit in said["hits"]["hits"]],
        counts={group: read_counts(counted[f"of:{group}"]) for group in question.groups},
    )


def read_hit(hit: Mapping[str, Any], extra: int) -> Hit:
    """Return a hit with its score free of the bonus for all words."""
    score = round(hit["_score"] or 0)
    has_all = score >= extra
    return Hit(hit["_id"], hit["fields"]["item"][0], score - extra if has_all else score, has_all)


def read_counts(counted: Mapping[str, Any]) -> dict[str, int]:
    """Return the items of each value, the name of the group taken off."""
    return {bucket["key"].partition(":")[2]: bucket["items"]["value"] for bucket in counted["values"]["buckets"]}


def operations(changes: Iterable[Document | Removal]) -> list[JSON]:
    """Return the lines of a bulk request, which changes nothing that is newer already."""
    return [line for change in changes for line in lines_of(change)]


def lines_of(change: Document | Removal) -> list[JSON]:
    """Return what the bulk request says of one document."""
    about = {"_id": change.key, "version": change.version, "version_type": "external"}
    if isinstance(change, Removal):
        return [{"delete": about}]
    return [{"index": about}, source(change)]


def source(document: Document) -> JSON:
    """Return what is stored of a document."""
    return {
        "lexemes": " ".join(document.lexemes),
        "item": document.item,
        "kind": document.kind,
        "language": document.language,
        "audience": list(document.audience),
        "facets": list(document.facets),
        "date": document.date.isoformat(),
        "seq": document.seq,
    }


def refusals(said: Mapping[str, Any]) -> dict[str, str]:
    """Return key and reason of each change that a bulk request could not make.

    What is newer already (409) or gone already (404 of a removal) counts as made.
    """
    results = [result for item in said["items"] for result in item.values()]
    return {
        result["_id"]: str(result["error"].get("reason"))
        for result in results
        if "error" in result and result["status"] != 409
    }
