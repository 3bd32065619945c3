"""A visitor's page is kept, and nobody ever gets somebody else's."""

import gzip
from collections.abc import Callable
from typing import Any

import brotli
import pytest
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.test import Client

from caching.memory import Memory
from caching.pages import kept_with, may_be_kept
from good_practices.facets import FACETS
from good_practices.models.index import PARAMETERS
from network_members.models import User
from tests.factories.practices import make_practice
from tests.reading import count_queries, read

LIBRARY = "/el/kales-praktikes/"
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/el/", "/en/", LIBRARY, "/en/good-practices/?theme=inclusion&page=2"])
def test_a_page_that_is_kept_asks_one_question_and_is_the_same(address: str, kept: Memory, visitor: Client) -> None:
    made = read(visitor, address)

    assert (count_queries(visitor, address), read(visitor, address) == made) == (1, True)


def test_a_practice_is_kept_as_visitors_see_it_although_members_get_a_button(
    kept: Memory, visitor: Client, member: User
) -> None:
    make_practice("Δίκτυο")
    address, client = f"{LIBRARY}diktyo/", Client()
    client.force_login(member)

    assert "/el/my/saved/" in read(client, address)
    assert len(kept.kept) == 0
    assert "/el/my/saved/" not in read(visitor, address)
    assert (len(kept.kept), count_queries(visitor, address)) == (1, 1)
    assert "/el/my/saved/" in read(client, address)


def test_the_parameters_of_the_library_are_its_filters_its_order_and_its_page() -> None:
    assert set(PARAMETERS.split()) == {*(facet.name for facet in FACETS), "sort", "page"}


@pytest.mark.parametrize(
    "address",
    [
        LIBRARY + "?utm_source=x",
        LIBRARY + "?q=λέξη",
        "/el/account/login/",
        "/el/account/signup/",
        "/el/not-there/",
        "/el/my/",
        "/-/ready",
        "/robots.txt",
    ],
)
def test_what_is_not_the_same_for_all_or_not_a_page_is_not_kept(address: str, kept: Memory, visitor: Client) -> None:
    visitor.get(address)

    assert len(kept.kept) == 0


def test_the_order_of_parameters_does_not_matter_but_that_of_equal_names_does(kept: Memory, visitor: Client) -> None:
    for query in ("sort=title&theme=a&theme=b", "theme=a&theme=b&sort=title", "theme=b&theme=a&sort=title"):
        read(visitor, f"{LIBRARY}?{query}")

    assert len(kept.kept) == 2


def test_who_is_signed_in_neither_gets_nor_leaves_a_kept_page(kept: Memory, member: User, visitor: Client) -> None:
    person = Client()
    person.force_login(member)
    own = read(person, LIBRARY)
    left = len(kept.kept)
    public = read(visitor, LIBRARY)

    assert (left, read(person, LIBRARY) == own, str(member.public_id) in public) == (0, True, False)
    assert 'href="/el/my/"' in own
    assert 'href="/el/my/"' not in public


def test_what_a_member_may_read_never_reaches_a_visitor(kept: Memory, member: User, visitor: Client) -> None:
    practice = make_practice(contact=member, lead_organisation=member.organisation)
    person = Client()
    person.force_login(member)
    canary = member.get_full_name()
    address = practice.get_url()

    seen = [canary in read(client, address) for client in (visitor, person, visitor, person, visitor)]

    assert seen == [False, True, False, True, False]


def test_a_message_is_shown_once_and_not_kept(kept: Memory, member: User) -> None:
    person = Client()
    person.force_login(member)
    person.post("/el/account/logout/")
    first, second = read(person, LIBRARY), read(person, LIBRARY)

    assert ('class="notice' in first, len(kept.kept) >= 0, first == second) == (True, True, False)


def test_a_page_asked_with_a_password_of_the_network_layer_is_not_kept(kept: Memory, visitor: Client) -> None:
    visitor.get(LIBRARY, headers={"Authorization": "Basic bmltYTpuaW1h"})

    assert len(kept.kept) == 0


def test_a_host_that_is_not_ours_gets_no_kept_page(kept: Memory, visitor: Client) -> None:
    read(visitor, LIBRARY)

    assert visitor.get(LIBRARY, headers={"Host": "evil.example"}).status_code == 400


@pytest.mark.parametrize(
    ("accepted", "method", "unpack"),
    [
        ("gzip, deflate, br, zstd", "br", brotli.decompress),
        ("br;q=0, gzip;q=0.5", "gzip", gzip.decompress),
        ("gzip", "gzip", gzip.decompress),
        ("gzip; q=0.000, identity", None, bytes),
        ("", None, bytes),
    ],
)
def test_packed_and_unpacked_are_the_same_page(
    accepted: str, method: str | None, unpack: Callable[[bytes], bytes], kept: Memory, visitor: Client
) -> None:
    made = read(visitor, LIBRARY)
    packed = visitor.get(LIBRARY, headers={"Accept-Encoding": accepted})

    assert (packed.headers.get("Content-Encoding"), unpack(packed.content).decode()) == (method, made)
    assert packed.headers["Content-Length"] == str(len(packed.content))
    assert "Accept-Encoding" in packed.headers["Vary"]


def test_a_browser_that_has_the_page_gets_no_body_until_it_changes(kept: Memory, visitor: Client) -> None:
    first = visitor.get(LIBRARY)
    again = visitor.get(LIBRARY, headers={"If-None-Match": first.headers["ETag"]})
    make_practice()
    after = visitor.get(LIBRARY, headers={"If-None-Match": first.headers["ETag"]})

    assert [response.status_code for response in (first, again, after)] == [200, 304, 200]
    assert (again.content, first.headers["Cache-Control"]) == (b"", "no-cache")


def test_the_head_of_a_kept_page_is_that_of_the_page(kept: Memory, visitor: Client) -> None:
    whole = visitor.get(LIBRARY)
    head = visitor.head(LIBRARY)

    assert (head.status_code, head.content) == (200, b"")
    assert dict(head.items()) == dict(whole.items())


def test_a_kept_page_says_what_every_page_says(kept: Memory, visitor: Client, settings: Any) -> None:
    made = visitor.get(LIBRARY)
    again = visitor.get(LIBRARY)

    assert dict(again.items()) == dict(made.items())
    assert {"Content-Security-Policy", "Content-Language", "X-Content-Type-Options", "ETag"} <= set(again.headers)


def test_a_kept_page_needs_no_shared_cache(kept: Memory, visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    read(visitor, LIBRARY)

    def refuse(*args: Any, **kwargs: Any) -> None:
        raise AssertionError("asked the cache")

    monkeypatch.setattr(cache, "get", refuse)

    assert visitor.get(LIBRARY).status_code == 200


def test_a_view_may_let_its_answer_be_kept() -> None:
    @kept_with("page")
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse("seen")

    def asked(**query: str) -> bool:
        request = HttpRequest()
        request.GET = query  # type: ignore[assignment]  # only its names are read
        return may_be_kept(request, view(request))

    assert (asked(), asked(page="2"), asked(other="2")) == (True, True, False)
