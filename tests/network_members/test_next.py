"""Whatever an address asks for, people stay on this site."""

import re
from html import unescape
from urllib.parse import urlsplit

import pytest
from django.test import Client

from network_members.models import User
from tests.factories.people import PASSWORD

EVIL = [
    "//evil.example",
    "///evil.example",
    "////evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "\\/evil.example",
    "/\t/evil.example",
    "\t//evil.example",
    "/\n/evil.example",
    " //evil.example",
    "https:evil.example",
    "https:/evil.example",
    "https://evil.example",
    "HTTPS://EVIL.EXAMPLE/",
    "http:///evil.example",
    "https://testserver@evil.example",
    "https://testserver:443@evil.example",
    "//testserver@evil.example",
    "https://testserver.evil.example",
    "https://eviltestserver",
    "https://evil.example#testserver",
    "https://evil.example\\@testserver",
    "//ενίλ.example",
    "https://xn--evil-.example",
    "//evil。example",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,evil",
    "vbscript:evil",
    "\x01//evil.example",
    "http://[::1",
    "//127.0.0.1@evil.example/%2f..",
]
SAME_SITE = ["/el/my/", "/en/my/?tab=1#top", "http://testserver/en/my/"]


def stays(address: str) -> bool:
    """Say whether a browser stays here: it drops tabs and line breaks, and reads \\ as /."""
    seen = urlsplit("".join(address.replace("\\", "/").split()))
    return seen.scheme in {"", "http"} and seen.netloc in {"", "testserver"} and address[:1] in {"/", "h"}


@pytest.mark.parametrize("evil", EVIL)
def test_after_signing_in(evil: str, member: User, client: Client) -> None:
    typed = {"login": member.email, "password": PASSWORD, "next": evil}

    assert client.post("/en/account/login/", typed)["Location"] == "/en/my/"
    assert client.get("/en/account/login/", {"next": evil})["Location"] == "/en/my/"


@pytest.mark.parametrize("evil", EVIL)
def test_after_signing_out(evil: str, member: User, client: Client) -> None:
    client.force_login(member)

    assert client.post("/en/account/logout/", {"next": evil})["Location"] == "/en/"


@pytest.mark.parametrize("evil", EVIL)
def test_no_page_of_the_door_passes_it_on(evil: str, client: Client, db: None) -> None:
    for door in ("login/", "signup/", "login/code/", "password/reset/"):
        page = client.get(f"/en/account/{door}", {"next": evil}).content.decode()
        main = page.partition("<main")[2].partition("</main>")[0]
        links = {unescape(link) for link in re.findall(r'(?:href|action|name="next" value)="([^"]*)"', main)}
        assert links
        assert all("next" not in link and stays(link) for link in links)


@pytest.mark.parametrize("evil", EVIL)
def test_wagtails_doors_leave_the_judgement_to_the_login(evil: str, client: Client, db: None) -> None:
    answers = [client.get("/admin/login/", {"next": evil}), client.get("/en/_util/login/", {"next": evil})]

    assert [answer["Location"].partition("?")[0] for answer in answers] == ["/el/account/login/", "/en/account/login/"]


@pytest.mark.parametrize("evil", ["/en/my/\r\nSet-Cookie: a=b", "/en/\r\n\r\n<script>"])
def test_an_address_cannot_break_into_the_head_of_the_answer(evil: str, member: User, client: Client) -> None:
    response = client.post("/en/account/login/", {"login": member.email, "password": PASSWORD, "next": evil})

    assert "\n" not in response["Location"]
    assert stays(response["Location"])
    assert "a" not in response.cookies


@pytest.mark.parametrize("address", SAME_SITE)
def test_pages_of_this_site_are_led_to(address: str, member: User, client: Client) -> None:
    response = client.post("/en/account/login/", {"login": member.email, "password": PASSWORD, "next": address})

    assert response["Location"] == address
