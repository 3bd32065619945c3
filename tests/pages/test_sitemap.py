"""The map of the site: every public page of each language with its twin, and nothing that is hidden."""

from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from network_members.models import Organisation
from pages import sitemap
from tests.factories.people import make_organisation
from tests.factories.practices import make_practice
from tests.factories.texts import home, make_text, make_twin
from tests.reading import count_queries

SPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
ROOT = "http://testserver"


def whole(answer: Any) -> str:
    """Return a streamed answer."""
    assert answer.status_code == 200
    return b"".join(answer.streaming_content).decode()


def places(client: Client, path: str) -> dict[str, list[str]]:
    """Return the addresses of one piece of the map, each with the languages it names."""
    tree = ET.fromstring(whole(client.get(path)))
    return {
        str(url.findtext("s:loc", namespaces=SPACE)).removeprefix(ROOT): [
            link.attrib["hreflang"] for link in url.findall("x:link", SPACE)
        ]
        for url in tree.findall("s:url", SPACE)
    }


def test_every_page_stands_under_its_own_language_with_its_twin(visitor: Client, db: None) -> None:
    make_twin(make_text("Σελίδα"), "A page", home("en"))
    make_text("Μόνη")

    greek, english = (places(visitor, f"/sitemap-{language}-1.xml") for language in ("el", "en"))

    assert (greek["/el/selida/"], greek["/el/moni/"]) == (["el", "en"], [])
    assert (english["/en/a-page/"], "/en/moni/" in english) == (["en", "el"], False)
    assert greek["/el/"] == ["el", "en"]


@pytest.mark.parametrize("language", ["el", "en"])
def test_hidden_pages_are_on_no_map(language: str, visitor: Client, db: None) -> None:
    secret = make_text("Καναρίνι")
    PageViewRestriction.objects.create(page=secret, restriction_type=PageViewRestriction.LOGIN)
    make_text("Καναρίνι κάτω", secret)
    make_text("Καναρίνι σχέδιο", live=False)
    make_practice("Καναρίνι πρακτική", live=False)

    assert [path for path in places(visitor, f"/sitemap-{language}-1.xml") if "kanarini" in path] == []


def test_the_index_names_each_piece(visitor: Client, monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    monkeypatch.setattr(sitemap, "PIECE", 6)
    make_text("Σελίδα")

    tree = ET.fromstring(visitor.get("/sitemap.xml").content)
    pieces = [str(one.text).removeprefix(ROOT) for one in tree.findall("s:sitemap/s:loc", SPACE)]

    assert pieces == [
        "/sitemap-organisations.xml",
        "/sitemap-el-1.xml",
        "/sitemap-el-2.xml",
        "/sitemap-en-1.xml",
    ]
    assert [len(places(visitor, piece)) for piece in pieces[1:]] == [6, 1, 6]


def test_only_listed_bodies_are_on_the_map(council: Organisation, visitor: Client) -> None:
    make_organisation("kanarini", name_el="Καναρίνι", name_en="Canary", listed=False)

    assert places(visitor, "/sitemap-organisations.xml") == {
        f"/{language}/{place}": ["el", "en"]
        for place in ("glossary/", "organisations/", "organisations/patras-council/")
        for language in ("el", "en")
    }


@pytest.mark.parametrize("path", ["/sitemap-fr-1.xml", "/sitemap-el-0.xml", "/sitemap-el-999999.xml"])
def test_there_are_no_other_pieces(path: str, visitor: Client, db: None) -> None:
    assert visitor.get(path).status_code == 404


def test_a_piece_takes_few_queries_however_many_pages(visitor: Client, db: None) -> None:
    def asked() -> int:
        return count_queries(visitor, "/sitemap.xml")

    few = asked()
    for number in range(3):
        make_text(f"Σελίδα {number}")

    assert (few, asked()) == (2, 2)
