"""Every address of the site × method × malformed input: never a fault of ours."""

from collections.abc import Iterator
from dataclasses import dataclass
from http.cookies import SimpleCookie
from itertools import count
from typing import Any

import pytest
from django.forms import BaseForm
from django.test import Client
from wagtail.models import Page

from network_members.models import User
from tests.addresses import address, named_addresses
from tests.factories.practices import make_practice

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "WÜRFEL")
FORM, PARTS, JSON = "application/x-www-form-urlencoded", "multipart/form-data; boundary=b", "application/json"
HUGE = str(10**30)
MANY_LETTERS = "%CE%B1" * 2000
ROOMS = ("good_practices", "network_members", "mail", "pages", "vocabulary", "library", "translation", "health")
# Made to fail, for superusers who want to see what a fault looks like.
EXCEPTIONS = {"/admin/failwhale/"}
ORDER_OF_REPORTS = "ignore::django.core.paginator.UnorderedObjectListWarning"  # wagtail-localize 1.14
BAD_VALUES = (
    "",
    "%00",
    "%FF%FE",
    "%ED%A0%80",
    "%E2%80%AE%EF%BB%BF",
    "-1",
    "1e3",
    "1.000,5",
    "%D9%A1%D9%A2",
    HUGE,
    "NaN",
    "2027-02-29",
    "0000-00-00T99:99",
    "9999-12-31T23:59:59.9999999%2B99:99",
    "31/12/2026",
    "../../etc/passwd",
    "%27%22*%25_%26|()!:<script>",
    "[]",
    "null",
    MANY_LETTERS,
)
"""Standing for one value each: NUL, no UTF-8, lone surrogate, signs without width, numbers, dates, paths, wrong types."""
QUERY_NAMES = (
    "p",
    "page",
    "q",
    "id",
    "sort",
    "theme",
    "state",
    "stage",
    "language",
    "next",
    "ordering",
    "tag",
    "order",
)
BODIES: tuple[tuple[bytes, str], ...] = (
    (b"", FORM),
    (b"--b\r\nbroken", PARTS),
    (b'--b\r\nContent-Disposition: form-data; name="title"; filename="\x00a"\r\n\r\n\xff\r\n--b--\r\n', PARTS),
    (b"a=1", "multipart/form-data"),
    (b"[" * 2000, JSON),
    (b'{"title": 1e999, "version": [{}], "id": null}', JSON),
    (b'"\xff\x00"', JSON),
    (b"\xff\xfe just text", "text/plain"),
    (b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>", "application/xml"),
    (b"title=\xcf", f"{FORM}; charset=no-such-charset"),
)
HEADERS: tuple[dict[str, str], ...] = (
    {"HTTP_ACCEPT_LANGUAGE": "x-" * 40_000},
    {"HTTP_COOKIE": "sessionid=../x; messages=!; csrftoken=\u00e1"},
    {"HTTP_IF_MODIFIED_SINCE": "yesterday", "HTTP_RANGE": "bytes=9-1", "HTTP_IF_NONE_MATCH": "\u00e1"},
    {"HTTP_X_FORWARDED_FOR": "not, an, address", "HTTP_REFERER": "javascript:1", "HTTP_ORIGIN": "null"},
    {"HTTP_HX_REQUEST": "maybe", "HTTP_HX_CURRENT_URL": "http://[::1", "HTTP_X_HTTP_METHOD_OVERRIDE": "DELETE"},
)


@dataclass(frozen=True)
class Malformed:
    """What is sent to an address."""

    query: str = ""
    body: bytes = b""
    kind: str = FORM
    headers: tuple[tuple[str, str], ...] = ()

    def send(self, client: Client, method: str, where: str) -> int:
        """Return the status of the answer."""
        more: dict[str, Any] = dict(self.headers)
        answer = client.generic(method, where, data=self.body, content_type=self.kind, QUERY_STRING=self.query, **more)
        return answer.status_code


def every_field() -> list[str]:
    """Return the names of all fields that our forms know, and those that views read by themselves."""
    waiting, names = [BaseForm], {"version", "fresh", "action", "step", "next", "form-TOTAL_FORMS", "locales", "type"}
    while waiting:
        form = waiting.pop()
        waiting += form.__subclasses__()
        if form.__module__.split(".")[0] in ROOMS:
            names |= set(getattr(form, "base_fields", {}))
    return sorted(names)


def everything_malformed() -> list[Malformed]:
    """Return each kind of malformed input once."""
    names = every_field()
    return [
        *(Malformed(query="&".join(f"{name}={value}" for name in QUERY_NAMES)) for value in BAD_VALUES),
        Malformed(query="&".join(f"{name}[]=1&{name}[a]=2&{name}=1&{name}=b" for name in QUERY_NAMES)),
        Malformed(query="&=&&;%&%zz=%zz&" + "a" * 10_000),
        *(Malformed(body="&".join(f"{name}={value[:600]}" for name in names).encode()) for value in BAD_VALUES),
        Malformed(body="&".join(f"{name}=1&{name}=b&{name}[]=x" for name in names).encode()),
        *(Malformed(body=body, kind=kind) for body, kind in BODIES),
        *(Malformed(headers=tuple(one.items())) for one in HEADERS),
    ]


@pytest.fixture
def page(member: User) -> Page:
    """A page that addresses lead to."""
    return make_practice(owner=member, lead_organisation=member.organisation)


def every_address(page: Page) -> list[str]:
    """Return every named address with real numbers, and once more with numbers that nothing has."""
    names = ("page_id", "pk", "id", "object_id", "document_id", "image_id")
    real = {**dict.fromkeys(names, page.pk), "key": page.translation_key}
    found = {
        address(name, parameters, some)
        for some in (real, dict.fromkeys(names, int(HUGE)))
        for name, parameters in named_addresses()
    }
    return sorted(one for one in found - EXCEPTIONS if one and "logout" not in one)


def outside_the_admin(page: Page) -> list[str]:
    """Return the addresses that members and visitors use, pages of the site among them."""
    own = [where for where in every_address(page) if not where.startswith("/admin/")]
    return [*own, "/el/", "/en/", page.get_url() or "", page.get_parent().get_url() or "", "/nowhere/", "/el/nowhere/"]


def ours_in_the_admin(page: Page) -> list[str]:
    """Return the addresses of our own views in the admin."""
    rooms = ("practices", "mails", "health", "vocabulary", "network_members", "menu", "footertext", "organisation")
    return [
        where for where in every_address(page) if where.startswith("/admin/") and any(one in where for one in rooms)
    ]


def pairs(addresses: list[str]) -> Iterator[tuple[str, str, Malformed]]:
    """Give each address with each malformed input; methods take turns, and a body goes with one that has a body."""
    turn = count()
    for where in addresses:
        for malformed in everything_malformed():
            methods = ("POST", "PUT", "PATCH", "DELETE") if malformed.body else METHODS
            # Forms are mostly sent by POST: three times out of four.
            method = "POST" if malformed.body and next(turn) % 4 else methods[next(turn) % len(methods)]
            yield method, where, malformed


def some(all_of_them: Iterator[tuple[str, str, Malformed]], every: int) -> Iterator[tuple[str, str, Malformed]]:
    """Give each so-and-so-manieth, so that in time all kinds and all addresses meet."""
    return (one for number, one in enumerate(all_of_them) if number % every == 0)


def faults(client: Client, asked: Iterator[tuple[str, str, Malformed]]) -> tuple[list[Any], int]:
    """Send it all, signed in as before whatever an answer does to the cookies; return where the site failed."""
    client.raise_request_exception = False
    session = client.cookies.get("sessionid")
    codes = []
    for method, where, one in asked:
        client.cookies = SimpleCookie({"sessionid": session.value} if session else {})
        codes.append((method, where, one, one.send(client, method, where)))
    client.cookies = SimpleCookie({"sessionid": session.value} if session else {})
    return [one for one in codes if one[-1] >= 500], len(codes)


def test_no_malformed_request_fails_for_visitors(page: Page, visitor: Client) -> None:
    found, number = faults(visitor, some(pairs(outside_the_admin(page)), 7))

    assert (found, number > 500) == ([], True)


def test_no_malformed_request_fails_for_members(page: Page, visitor: Client, member: User) -> None:
    visitor.force_login(member)

    found, number = faults(visitor, some(pairs(outside_the_admin(page)), 7))

    assert (found, number > 500) == ([], True)
    assert visitor.get("/el/my/").status_code == 200


@pytest.mark.filterwarnings(ORDER_OF_REPORTS)
def test_no_malformed_request_fails_for_administrators(page: Page, visitor: Client, superuser: User) -> None:
    visitor.force_login(superuser)

    found, number = faults(visitor, some(pairs(ours_in_the_admin(page)), 19))

    assert (found, number > 500) == ([], True)
    assert visitor.get("/admin/health/").status_code == 200


@pytest.mark.filterwarnings(ORDER_OF_REPORTS)
def test_no_malformed_request_fails_in_wagtails_own_admin(page: Page, visitor: Client, superuser: User) -> None:
    visitor.force_login(superuser)

    found, number = faults(visitor, some(pairs(every_address(page)), 59))

    assert (found, number > 500) == ([], True)
    assert visitor.get("/admin/health/").status_code == 200


def test_our_own_faults_in_the_admin_stay_faults(visitor: Client, superuser: User, monkeypatch: Any) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise ValueError

    monkeypatch.setattr("network_members.middleware.rules.needs_second_factor", fail)
    visitor.force_login(superuser)

    found, _number = faults(visitor, iter([("GET", "/admin/pages/", Malformed(query="q=a"))]))
    assert [code for *_, code in found] == [500]


def test_a_way_back_that_is_no_address_is_refused(page: Page, visitor: Client, superuser: User) -> None:
    visitor.force_login(superuser)
    steps = [("POST", f"/admin/workflows/remove/{page.pk}/", Malformed(body=b"next=null"))]

    assert faults(visitor, iter(steps)) == ([], 1)
