"""Mails about notices: many events in one, never the same twice, and only what their reader may see."""

from collections import Counter
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import override

from following import rules
from following.listing import notice_rows
from following.models import MailChoice, Notice, NoticeQuerySet
from following.stopping import absolute, address_for
from following.subjects import thing
from language.names import called
from mail import actions as outbox
from network_members.models import User

NAMED = 10
"""Things that a mail names; it counts the others."""
MOST_AT_ONCE = 50
"""People whom one sweep of the worker writes to."""
Rhythm = MailChoice.Rhythm


def tell_all(now: datetime) -> int:
    """Mail everybody whose day or week is over; return the number of mails."""
    others = MailChoice.objects.exclude(pk__in=MailChoice.objects.due(localdate(now)))
    waiting = away(Notice.objects.waiting(now)).exclude(person__in=others.values("person"))
    return sum(tell(person, now) for person in people_of(waiting))


def tell_at_once(now: datetime) -> int:
    """Mail those who want to hear at once; the worker asks a few times a minute."""
    ready = MailChoice.objects.filter(rhythm=Rhythm.AT_ONCE).values("person")
    waiting = Notice.objects.waiting(now).filter(person__in=ready)
    return sum(tell_now(person, now) for person in people_of(waiting)[:MOST_AT_ONCE])


def people_of(waiting: NoticeQuerySet) -> Any:
    """Return whose notices these are: open accounts with a verified address."""
    verified = Q(emailaddress__verified=True, emailaddress__email__iexact=F("email"))
    people = User.objects.filter(verified, pk__in=waiting.values("person"), is_active=True)
    return people.prefetch_related("groups").distinct().order_by("pk")


def away(notices: NoticeQuerySet) -> NoticeQuerySet:
    """Return those that came after their person signed in last."""
    return notices.filter(Q(person__last_login=None) | Q(person__last_login__lt=F("made_at")))


@transaction.atomic
def tell(person: User, now: datetime) -> bool:
    """Mail what came while a person was away, however many runs ask at once; say whether a mail is queued."""
    if not rules.can_follow(person):
        return False
    choice = claim(person, now)
    if choice is None:
        return False
    return send_what_is_new(person, choice, away(Notice.objects.waiting(now)), now)


@transaction.atomic
def tell_now(person: User, now: datetime) -> bool:
    """Mail what has just happened; say whether a mail is queued."""
    choice = MailChoice.objects.select_for_update().filter(person=person, rhythm=Rhythm.AT_ONCE).first()
    if choice is None or not rules.can_follow(person):
        return False
    return send_what_is_new(person, choice, Notice.objects.waiting(now), now)


def claim(person: User, now: datetime) -> MailChoice | None:
    """Take the look of a day or a week by an UPDATE that one can win."""
    MailChoice.objects.bulk_create([MailChoice(person=person)], ignore_conflicts=True)
    won = MailChoice.objects.due(localdate(now)).filter(person=person).update(looked_on=localdate(now))
    return MailChoice.objects.get(person=person) if won else None


def send_what_is_new(person: User, choice: MailChoice, waiting: NoticeQuerySet, now: datetime) -> bool:
    """Weigh a person's notices, each once, and mail those whose things they may see now."""
    mine = waiting.filter(person=person, **({"made_at__gte": choice.told_from} if choice.told_from else {}))
    numbers = list(mine.values_list("pk", flat=True))
    Notice.objects.filter(pk__in=numbers).update(weighed_at=now)
    seen = Notice.objects.visible_to(person).filter(pk__in=numbers).select_related("event")
    with override(person.language):
        rows = notice_rows(seen.order_by("-made_at", "-pk"), person, person.language)
        if rows:
            send(person, rows)
    return bool(rows)


def send(person: User, rows: list[dict[str, Any]]) -> None:
    """Queue one mail for all that happened, in the language of the moment."""
    told = as_things(rows)
    context = {
        "name": called(person.first_name, person.language),
        "number": len(rows),
        "things": [as_lines(person, *one) for one in list(told.items())[:NAMED]],
        "more": max(0, len(told) - NAMED),
        "url": absolute(reverse("notices:list")),
    }
    template, stop_url = "following/email/notices", address_for(person)
    outbox.queue_regular(
        template=template, to=person.email, language=person.language, context=context, stop_url=stop_url
    )


def as_things(rows: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Sort what happened by what it happened to; the newest comes first."""
    told: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        event = row["notice"].event
        told.setdefault(thing(event.kind, event.key), []).append(row)
    return told


def as_lines(person: User, what: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Return what a mail says of one thing: its title, what happened on which day, the way there and the way out."""
    counted = Counter((str(row["sentence"]), localdate(row["notice"].made_at)) for row in rows)
    return {
        "title": rows[0]["title"].text,
        "events": [{"sentence": words, "day": day, "number": number} for (words, day), number in counted.items()],
        "url": absolute(reverse("notices:see", args=[rows[0]["notice"].pk])),
        "mute_url": address_for(person, what),
    }
