"""What is measured on the bed: our ranking by its definition, and a plain full-text index beside it."""

import sqlite3
from collections.abc import Mapping

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.test import override_settings

from language.chain import words_in
from search import shelf
from search.asking import asked
from search.finding import Wish, find
from search.kinds import Document
from search.models import Text as Kept
from search.writing import hold, write
from tests.search.clustered import forward_all
from tests.search.reference import Index, Text
from tests.search.relevance.bed import DEEPEST, Engine, Query, Ranking
from tests.search.vocabulary import WordsInMemory


def reference(texts: Mapping[str, Text]) -> Ranking:
    """Return the ranking by its definition, in memory."""
    index, vocabulary = Index(texts), WordsInMemory(text.body for text in texts.values())
    return lambda query: index.ranked(asked(query.text, vocabulary, unfinished=query.unfinished))


def database(texts: Mapping[str, Text]) -> Ranking:
    """Return the ranking of the site's own database, whichever it is; every text is a thing of its own."""
    shelf.forget()
    keys = sorted(texts)
    documents = [
        Document(key=key, number=number, language="el", title=texts[key].title, address="/", body=texts[key].body)
        for number, key in enumerate(keys)
    ]
    with transaction.atomic():
        write("bed", documents, {text.pk: text for text in Kept.objects.standing()}, hold())
    known = dict(Kept.objects.filter(kind="bed").values_list("pk", "item__key"))

    def ranking(query: Query) -> list[str]:
        found = find(Wish(query.text, AnonymousUser(), size=DEEPEST, unfinished=query.unfinished))
        assert not found.is_reserve
        return [known[number] for number in found.things + found.more]

    return ranking


def carried(address: str) -> Engine:
    """Return the engine of the site when the cluster at an address, as SEARCH_URL, carries the search."""

    def indexed(texts: Mapping[str, Text]) -> Ranking:
        ranking = database(texts)
        with override_settings(SEARCH_URL=address):
            forward_all()

        def asked_there(query: Query) -> list[str]:
            with override_settings(SEARCH_URL=address):
                return ranking(query)

        return asked_there

    return indexed


def plain(texts: Mapping[str, Text]) -> Ranking:
    """Return SQLite's FTS5 over folded words, any of them, ranked by its bm25: what folding alone brings."""
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE texts USING fts5(key UNINDEXED, body)")
    base.executemany("INSERT INTO texts VALUES (?, ?)", [(key, folded(text.body)) for key, text in texts.items()])

    def ranking(query: Query) -> list[str]:
        words = [f'"{word}"' for word in folded(query.text).split()]
        match = " OR ".join(words) + ("*" if query.unfinished else "")
        found = base.execute("SELECT key FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT 50", [match])
        return [key for (key,) in found] if words else []

    return ranking


def folded(text: str) -> str:
    """Return the folded words of a text."""
    return " ".join(word.folded for word in words_in(text))
