"""The door for Wagtail's own searches: words as the search understands them, within what a view may show.

Wagtail hands over a query set that keeps to its permissions; what is found is asked of that query set, by the database.
"""

from collections.abc import Iterable
from functools import cached_property, reduce
from operator import and_, or_
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.query import ModelIterable
from wagtail.search.backends.base import (
    BaseIndex,
    BaseSearchBackend,
    BaseSearchQueryCompiler,
    BaseSearchResults,
)
from wagtail.search.query import And, Boost, MatchAll, Not, Or

from search import sets
from search.desk import entries, rebuilding
from search.desk.numbers import among
from search.desk.query import Found
from search.models import DeskEntry
from search.ranking import Scores


class Index(BaseIndex):
    """What Wagtail tells when objects change."""

    def add_items(self, model: Any, items: Iterable[Any]) -> None:
        """Keep what objects say; a page that is read as no more than a page is left to its own type."""
        entries.keep(one for one in items if getattr(one, "specific_class", None) in (None, type(one)))

    def delete_item(self, item: Any) -> None:
        """Forget an object."""
        entries.forget([item])

    def reset(self) -> None:
        """Forget everything."""
        rebuilding.empty()


class Rebuilder:
    """`manage.py update_index`: Wagtail hands all objects over; what is left then belongs to none."""

    def __init__(self, index: Index) -> None:
        self.index = index

    def start(self) -> Index:
        """Let everything be read anew, whatever it said before."""
        rebuilding.note_all()
        return self.index

    def finish(self) -> None:
        """Forget entries whose objects are gone, and count all words anew."""
        rebuilding.finish()


class Query(BaseSearchQueryCompiler):
    """One search: what it finds among the objects of a query set."""

    DEFAULT_OPERATOR = "and"
    unfinished = False

    def check(self) -> None:
        """Allow any filter and order: the database itself filters and sorts."""

    @cached_property
    def is_everything(self) -> bool:
        """Say whether nothing narrows the query set."""
        return isinstance(self.query, MatchAll)

    @cached_property
    def found(self) -> Found:
        """Return which entries fit, and their scores."""
        return Found(self.unfinished)

    @cached_property
    def objects(self) -> dict[int, int]:
        """Return the objects of the query set that are found: entry → number."""
        fitting = list(sets.members(self.fitting(self.query)))
        rows = DeskEntry.objects.filter(pk__in=among(fitting)).values_list("pk", "kind", "number")
        kind = entries.kind_of(self.queryset.model)
        mine = {entry: number for entry, one, number in rows if one == kind}
        # Asked one after the other: joined, SQLite tries every entry with every object.
        shown = set(self.queryset.order_by().filter(pk__in=among(mine.values())).values_list("pk", flat=True))
        return {entry: number for entry, number in mine.items() if number in shown}

    def fitting(self, query: Any) -> int:
        """Return the entries that fit a query, or a part of one."""
        if isinstance(query, And | Or):
            parts = [self.fitting(part) for part in query.subqueries]
            return reduce(and_ if isinstance(query, And) else or_, parts) if parts else 0
        if isinstance(query, Boost):
            return self.fitting(query.subquery)
        if isinstance(query, Not):
            return self.found.everything & ~self.fitting(query.subquery)
        if isinstance(query, MatchAll):
            return self.found.everything
        return self.found.of(query.query_string, getattr(query, "operator", "and"))

    def best(self, start: int, stop: int | None) -> list[int]:
        """Return the numbers of the best objects, the best first, and of equals the newest."""
        most = len(self.objects) if stop is None else stop
        places = sets.of(self.objects, max(self.objects, default=0) + 1)
        return [self.objects[entry] for entry in first(self.found.scores, places, most)[start:]]

    def results(self, start: int, stop: int | None) -> Any:
        """Return a piece of what is found, as the query set would give it."""
        queryset: QuerySet[Any] = self.queryset
        if not self.order_by_relevance or self.is_everything:
            found = queryset if self.is_everything else queryset.filter(pk__in=among(self.objects.values()))
            return (found if found.query.order_by else found.order_by("-pk"))[start:stop]
        numbers = self.best(start, stop)
        found = queryset.filter(pk__in=among(numbers))
        if not issubclass(queryset._iterable_class, ModelIterable):
            return found
        places = {number: place for place, number in enumerate(numbers)}
        return sorted(found, key=lambda one: places[one.pk])


def first(scores: Scores, places: int, most: int) -> list[int]:
    """Return the first entries of a set in the order of their scores, of equals the newest."""
    sure, equal = scores.best(places, most)
    ordered = sorted(sets.members(sure), key=lambda entry: (scores.of(entry), entry), reverse=True)
    return [*ordered, *sorted(sets.members(equal), reverse=True)][:most]


class UnfinishedQuery(Query):
    """A search while somebody types: the last word may go on."""

    unfinished = True


class Results(BaseSearchResults):
    """What a search found, as a list that Wagtail's views cut and count."""

    supports_facet = True

    def _do_search(self) -> list[Any]:
        return list(self.query_compiler.results(self.start, self.stop))

    def _do_count(self) -> int:
        query = self.query_compiler
        total = query.queryset.count() if query.is_everything else len(query.objects)
        return max(0, (total if self.stop is None else min(total, self.stop)) - self.start)

    def facet(self, field_name: str) -> dict[Any, int]:
        """Return how many found objects have each value of a field, the most frequent first."""
        query = self.query_compiler
        found = query.queryset
        if not query.is_everything:
            found = found.filter(pk__in=among(query.objects.values()))
        rows = found.order_by().values(field_name).annotate(number=Count("pk", distinct=True))
        return {row[field_name]: row["number"] for row in rows.order_by("-number", field_name)}


class SearchBackend(BaseSearchBackend):
    """Wagtail's search over our tables."""

    query_compiler_class = Query
    autocomplete_query_compiler_class = UnfinishedQuery
    index_class = Index
    results_class = Results
    rebuilder_class = Rebuilder
