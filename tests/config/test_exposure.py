"""What strangers may neither see nor set off: files of the machine, and changes without the token of our own forms."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page

from network_members.models import User
from tests.addresses import address, named_addresses
from tests.factories.practices import make_draft
from tests.test_access import state

KINDS = ("application/x-www-form-urlencoded", "application/json", "text/plain")
CLOSED = (
    "/.git/config",
    "/.env",
    "/manage.py",
    "/requirements.txt",
    "/var/nima.sqlite3",
    "/static/",
    "/static/../manage.py",
    "/static/%2e%2e/manage.py",
    "/media/",
    "/metrics",
    "/server-status",
    "/api/",
    "/api/v2/pages/",
    "/api/v3/",
    "/__debug__/",
    "/django-admin/",
    "/backup.tar.gz",
    "/index.php",
)


@pytest.fixture
def draft(member: User) -> Page:
    """A draft that changes would show on."""
    return make_draft(member)


@pytest.mark.parametrize("path", CLOSED)
def test_files_and_doors_of_the_machine_are_not_there(path: str, visitor: Client, db: Any) -> None:
    response = visitor.get(path, follow=True)

    assert response.status_code in {400, 404}
    assert not {"Server", "X-Powered-By"} & set(response.headers)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("origin", ["", "https://evil.example"])
def test_no_form_of_another_site_changes_anything(kind: str, origin: str, draft: Page, superuser: User) -> None:
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(superuser, "allauth.account.auth_backends.AuthenticationBackend")
    known = {**dict.fromkeys(("page_id", "pk", "id", "object_id"), draft.pk), "key": draft.translation_key}
    more: dict[str, Any] = {"HTTP_ORIGIN": origin} if origin else {}
    before = state()

    codes = {}
    for name, parameters in named_addresses():
        where = address(name, parameters, known)
        if where and where != "/admin/failwhale/":
            codes[where] = client.generic(
                "POST", where, b"title=a&_method=DELETE", content_type=kind, **more
            ).status_code

    # Health answers 405; addresses that nobody has, and redirects to the login, change nothing either.
    assert {where: code for where, code in codes.items() if code not in {302, 400, 403, 404, 405}} == {}
    assert state() == before
    assert client.get("/el/my/").status_code == 200
