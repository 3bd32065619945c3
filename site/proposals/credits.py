"""Whose proposals stand in a practice: members as far as they show their names, and bodies that adopted it."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef

from good_practices.above import Contributor
from good_practices.models import GoodPracticePage
from network_members.models import User
from proposals.models import Proposal, ProposedText


def contributors(keys: Collection[UUID], user: Any, reader: str) -> dict[UUID, list[Contributor]]:
    """Return whose accepted texts readers have before them: the practice was published since, in that language."""
    published = GoodPracticePage.objects.live().filter(
        translation_key=OuterRef("proposal__practice_key"),
        locale__language_code=OuterRef("proposal__language"),
        last_published_at__gte=OuterRef("decided_at"),
    )
    accepted = ProposedText.objects.filter(proposal__practice_key__in=keys, state=ProposedText.State.ACCEPTED)
    found = accepted.filter(Exists(published)).select_related("proposal__author", "proposal__organisation")
    proposals = [one.proposal for one in found.order_by("decided_at", "pk")]
    people = {one.author_id for one in proposals if one.adoption_key is None}
    seen = set(User.objects.visible_to(user).filter(pk__in=people)) if people else set()
    credited: dict[UUID, dict[Any, Contributor]] = {}
    for one in proposals:
        credited.setdefault(one.practice_key, {})[whose(one)] = contributor(one, seen, reader)
    return {key: list(names.values()) for key, names in credited.items()}


def whose(one: Proposal) -> tuple[Any, ...]:
    """Return by what somebody is known, so that nobody is named twice."""
    return (one.organisation_id, one.body_name) if one.adoption_key else ("person", one.author_id)


def contributor(one: Proposal, seen: set[User], reader: str) -> Contributor:
    """Return the body, or the person; without a name where they do not show it."""
    if one.adoption_key:
        return Contributor(str(one.organisation.name_in(reader)) if one.organisation else one.body_name, is_body=True)
    is_shown = one.author in seen and one.author is not None and not one.author.erased_at
    return Contributor(str(one.author) if is_shown else "")
