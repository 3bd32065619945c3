"""How often members may write, counted in the shared cache; the numbers are settings."""

import hashlib
import re
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blocks.richtext import render_markdown
from comments.models import Comment, Talk
from language.folding import fold
from network_members.models import MembershipRequest
from network_members.roles import ROLES, Role
from network_members.rules import has_role

TOO_SOON = _("You have just written something. Your text is kept here: please send it again in half a minute.")
TOO_MANY = _("New members write ten comments on their first day. Your text is kept here: please send it tomorrow.")
TWICE = _("You wrote the same a few minutes ago, so it was not stored again.")
NEARLY = _(
    "You wrote almost the same a few minutes ago. Your text is kept here: change the earlier comment instead, "
    "or send this one in five minutes."
)
LINKS = _("New members put at most two links into a comment. Please take some out.")


TRUSTED = ROLES - {Role.MEMBER}
"""The roles that the network gives to people whom it knows."""
WORD = re.compile(r"\w+")
NOT_STORED = 0
"""What is remembered of words that are being stored, before their comment has a number."""
LAST = 60
"""How many of somebody's newest comments are compared: more than one writes in five minutes."""
FEW_WORDS = 5
"""So many words are soon alike without being the same."""
ADDRESS = re.compile(r"https?://(?:www\.)?|\bwww\.", re.IGNORECASE)


class TooOften(Exception):  # noqa: N818 - reads as what happened
    """The comment came too early, or has been written before; the message says what to do."""

    def __init__(self, message: Any) -> None:
        self.message = message
        super().__init__(str(message))


def is_new(person: Any, now: datetime) -> bool:
    """Say whether somebody has only just become a member."""
    return now - member_since(person) < timedelta(hours=settings.COMMENTS_NEW_MEMBER_HOURS)


def member_since(person: Any) -> datetime:
    """Return since when somebody could write."""
    approved = MembershipRequest.objects.filter(applicant=person).values_list("decided_at", flat=True).first()
    return max(filter(None, (person.date_joined, approved)))


def is_unknown(person: Any, now: datetime) -> bool:
    """Say whether moderators look first: a new account, of which readers see nothing yet, without a role of trust."""
    is_old = now - member_since(person) >= timedelta(days=settings.COMMENTS_NEW_ACCOUNT_DAYS)
    if is_old or has_role(person, *TRUSTED):
        return False
    return not Comment.objects.filter(user=person, state=Comment.State.SHOWN).exists()


def has_too_many_links(person: Any, text: str) -> bool:
    """Say whether a new member's text holds more links than it may, those included that nobody can click."""
    number = max(render_markdown(text).count("<a "), len(ADDRESS.findall(text)))
    return number > settings.COMMENTS_LINKS_OF_NEW_MEMBERS and is_new(person, timezone.now())


def take(person: Any, text: str) -> list[str]:
    """Count one more comment and return where it is counted; raises TooOften when it may not be written now."""
    now = timezone.now()
    is_newcomer = is_new(person, now)
    pause = settings.COMMENTS_PAUSE_OF_NEW_MEMBERS_SECONDS if is_newcomer else settings.COMMENTS_PAUSE_SECONDS
    again, waits = counted_at(person, text)
    if cache.get(again) is not None:
        raise TooOften(TWICE)
    if is_nearly_said(person, text, now):
        raise TooOften(NEARLY)
    if not cache.add(waits, 1, pause):
        raise TooOften(TOO_SOON)
    if is_newcomer and not is_within(f"comments:day:{person.pk}", settings.COMMENTS_ON_THE_FIRST_DAY):
        raise TooOften(TOO_MANY)
    cache.add(again, NOT_STORED, settings.COMMENTS_SAME_TEXT_SECONDS)
    return [again, waits]


def remember(comment: Comment) -> None:
    """Remember which comment holds these words, so that the same ones lead to it for some minutes."""
    again, _waits = counted_at(comment.user, comment.comment)
    cache.set(again, comment.pk, settings.COMMENTS_SAME_TEXT_SECONDS)


def same_of(person: Any, talk: Talk, text: str, answers: Comment | None) -> Comment | None:
    """Return a person's own comment that says the same at the same place: a minute ago, or one that still waits."""
    number = cache.get(counted_at(person, text)[0])
    own = talk.comments.filter(user=person, answers=answers)
    fresh = Q(pk=number or NOT_STORED, state=Comment.State.SHOWN) | Q(state=Comment.State.WAITING)
    return next((one for one in own.filter(fresh) if fold(one.comment) == fold(text)), None)


def is_nearly_said(person: Any, text: str, now: datetime) -> bool:
    """Say whether somebody wrote almost the same, anywhere, a few minutes ago."""
    since = now - timedelta(seconds=settings.COMMENTS_SAME_TEXT_SECONDS)
    said = Comment.objects.filter(user=person, submit_date__gt=since).values_list("comment", flat=True)
    return any(are_alike(text, one) for one in said.order_by("-pk")[:LAST])


def are_alike(one: str, other: str) -> bool:
    """Say whether two texts share nearly all of their words."""
    first, second = (set(WORD.findall(fold(text))) for text in (one, other))
    if min(len(first), len(second)) <= FEW_WORDS:
        return False
    return len(first & second) / len(first | second) >= settings.COMMENTS_SHARED_WORDS


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
