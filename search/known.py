"""The vocabulary of the index, as queries ask it; and the terms of the glossary that mean the same."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from django.db.models import Q

from caching.memory import values
from language.chain import stems_in
from search.models import Word
from search.vocabulary import Known, Synonyms
from translation.models import GlossaryTerm

LAST = "\U0010ffff"
"""The last of all letters: what begins with a word stands before the word with it."""
COLUMNS = ("word", "stem", "sound", "texts", "written")
MOST_FORMS = 2_000
"""Words that are read in answer to one question; the commonest count."""


class Words:
    """The vocabulary in the database."""

    def __init__(self, documents: int) -> None:
        self.documents = documents

    def find(
        self, words: Collection[str] = (), stems: Collection[str] = (), sounds: Collection[str] = ()
    ) -> Sequence[Known]:
        """Return the words that are spelt, or stemmed, or sounding as one of the given."""
        wanted = Q(word__in=words) | Q(stem__in=stems) | Q(sound__in=[one for one in sounds if one])
        return self.read(Word.objects.filter(wanted), MOST_FORMS)

    def beginning(self, words: Collection[str], sounds: Collection[str], most: int) -> Sequence[Known]:
        """Return words that begin with one of the given, or whose stem's sound does, the commonest first."""
        wanted = Q(pk__in=[])
        for name, beginnings in (("word", words), ("sound", sounds)):
            for one in beginnings:
                wanted |= Q(**{f"{name}__gte": one, f"{name}__lt": one + LAST})
        return self.read(Word.objects.filter(wanted), most)

    def read(self, found: Any, most: int) -> Sequence[Known]:
        """Return the commonest of some words."""
        return [Known(*row) for row in found.order_by("-texts", "word").values_list(*COLUMNS)[:most]]


def synonyms() -> Synonyms:
    """Return the terms of the glossary by the stems of each of their forms, with those of the other language."""
    return values.remember(("synonyms",), read_synonyms, "translation")


def read_synonyms() -> Synonyms:
    """Read the glossary."""
    found: dict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
    for term in GlossaryTerm.objects.all():
        for here, there in (("el", "en"), ("en", "el")):
            others = {tuple(stems_in(form)) for form in term.forms(there)} - {()}
            for stems in {tuple(stems_in(form)) for form in term.forms(here)} - {()}:
                found[stems] += sorted(others)
    return found
