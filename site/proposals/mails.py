"""What people are told by mail about proposals, each in their own language."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from good_practices.labels import label_of
from good_practices.mails import authors, editors
from language.names import called
from mail import actions as outbox
from network_members.models import User
from proposals.models import Proposal, ProposedText
from proposals.practices import titles_of


def tell_received(proposal: Proposal, original: Any) -> None:
    """Tell those who answer for the practice; for a translation, and where nobody is left, the editors."""
    own = authors(original, original.contact) if proposal.language == original.source_language else []
    people: Iterable[User] = own or editors(but=proposal.author)
    for person in people:
        if person.pk != proposal.author_id:
            post(proposal, "received", person, why=proposal.why, fields=labels(proposal, person))


def tell_answer(proposal: Proposal, texts: Sequence[ProposedText], *, by: User) -> None:
    """Bring the answers to whose words they are, with the notes."""
    person = proposal.author
    if person is None or person == by:
        return
    with override(person.language):
        answers = [
            {"field": str(label_of(one.field)), "answer": str(one.get_state_display()), "note": one.note}
            for one in texts
        ]
    post(proposal, "answered", person, answers=answers)


def tell_lapsed(proposal: Proposal, kept: UUID) -> None:
    """Tell the author that the practice was merged; what they wrote stays theirs."""
    if proposal.author:
        post(proposal, "lapsed", proposal.author, of=kept)


def labels(proposal: Proposal, person: User) -> list[str]:
    """Name the proposed texts in a person's language."""
    with override(person.language):
        return [str(label_of(one.field)) for one in proposal.texts.all()]


def post(proposal: Proposal, template: str, person: User, *, of: UUID | None = None, **context: Any) -> None:
    """Queue a mail about a proposal to somebody who can still read it."""
    if not person.is_active:
        return
    with override(person.language):
        path = reverse("my_proposals:detail", args=[proposal.key])
    key = of or proposal.practice_key
    outbox.queue(
        template=f"proposals/email/{template}",
        to=person.email,
        language=person.language,
        context={
            "name": called(person.first_name, person.language),
            "title": titles_of({key}, person.language).get(key, ("", ""))[0],
            "url": f"{settings.WAGTAILADMIN_BASE_URL}{path}",
            **context,
        },
    )
