"""Search engines are asked to leave alone what is no page for readers."""

import pytest
from django.conf import settings
from django.test import Client

from tests.reading import read


def test_robots_stay_out_of_the_admin_and_of_peoples_own_pages(visitor: Client) -> None:
    lines = read(visitor, "/robots.txt").split("\n")

    closed = [
        f"Disallow: /{code}/{room}/" for code, _name in settings.LANGUAGES for room in ("account", "mailbox", "my")
    ]
    assert lines == ["User-agent: *", "Disallow: /admin/", *closed, "", "Sitemap: http://testserver/sitemap.xml", ""]


@pytest.mark.parametrize("path", ["/el/", "/en/", "/el/kales-praktikes/", "/en/organisations/"])
def test_what_everybody_reads_is_open(path: str, visitor: Client) -> None:
    closed = [
        line.removeprefix("Disallow: ") for line in read(visitor, "/robots.txt").split("\n") if "Disallow" in line
    ]

    assert not path.startswith(tuple(closed))
