"""What every answer tells browsers, and what none of them may keep."""

from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from wagtail.models import Page

from network_members.models import User
from tests.factories.practices import make_practice

INLINE = "'unsafe-inline'"
PUBLIC = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'self'; base-uri 'none'; manifest-src 'self'"
)


def policy(client: Client, path: str) -> str:
    """Return the content security policy of an address."""
    return client.get(path)["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/el/", "/en/account/login/", "/el/nothing/", "/-/live", "/el/%00"])
def test_the_public_policy_has_no_inline_code(path: str, visitor: Client, db: Any) -> None:
    assert sorted(policy(visitor, path).split("; ")) == sorted(PUBLIC.split("; "))


def test_only_the_admin_has_the_relaxed_policy(visitor: Client, editor: User) -> None:
    visitor.force_login(editor)

    relaxed = policy(visitor, "/admin/")

    assert f"script-src 'self' {INLINE}" in relaxed
    assert f"style-src 'self' {INLINE}" in relaxed
    assert "unsafe-eval" not in relaxed
    assert "http" not in relaxed


@pytest.mark.parametrize(
    "path",
    [
        "//admin/",
        "///admin/",
        "/el/admin/",
        "/Admin/",
        "/ADMIN/",
        "/admin",
        "/admin;/",
        "/./admin/",
        "/el/../admin/",
        "/\\admin/",
        "/el//admin/",
        "/documents/admin/",
        "/el/%2fadmin/",
    ],
)
def test_no_trick_brings_the_relaxed_policy(path: str, visitor: Client, db: Any) -> None:
    pretending = {"x-forwarded-prefix": "/admin", "x-original-url": "/admin/", "x-rewrite-url": "/admin/"}

    answers = [visitor.get("/", PATH_INFO=path, headers=headers) for headers in ({}, pretending)]

    assert [INLINE in one["Content-Security-Policy"] for one in answers] == [False, False]


@pytest.mark.parametrize("query", ["next=/admin/", "/admin/", "a=/admin/#/admin/"])
def test_the_query_brings_it_neither(query: str, visitor: Client, db: Any) -> None:
    assert INLINE not in policy(visitor, f"/el/?{query}")


@pytest.mark.parametrize("path", ["/el/", "/admin/", "/el/nothing/", "/-/live"])
def test_every_answer_carries_the_house_headers(path: str, visitor: Client, db: Any) -> None:
    headers = visitor.get(path).headers

    assert {name: headers[name] for name in ("X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy")} == {
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "SAMEORIGIN",
        "Referrer-Policy": "same-origin",
    }
    assert (headers["Cross-Origin-Opener-Policy"], headers["Cross-Origin-Resource-Policy"]) == (
        "same-origin",
        "same-origin",
    )
    assert {"camera=()", "geolocation=()", "microphone=()"} <= set(headers["Permissions-Policy"].split(", "))


def test_a_secure_answer_asks_for_secure_ones_only(visitor: Client, settings: Any, db: Any) -> None:
    settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = 31_536_000, True
    settings.SECURE_SSL_REDIRECT, settings.SECURE_REDIRECT_EXEMPT = True, [r"^-/"]

    client = Client()

    assert client.get("/el/", secure=True)["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    assert client.get("/el/")["Location"] == "https://testserver/el/"
    assert client.get("/-/live").status_code == 200


def public_addresses() -> list[str]:
    """Return every public page."""
    pages = Page.objects.live().public().filter(depth__gt=1)
    return sorted({one.url for one in pages if one.url} | {"/", "/el/", "/en/", "/el/nothing/"})


def test_public_pages_set_no_cookie(visitor: Client, db: Any) -> None:
    make_practice()

    answers = {path: visitor.get(path) for path in public_addresses()}

    assert len(answers) > 5
    assert {path: dict(one.cookies) for path, one in answers.items() if one.cookies} == {}
    assert [path for path, one in answers.items() if "no-store" in one.get("Cache-Control", "")] == []


@pytest.mark.parametrize("path", ["/el/", "/el/my/", "/admin/", "/el/nothing/", "/admin/jsi18n/"])
def test_what_signed_in_people_see_stays_off_the_disk(path: str, visitor: Client, editor: User) -> None:
    visitor.force_login(editor)

    kept = {one.strip() for one in visitor.get(path)["Cache-Control"].split(",")}

    assert {"private", "no-store"} <= kept
    assert "public" not in kept


def test_the_answer_that_signs_in_is_not_kept_either(visitor: Client, member: User) -> None:
    answer = visitor.post("/el/account/login/", {"login": member.email, "password": "a-long-test-password"})

    assert "sessionid" in answer.cookies
    assert {"private", "no-store"} <= {one.strip() for one in answer["Cache-Control"].split(",")}


def test_the_session_cookie_is_out_of_reach(visitor: Client, member: User) -> None:
    answer = visitor.post("/el/account/login/", {"login": member.email, "password": "a-long-test-password"})

    cookie = answer.cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"], cookie["domain"], cookie["path"]) == (True, "Lax", "", "/")


def test_an_old_session_of_another_site_is_nobodys(visitor: Client, db: Any) -> None:
    visitor.cookies["sessionid"] = SessionStore().session_key or "x" * 32

    assert visitor.get("/el/my/").status_code == 302
