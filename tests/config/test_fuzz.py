"""Every address of the site × method × malformed input: never a fault of ours."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page

from network_members.models import User
from tests.addresses import address, named_addresses
from tests.factories.practices import make_practice

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND")
FORM = "application/x-www-form-urlencoded"
HUGE = str(10**30)
MANY_LETTERS = "%CE%B1" * 2000
QUERIES = {
    "numbers": f"p={HUGE}&page=-1&per_page={HUGE}&q={MANY_LETTERS}&ordering=password&locale=../&id={HUGE}&next=//evil",
    "signs": "p=&page=a&q=*%25_%27%22:*!%26|()&id=a&id=b&collection_id=a&tag=%C2%A0&content_type=x&sort[]=1&p[]=2",
}
NONSENSE = f"pk={HUGE}&id=a&next=//evil.example&type=x&action=x&version=x&locales=x&form-TOTAL_FORMS=a".encode()
BODIES: tuple[tuple[bytes, str], ...] = (
    (b"", FORM),
    (b"title=%00&q=%ff", FORM),
    (NONSENSE, FORM),
    (b"--b\r\nbroken", "multipart/form-data; boundary=b"),
    (b"{" * 2000, "application/json"),
)
# Made to fail, for superusers who want to see what a fault looks like.
EXCEPTIONS = {"/admin/failwhale/"}
ORDER_OF_REPORTS = "ignore::django.core.paginator.UnorderedObjectListWarning"  # wagtail-localize 1.14


@pytest.fixture
def page(member: User) -> Page:
    """A page that addresses lead to."""
    return make_practice(owner=member, lead_organisation=member.organisation)


def every_address(page: Page) -> list[str]:
    """Return every named address with real numbers, and once more with numbers that nothing has."""
    names = ("page_id", "pk", "id", "object_id", "document_id", "image_id")
    known = (dict.fromkeys(names, page.pk), dict.fromkeys(names, int(HUGE)))
    found = {address(name, parameters, some) for some in known for name, parameters in named_addresses()}
    return sorted(one for one in found - EXCEPTIONS if one and "logout" not in one)


def outside_the_admin(page: Page) -> list[str]:
    """Return the addresses that members and visitors use."""
    return [where for where in every_address(page) if not where.startswith("/admin/")]


def faults(client: Client, method: str, addresses: list[str], **more: Any) -> list[tuple[str, str, int]]:
    """Ask for addresses and return those at which the site failed."""
    client.raise_request_exception = False
    codes = [(method, where, client.generic(method, where, **more).status_code) for where in addresses]
    return [one for one in codes if one[2] >= 500]


@pytest.mark.parametrize("method", METHODS)
def test_no_method_fails_for_visitors(method: str, page: Page, visitor: Client) -> None:
    assert faults(visitor, method, every_address(page)) == []


@pytest.mark.parametrize("query", QUERIES)
def test_no_query_fails_for_visitors_and_members(query: str, page: Page, visitor: Client, member: User) -> None:
    where = outside_the_admin(page)
    as_visitor = faults(visitor, "GET", where, QUERY_STRING=QUERIES[query])
    visitor.force_login(member)

    assert as_visitor + faults(visitor, "GET", where, QUERY_STRING=QUERIES[query]) == []


@pytest.mark.parametrize(("body", "kind"), BODIES)
def test_no_form_fails_for_visitors_and_members(
    body: bytes, kind: str, page: Page, visitor: Client, member: User
) -> None:
    where = outside_the_admin(page)
    as_visitor = faults(visitor, "POST", where, data=body, content_type=kind)
    visitor.force_login(member)

    assert as_visitor + faults(visitor, "POST", where, data=body, content_type=kind) == []


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.filterwarnings(ORDER_OF_REPORTS)
def test_no_query_fails_in_the_admin(query: str, page: Page, visitor: Client, superuser: User) -> None:
    visitor.force_login(superuser)

    assert faults(visitor, "GET", every_address(page), QUERY_STRING=QUERIES[query]) == []


@pytest.mark.parametrize("body", [b"", NONSENSE])
@pytest.mark.filterwarnings(ORDER_OF_REPORTS)
def test_no_form_fails_in_the_admin(body: bytes, page: Page, visitor: Client, superuser: User) -> None:
    visitor.force_login(superuser)

    assert faults(visitor, "POST", every_address(page), data=body, content_type=FORM) == []


def test_our_own_faults_in_the_admin_stay_faults(visitor: Client, superuser: User, monkeypatch: Any) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise ValueError

    monkeypatch.setattr("network_members.middleware.rules.needs_second_factor", fail)
    visitor.force_login(superuser)

    assert faults(visitor, "GET", ["/admin/pages/?q=a"]) == [("GET", "/admin/pages/?q=a", 500)]
