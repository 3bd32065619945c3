"""What can happen in a talk; each step is one transaction under the lock of the talk."""

from dataclasses import dataclass, field
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from comments import followed, limits, rules
from comments.models import Comment, EarlierText, Reaction, Talk
from comments.places import talked_about
from moderation import actions as moderation
from network_members.models import User
from vocabulary.models import Axis

State = Comment.State
KIND = "comment"
"""How moderators call what stands here."""


class Refused(Exception):  # noqa: N818 - reads as what happened
    """A step that cannot be taken now; nothing was changed."""


class NotThere(Refused):
    """There is no such page or comment that this person may read."""


class Closed(Refused):
    """The talk takes nothing more."""


class Changed(Refused):
    """Somebody has changed the comment meanwhile."""


@dataclass(frozen=True)
class Words:
    """What a comment says: text, the language it is written in, and what it is about."""

    text: str
    language: str
    axis: Axis | None = None
    token: UUID = field(default_factory=uuid4)


@transaction.atomic
def write(person: User, key: UUID, words: Words, answers: Comment | None = None) -> Comment:
    """Add a comment to the talk of a page; the same form sent twice, or the same words again, add it once."""
    talk = enter(person, key)
    known = Comment.objects.filter(token=words.token).first()
    if known:
        return own(known, person)
    if not rules.is_open(talk):
        raise Closed
    if answers and not talk.comments.filter(pk=answers.pk, state=State.SHOWN).exists():
        raise NotThere
    same = limits.same_of(person, talk, words.text, answers)
    if same:
        return same
    taken = limits.take(person, words.text)
    try:
        return bring_in(person, talk, words, answers)
    except Exception:
        limits.give_back(taken)
        raise


def own(comment: Comment, person: User) -> Comment:
    """Return the comment of a form that was sent before; somebody else's form is none."""
    if comment.user_id != person.pk:
        raise NotThere
    return comment


def enter(person: User, key: UUID) -> Talk:
    """Return the talk of a page that somebody may write under, locked; one person writes one thing at a time."""
    if not rules.can_write(person):
        raise PermissionDenied
    if not talked_about(person).filter(translation_key=key).exists():
        raise NotThere
    User.objects.select_for_update().get(pk=person.pk)
    Talk.objects.get_or_create(key=key)
    return Talk.objects.select_for_update().get(key=key)


def bring_in(person: User, talk: Talk, words: Words, answers: Comment | None) -> Comment:
    """Store a comment; one of somebody whom nobody knows yet waits for the moderators, and is told to nobody else."""
    waits = limits.is_unknown(person, timezone.now())
    comment = store(person, talk, words, answers, state=State.WAITING if waits else State.SHOWN)
    limits.remember(comment)
    if waits:
        moderation.present(moderation.Reported(KIND, comment.pk, words.text, words.language, person))
    return comment


def store(
    person: User, talk: Talk, words: Words, answers: Comment | None, *, state: Comment.State = State.SHOWN
) -> Comment:
    """Write a comment down, by number only: no address of its author, none of the browser."""
    comment = Comment(
        content_type=ContentType.objects.get_for_model(Talk),
        object_pk=str(talk.pk),
        site_id=settings.SITE_ID,
        user=person,
        comment=words.text,
        language=words.language,
        axis=words.axis,
        token=words.token,
        talk=talk,
        answers=answers,
        parent_id=answers.branch if answers else 0,
        state=state,
        is_public=state == State.SHOWN,
    )
    comment.save()
    comment.branch = comment.thread_id
    Comment.objects.filter(pk=comment.pk).update(branch=comment.branch)
    if comment.is_shown:
        followed.tell(comment, talk.key)
    return comment


@transaction.atomic
def edit(comment: Comment, words: Words, *, by: User, version: int) -> None:
    """Change one's own comment; after the silent minutes what it said before stays to be read.

    Raises Closed when the talk takes nothing more, Changed when the comment is no longer the one that the form showed.
    """
    comment = locked(comment)
    if not rules.is_open(comment.talk):
        raise Closed
    if not rules.can_edit(by, comment):
        raise PermissionDenied
    if comment.changes != version:
        raise Changed
    now = timezone.now()
    told = {} if rules.is_edited_silently(comment, now) else {"edited_at": now}
    if told and comment.comment != words.text:
        EarlierText.objects.create(comment=comment, text=comment.comment, language=comment.language, until=now)
    fresh = {"comment": words.text, "language": words.language, "axis": words.axis, "changes": F("changes") + 1}
    Comment.objects.filter(pk=comment.pk).update(**fresh, **told)


def locked(comment: Comment) -> Comment:
    """Return a comment as it is now, with its talk locked."""
    talk = Talk.objects.select_for_update().get(pk=comment.talk_id)
    found = talk.comments.filter(pk=comment.pk).first()
    if found is None:
        raise NotThere
    found.talk = talk
    return found


@transaction.atomic
def delete(comment: Comment, *, by: User) -> None:
    """Take one's own comment back: its texts go for good, its place stays as long as somebody answers it."""
    # Before the talk is locked: a decision of the moderators takes both in this order too.
    moderation.withdraw(KIND, comment.pk)
    comment = locked(comment)
    if not rules.can_delete(by, comment):
        raise PermissionDenied
    comment.earlier_texts.all().delete()
    gone = {"comment": "", "axis": None, "state": State.DELETED, "is_removed": True}
    Comment.objects.filter(pk=comment.pk).update(**gone)
    clear_away(comment.pk)


def clear_away(number: int | None) -> None:
    """Delete the places of deleted comments that nobody answers, from one upwards."""
    while number:
        place = Comment.objects.filter(pk=number, state=State.DELETED, replies=None).first()
        if place is None:
            return
        number = place.answers_id
        place.delete()


def hide(number: int) -> None:
    """Keep a comment from readers for good; it stays so whatever happens around it."""
    move(number, {State.SHOWN, State.HELD}, State.HIDDEN)
    move(number, {State.WAITING}, State.REFUSED)


def hold(number: int) -> None:
    """Keep a comment from readers until somebody has looked at it."""
    move(number, {State.SHOWN}, State.HELD)


def show(number: int) -> None:
    """Show a comment again that was held back, or for the first time one that waited."""
    move(number, {State.HELD}, State.SHOWN)
    bring_out(number, State.WAITING)


def restore(number: int) -> None:
    """Show a comment again that was hidden: an appeal was granted."""
    move(number, {State.HIDDEN}, State.SHOWN)
    bring_out(number, State.REFUSED)


@transaction.atomic
def bring_out(number: int, before: Comment.State) -> None:
    """Show a comment for the first time; those who follow the page hear of it only now."""
    if move(number, {before}, State.SHOWN):
        comment = Comment.objects.select_related("talk", "user", "answers__user").get(pk=number)
        followed.tell(comment, comment.talk.key)


@transaction.atomic
def move(number: int, before: set[State], after: State) -> bool:
    """Let readers see a comment, or keep it from them, and say whether it moved; what its author deleted stays so."""
    comment = Comment.objects.filter(pk=number).first()
    if comment is None:
        return False
    Talk.objects.select_for_update().get(pk=comment.talk_id)
    found = Comment.objects.filter(pk=number, state__in=before)
    return found.update(state=after, is_public=after == State.SHOWN) > 0


@transaction.atomic
def react(person: User, key: UUID, kind: str, where: str = "") -> None:
    """Say what a page was to somebody, once for each kind; a place where it was used may be told anew."""
    talk = enter(person, key)
    if not rules.is_open(talk):
        raise Closed
    place = where if kind == Reaction.Kind.USED else ""
    Reaction.objects.update_or_create(talk=talk, person=person, kind=kind, defaults={"where": place})


def take_back(person: User, key: UUID, kind: str) -> None:
    """Take back what a person said a page was to them, if they said so; others keep theirs."""
    Reaction.objects.visible_to(person).filter(talk__key=key, kind=kind).delete()


@transaction.atomic
def close(key: UUID, *, by: User, closed: bool) -> None:
    """Let a talk take nothing more, or open it again."""
    if not rules.can_close(by):
        raise PermissionDenied
    talk = enter(by, key)
    if closed == rules.is_open(talk):
        talk.closed_at = timezone.now() if closed else None
        talk.save(update_fields=["closed_at"])


@transaction.atomic
def join(old: UUID, new: UUID) -> None:
    """Move all that was said about a page to the talk of another one; whoever reacted to both keeps one of a kind."""
    there = Talk.objects.select_for_update().filter(key=old).first()
    if there is None:
        return
    Talk.objects.get_or_create(key=new)
    here = Talk.objects.select_for_update().get(key=new)
    Comment.objects.filter(talk=there).update(talk=here, object_pk=str(here.pk))
    for reaction in there.reactions.all():
        if not here.reactions.filter(person=reaction.person_id, kind=reaction.kind).exists():
            Reaction.objects.filter(pk=reaction.pk).update(talk=here)
    there.delete()
