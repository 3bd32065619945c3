"""Where a saved search searches: the library or the whole site; and what each makes of an address."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from good_practices import searching
from good_practices.models import SavedSearch
from good_practices.pointed import library_url
from good_practices.whole_site import choice_of
from search.listing import FACETS, labels


@dataclass(frozen=True)
class Scope:
    """One of the two."""

    address: Callable[[str], str]
    """Return where it is in a language."""
    canonical: Callable[[QueryDict, str], str]
    """Return words, filters and order of an address as they are kept: without page, unknown names and question mark."""
    described: Callable[[str, str], str]
    """Return a kept query as people of a language read it."""


def canonical(query: QueryDict, language: str) -> str:
    """Return words, filters and order of an address of the whole site."""
    return choice_of(query).known(labels(language)).query[1:]


def described(query: str, language: str) -> str:
    """Return words and filters of the whole site as people read them."""
    choice, known = choice_of(QueryDict(query)), labels(language)
    quoted = [_("“%(words)s”") % {"words": choice.text}] if choice.text else []
    chosen = [known[name].get(code, "") for name in FACETS for code in choice.filters.get(name, ())]
    return ", ".join(filter(None, [*quoted, *chosen])) or _("Everything on the site")


def site_url(language: str) -> str:
    """Return where the whole site is searched."""
    return reverse("search:page")


SCOPES: dict[str, Scope] = {
    SavedSearch.Scope.LIBRARY: Scope(library_url, searching.canonical, searching.described),
    SavedSearch.Scope.SITE: Scope(site_url, canonical, described),
}
