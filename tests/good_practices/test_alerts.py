"""Mails of saved searches find words as the library does, miss nothing, and tell nothing that was hidden."""

import pytest
from time_machine import TimeMachineFixture
from wagtail.models import PageViewRestriction

from good_practices import alerts
from network_members.models import User
from tests.factories.practices import make_practice
from tests.good_practices.saving import DAY, run, saved
from tests.search.indexing import read_all

CANARY = "ΚΑΝΑΡΙΝΙ-9d44"


@pytest.fixture
def tuesday(member: User, monday: TimeMachineFixture) -> TimeMachineFixture:
    """The day after a member saved a search."""
    saved(member, "q=δικτυο+γειτονια")
    monday.shift(DAY)
    return monday


@pytest.mark.parametrize("title", ["Δίκτυα στη γειτονιά", "ΔΙΚΤΥΑ ΓΕΙΤΟΝΙΑΣ", "Το δίκτυο των γειτονιών μας"])
def test_a_mail_tells_of_what_holds_the_words_in_other_forms(title: str, tuesday: TimeMachineFixture) -> None:
    make_practice(title)

    (mail,) = run()

    assert title in mail.text


@pytest.mark.parametrize("title", ["Το δίκτυο", "Η γειτονιά", "Κήπος"])
def test_what_holds_some_of_the_words_only_is_not_told(title: str, tuesday: TimeMachineFixture) -> None:
    make_practice(title)

    assert run() == []


def test_what_the_index_missed_is_told_the_next_time(
    tuesday: TimeMachineFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_practice("Δίκτυο γειτονιάς")
    with monkeypatch.context() as away:
        away.setattr(alerts, "read_on", lambda: None)
        missed = run()
    tuesday.shift(DAY)

    assert (missed, len(run()), run()) == ([], 1, [])


def test_what_was_hidden_is_not_told_though_the_index_still_has_it(
    tuesday: TimeMachineFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = make_practice(f"Δίκτυο γειτονιάς {CANARY}")
    read_all()
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    monkeypatch.setattr(alerts, "read_on", lambda: None)

    assert run() == []
