"""What happens to a saved search: saved, changed, silenced; and what one of the library finds today."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import QueryDict
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from good_practices import rules, whole_site
from good_practices.facets import FACETS, Selection
from good_practices.listing import words_of
from good_practices.models import GoodPracticePage, GoodPracticeQuerySet, SavedSearch
from good_practices.wanted import Wanted
from good_practices.words import labels
from network_members.models import User
from search.fresh import newest
from vocabulary.merged import ends

Scope = SavedSearch.Scope
MOST = 50
"""Searches that a person may keep."""


class TooMany(Exception):  # noqa: N818 - reads as what happened
    """The person keeps as many searches as the site takes; nothing was saved."""


@transaction.atomic
def save(person: User, *, query: str, name: str, alert: str, scope: str = Scope.LIBRARY) -> SavedSearch:
    """Keep a search for a member; one that they have already gets the new name and mails. Raises TooMany."""
    if not rules.can_save_searches(person):
        raise PermissionDenied
    # Lock the person, so that two windows cannot both save the last search.
    User.objects.select_for_update().get(pk=person.pk)
    own = SavedSearch.objects.visible_to(person)
    search = own.filter(scope=scope, query=query).first() or SavedSearch(owner=person, scope=scope, query=query)
    if search.pk is None and own.count() >= MOST:
        raise TooMany
    return change(search, name=name, alert=alert)


@transaction.atomic
def change(search: SavedSearch, *, name: str, alert: str) -> SavedSearch:
    """Give a search a name and a rhythm; mails that begin tell of what is new from now on."""
    begins = alert != SavedSearch.Alert.NONE and not search.tells
    if search.pk is None or begins:
        search.begin(timezone.now(), localdate(), newest())
    search.name, search.alert = name, alert
    search.save()
    if begins and not search.is_of_library:
        whole_site.begin(search)
    return search


def silence(person: User, **which: Any) -> int:
    """Let a person's searches, or those of them, send no more mails; return how many did."""
    own = SavedSearch.objects.visible_to(person).telling().filter(**which)
    return own.update(alert=SavedSearch.Alert.NONE)


def canonical(query: QueryDict, language: str) -> str:
    """Return words, filters and order of an address as they are kept: without page, unknown names and question mark."""
    return selection_of(query, language).address()[1:]


def described(query: str, language: str) -> str:
    """Return words and filters as people read them."""
    asked, known = today(QueryDict(query)), words_of(labels(language))
    quoted = [_("“%(words)s”") % {"words": asked["q"]}] if asked.get("q") else []
    chosen = [str(known[facet.name].get(code, "")) for facet in FACETS for code in asked.getlist(facet.name)]
    return ", ".join(filter(None, [*quoted, *chosen])) or _("All practices")


def today(query: QueryDict) -> QueryDict:
    """Return an address with merged words led to those that stayed."""
    query, known = query.copy(), ends()
    for facet in FACETS:
        if facet.name in query:
            codes = query.getlist(facet.name)
            query.setlist(facet.name, [known.get((facet.kind, code), code) for code in codes])
    return query


def selection_of(query: QueryDict, language: str) -> Selection:
    """Return what an address chooses."""
    return Selection.read(today(query), words_of(labels(language))).at_page(1)


@dataclass(frozen=True)
class FoundToday:
    """What a saved search finds in a reader's library."""

    practices: GoodPracticeQuerySet
    """Public practices that carry its filters."""
    wanted: Wanted

    def holds_words(self, number: int) -> bool:
        """Say whether a practice holds every word that is looked for."""
        return not self.wanted.text or number in self.wanted.numbers


def found_by(search: SavedSearch, language: str) -> FoundToday:
    """Return what a search finds in a reader's library.

    A filter none of whose words exist any more finds nothing: leaving it out would find everything.
    """
    query = QueryDict(search.query)
    selection = selection_of(query, language)
    library = GoodPracticePage.objects.in_library(language)
    asked = {facet.name for facet in FACETS if facet.name in query}
    practices = selection.narrow(library) if asked == set(selection.chosen) else library.none()
    return FoundToday(practices, selection.wanted)
