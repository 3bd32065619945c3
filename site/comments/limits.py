"""How often members may write, counted in the shared cache; the numbers are settings."""

import hashlib
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blocks.richtext import render_markdown
from language.folding import fold
from network_members.models import MembershipRequest

TOO_SOON = _("You have just written something. Your text is kept here: please send it again in half a minute.")
TOO_MANY = _("New members write ten comments on their first day. Your text is kept here: please send it tomorrow.")
TWICE = _("You wrote the same a few minutes ago, so it was not stored again.")
LINKS = _("New members put at most two links into a comment. Please take some out.")


class TooOften(Exception):  # noqa: N818 - reads as what happened
    """The comment came too early, or has been written before; the message says what to do."""

    def __init__(self, message: Any) -> None:
        self.message = message
        super().__init__(str(message))


def is_new(person: Any, now: datetime) -> bool:
    """Say whether somebody has only just become a member."""
    approved = MembershipRequest.objects.filter(applicant=person).values_list("decided_at", flat=True).first()
    since = max(filter(None, (person.date_joined, approved)))
    return now - since < timedelta(hours=settings.COMMENTS_NEW_MEMBER_HOURS)


def has_too_many_links(person: Any, text: str) -> bool:
    """Say whether a new member's text holds more links than it may."""
    number = render_markdown(text).count("<a ")
    return number > settings.COMMENTS_LINKS_OF_NEW_MEMBERS and is_new(person, timezone.now())


def take(person: Any, text: str) -> list[str]:
    """Count one more comment and return where it is counted; raises TooOften when it may not be written now."""
    is_newcomer = is_new(person, timezone.now())
    pause = settings.COMMENTS_PAUSE_OF_NEW_MEMBERS_SECONDS if is_newcomer else settings.COMMENTS_PAUSE_SECONDS
    again, waits = counted_at(person, text)
    if cache.get(again):
        raise TooOften(TWICE)
    if not cache.add(waits, 1, pause):
        raise TooOften(TOO_SOON)
    if is_newcomer and not is_within(f"comments:day:{person.pk}", settings.COMMENTS_ON_THE_FIRST_DAY):
        raise TooOften(TOO_MANY)
    cache.add(again, 1, settings.COMMENTS_SAME_TEXT_SECONDS)
    return [again, waits]


def counted_at(person: Any, text: str) -> tuple[str, str]:
    """Return where these words of a person are remembered, and that they have just written."""
    said = hashlib.sha256(fold(text).encode()).hexdigest()
    return f"comments:said:{person.pk}:{said}", f"comments:pause:{person.pk}"


def is_within(name: str, limit: int, seconds: int = 24 * 60 * 60) -> bool:
    """Count one more, and say whether it is within the limit."""
    cache.add(name, 0, seconds)
    return cache.incr(name) <= limit


def give_back(taken: list[str]) -> None:
    """Count as if nothing had been written, because it was not."""
    cache.delete_many(taken)
