"""The vocabulary of the index, as queries ask it."""

import json
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db import connection

from search.engines.rows import TEXT, array, joined
from search.models import AnyWord, Word
from search.vocabulary import Known

LAST = "\U0010ffff"
"""The last of all letters: what begins with a word stands before the word with it."""
MANY = 5_000
"""Texts from which the commonest words are looked for first."""
MOST_FORMS = 2_000
"""Words that are read in answer to one question; the commonest count."""
COLUMNS = "SELECT word, stem, sound, public, written FROM"
# Thousands of keys in one parameter, as their number is bounded nowhere. Joined to the rows, they are looked up one by
# one; with "= ANY" PostgreSQL reads the whole table, which takes nine times as long. It would still do so for thousands
# if it knew how many they are, which it cannot tell of what is selected.
GIVEN = {"sqlite": "json_each(%s) given", "postgresql": f"unnest((SELECT {array(TEXT)})) given (value)"}
FIND = " UNION ".join(f"{COLUMNS} {{given}} JOIN {{table}} ON {key} = given.value" for key in ("word", "stem", "sound"))
FIRST = "ORDER BY public DESC, word LIMIT %s"
AT_ONCE = 200
"""Beginnings in one question: SQLite joins no more than 500."""
BEGINNING = f"{COLUMNS} {{table}} WHERE {{name}} >= %s AND {{name}} < %s"
COMMON = " AND is_frequent"


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
            sent = [json.dumps(some) if vendor == "sqlite" else joined(TEXT, some) for some in keys]
            asked = FIND.format(given=GIVEN[vendor], table=self.model._meta.db_table)
            cursor.execute(f"{asked} {FIRST}", [*sent, MOST_FORMS])
            return self.known(cursor.fetchall())

    def beginning(self, words: Collection[str], sounds: Collection[str], most: int) -> Sequence[Known]:
        """Return words that begin with one of the given, or whose stem's sound does, the commonest first."""
        keys = [(name, one) for name, some in (("word", words), ("sound", sounds)) for one in sorted(set(some))]
        # Thousands of words begin with two letters; the commonest, of which there are enough, have an index of theirs.
        found = self.beginning_with(keys, most, COMMON) if self.documents > MANY else []
        return self.known(found if len(found) == most else self.beginning_with(keys, most))

    def beginning_with(self, keys: Sequence[tuple[str, str]], most: int, among: str = "") -> list[Any]:
        """Return the rows of words of which a column begins so, each once, the commonest first."""
        found: set[Any] = set()
        for start in range(0, len(keys), AT_ONCE):
            found.update(self.some_beginning_with(keys[start : start + AT_ONCE], most, among))
        return sorted(found, key=lambda row: (-row[3], row[0]))[:most]

    def some_beginning_with(self, keys: Sequence[tuple[str, str]], most: int, among: str) -> list[Any]:
        """Return the same for so many beginnings as one question may name."""
        table = self.model._meta.db_table
        asked = " UNION ".join(BEGINNING.format(table=table, name=name) + among for name, _one in keys)
        ends = [end for _name, one in keys for end in (one, one + LAST)]
        with connection.cursor() as cursor:
            cursor.execute(f"{asked} {FIRST}", [*ends, most])
            return cursor.fetchall()

    def known(self, rows: Iterable[Sequence[Any]]) -> list[Known]:
        """Return the words of rows."""
        return [word for word in (Known(*row) for row in rows) if word.stem not in self.hidden]
