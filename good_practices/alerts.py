"""Mails about new practices that match saved searches: one for all searches of a person, none when nothing is new."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core import signing
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import override

from good_practices import rules
from good_practices.mails import absolute
from good_practices.models import GoodPracticePage, SavedSearch, ToldPractice
from good_practices.pointed import library_url
from good_practices.searching import found_by
from language.names import called
from mail import actions as outbox
from network_members.models import User
from search.rebuilding import read_on

NAMED = 10
"""Practices that a mail names for each search; it counts the others."""
SALT = "good_practices.alerts.stop"
STOPS_WITHIN = timedelta(days=180)


@dataclass(frozen=True)
class News:
    """What a search found that is new."""

    search: SavedSearch
    practices: list[Any]
    """Title, slug and key of each, the newest first."""


def tell_all(now: datetime) -> int:
    """Mail everybody whose searches are due; return the number of mails.

    Words are asked of the index, which reads first what it has not read yet; what it misses all the same is told next
    time, because each look goes back to the day on which the mails began.
    """
    read_on()
    owners = SavedSearch.objects.due(localdate(now)).values("owner")
    people = User.objects.filter(pk__in=owners, is_active=True).order_by("pk")
    return sum(tell(person, now) for person in people)


@transaction.atomic
def tell(person: User, now: datetime) -> bool:
    """Mail a person what is new for their due searches, however many runs ask at once; say whether a mail is queued."""
    if not rules.can_save_searches(person):
        return False
    due = list(SavedSearch.objects.visible_to(person).due(localdate(now)).order_by("pk"))
    found = [news for search in due if claim(search, now) and (news := look(search, person, now)).practices]
    if not found:
        return False
    note(found)
    send(person, found)
    return True


def claim(search: SavedSearch, now: datetime) -> bool:
    """Take the look of a day by an UPDATE that one can win."""
    mine = SavedSearch.objects.due(localdate(now)).filter(pk=search.pk)
    return bool(mine.update(looked_on=localdate(now)))


def look(search: SavedSearch, person: User, now: datetime) -> News:
    """Return the practices that were published since the mails began and that no mail has told of."""
    # A translation is no new practice: none of its versions was online before.
    known = GoodPracticePage.objects.filter(first_published_at__lte=search.told_from)
    found = found_by(search, person.language)
    fresh = (
        found.practices.filter(first_published_at__gt=search.told_from, first_published_at__lte=now)
        .exclude(translation_key__in=known.values("translation_key"))
        .exclude(translation_key__in=ToldPractice.objects.filter(search=search).values("practice_key"))
        .order_by("-first_published_at", "-pk")
    )
    rows = fresh.values("pk", "title", "slug", key=F("translation_key"))
    return News(search, [row for row in rows if found.holds_words(row["pk"])])


def note(found: list[News]) -> None:
    """Write down what is told; the database refuses to note the same twice."""
    ToldPractice.objects.bulk_create(
        ToldPractice(search=news.search, practice_key=one["key"]) for news in found for one in news.practices
    )


def send(person: User, found: list[News]) -> None:
    """Queue one mail for all that was found."""
    with override(person.language):
        context = {
            "name": called(person.first_name, person.language),
            "fresh": len({one["key"] for news in found for one in news.practices}),
            "news": [as_lines(news, library_url(person.language)) for news in found],
            "url": absolute(reverse("searches:list")),
        }
        stop_url = absolute(reverse("practices:stop", args=[token_for(person)]))
    template = "good_practices/email/alert"
    outbox.queue_regular(
        template=template, to=person.email, language=person.language, context=context, stop_url=stop_url
    )


def as_lines(news: News, library: str) -> dict[str, Any]:
    """Return what a mail says of one search."""
    named = [{"title": one["title"], "url": absolute(f"{library}{one['slug']}/")} for one in news.practices[:NAMED]]
    return {"name": news.search.name, "practices": named, "more": len(news.practices) - len(named)}


def token_for(person: User) -> str:
    """Return what stands in the address that ends the mails of a person; it does nothing else."""
    return signing.dumps(str(person.public_id), salt=SALT)


def person_of(token: str) -> User | None:
    """Return whose mails a token ends; nobody for what we did not sign, or signed too long ago."""
    try:
        key = UUID(signing.loads(token, salt=SALT, max_age=STOPS_WITHIN))
    except (signing.BadSignature, ValueError):
        return None
    return User.objects.filter(public_id=key, erased_at=None).first()
