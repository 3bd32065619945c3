"""Factories of proposals: sent by a member about a public practice."""

from typing import Any

from django.utils import timezone

from network_members.models import User
from proposals.models import Proposal, ProposedText


def make_proposal(practice: Any, author: User | None, text: str = "Νέα περίληψη", **fields: Any) -> Proposal:
    """Return a proposal about the summary of a practice, or another field."""
    name = fields.pop("field", "summary")
    values: dict[str, Any] = {
        "language": practice.locale.language_code,
        "why": "Το ξέρω από τη δουλειά μου",
        "state": Proposal.State.OPEN,
        "sent_at": timezone.now(),
        **fields,
    }
    made = Proposal.objects.create(practice_key=practice.translation_key, author=author, **values)
    ProposedText.objects.create(proposal=made, field=name, before=getattr(practice, name), text=text)
    return made


def taken_over(proposal: Proposal, **fields: Any) -> Proposal:
    """Let a proposal be accepted as a whole, now."""
    now = timezone.now()
    proposal.texts.update(state=ProposedText.State.ACCEPTED, decided_at=now, **fields)
    Proposal.objects.filter(pk=proposal.pk).update(state=Proposal.State.DECIDED)
    return proposal
