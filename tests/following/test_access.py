"""Only members follow; whoever is not signed in is led there and back to their own pages."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from following import actions
from following.models import MailChoice
from network_members.models import User
from tests.following.steps import enter

PAGES = ("/el/my/notices/", "/en/my/notices/", "/el/my/following/", "/en/my/following/")


@pytest.mark.parametrize("address", PAGES)
def test_visitors_sign_in_first(address: str, visitor: Client, db: None) -> None:
    answer = visitor.get(address)

    assert (answer.status_code, "/account/login/?next=" in answer["Location"]) == (302, True)


@pytest.mark.parametrize("address", PAGES)
def test_who_is_not_approved_yet_follows_nothing(address: str, client: Client, applicant: User) -> None:
    assert enter(client, applicant).get(address).status_code == 403


def test_who_is_not_approved_yet_chooses_no_mails(applicant: User) -> None:
    with pytest.raises(PermissionDenied):
        actions.choose_mails(applicant, MailChoice.Rhythm.AT_ONCE)

    assert MailChoice.objects.count() == 0
