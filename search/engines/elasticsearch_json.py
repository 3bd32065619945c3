"""How questions and documents are said in Elasticsearch's JSON, and how its answers are read."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from search.asking import AskedWord
from search.engines.shapes import Document, Filters, Question, Removal
from search.kinds import LANGUAGES
from search.lexemes import MARKS, with_lower
from search.resolving import Alternative
from search.scoring import agreement, points

JSON = dict[str, Any]
Standing = Sequence[Alternative]
"""What stands for a word."""

VERSION = 1
"""Of the mapping; raised when documents are kept in another way, so that a new copy is made."""
AND = " & "
KEYWORD: JSON = {"type": "keyword"}
NUMBER: JSON = {"type": "long"}
# Only whether a lexeme is there counts: no lengths, frequencies or positions are kept.
LEXEMES: JSON = {"type": "text", "analyzer": "whitespace", "norms": False, "index_options": "docs"}
MAPPING: JSON = {
    "dynamic": "strict",
    "_meta": {"version": VERSION},
    "_source": {"enabled": False},
    "properties": {
        "lexemes": LEXEMES,
        **dict.fromkeys(LANGUAGES, LEXEMES | {"copy_to": "lexemes"}),
        "needs": KEYWORD,
        "lacks": KEYWORD,
        # What counting needs is made when documents are written, not by the next search.
        "facets": KEYWORD | {"eager_global_ordinals": True},
        "age": NUMBER,
        "thing": NUMBER,
        "sequence": NUMBER,
    },
}
SETTINGS: JSON = {
    # One shard counts exactly.
    "number_of_shards": 1,
    # A second copy as soon as there is a second node; a single node is healthy without.
    "auto_expand_replicas": "0-1",
    # How long the version of a removed document is known, so that late news of it do not bring it back.
    "gc_deletes": "1h",
}
MOST_VALUES = 10_000
"""Codes of filters that are counted: more than there are."""
OTHERS = "-"
"""All filters of which nothing is chosen."""


class Part(NamedTuple):
    """A part of an answer: what all hits hold, what they hold some of, and what they do not all hold."""

    every: Sequence[Standing] = ()
    some: Sequence[Standing] = ()
    but_every: Sequence[Standing] = ()


class Heard(NamedTuple):
    """What one search answered: how many there are, those asked for with their scores, and counts of filters."""

    total: int
    things: dict[int, int]
    counts: dict[str, dict[str, int]]


def search_body(question: Question, part: Part, start: int, size: int) -> JSON:
    """Return the body of a search: the best of a part of what was asked, or the newest.

    Scores are 32-bit floats, so sums are exact below 2²⁴; 32 words come to a million.
    """
    best_first = [] if question.is_newest else [{"_score": "desc"}]
    return {
        "query": query(question, part),
        "sort": [*best_first, {"age": "desc"}, {"thing": "desc"}],
        "from": start if size else 0,
        "size": size,
        "track_total_hits": True,
        "post_filter": chosen(question.filters),
    }


def query(question: Question, part: Part) -> JSON:
    """Return the query of a part: who may find it, what it holds, and how that scores."""
    holds = [any_of(standing) for standing in part.every]
    holds += [either(map(any_of, part.some))] if part.some else []
    lacks = [{"bool": {"filter": [any_of(standing) for standing in part.but_every]}}] if part.but_every else []
    scores = (
        [] if question.is_newest else [part for word in question.words if word.alternatives for part in scoring(word)]
    )
    return {
        "bool": {
            "filter": [terms("needs", situations(question.audiences)), *holds],
            "must_not": [terms("lacks", question.audiences), terms("thing", question.without), *lacks],
            "should": scores,
        }
    }


def situations(audiences: Iterable[str]) -> list[str]:
    """Return what documents may need that people of some audiences find: one of them, or two together."""
    known = sorted(audiences)
    return [*known, *(AND.join(pair) for pair in combinations(known, 2))]


def terms(field: str, values: Iterable[Any]) -> JSON:
    """Return a filter for documents of which a field holds one of the values."""
    return {"terms": {field: sorted(values)}}


def either(clauses: Iterable[JSON]) -> JSON:
    """Return a filter for documents that fit one of the clauses."""
    return {"bool": {"should": list(clauses), "minimum_should_match": 1}}


def any_of(standing: Standing, tier: int = 0) -> JSON:
    """Return a filter for things that hold what stands for a word; several stems must stand in one text together."""
    single = [f"{one.stems[0]}{MARKS[tier]}" for one in standing if len(one.stems) == 1]
    several = [together(one, tier, language) for one in standing if len(one.stems) > 1 for language in LANGUAGES]
    clauses = [terms("lexemes", single)] if single else []
    return clauses[0] if clauses and not several else either([*clauses, *several])


def together(alternative: Alternative, tier: int, language: str) -> JSON:
    """Return a filter for things that hold all stems of an alternative in one language."""
    return {"bool": {"filter": [{"term": {language: f"{stem}{MARKS[tier]}"}} for stem in alternative.stems]}}


def scoring(word: AskedWord) -> list[JSON]:
    """Return queries whose scores are, together, that of a word."""
    return [best_of(word), agreeing(word)] if len(word.read_as) > 1 else [best_of(word)]


def agreeing(word: AskedWord) -> JSON:
    """Return a query that scores what things gain that hold two of the words that one was read as."""
    held = [{"term": {"lexemes": stem}} for stem in word.read_as]
    several = {"bool": {"should": held, "minimum_should_match": 2}}
    return {"constant_score": {"filter": several, "boost": agreement(word.weight)}}


def best_of(word: AskedWord) -> JSON:
    """Return a query that scores as the best alternative of a word does; those of equal points share a clause."""
    equal: dict[tuple[int, int], list[Alternative]] = defaultdict(list)
    for one in word.alternatives:
        for tier in range(len(MARKS)):
            equal[points(word.weight, one.share, tier), tier].append(one)
    clauses = [
        {"constant_score": {"filter": any_of(some, tier), "boost": value}}
        for (value, tier), some in sorted(equal.items(), reverse=True)
    ]
    return {"dis_max": {"queries": clauses}}


def chosen(filters: Filters, but: str = OTHERS) -> JSON:
    """Return what the chosen filters let through, one of them left out."""
    kept = [terms("facets", coded(name, codes)) for name, codes in filters.items() if name != but]
    return {"bool": {"filter": kept}}


def coded(name: str, codes: Iterable[str]) -> list[str]:
    """Return codes of a filter as documents hold them."""
    return [f"{name}:{code}" for code in codes]


def counting(filters: Filters) -> JSON:
    """Return how to count codes: of a filter beside the others, and of those that nothing is chosen of together."""
    values = {"values": {"terms": {"field": "facets", "size": MOST_VALUES}}}
    return {name: {"filter": chosen(filters, but=name), "aggregations": values} for name in (OTHERS, *filters)}


def read(said: Mapping[str, Any], filters: Filters) -> Heard:
    """Return what a search answered."""
    hits = said["hits"]
    things = {int(hit["_id"].partition("/")[0]): round(hit["_score"] or 0) for hit in hits["hits"]}
    return Heard(hits["total"]["value"], things, read_counts(said.get("aggregations", {}), filters))


def read_counts(counted: Mapping[str, Any], filters: Filters) -> dict[str, dict[str, int]]:
    """Return how many things carry each code, each filter as it was counted beside the others."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for wanted, group in counted.items():
        for bucket in group["values"]["buckets"]:
            name, _colon, code = bucket["key"].partition(":")
            if name == wanted or (wanted == OTHERS and name not in filters):
                found[name][code] = bucket["doc_count"]
    return dict(found)


def holding_body(question: Question, asked: Mapping[str, Standing]) -> JSON:
    """Return the body of a search that tells of which words the person may find anything, and how large the copy is."""
    held = {name: {"filter": any_of(standing)} for name, standing in asked.items()}
    return {"query": query(question, Part()), "size": 0, "aggregations": {"everything": {"global": {}}, **held}}


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
        **{language: " ".join(with_lower(lexemes)) for language, lexemes in document.lexemes.items()},
        "needs": AND.join(sorted(document.needs)),
        **({"lacks": document.lacks} if document.lacks else {}),
        "facets": sorted(document.facets),
        "age": document.age,
        "thing": document.thing,
        "sequence": document.version,
    }


def refusals(said: Mapping[str, Any]) -> dict[str, tuple[int, str]]:
    """Return key, status and kind of each change that a bulk request could not make; reasons would tell what it says.

    What is newer already (409) or gone already (404 of a removal) counts as made.
    """
    results = [result for item in said["items"] for result in item.values()]
    return {
        result["_id"]: (result["status"], str(result["error"].get("type")))
        for result in results
        if "error" in result and result["status"] != 409
    }
