"""Lucene's own Greek and English on a real Elasticsearch: what ours has to be better than."""

from collections.abc import Mapping
from typing import Any

from elasticsearch import Elasticsearch
from elasticsearch.helpers import bulk

from tests.search.reference import Text
from tests.search.relevance.bed import DEEPEST, Engine, Query, Ranking

NAME = "bed-of-lucene"
FIELDS = {"el": "greek", "en": "english"}
MAPPING = {"properties": {name: {"type": "text", "analyzer": name} for name in FIELDS.values()}}


def lucene(url: str) -> Engine:
    """Return the engine: each text under both analysers, any of the words, ranked by BM25 as it is set by default.

    A query is asked with the analyser of its language. Unfinished ones are asked by Elasticsearch's own
    `match_bool_prefix`.
    """

    def indexed(texts: Mapping[str, Text]) -> Ranking:
        client = Elasticsearch(url, request_timeout=60)
        client.options(ignore_status=404).indices.delete(index=NAME)
        client.indices.create(index=NAME, mappings=MAPPING, settings={"number_of_shards": 1, "number_of_replicas": 0})
        bulk(client, [action(key, text) for key, text in texts.items()], refresh=True)
        return lambda query: keys(client.search(index=NAME, query=asked(query), size=DEEPEST, source=False))

    return indexed


def action(key: str, text: Text) -> dict[str, Any]:
    """Return what the bulk request is told of a text."""
    said = f"{text.title}\n{text.body}"
    return {"_index": NAME, "_id": key, "_source": dict.fromkeys(FIELDS.values(), said)}


def asked(query: Query) -> dict[str, Any]:
    """Return a query as Elasticsearch reads it."""
    return {"match_bool_prefix" if query.unfinished else "match": {FIELDS[query.language]: query.text}}


def keys(said: Any) -> list[str]:
    """Return the keys of the hits."""
    return [hit["_id"] for hit in said["hits"]["hits"]]
