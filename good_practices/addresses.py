"""The address of a practice: a working one while nobody may read it, one made of its title when it goes live."""

from typing import Any
from uuid import UUID

from wagtail.models import Revision

from language.slugs import slug_for
from translation.publishing import free_slug

WORKING = "draft-"


def working_slug(key: UUID) -> str:
    """Return an address that nobody guesses and no title asks for."""
    return f"{WORKING}{key}"


def fit_address(practice: Any) -> None:
    """Give a practice an address in Latin letters if it has none."""
    if not practice.slug or not practice.slug.isascii():
        practice.slug = free_slug(practice, practice.title) if practice.path else slug_for(practice.title)


def settle_address(practice: Any) -> None:
    """Give a practice the address it goes live under; one that was public before keeps its own."""
    fit_address(practice)
    if practice.path and not practice.first_published_at and not is_lasting(practice):
        practice.slug = free_slug(practice, practice.title)


def settle_revision(practice: Any, revision: Revision) -> None:
    """Do the same for a revision that is about to go live."""
    draft = practice.with_content_json(revision.content)
    settle_address(draft)
    if draft.slug != revision.content["slug"]:
        revision.content["slug"] = draft.slug
        revision.save(update_fields=["content"])


def is_lasting(practice: Any) -> bool:
    """Say whether an address is no working one and no other page has it."""
    others = practice.get_siblings(inclusive=False).filter(slug=practice.slug)
    return not practice.slug.startswith(WORKING) and not others.exists()
