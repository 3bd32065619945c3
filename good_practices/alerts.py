"""Mails about what is new and matches saved searches: one for all searches of a person, none when nothing is new."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urljoin
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import override

from good_practices import rules, whole_site
from good_practices.mails import absolute
from good_practices.models import GoodPracticePage, KnownThing, SavedSearch, ToldPractice
from good_practices.pointed import library_url
from good_practices.searching import found_by
from language.names import called
from mail import actions as outbox
from network_members.models import User
from search.fresh import newest
from search.rebuilding import read_on

NAMED = 10
"""Things that a mail names for each search; it counts the others."""
SALT = "good_practices.alerts.stop"
STOPS_WITHIN = timedelta(days=180)


@dataclass(frozen=True)
class New:
    """A thing that is new, as its reader sees it."""

    id: str
    """Kind and key, as the search names it: `practice:` with the key of its translations."""
    title: str
    url: str
    number: int = 0
    """In the index, of what a search of the whole site found."""

    @property
    def key(self) -> str:
        """Return its key among those of its kind."""
        return self.id.partition(":")[2]


@dataclass(frozen=True)
class News:
    """What a search found that is new, the newest first."""

    search: SavedSearch
    things: list[New]


def tell_all(now: datetime) -> int:
    """Mail everybody whose searches are due; return the number of mails.

    Words are asked of the index, which reads first what it has not read yet. What a look misses all the same is told
    next time, because each look goes back to the day on which the mails began.
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
    found = [news for search in due if claim(search, now) and (news := look(search, person, now)).things]
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
    """Return what is new since the mails began and no mail has told of."""
    return News(search, list(in_library(search, person, now) if search.is_of_library else on_site(search, person)))


def in_library(search: SavedSearch, person: User, now: datetime) -> Iterable[New]:
    """Yield the practices that were published since the mails of a search of the library began."""
    # A translation is no new practice: none of its versions was online before.
    known = GoodPracticePage.objects.filter(first_published_at__lte=search.told_from)
    found = found_by(search, person.language)
    new = (
        found.practices.filter(first_published_at__gt=search.told_from, first_published_at__lte=now)
        .exclude(translation_key__in=known.values("translation_key"))
        .exclude(translation_key__in=ToldPractice.objects.filter(search=search).values("practice_key"))
        .order_by("-first_published_at", "-pk")
    )
    library = library_url(person.language)
    for pk, title, slug, key in new.values_list("pk", "title", "slug", "translation_key"):
        if found.holds_words(pk):
            yield New(f"practice:{key}", title, absolute(f"{library}{slug}/"))


def on_site(search: SavedSearch, person: User) -> Iterable[New]:
    """Yield what a search of the whole site finds that its owner may see, and does not know from it yet."""
    search.owner = person
    for one in whole_site.look(search, newest()):
        yield New(one.id, one.title, urljoin(settings.WAGTAILADMIN_BASE_URL, one.url), one.number)


def note(found: list[News]) -> None:
    """Write down what is told; nothing is noted twice, says the database."""
    told = [(news.search, one) for news in found for one in news.things]
    ToldPractice.objects.bulk_create(
        ToldPractice(search=search, practice_key=one.key) for search, one in told if search.is_of_library
    )
    KnownThing.objects.bulk_create(
        KnownThing(search=search, thing_id=one.number) for search, one in told if not search.is_of_library
    )


def send(person: User, found: list[News]) -> None:
    """Queue one mail for all that was found."""
    with override(person.language):
        context = {
            "name": called(person.first_name, person.language),
            "fresh": len({one.id for news in found for one in news.things}),
            "only_practices": all(news.search.is_of_library for news in found),
            "news": [as_lines(news) for news in found],
            "url": absolute(reverse("searches:list")),
        }
        stop_url = absolute(reverse("practices:stop", args=[token_for(person)]))
    template = "good_practices/email/alert"
    outbox.queue_regular(
        template=template, to=person.email, language=person.language, context=context, stop_url=stop_url
    )


def as_lines(news: News) -> dict[str, Any]:
    """Return what a mail says of one search."""
    named = [{"title": one.title, "url": one.url} for one in news.things[:NAMED]]
    return {"name": news.search.name, "things": named, "more": len(news.things) - len(named)}


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
