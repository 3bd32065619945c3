"""What reviewers, and those who wait for them, are told by mail."""

from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from good_practices.mails import absolute, authors, body_of, post, send
from good_practices.models import GoodPracticePage, Review
from language.dates import format_date
from network_members.models import User


def ask_for_review(practice: GoodPracticePage, review: Review) -> None:
    """Ask a member for their advice."""
    to_reviewer(practice, review, "review_asked")


def remind_of_review(practice: GoodPracticePage, review: Review) -> None:
    """Remind a member of the advice they were asked for."""
    to_reviewer(practice, review, "review_reminder")


def tell_not_needed(practice: GoodPracticePage, review: Review) -> None:
    """Tell a member that nobody waits for their advice any more."""
    to_reviewer(practice, review, "review_ended")


def to_reviewer(practice: GoodPracticePage, review: Review, template: str) -> None:
    """Queue a mail to a reviewer who can still read it."""
    person = review.reviewer
    if person is None or not person.is_active:
        return
    with override(person.language):
        url = absolute(reverse("my_reviews:detail", args=[review.key]))
    until = format_date(review.due_on, person.language)
    post(practice, template, person, url=url, until=until, **body_of(practice, person))


def tell_in_review(practice: GoodPracticePage, due_on: date, *, requested_by: Any) -> None:
    """Tell the author that members of the network read the practice."""
    for person in authors(practice, requested_by):
        send(practice, "in_review", person, "detail", until=format_date(due_on, person.language))


def tell_declined(review: Review) -> None:
    """Tell the editor who asked that a reviewer said no, and why."""
    to_editor(review, "review_declined", who=str(review.reviewer or ""), reasons=review.reasons)


def tell_all_answered(review: Review) -> None:
    """Tell the editor who asked that every advice is in."""
    to_editor(review, "reviews_in")


def to_editor(review: Review, template: str, **context: Any) -> None:
    """Queue a mail to the editor who asked, if there still is one."""
    person: User | None = review.asked_by
    if person is not None and person.is_active:
        url = f"{settings.WAGTAILADMIN_BASE_URL}{reverse('practice_desk:check', args=[review.practice_id])}"
        post(review.practice, template, person, url=url, **context)
