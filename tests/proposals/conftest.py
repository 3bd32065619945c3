"""A public practice of the council, and what the stranger proposes."""

from typing import Any

import pytest

from good_practices.models import GoodPracticePage
from network_members.models import User
from proposals.models import Proposal
from tests.factories.practices import make_practice
from tests.factories.proposals import make_proposal


@pytest.fixture
def practice(member: User) -> GoodPracticePage:
    """A public practice of the member, in Greek."""
    return make_practice(
        "Γειτονιά",
        owner=member,
        contact=member,
        lead_organisation=member.organisation,
        summary="Μαθαίνουμε μαζί ελληνικά",
        transfer="Ένας χώρος",
    )


@pytest.fixture
def proposal(practice: GoodPracticePage, stranger: User) -> Proposal:
    """What the stranger proposes for the summary."""
    return make_proposal(practice, stranger, "Μαθαίνουμε όλοι μαζί ελληνικά")


def fields(practice: Any, **typed: Any) -> dict[str, Any]:
    """Return what the form of a fresh proposal sends."""
    from proposals.forms import mark
    from proposals.practices import FIELDS, texts_of

    present = texts_of(practice, FIELDS)
    marks = {f"seen-{name}": mark(text) for name, text in present.items()}
    return {**present, **marks, "version": 0, "why": "Το ξέρω", "step": "send", **typed}
