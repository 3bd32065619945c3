"""Whose proposals stand in a practice is said once it is published anew, as far as they show their names."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from good_practices.exchange.exporting import public
from good_practices.models import GoodPracticePage
from good_practices.pdf import context_of
from good_practices.presentation import present
from network_members import erasing
from network_members.models import User
from network_members.profiles import Audience
from proposals.models import Proposal
from tests.factories.proposals import make_proposal, taken_over
from tests.translators.conftest import enter


@pytest.fixture
def accepted(proposal: Proposal, practice: GoodPracticePage, stranger: User) -> Proposal:
    """A proposal that was taken over and published; its author shows everybody their name."""
    User.objects.filter(pk=stranger.pk).update(name_shown_to=Audience.PUBLIC)
    taken_over(proposal)
    practice.save_revision().publish()
    return proposal


def page_of(practice: GoodPracticePage, language: str = "en", client: Any = None) -> str:
    """Return the page of a practice."""
    return str((client or Client()).get(practice.url_in(language)).content.decode())


@pytest.mark.parametrize(
    ("language", "words"), [("el", "Με αλλαγές που πρότειναν:"), ("en", "With changes proposed by:")]
)
def test_the_page_names_who_proposed(language: str, words: str, accepted: Proposal, practice: GoodPracticePage) -> None:
    assert f"{words} Stranger Test." in page_of(practice, language)


def test_structured_data_open_data_and_pdf_name_them_too(
    accepted: Proposal, practice: GoodPracticePage, rf: Any
) -> None:
    request = rf.get("/")
    request.user = AnonymousUser()

    assert '"contributor": {"@type": "Person", "name": "Stranger Test"}' in page_of(practice)
    assert [row.get("contributors") for row in public().rows] == [["Stranger Test"]]
    assert "Stranger Test" in context_of(present(practice, request))["contribution"]


def test_who_shows_members_alone_is_named_to_members(
    accepted: Proposal, practice: GoodPracticePage, stranger: User, member: User
) -> None:
    User.objects.filter(pk=stranger.pk).update(name_shown_to=Audience.MEMBERS)

    read, told = page_of(practice), page_of(practice, client=enter(member))

    assert ("Stranger" in read, "one member of the network" in read, "Stranger Test." in told) == (False, True, True)
    assert [row.get("contributors") for row in public().rows] == [None]


def test_nobody_is_named_before_their_words_are_read(proposal: Proposal, practice: GoodPracticePage) -> None:
    taken_over(proposal)

    assert "With changes proposed by" not in page_of(practice)


def test_who_erased_the_account_is_named_no_more(
    accepted: Proposal, practice: GoodPracticePage, stranger: User
) -> None:
    erasing.erase(stranger)

    read = page_of(practice)

    assert ("Stranger" in read, "one member of the network" in read) == (False, True)


def test_nobody_is_named_twice(accepted: Proposal, practice: GoodPracticePage, stranger: User) -> None:
    taken_over(make_proposal(practice, stranger, "Άλλα", field="transfer"))
    practice.save_revision().publish()

    assert page_of(practice).count("With changes proposed by: Stranger Test.") == 1
