"""From an event to the people who are told: in the background worker, never twice, never too much."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from following.models import Event, Follow, Level, Notice
from following.subjects import around, happenings, thing
from following.unread import begin_round
from network_members.models import User

MOST_AN_HOUR = 20
"""How many notices one person's doings may bring another within an hour."""
KEPT_FOR = timedelta(days=180)
LATE = timedelta(minutes=1)
"""After which an event counts as forgotten by whoever was to tell it."""


@transaction.atomic
def spread(number: int) -> None:
    """Tell everybody who is to hear of an event, if nobody has done so."""
    event = Event.objects.select_for_update().filter(pk=number, spread_at=None).first()
    if event is None:
        return
    people = calm(event, reached(event))
    begin_round(people)
    Notice.objects.bulk_create((Notice(person_id=pk, event=event) for pk in people), ignore_conflicts=True)
    event.spread_at = timezone.now()
    event.save(update_fields=["spread_at"])


def reached(event: Event) -> set[int]:
    """Return who follows it, or what it belongs to, closely enough, and who was answered; not who did or muted it."""
    itself = thing(event.kind, event.key)
    things = around(event.kind, [event.key])[event.key]
    follows = Follow.objects.filter(thing__in=things).values_list("person", "thing", "level")
    known = happenings().get(event.happening)
    least = known.least if known else Level.WATCHING
    people = {person for person, _thing, level in follows if level >= least}
    muted = {person for person, what, level in follows if what == itself and level == Level.MUTED}
    answered = {event.answered_id} if event.answered_id else set()
    return (people | answered) - muted - {event.actor_id}


def calm(event: Event, people: Iterable[int]) -> list[int]:
    """Return those of the people with an open account whom the same person has not brought too much already."""
    since = timezone.now() - timedelta(hours=1)
    recent = Notice.objects.filter(event__actor=event.actor_id, made_at__gt=since) if event.actor_id else None
    full = recent.values("person").annotate(n=Count("pk")).filter(n__gte=MOST_AN_HOUR) if recent is not None else None
    found = User.objects.filter(pk__in=people, is_active=True)
    if full is not None:
        found = found.exclude(pk__in=full.values("person"))
    return list(found.order_by("pk").values_list("pk", flat=True))


def look_after(now: datetime) -> None:
    """Tell what a worker that died left untold, and forget what is old."""
    for number in Event.objects.filter(spread_at=None, made_at__lt=now - LATE).values_list("pk", flat=True)[:50]:
        spread(number)
    forget(now - KEPT_FOR)


@transaction.atomic
def forget(before: datetime) -> None:
    """Delete the events from before a moment, and what was told of them."""
    old = Event.objects.filter(made_at__lt=before)
    begin_round(list(Notice.objects.filter(event__in=old).values_list("person", flat=True).distinct()))
    old.delete()
