"""Shows what was found: title, passage and place of each thing, in the reader's language where it has one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.safestring import SafeString

from search.asking import Asked
from search.held import places
from search.highlights import first, marked, passage
from search.kinds import Visible, kinds
from search.models import Text, TextQuerySet
from search.rules import audiences_of
from search.shelf import current

TELLING = 4
"""Letters of a stem from which a term's word is marked."""


@dataclass(frozen=True)
class Hit:
    """One thing that was found, as a reader sees it."""

    id: str
    """Kind and key; both languages of a thing have the same."""
    kind: str
    title: str
    language: str
    url: str
    passage: str
    passage_language: str
    marked_title: SafeString
    marked_passage: SafeString
    score: int
    date: datetime | None


@dataclass(frozen=True)
class Titled:
    """One thing that a person may see, by its title alone."""

    id: str
    """As of a hit."""
    number: int
    """Of the thing in the index, for good."""
    kind: str
    title: str
    language: str
    url: str


def hits(things: Sequence[int], scores: dict[int, int], query: Asked, user: Any, reader: str) -> list[Hit]:
    """Return what a person sees of things, in their order; what they may not see any more is left out."""
    texts = shown(things, user)
    marks = Marks(query)
    return [hit(texts[number], marks, scores.get(number, 0), reader) for number in things if number in texts]


def titled(things: Sequence[int], user: Any, reader: str) -> list[Titled]:
    """Return what a person may see of things, in their order; that takes no text but titles."""
    found = shown(things, user, Text.objects.defer("summary", "keywords", "body"))
    texts = (chosen(found[number], reader) for number in things if number in found)
    return [
        Titled(name_of(text), text.item_id, text.kind, text.title, text.language, address(text, reader))
        for text in texts
    ]


def offered(things: Sequence[int], query: Asked, user: Any, reader: str) -> list[Titled]:
    """Return what a person may want, as they type: first what has more words of a query in its title."""
    words = [{stem for one in word.alternatives for stem in one.stems} for word in query.words]
    return sorted(titled(things, user, reader), key=lambda one: sum(first(one.title, stems) is None for stems in words))


def shown(things: Iterable[int], user: Any, texts: TextQuerySet | None = None) -> dict[int, list[Text]]:
    """Return the texts of things that a person may see at this moment, by the number of the thing.

    The index named them; the rooms, whose rules decide, are asked once more, a query for each rule.
    """
    numbers = [number | odd for number in things for odd in (0, 1)]
    asked = Text.objects.all() if texts is None else texts
    rows = list(asked.filter(pk__in=numbers, audience__in=audiences_of(user)).with_keys())
    rules = {kind.code: kind.visible for kind in kinds().values()}
    by_rule: dict[Visible, set[int]] = defaultdict(set)
    for text in rows:
        if text.kind in rules:
            by_rule[rules[text.kind]].add(text.number)
    visible = {rule: set(rule(user, some)) for rule, some in by_rule.items()}
    found: dict[int, list[Text]] = defaultdict(list)
    for text in rows:
        if text.kind in rules and text.number in visible[rules[text.kind]]:
            found[text.pk & ~1].append(text)
    return found


def chosen(texts: list[Text], reader: str) -> Text:
    """Return the text in the reader's language, or the one that there is."""
    return min(texts, key=lambda text: text.language != reader)


def name_of(text: Text) -> str:
    """Return kind and key of the thing that a text tells of."""
    return f"{text.kind}:{text.key}"


def address(text: Text, reader: str) -> str:
    """Return where a reader of a language reads a text."""
    return text.address if text.language == reader else text.stands_in or text.address


class Marks:
    """What is marked in each text: the words of every alternative that it holds whole, and so was found by."""

    def __init__(self, query: Asked) -> None:
        found = {one.stems for word in query.words for one in word.alternatives}
        self.stems = {stem for stem, *others in found if not others}
        self.terms = [stems for stems in found if len(stems) > 1]
        self.holding = places({stem for term in self.terms for stem in term}, current()) if self.terms else {}

    def of(self, text: Text) -> set[str]:
        """Return the stems whose words are marked in a text; of a term of several words, its articles are not."""
        whole = (term for term in self.terms if all(self.holding[stem] >> text.pk & 1 for stem in term))
        return self.stems | {stem for term in whole for stem in term if len(stem) >= TELLING}


def passage_of(text: Text, texts: list[Text], marks: Marks) -> tuple[str, Text]:
    """Return the passage of a thing and whose it is: a file has one text for readers of both, as it is written."""
    own, stems = (text.summary, text.body, text.keywords), marks.of(text)
    body = next((one for one in texts if one.body), text)
    there = marks.of(body)
    if text.body or first(body.body, there) is None or any(first(told, stems) is not None for told in own):
        return passage(own, stems), text
    return passage((body.body,), there), body


def hit(texts: list[Text], marks: Marks, score: int, reader: str) -> Hit:
    """Return what a reader sees of a thing."""
    text = chosen(texts, reader)
    words, source = passage_of(text, texts, marks)
    return Hit(
        id=name_of(text),
        kind=text.kind,
        title=text.title,
        language=text.language,
        url=address(text, reader),
        passage=words,
        passage_language=source.language,
        marked_title=marked(text.title, marks.of(text)),
        marked_passage=marked(words, marks.of(source)),
        score=score,
        date=text.date,
    )
