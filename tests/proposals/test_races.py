"""Two people accept the same text at once: one is first, the other learns of it."""

import time
from collections.abc import Callable, Iterator

import pytest
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from good_practices.models import GoodPracticePage
from mail.models import Message
from network_members.models import User
from proposals import actions
from proposals.models import Proposal, ProposedText
from tests.factories.people import make_user
from tests.factories.practices import make_practice
from tests.factories.proposals import make_proposal
from tests.mail.test_delivery import in_threads
from tests.test_races import clear_up, numbers

OLD, NEW = "Μαζί", "Όλοι μαζί"


@pytest.fixture
def rights_of_editors() -> None:
    """Give nobody rights: they would stand in a transaction, which threads do not see."""


@pytest.fixture
def raced(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Proposal]:
    """A proposal that two editors may answer, without a transaction around the test; nothing of it is left."""
    with django_db_blocker.unblock():
        before = numbers()
        for number in range(2):
            make_user(f"racer-{number}", "editor")
        author = make_user("author", "member")
        yield make_proposal(make_practice("Αγώνας", place=None, summary=OLD), author, NEW)
        Proposal.objects.all().delete()
        Message.objects.all().delete()
        clear_up()
        left = {name: number - before[name] for name, number in numbers().items() if number != before[name]}
        assert left == {}


def decide(proposal: Proposal, by: User) -> None:
    """Accept the text."""
    actions.decide(proposal, {"summary": actions.Verdict(True, "", OLD)}, by=by)


def looked_before(proposal: Proposal, by: User) -> None:
    """Accept as somebody would who only looked whether it was answered."""
    one = proposal.texts.get()
    if one.state != ProposedText.State.OPEN:
        raise actions.Decided
    time.sleep(0.3)
    draft = GoodPracticePage.objects.get(translation_key=proposal.practice_key)
    draft.summary = one.text
    draft.save_revision(user=by, clean=False)
    ProposedText.objects.filter(pk=one.pk).update(state="accepted", decided_by=by, decided_at=timezone.now())


@pytest.mark.parametrize(("accept", "winners"), [(decide, 1), (looked_before, 2)])
def test_a_text_is_taken_over_once(accept: Callable[[Proposal, User], None], winners: int, raced: Proposal) -> None:
    """The second case is the control: whoever only looks before takes it over twice."""
    waiting = list(User.objects.filter(email__startswith="racer-"))

    def outcome() -> bool:
        try:
            accept(raced, waiting.pop())
        except actions.Decided:
            return False
        return True

    before = GoodPracticePage.objects.get(translation_key=raced.practice_key).revisions.count()
    assert sorted(in_threads(2, outcome)) == sorted([True, winners == 2])
    page = GoodPracticePage.objects.get(translation_key=raced.practice_key)
    assert (page.revisions.count() - before, page.get_latest_revision_as_object().summary) == (winners, NEW)
