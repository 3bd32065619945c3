"""What the room keeps about people: who proposed what, and who answered."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from network_members.register import Fate, Kept, declare
from proposals.models import Proposal, ProposedText


def forget_unanswered(person: Any) -> None:
    """Delete what nobody has answered: it was not taken over."""
    Proposal.objects.filter(author=person).exclude(state=Proposal.State.DECIDED).delete()


def texts_of(person: Any) -> Any:
    """Return the texts that a person proposed."""
    return ProposedText.objects.filter(proposal__author=person).order_by("pk")


declare(
    Kept(
        "proposals.Proposal",
        _("Changes you proposed to practices"),
        ("author", "why", "body_name"),
        _("So that those who answer for a practice can take them over, and your name stands under it."),
        _(
            "What you sent those who answer; once something was taken over, your name stands on the page, in its PDF "
            "and in open data, as far as you show it."
        ),
        _("As long as the practice; what was not answered goes with your account."),
        Fate.NAMELESS,
        owner="author",
        forget=forget_unanswered,
        exported=("language", "why", "body_name", "state", "made_at", "sent_at"),
    ),
    Kept(
        "proposals.ProposedText",
        _("Texts you proposed"),
        ("field", "text", "before"),
        _("So that those who answer see the difference."),
        _("Those who answer for the practice; what they take over everybody."),
        _("As long as the proposal."),
        Fate.NAMELESS,
        rows=texts_of,
        exported=("field", "before", "text", "state", "note"),
    ),
    Kept(
        "proposals.ProposedText",
        _("Answers you gave to proposals"),
        ("decided_by", "note"),
        _("So that every answer has somebody who stands for it."),
        _("The author of the proposal reads your note, without your name."),
        _("As long as the proposal."),
        Fate.NAMELESS,
        owner="decided_by",
        exported=("field", "state", "note", "decided_at"),
    ),
)
