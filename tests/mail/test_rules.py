"""Who reads the log of mails, who sees addresses in it, and who sends again."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from mail import rules
from mail.models import Message
from network_members.models import User
from tests.factories.mails import make_mail

pytestmark = pytest.mark.django_db
CAST = ("applicant", "member", "facilitator", "moderator", "translator", "editor", "administrator", "superuser")


@pytest.mark.parametrize("name", CAST)
def test_each_may_what_their_role_says(name: str, request: pytest.FixtureRequest) -> None:
    person: User = request.getfixturevalue(name)
    make_mail()

    assert (
        rules.can_read_log(person),
        Message.objects.visible_to(person).exists(),
        rules.can_see_recipients(person),
        rules.can_send_again(person),
    ) == (
        name in ("administrator", "superuser"),
        name in ("administrator", "superuser"),
        name == "superuser",
        name == "superuser",
    )


def test_visitors_and_closed_accounts_may_nothing(superuser: User) -> None:
    make_mail()
    superuser.is_active = False

    for person in (AnonymousUser(), superuser):
        found = [rule(person) for rule in (rules.can_read_log, rules.can_see_recipients, rules.can_send_again)]
        assert found == [False, False, False]
        assert not Message.objects.visible_to(person).exists()


def test_in_the_demo_everybody_sees_every_mail(settings: Any) -> None:
    make_mail()
    assert rules.is_mailbox_open() is False

    settings.DEMO = True

    assert rules.is_mailbox_open() is True
    assert Message.objects.visible_to(AnonymousUser()).exists()
