"""The rows that practices tell of beside their own columns, in one question to the database.

Asked table by table through the ORM, they cost a third of a millisecond each, of which the database takes a tenth.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from operator import itemgetter
from typing import Any

from django.db import connection

from good_practices.contents import WORDS
from good_practices.models import GoodPracticePage
from good_practices.models.practice import PracticeTag
from good_practices.models.rows import Activity, Objective, Partner, PracticeLink, ResultRow
from good_practices.words import codes
from network_members.models import Organisation

TEXTS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (Objective, ("text",)),
    (Activity, ("name", "what", "enabling", "lesson")),
    (ResultRow, ("objective", "indicator", "unit")),
    (PracticeLink, ("title",)),
    (Partner, ("name",)),
)
WIDTH = 4
"""Columns of text in the answer."""
BODY, TAG = "body", "tag"
LED = -1
"""The place of the body that leads, before those that take part."""
SELECT = "SELECT {number}, '{group}', {place}, {texts} FROM {tables} WHERE {number} {{wanted}}"
WITH = {"sqlite": "WITH wanted AS (SELECT value AS id FROM json_each(%s)) ", "postgresql": ""}
# PostgreSQL plans each part by itself, in half the time where the numbers stand in it.
WANTED = {"sqlite": "IN (SELECT id FROM wanted)", "postgresql": "= ANY (%s::bigint[])"}
LIST = {"sqlite": "[{}]", "postgresql": "{{{}}}"}
"""How numbers are written as one parameter."""


@dataclass
class Rows:
    """What the rows of one practice say."""

    texts: list[str] = field(default_factory=list)
    words: set[tuple[str, str]] = field(default_factory=set)
    """Controlled words: kind and code."""
    bodies: dict[str, list[str]] = field(default_factory=dict)
    """Of the bodies that lead it or take part, as far as the directory shows them: number → names, each once."""
    tags: list[str] = field(default_factory=list)
    """Free keywords."""


def rows_of(numbers: Collection[int]) -> Mapping[int, Rows]:
    """Return what the rows of practices say, in their order."""
    found: dict[int, Rows] = defaultdict(Rows)
    with connection.cursor() as cursor:
        asked, given = question(connection.vendor), LIST[connection.vendor].format(",".join(map(str, numbers)))
        cursor.execute(asked, [given] * asked.count("%s"))
        # Sorted here, as the database would sort the texts along.
        rows = sorted(cursor.fetchall(), key=itemgetter(0, 1, 2))
    known = codes()
    for number, group, _place, *texts in rows:
        add(found[number], group, texts, known)
    return found


def add(rows: Rows, group: str, texts: list[str], known: Mapping[str, Mapping[int, str]]) -> None:
    """Add what one row says; `known` are codes of words by kind and number."""
    if group.isdigit():
        rows.texts += filter(None, texts)
    elif group == TAG:
        rows.tags.append(texts[0])
    elif group == BODY:
        rows.bodies.setdefault(texts[0], texts[1:3])
    elif int(texts[0]) in known[group]:
        # One that came, or went, a moment ago is in the next note.
        rows.words.add((group, known[group][int(texts[0])]))


@cache
def question(vendor: str) -> str:
    """Return the question to a kind of database; each of its parameters is the numbers of practices."""
    parts = " UNION ALL ".join((*of_texts(), *of_words(), of_tags(), *of_bodies()))
    return WITH[vendor] + parts.format(wanted=WANTED[vendor])


def of_texts() -> Iterator[str]:
    """Yield what asks for rows of the template; groups are numbered in the order of the page."""
    for group, (model, names) in enumerate(TEXTS):
        yield select("practice_id", str(group), "COALESCE(sort_order, 0)", names, model._meta.db_table)


def of_words() -> Iterator[str]:
    """Yield what asks for the numbers of controlled words: their codes are remembered."""
    for name, kind in WORDS.items():
        word = f"CAST({GoodPracticePage._meta.get_field(name).m2m_reverse_name()} AS text)"
        yield select("goodpracticepage_id", kind, "0", (word,), through_of(name)._meta.db_table)


def of_tags() -> str:
    """Return what asks for free keywords, in the order in which they were given."""
    table = PracticeTag._meta.db_table
    return select(
        "content_object_id", TAG, "given.id", ("name",), f"{table} given JOIN taggit_tag tag ON tag.id = tag_id"
    )


def of_bodies() -> Iterator[str]:
    """Yield what asks for bodies; one that the directory does not show is not what a practice is found by."""
    joined = f"JOIN {Organisation._meta.db_table} body ON body.listed AND body.id ="
    names = ("CAST(body.id AS text)", "body.name_el", "body.name_en")
    led = f"{GoodPracticePage._meta.db_table} {joined} lead_organisation_id"
    yield select("page_ptr_id", BODY, str(LED), names, led)
    partners = f"{Partner._meta.db_table} partner {joined} organisation_id"
    yield select("practice_id", BODY, "COALESCE(partner.sort_order, 0)", names, partners)


def select(number: str, group: str, place: str, names: tuple[str, ...], tables: str) -> str:
    """Return one part of the question."""
    texts = ", ".join([*names, *["''"] * (WIDTH - len(names))])
    return SELECT.format(number=number, group=group, place=place, texts=texts, tables=tables)


def through_of(name: str) -> Any:
    """Return the table between practices and their words of a kind."""
    return GoodPracticePage._meta.get_field(name).remote_field.through
