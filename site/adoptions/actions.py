"""What can happen to an adoption; each step is one transaction under the lock of its row."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from adoptions import mails, rules
from adoptions.models import AdoptedResult, Adoption, LocalAction
from adoptions.places import place_near
from good_practices.models import GoodPracticePage
from network_members.models import User

State = Adoption.State


class NotPublic(Exception):  # noqa: N818 - reads as what happened
    """Nobody can take over a practice that is not public."""


class Changed(Exception):  # noqa: N818 - reads as what happened
    """Somebody has changed the adoption meanwhile."""


@dataclass(frozen=True)
class Deed:
    """A local action as it was typed."""

    day: date
    text: str
    people: int | None = None


@dataclass(frozen=True)
class Typed:
    """What a form of an adoption holds: its own fields, results by the key of the practice's row, local actions."""

    fields: dict[str, Any]
    results: list[AdoptedResult] = field(default_factory=list)
    deeds: list[Deed] = field(default_factory=list)


@transaction.atomic
def begin(person: User, key: UUID, *, where: str, language: str) -> Adoption:
    """Begin a draft for the person's body, or return the one they have begun for this practice."""
    if not rules.can_adopt(person):
        raise PermissionDenied
    if not GoodPracticePage.objects.public_to_all().filter(translation_key=key).exists():
        raise NotPublic
    # One person begins one thing at a time.
    User.objects.select_for_update().get(pk=person.pk)
    begun = Adoption.objects.filter(owner=person, practice_key=key, state=State.DRAFT).first()
    if begun:
        return begun
    return Adoption.objects.create(
        owner=person,
        practice_key=key,
        organisation=person.organisation,
        where=where,
        place=place_near(where, person.organisation),
        language=language,
    )


@transaction.atomic
def save(adoption: Adoption, typed: Typed, *, by: User, version: int, publish: bool = False) -> Adoption:
    """Write what was typed, and make it public if asked to.

    Raises Changed when the adoption is no longer the one that the form showed.
    """
    found = locked(adoption)
    if not rules.can_write(by, found):
        raise PermissionDenied
    if (found.version, found.state) != (version, adoption.state):
        raise Changed
    for name, value in typed.fields.items():
        setattr(found, name, value)
    found.version += 1
    if publish and rules.can_publish(by, found):
        found.state, found.published_at = State.PUBLIC, timezone.now()
    found.save()
    write_rows(found, typed)
    renew_evidence(found.practice_key)
    return found


def write_rows(adoption: Adoption, typed: Typed) -> None:
    """Write results and local actions in place of those before; results of indicators that are gone stay."""
    adoption.results.filter(row_key__in=[one.row_key for one in typed.results]).delete()
    adoption.local_actions.all().delete()
    for result in typed.results:
        result.adoption = adoption
    AdoptedResult.objects.bulk_create(one for one in typed.results if one.baseline or one.target or one.actual)
    LocalAction.objects.bulk_create(
        LocalAction(adoption=adoption, day=deed.day, text=deed.text, people=deed.people) for deed in typed.deeds
    )


@transaction.atomic
def hide(adoption: Adoption, *, by: User, reason: str) -> None:
    """Keep a public adoption from readers, and tell its author why."""
    if not rules.can_hide(by):
        raise PermissionDenied
    found = locked(adoption)
    if found.state != State.PUBLIC:
        return
    found.state, found.hidden_reason, found.hidden_by = State.HIDDEN, reason, by
    found.save()
    renew_evidence(found.practice_key)
    mails.tell(found, "hidden", by=by)


@transaction.atomic
def keep_back(number: int, *, reason: str, by: User | None) -> None:
    """Keep an adoption from readers because moderators decided so, who tell its author."""
    found = Adoption.objects.select_for_update().filter(pk=number, state=State.PUBLIC).first()
    if found:
        found.state, found.hidden_reason, found.hidden_by = State.HIDDEN, reason, by
        found.save()
        renew_evidence(found.practice_key)


@transaction.atomic
def restore(number: int) -> None:
    """Show an adoption again because an appeal was granted."""
    found = Adoption.objects.select_for_update().filter(pk=number, state=State.HIDDEN).first()
    if found and is_whole(found):
        found.state, found.hidden_reason, found.hidden_by = State.PUBLIC, "", None
        found.save()
        renew_evidence(found.practice_key)


def is_whole(adoption: Adoption) -> bool:
    """Say whether an adoption holds what readers need."""
    return bool(adoption.where and adoption.start_year and (adoption.organisation_id or adoption.body_name))


@transaction.atomic
def show(adoption: Adoption, *, by: User) -> bool:
    """Show an adoption again, and tell its author; False when it lacks what readers need."""
    if not rules.can_hide(by):
        raise PermissionDenied
    found = locked(adoption)
    if not is_whole(found):
        return False
    if found.state == State.HIDDEN:
        found.state, found.hidden_reason, found.hidden_by = State.PUBLIC, "", None
        found.save()
        renew_evidence(found.practice_key)
        mails.tell(found, "shown", by=by)
    return True


def follow(old: UUID, new: UUID) -> None:
    """Let adoptions of a practice that was merged belong to the one that stays."""
    Adoption.objects.filter(practice_key=old).update(practice_key=new)
    renew_evidence(new)


def renew_evidence(key: UUID) -> None:
    """Write the evidence level of a practice anew, in both languages, where it has changed."""
    for page in GoodPracticePage.objects.filter(translation_key=key):
        level = page.work_out_evidence()
        if level != page.evidence:
            GoodPracticePage.objects.filter(pk=page.pk).update(evidence=level)


def locked(adoption: Adoption) -> Adoption:
    """Return the adoption as it is now, locked."""
    return Adoption.objects.select_for_update().get(pk=adoption.pk)
