"""What follows by itself: roles get their rights after migrating, requests go on when an address is verified."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed
from django.apps import apps
from django.contrib.auth.models import Group
from django.db.migrations.state import StateApps
from django.db.models.signals import post_migrate

from network_members import receivers
from network_members.models import MembershipRequest, User
from network_members.roles import Role
from tests.factories.people import make_request


def rights() -> int:
    """Return how many rights editors hold over the site."""
    return Group.objects.get(name=Role.EDITOR).permissions.count()


@pytest.fixture
def no_rights(db: None) -> None:
    """A network whose roles lost their rights."""
    Group.objects.get(name=Role.EDITOR).permissions.clear()


def announce(sender: Any, **extra: Any) -> None:
    """Say that an app was migrated, to this room alone."""
    receivers.on_migrated(sender, **extra)


@pytest.mark.usefixtures("no_rights")
def test_roles_get_their_rights_after_the_last_app_was_migrated() -> None:
    announce(apps.get_app_config("network_members"))
    assert rights() == 0

    announce(receivers.last_with_tables())
    assert rights() > 0


@pytest.mark.usefixtures("no_rights")
def test_migrating_a_part_does_not_ask_for_tables_that_are_not_there() -> None:
    announce(receivers.last_with_tables(), apps=StateApps([], {}))

    assert rights() == 0


def test_the_room_listens() -> None:
    assert post_migrate.disconnect(dispatch_uid="network_members_roles")
    assert email_confirmed.disconnect(dispatch_uid="network_members_address_verified")

    receivers.listen()


def test_a_verified_address_hands_the_request_on(applicant: User) -> None:
    make_request(applicant, "unverified")

    email_confirmed.send(EmailAddress, request=None, email_address=EmailAddress.objects.get(user=applicant))

    assert MembershipRequest.objects.get().state == "pending"
