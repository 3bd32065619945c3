"""What can happen to a proposal; each step is one transaction, and answers come under the lock of the practice."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from comments.limits import is_new, is_within
from good_practices import actions as practices
from good_practices.models import GoodPracticePage
from network_members.models import User
from proposals import mails, rules
from proposals.models import Proposal, ProposedText
from proposals.practices import Texts, original_of, page_in, texts_of
from proposals.translated import Words

State, Answer = Proposal.State, ProposedText.State


class Refused(Exception):  # noqa: N818 - reads as what happened
    """A step that cannot be taken as things stand; nothing was changed."""


class NotPublic(Refused):
    """Not everybody may read the practice, or it has ended."""


class Changed(Refused):
    """The proposal, or the text it is about, is no longer the one that the form showed."""


class Decided(Refused):
    """Somebody else has answered, or the author took it back."""


class Busy(Refused):
    """The editors have the practice just now."""


class TooMany(Refused):
    """That is enough for one day."""


@dataclass(frozen=True)
class Typed:
    """What a form of a proposal holds: the texts that differ, what stands there by now, and why."""

    texts: Texts
    present: Texts
    why: str
    version: int


@dataclass(frozen=True)
class Verdict:
    """The answer to one text: taken over or not, with a note, and what stood in the draft when it was given."""

    is_accepted: bool
    note: str
    seen: str


@transaction.atomic
def write(person: User, key: UUID, language: str, typed: Typed, *, send: bool = False) -> Proposal:
    """Keep what a member proposes, and send it if asked to; raises Changed when it is not what the form showed."""
    # One person writes one thing at a time: the same form sent twice is one proposal.
    User.objects.select_for_update().get(pk=person.pk)
    page = readable(person, key, language)
    found = unfinished_of(person, key, language) or Proposal(author=person, practice_key=key, language=language)
    if found.version != typed.version or found.state != State.DRAFT:
        raise Changed
    if texts_of(page, tuple(typed.present)) != typed.present:
        raise Changed
    if send:
        count(person)
        found.state, found.sent_at = State.OPEN, timezone.now()
    found.why, found.version = typed.why, found.version + 1
    found.save()
    found.texts.all().delete()
    ProposedText.objects.bulk_create(
        ProposedText(proposal=found, field=name, before=typed.present[name], text=text)
        for name, text in typed.texts.items()
    )
    if send:
        mails.tell_received(found, original_of(key))
    return found


def readable(person: User, key: UUID, language: str) -> Any:
    """Return the public page that somebody may propose changes to."""
    original, page = original_of(key), page_in(key, language)
    if original is None or page is None or original.status == rules.Status.ENDED:
        raise NotPublic
    if not rules.can_propose(person, original):
        raise PermissionDenied
    return page


def unfinished_of(person: Any, key: UUID, language: str) -> Proposal | None:
    """Return the proposal that a member has begun, or that waits for an answer."""
    return (
        Proposal.objects.own_of(person)
        .unfinished()
        .filter(practice_key=key, language=language, adoption_key=None)
        .first()
    )


def count(person: User) -> None:
    """Count one more proposal of the day; new members send fewer."""
    newcomer = is_new(person, timezone.now())
    limit = settings.PROPOSALS_ON_THE_FIRST_DAY if newcomer else settings.PROPOSALS_A_DAY
    if not is_within(f"proposals:day:{person.pk}", limit):
        raise TooMany


@transaction.atomic
def withdraw(proposal: Proposal, *, by: User) -> None:
    """Take a proposal back: a draft goes, one that was sent is answered no more."""
    found = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if not rules.is_own(by, found):
        raise PermissionDenied
    if not rules.can_withdraw(by, found):
        raise Decided
    if found.state == State.DRAFT:
        found.delete()
        return
    found.state = State.WITHDRAWN
    found.save()


@transaction.atomic
def decide(proposal: Proposal, verdicts: Mapping[str, Verdict], *, by: User) -> Proposal:
    """Answer some texts of a proposal: those accepted go into the draft of the practice, and the author is told.

    Raises Decided when one of them was answered before, Changed when the draft has moved on since it was shown.
    """
    original = original_of(proposal.practice_key)
    if original is None:
        raise NotPublic
    practices.locked(original.pk)
    found = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if found.state != State.OPEN:
        raise Decided
    if not rules.can_decide(by, found, original):
        raise PermissionDenied
    texts = {one.field: one for one in found.texts.filter(field__in=verdicts)}
    if any(one.state != Answer.OPEN for one in texts.values()):
        raise Decided
    take_over(original, found, {name: texts[name] for name in texts if verdicts[name].is_accepted}, verdicts, by)
    for name, one in texts.items():
        note(one, verdicts[name], by)
    if not found.texts.filter(state=Answer.OPEN).exists():
        found.state = State.DECIDED
    found.save()
    mails.tell_answer(found, list(texts.values()), by=by)
    return found


def note(one: ProposedText, verdict: Verdict, by: User) -> None:
    """Keep an answer."""
    one.state = Answer.ACCEPTED if verdict.is_accepted else Answer.DECLINED
    one.note, one.decided_by, one.decided_at = verdict.note, by, timezone.now()
    one.save()


def take_over(
    original: GoodPracticePage,
    proposal: Proposal,
    texts: Mapping[str, ProposedText],
    verdicts: Mapping[str, Verdict],
    by: User,
) -> None:
    """Put accepted texts into the latest draft, or into the translation, if they stand there as they were seen."""
    if not texts:
        return
    if proposal.language != original.source_language:
        words = Words(original, lock=True)
        if any(words.texts.get(name) != verdicts[name].seen for name in texts):
            raise Changed
        words.write({name: one.text for name, one in texts.items()}, by)
        return
    try:
        _page, draft = practices.draft_to_change(original, by)
    except practices.Busy as busy:
        raise Busy from busy
    if any(getattr(draft, name) != verdicts[name].seen for name in texts):
        raise Changed
    for name, one in texts.items():
        setattr(draft, name, one.text)
    draft.save_revision(user=by, clean=False)


def present_texts(original: Any, language: str) -> Texts:
    """Return the texts as those who answer have them by now: the latest draft, or the words of the translation."""
    if language != original.source_language:
        return Words(original).texts
    return texts_of(original.get_latest_revision_as_object())


def lapse(old: UUID, new: UUID) -> None:
    """Close what waits about a practice that was merged: its texts are not those of the one that stays."""
    waiting = Proposal.objects.unfinished().filter(practice_key=old)
    for proposal in waiting.select_for_update():
        was_sent = proposal.state == State.OPEN
        proposal.state = State.LAPSED
        proposal.save()
        if was_sent:
            mails.tell_lapsed(proposal, new)


@transaction.atomic
def bring(page: Any, texts: Texts, *, by: User, **taken: Any) -> Proposal:
    """Return the open proposal that was taken from an adoption, made once; who answers for the practice brings it."""
    original = original_of(page.translation_key)
    if original is None:
        raise NotPublic
    practices.locked(original.pk)
    language = page.locale.language_code
    if not rules.can_decide_in(by, language, original):
        raise PermissionDenied
    taken_before = Proposal.objects.filter(adoption_key=taken["adoption_key"], language=language)
    found = taken_before.exclude(state=State.LAPSED).first()
    if found:
        return found
    made = Proposal.objects.create(
        practice_key=page.translation_key, language=language, state=State.OPEN, sent_at=timezone.now(), **taken
    )
    # The body that is credited reads its proposal: what stands before is what everybody reads.
    before = texts_of(page, tuple(texts))
    ProposedText.objects.bulk_create(
        ProposedText(proposal=made, field=name, before=before[name], text=text) for name, text in texts.items()
    )
    return made
