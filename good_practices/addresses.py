"""The address of a practice: a working one while nobody may read it, one made of its title when it goes live."""

from typing import Any
from uuid import UUID

from wagtail.models import Page, Revision

from language.slugs import slug_for
from translation.publishing import free_slug

WORKING = "draft-"


def working_slug(key: UUID) -> str:
    """Return an address that nobody guesses and no title asks for."""
    return f"{WORKING}{key}"


def fit_address(practice: Any) -> None:
    """Give a practice an address in Latin letters; one that was never public may still change it."""
    slug = practice.slug
    sound = bool(slug) and slug.isascii()
    if sound and (practice.first_published_at or not (slug.startswith(WORKING) or is_taken(practice, slug))):
        return
    practice.slug = free_slug(practice, practice.title) if practice.path else slug_for(practice.title)


def fit_revision(practice: Any, revision: Revision) -> None:
    """Do the same for a revision that is about to go live."""
    draft = practice.with_content_json(revision.content)
    fit_address(draft)
    if draft.slug != revision.content["slug"]:
        revision.content["slug"] = draft.slug
        revision.save(update_fields=["content"])


def is_taken(practice: Page, slug: str) -> bool:
    """Say whether another page stands at this address."""
    return bool(practice.path) and practice.get_siblings(inclusive=False).filter(slug=slug).exists()
