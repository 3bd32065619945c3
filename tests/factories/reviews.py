"""Reviews of practices, asked and answered as editors and reviewers do."""

from datetime import date, timedelta

from django.utils.timezone import localdate

from good_practices import reviewing
from good_practices.models import GoodPracticePage, Review
from network_members.models import User
from tests.factories.snapshots import again


def ask(practice: GoodPracticePage, editor: User, *people: User, due_on: date | None = None) -> list[Review]:
    """Ask members for their advice on what was handed in."""
    page = again(practice)
    until = due_on or localdate() + timedelta(days=14)
    reviewing.ask(page, editor, revision=page.latest_revision_id or 0, people=people, due_on=until)
    return list(Review.objects.filter(practice=page, reviewer__in=people).order_by("pk"))


def give(review: Review, advice: str = "publish", reasons: str = "", **notes: str) -> None:
    """Answer a review as its reviewer."""
    assert review.reviewer
    reviewing.give(review, review.reviewer, reviewing.Answer(advice, reasons, {"clear": "yes"}, notes))
