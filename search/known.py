"""The vocabulary of the index, as queries ask it."""

import json
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Q

from search.models import AnyWord, Word
from search.vocabulary import Known

LAST = "\U0010ffff"
"""The last of all letters: what begins with a word stands before the word with it."""
MOST_FORMS = 2_000
"""Words that are read in answer to one question; the commonest count."""
FIND = """SELECT word, stem, sound, texts, written FROM {table}
    WHERE word {among} OR stem {among} OR sound {among} ORDER BY texts DESC, word LIMIT %s"""
# Thousands of keys in one parameter: their number is bounded nowhere.
AMONG = {"sqlite": "IN (SELECT value FROM json_each(%s))", "postgresql": "= ANY(%s)"}
COLUMNS = ("word", "stem", "sound", "texts", "written")


class Words:
    """The vocabulary in the database, without the words of some stems."""

    def __init__(self, documents: int, model: type[AnyWord] = Word, hidden: Collection[str] = ()) -> None:
        self.documents, self.model, self.hidden = documents, model, frozenset(hidden)

    def find(
        self, words: Collection[str] = (), stems: Collection[str] = (), sounds: Collection[str] = ()
    ) -> Sequence[Known]:
        """Return the words that are spelt, or stemmed, or sounding as one of the given, the commonest first."""
        keys = [sorted(set(some) - {""}) for some in (words, stems, sounds)]
        if not any(keys):
            return []
        with connection.cursor() as cursor:
            vendor = connection.vendor
            given = [json.dumps(some) for some in keys] if vendor == "sqlite" else keys
            cursor.execute(FIND.format(among=AMONG[vendor], table=self.model._meta.db_table), [*given, MOST_FORMS])
            return self.known(cursor.fetchall())

    def beginning(self, words: Collection[str], sounds: Collection[str], most: int) -> Sequence[Known]:
        """Return words that begin with one of the given, or whose stem's sound does, the commonest first."""
        wanted = Q(pk__in=[])
        for name, beginnings in (("word", words), ("sound", sounds)):
            for one in beginnings:
                wanted |= Q(**{f"{name}__gte": one, f"{name}__lt": one + LAST})
        found = self.model._default_manager.filter(wanted).order_by("-texts", "word").values_list(*COLUMNS)
        return self.known(found[:most])

    def known(self, rows: Iterable[Sequence[Any]]) -> list[Known]:
        """Return the words of rows."""
        return [word for word in (Known(*row) for row in rows) if word.stem not in self.hidden]
