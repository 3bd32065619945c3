"""What can happen: somebody follows, something happens, a notice is read."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.timezone import localdate

from following import rules, unread
from following.models import Event, Follow, Level, MailChoice, Notice
from following.subjects import around, kinds, thing
from network_members.models import User

PAGE = "page"
"""The kind of pages under which members talk."""


class NotThere(Exception):  # noqa: N818 - reads as what happened
    """There is no such thing that this person may see; nothing was changed."""


@dataclass(frozen=True)
class Told:
    """Something that happened to a page: what, to which, under which name it is noted once, and fields of the event."""

    happening: str
    key: UUID
    name: str
    more: dict[str, Any] = field(default_factory=dict)


@transaction.atomic
def follow(person: User, kind: str, key: UUID, level: int) -> None:
    """Let somebody hear of a thing as much as they chose; back to normal is always open, also for what is gone."""
    if not rules.can_follow(person):
        raise PermissionDenied
    if level == Level.NORMAL:
        Follow.objects.visible_to(person).filter(thing=thing(kind, key)).delete()
        return
    known = kinds().get(kind)
    if known is None or key not in known.titles([key], person, person.language):
        raise NotThere
    Follow.objects.update_or_create(person=person, thing=thing(kind, key), defaults={"level": level})


def happened(happening: str, key: UUID, name: str, **more: Any) -> None:
    """Note that something happened to a page, once for each name; the worker tells those who follow it.

    `actor`, `answered` (who is told unless they muted the page) and `number` are fields of the event. What nobody would
    hear of is not noted: an import publishes thousands.
    """
    all_happened([Told(happening, key, name, more)])


def all_happened(told: Sequence[Told]) -> None:
    """Note what happened to many pages, in as few queries as for one where nobody would hear of it."""
    heard = followed({one.key for one in told if not one.more.get("answered")})
    for one in told:
        if one.key in heard or one.more.get("answered"):
            note(one)


def note(told: Told) -> None:
    """Write down what happened, and let the worker tell it."""
    values = {"happening": told.happening, "kind": PAGE, "key": told.key, **told.more}
    event, is_new = Event.objects.get_or_create(name=told.name, defaults=values)
    if is_new:
        # As a string: actions know nothing of tasks.
        spread = import_string("following.tasks.spread_event")
        transaction.on_commit(lambda: spread.enqueue(event.pk))


def followed(keys: Collection[UUID]) -> set[UUID]:
    """Return which pages are followed, or what they belong to; that is looked up only if such things are followed."""
    if not keys or not Follow.objects.near(PAGE, keys).exists():
        return set()
    names = around(PAGE, keys)
    found = set(Follow.objects.filter(thing__in=set().union(*names.values())).values_list("thing", flat=True))
    return {key for key in keys if names[key] & found}


def did_not_happen(name: str) -> None:
    """Take an event back in the transaction that noted it, before anybody is told."""
    Event.objects.filter(name=name, spread_at=None).delete()


def choose_mails(person: User, rhythm: str) -> None:
    """Let mails about notices come as often as somebody chose, from now on, or never."""
    if not rules.can_follow(person):
        raise PermissionDenied
    begin_mails(person, rhythm)


def begin_mails(person: User, rhythm: str) -> None:
    """Write a rhythm down; what happened before it is not told by mail."""
    now = timezone.now()
    values = {"rhythm": rhythm, "told_from": now, "looked_on": localdate(now)}
    MailChoice.objects.update_or_create(person=person, defaults=values)


def stop_mails(person: User, of: str = "") -> None:
    """Mute a thing, or end all mails about notices, for whoever holds the link of a mail: no role is asked."""
    if of:
        Follow.objects.update_or_create(person=person, thing=of, defaults={"level": Level.MUTED})
    elif rhythm_of(person) != MailChoice.Rhythm.NEVER:
        begin_mails(person, MailChoice.Rhythm.NEVER)


def rhythm_of(person: User) -> str:
    """Return how often somebody gets mails about notices."""
    chosen = MailChoice.objects.visible_to(person).values_list("rhythm", flat=True).first()
    return chosen or MailChoice.Rhythm.DAILY


@transaction.atomic
def read(person: User, number: int) -> None:
    """Mark one of a person's own notices as read."""
    unread.begin_round([person.pk])
    Notice.objects.visible_to(person).unread().filter(pk=number).update(read_at=timezone.now())


@transaction.atomic
def read_all(person: User) -> None:
    """Mark all that a person can see as read."""
    unread.begin_round([person.pk])
    Notice.objects.visible_to(person).unread().update(read_at=timezone.now())


@transaction.atomic
def move(old: UUID, new: UUID) -> None:
    """Let whoever followed one page follow another; whoever followed both keeps the level of the one that stays."""
    before, after = thing(PAGE, old), thing(PAGE, new)
    both = Follow.objects.filter(thing=after).values("person")
    Follow.objects.filter(thing=before, person__in=both).delete()
    Follow.objects.filter(thing=before).update(thing=after)
    Event.objects.filter(kind=PAGE, key=old).update(key=new)
