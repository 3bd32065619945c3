"""Atom feeds: valid, in both languages, with names of bodies only, and asked for again without a body."""

from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from network_members.models import Organisation, User
from pages import feeds
from tests.factories.practices import make_practice
from tests.factories.texts import make_news
from tests.reading import count_queries, read

ATOM = {"a": "http://www.w3.org/2005/Atom"}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
BOTH = pytest.mark.parametrize("language", ["el", "en"])


def parsed(client: Client, path: str) -> ET.Element:
    """Return a feed that must be there."""
    answer = client.get(path)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    return ET.fromstring(answer.content)


def texts(feed: ET.Element, path: str) -> list[str]:
    """Return the texts of elements of a feed."""
    return [one.text or "" for one in feed.findall(path, ATOM)]


@pytest.fixture
def written(council: Organisation, member: User) -> None:
    """A practice, a news item, and what nobody may see."""
    make_practice("Σύμβουλοι & <φίλοι>", lead_organisation=council, owner=member, contact=member)
    make_news("Ένα νέο", introduction="Με δυο λόγια", source_name="Μια υπηρεσία")
    make_news("Καναρίνι", live=False)
    make_practice("Καναρίνι", live=False)
    secret = make_practice("Καναρίνι μυστικό")
    PageViewRestriction.objects.create(page=secret, restriction_type=PageViewRestriction.LOGIN)


@BOTH
@pytest.mark.parametrize(
    ("kind", "titles"),
    [
        ("", ["Ένα νέο", "Σύμβουλοι & <φίλοι>"]),
        ("practices/", ["Σύμβουλοι & <φίλοι>"]),
        ("news/", ["Ένα νέο"]),
    ],
)
def test_a_feed_holds_what_everybody_may_read(
    kind: str, titles: list[str], language: str, written: None, visitor: Client
) -> None:
    feed = parsed(visitor, f"/{language}/feed/{kind}")

    assert texts(feed, "a:entry/a:title") == titles
    assert feed.attrib[LANG] == language
    assert {one.attrib[LANG] for one in feed.findall("a:entry", ATOM)} == {"el"}


@pytest.mark.parametrize(
    ("language", "authors"), [("el", "ΣΕΜ Δήμου Πατρέων"), ("en", "Patras Migrant Integration Council")]
)
def test_authors_are_bodies(language: str, authors: str, written: None, visitor: Client, member: User) -> None:
    feed = parsed(visitor, f"/{language}/feed/")

    assert texts(feed, "a:entry/a:author/a:name") == ["Μια υπηρεσία", authors]
    assert str(member) not in ET.tostring(feed, encoding="unicode")


@BOTH
def test_a_feed_has_all_that_atom_asks_for(language: str, written: None, visitor: Client) -> None:
    feed = parsed(visitor, f"/{language}/feed/")
    own = f"http://testserver/{language}/feed/"

    assert all(len(texts(feed, f"a:{name}")) == 1 for name in ("id", "title", "updated"))
    assert [(one.attrib["rel"], one.attrib["href"]) for one in feed.findall("a:link", ATOM)] == [
        ("self", own),
        ("alternate", f"http://testserver/{language}/"),
    ]
    for entry in feed.findall("a:entry", ATOM):
        assert all(len(texts(entry, f"a:{name}")) == 1 for name in ("id", "title", "updated", "published", "summary"))
    addresses = [one.attrib["href"].removeprefix("http://testserver") for one in feed.findall("a:entry/a:link", ATOM)]
    assert [visitor.get(path).status_code for path in addresses] == [200, 200]


def test_names_of_entries_stay_when_a_page_is_renamed(visitor: Client, db: None) -> None:
    page = make_news("Ένα νέο")
    before = texts(parsed(visitor, "/el/feed/"), "a:entry/a:id")
    page.slug, page.title = "allo", "Άλλο"
    page.save_revision().publish()

    feed = parsed(visitor, "/el/feed/")

    assert (before, texts(feed, "a:entry/a:title")) == (texts(feed, "a:entry/a:id"), ["Άλλο"])
    assert before[0].startswith("tag:")


def test_who_has_a_feed_already_gets_no_body(visitor: Client, db: None) -> None:
    make_news("Ένα νέο")
    first: Any = visitor.get("/el/feed/")

    again = visitor.get("/el/feed/", headers={"If-None-Match": first["ETag"]})
    by_date = visitor.get("/el/feed/", headers={"If-Modified-Since": first["Last-Modified"]})
    make_news("Νεότερο")
    changed = visitor.get("/el/feed/", headers={"If-None-Match": first["ETag"]})

    assert [one.status_code for one in (again, by_date, changed)] == [304, 304, 200]


def test_a_feed_is_short(visitor: Client, monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    monkeypatch.setattr(feeds, "MOST", 2)
    for number in range(3):
        make_news(f"Νέο {number}")

    assert len(texts(parsed(visitor, "/el/feed/"), "a:entry/a:title")) == 2


def test_a_feed_without_entries_is_valid(visitor: Client, db: None) -> None:
    assert texts(parsed(visitor, "/en/feed/news/"), "a:updated") == ["2026-01-01T00:00:00+00:00"]


def test_a_feed_takes_as_many_queries_for_three_entries_as_for_one(visitor: Client, db: None) -> None:
    make_news("Νέο 0")
    few = count_queries(visitor, "/el/feed/")
    for number in (1, 2):
        make_news(f"Νέο {number}")

    assert (few, count_queries(visitor, "/el/feed/")) == (5, 5)


@BOTH
def test_every_page_names_the_feed_of_its_language(language: str, visitor: Client, db: None) -> None:
    assert f'type="application/atom+xml" title="{feeds_title(language)}" href="/{language}/feed/"' in read(
        visitor, f"/{language}/"
    )


def feeds_title(language: str) -> str:
    """Return the name of the feed of all kinds."""
    return {"el": "Νήμα: πρακτικές και νέα", "en": "Nima: practices and news"}[language]
