"""What a query of the admin means: its words as sets of entries, with what they count."""

from functools import cached_property, partial, reduce
from operator import and_, or_

from django.db.models import Count, Max

from search import sets
from search.asking import AskedWord, asked
from search.engines.database import DESK
from search.held import read
from search.known import Words
from search.matching import Postings
from search.meanings import synonyms
from search.models import DeskEntry, DeskWord
from search.ranking import Scores

OPERATORS = {"and": and_, "or": or_}


class Found:
    """The entries that the parts of one query find; their scores add up."""

    def __init__(self, unfinished: bool) -> None:
        self.unfinished, self.scores = unfinished, Scores()

    @cached_property
    def measure(self) -> tuple[int, int]:
        """Return how many entries there are, and what is above the highest number of one."""
        told = DeskEntry.objects.aggregate(number=Count("pk"), last=Max("pk"))
        return told["number"], (told["last"] or 0) + 1

    @cached_property
    def everything(self) -> int:
        """Return all entries."""
        return sets.of(list(DeskEntry.objects.values_list("pk", flat=True)), self.measure[1])

    def of(self, text: str, operator: str) -> int:
        """Return the entries that hold the words of a text: all of them, or any; a text without words finds nothing."""
        total, size = self.measure
        words = asked(text, Words(total, DeskWord), synonyms(), unfinished=self.unfinished).words
        postings = Postings(words, -1, partial(read, size=size, table=DESK))
        for word in words:
            self.score(word, postings)
        held = [postings.any_of(word) for word in words]
        return reduce(OPERATORS[operator.lower()], held) if held else 0

    def score(self, word: AskedWord, postings: Postings) -> None:
        """Add what a word counts to the scores of the entries that hold it."""
        before = 0
        for value, places in postings.levels(word):
            self.scores.add(places, value - before)
            before = value
