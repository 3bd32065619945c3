"""Privacy belongs to the item, not to one of its languages: restrictions are the same on every twin."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction
from django.db.models import QuerySet
from wagtail.models import Page, PageViewRestriction

# Twins are restricted by the same signals; without this they would answer each other for ever.
mirroring = ContextVar("mirroring", default=False)


@contextmanager
def quietly() -> Iterator[None]:
    """Change the twins without being called again for each."""
    token = mirroring.set(True)
    try:
        yield
    finally:
        mirroring.reset(token)


@transaction.atomic
def mirror(restriction: PageViewRestriction) -> None:
    """Put the same restriction on every twin."""
    with quietly():
        for twin in twins_of(restriction):
            twin.view_restrictions.all().delete()
            same = twin.view_restrictions.create(
                restriction_type=restriction.restriction_type, password=restriction.password
            )
            same.groups.set(restriction.groups.all())


@transaction.atomic
def adopt(restriction: PageViewRestriction) -> None:
    """Fill a new restriction from a twin that was restricted before; without one, restrict the twins."""
    older = PageViewRestriction.objects.filter(page__in=twins_of(restriction)).first()
    if older is None:
        return mirror(restriction)
    with quietly():
        restriction.groups.set(older.groups.all())
    return None


@transaction.atomic
def open_twins(restriction: PageViewRestriction) -> None:
    """Take the restrictions of every twin away."""
    with quietly():
        PageViewRestriction.objects.filter(page__in=twins_of(restriction)).delete()


def twins_of(restriction: PageViewRestriction) -> QuerySet[Page]:
    """Return the other languages of the restricted page."""
    page = Page.objects.filter(pk=restriction.page_id)
    return Page.objects.filter(translation_key__in=page.values("translation_key")).exclude(pk=restriction.page_id)
