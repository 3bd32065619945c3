"""Every address × role × method against the matrix of roles; private text never shows to others."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from wagtail.models import Page, PageLogEntry, Revision

from comments.models import Comment, Reaction
from mail.models import Message
from moderation.models import Report
from network_members.models import MembershipRequest, Organisation, User
from tests.addresses import address, named_addresses
from tests.factories.people import CAST
from tests.factories.practices import make_draft

CANARY = "ΚΑΝΑΡΙΝΙ-7f3a"
# Icons and words for scripts: nothing of the network.
OPEN_IN_THE_ADMIN = frozenset({"/admin/sprite/", "/admin/jsi18n/"})
METHODS = ("get", "post", "put", "delete")
REFUSALS = frozenset({302, 400, 403, 404, 405})
OUTSIDE_THE_ADMIN = ("visitor", "applicant", "member", "stranger", "facilitator")
READS_DRAFTS_OF_THE_COUNCIL = {"member", "colleague", "editor", "administrator", "superuser"}


@pytest.fixture
def canary(member: User) -> Page:
    """A draft of the council that holds a text nobody else may see."""
    return make_draft(member, title=f"{CANARY} πρακτική", summary=f"{CANARY} {CANARY}")


@pytest.fixture
def enter(request: pytest.FixtureRequest) -> Any:
    """Return a browser of somebody of the cast."""

    def as_somebody(name: str) -> Client:
        client = Client(raise_request_exception=False)
        if name != "visitor":
            client.force_login(request.getfixturevalue(name), "allauth.account.auth_backends.AuthenticationBackend")
        return client

    return as_somebody


def known(page: Page) -> dict[str, Any]:
    """Return real values for the parameters of addresses, so that refusals refuse something that exists."""
    numbers = dict.fromkeys(("page_id", "pk", "id", "object_id", "page_to_copy_id", "parent_page_id"), page.pk)
    return {**numbers, "key": page.translation_key, "revision_id": page.latest_revision_id, "slug": page.slug}


def every_address(page: Page, prefix: str = "/") -> Iterator[tuple[str, str]]:
    """Yield name and address of all that starts with a prefix."""
    for name, parameters in named_addresses():
        where = address(name, parameters, known(page))
        if where and where.startswith(prefix):
            yield name, where


def state() -> tuple[object, ...]:
    """Return what a refused request must not change."""
    return (
        list(Page.objects.order_by("pk").values_list("pk", "title", "live", "latest_revision_id", "path")),
        list(
            get_user_model().objects.order_by("pk").values_list("pk", "email", "password", "is_active", "is_superuser")
        ),
        list(Organisation.objects.order_by("pk").values_list("pk", "name_el")),
        list(MembershipRequest.objects.order_by("pk").values_list("pk", "state")),
        list(Comment.objects.order_by("pk").values_list("pk", "comment", "state")),
        list(Report.objects.order_by("pk").values_list("pk", "state")),
        list(Reaction.objects.order_by("pk").values_list("pk", "kind")),
        *(model.objects.count() for model in (Message, Revision, PageLogEntry)),
    )


@pytest.mark.parametrize("name", OUTSIDE_THE_ADMIN)
def test_the_admin_is_closed_to_everyone_without_a_staff_role(name: str, enter: Any, canary: Page) -> None:
    client, before = enter(name), state()

    answers = {
        (where, method): getattr(client, method)(where)
        for _name, where in every_address(canary, "/admin/")
        for method in METHODS
        if where not in OPEN_IN_THE_ADMIN
    }

    assert {key: one.status_code for key, one in answers.items() if one.status_code not in REFUSALS} == {}
    assert [key for key, one in answers.items() if CANARY in one.content.decode(errors="replace")] == []
    assert state() == before


@pytest.mark.parametrize("name", ["moderator", "translator"])
def test_moderators_and_translators_enter_the_admin_but_open_no_page(name: str, enter: Any, canary: Page) -> None:
    client, before = enter(name), state()

    answers = [(where, client.get(where)) for _name, where in every_address(canary, "/admin/")]

    assert [where for where, one in answers if one.status_code >= 500] == []
    assert [where for where, one in answers if CANARY in b"".join(one).decode(errors="replace")] == []
    assert state() == before


@pytest.mark.parametrize("name", CAST)
def test_no_address_fails_and_none_shows_a_draft_to_others(name: str, enter: Any, canary: Page) -> None:
    client = enter(name)

    answers = [(where, client.get(where)) for _name, where in every_address(canary) if "logout" not in where]

    assert [where for where, one in answers if one.status_code >= 500] == []
    shown = [where for where, one in answers if CANARY in b"".join(one).decode(errors="replace")]
    assert bool(shown) == (name in READS_DRAFTS_OF_THE_COUNCIL), shown


@pytest.mark.parametrize("name", ["administrator", "editor"])
def test_nobody_but_the_superuser_edits_accounts_or_groups(name: str, enter: Any, canary: Page, member: User) -> None:
    client, before = enter(name), state()
    doors = [where for _name, where in every_address(canary, "/admin/") if re.match(r"/admin/(users|groups)/", where)]

    codes = {(where, method): getattr(client, method)(where).status_code for where in doors for method in METHODS}

    assert {key: code for key, code in codes.items() if code not in REFUSALS} == {}
    assert state() == before
