"""Finds the page of an address in two queries, however deep it lies and in whichever language it is written.

A page that has no translation yet is shown under the other language's address in the language it was
written in. Nothing is stored for that: the address is looked up below the twin of the deepest page that
exists, in the other language.
"""

from collections.abc import Sequence

from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Concat
from wagtail.models import Page, PageViewRestriction

DEEPEST = 12
"""Longer paths than any page tree of the site are not looked up."""


def find(root: Page, components: Sequence[str]) -> Page | None:
    """Return the live page of a path below a page, or the one in the other language that stands in for it.

    A stand-in that has a live translation by now carries its key as `moved_to`.
    """
    if len(components) > DEEPEST:
        return None
    known = on_the_way(root, components)
    deepest = known[-1] if known else root
    rest = components[len(known) :]
    if not rest and deepest.live:
        return deepest
    return stand_ins(deepest, rest).first()


def on_the_way(root: Page, components: Sequence[str]) -> list[Page]:
    """Return the pages of a path, outermost first, as far as they exist."""
    paths = [f"{root.url_path}{'/'.join(components[:depth])}/" for depth in range(1, len(components) + 1)]
    # The slugs alone would do; they have an index, the paths have none.
    found = Page.objects.filter(slug__in=components, url_path__in=paths).defer("draft_title", "search_description")
    by_path = {page.url_path: page for page in found}
    known = []
    for path in paths:
        if path not in by_path:
            break
        known.append(by_path[path])
    return known


def stand_ins(page: Page, rest: Sequence[str]) -> QuerySet[Page]:
    """Return the live page at the same place below the twin of a page."""
    twins = Page.objects.filter(translation_key=page.translation_key, live=True).exclude(locale_id=page.locale_id)
    if not rest:
        return twins
    path = Concat(Subquery(twins.values("url_path")[:1]), Value(f"{'/'.join(rest)}/"))
    moved = Page.objects.filter(translation_key=OuterRef("translation_key"), locale_id=page.locale_id, live=True)
    return Page.objects.filter(slug=rest[-1], url_path=path, live=True).annotate(
        moved_to=Subquery(moved.values("pk")[:1])
    )


def restrictions_of(page: Page) -> QuerySet[PageViewRestriction]:
    """Return the restrictions on a page and on all pages above it."""
    return PageViewRestriction.objects.filter(page__path__in=path_and_above(page))


def path_and_above(page: Page) -> list[str]:
    """Return the tree paths of a page and of all pages above it."""
    return [page.path[:step] for step in range(page.steplen, len(page.path) + 1, page.steplen)]
