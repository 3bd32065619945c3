"""The right `lang` on every fragment of a practice: page, contents list, keywords, file, and data for search engines."""

import json
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from typing import Any

import html5lib
import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils.translation import override

from good_practices import keywords
from good_practices.keywords import Keyword
from good_practices.models import GoodPracticePage
from good_practices.pdf import context_of
from good_practices.presentation import present
from network_members.models import User
from tests.factories.practices import make_practice
from tests.factories.translations import translate
from tests.reading import read

GREEK, LATIN = re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]"), re.compile(r"[A-Za-z]")
SAME_IN_BOTH = re.compile(
    r"https?://\S+|/(?:el|en)/\S+|example\.org|CC BY 4\.0|PDF|KB|Nima|LinkedIn|Facebook|Mastodon|\bX\b|Advisers|[€%()\d.,:;·–-]+"
)
"""What says nothing of the language around it: addresses, names, numbers; and what this test calls its translation."""
WORDLESS = {"script", "style", "template", "svg", "title", "option"}
BOTH = pytest.mark.parametrize("language", ["el", "en"])


def passages(element: Any, language: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text of a page with the language that its elements give it."""
    if not isinstance(element.tag, str) or element.tag in WORDLESS:
        return
    language = element.get("lang", language)
    for name in ("alt", "aria-label", "title"):
        yield language, element.get(name, "")
    yield language, element.text or ""
    for child in element:
        yield from passages(child, language)
        yield language, child.tail or ""


def misspoken(page: str) -> list[tuple[str, str]]:
    """Return the texts that cannot be in the language they are marked with: by their letters."""
    tree: ElementTree.Element = html5lib.parse(page, namespaceHTMLElements=False)
    found = [(language, SAME_IN_BOTH.sub("", text).strip()) for language, text in passages(tree)]
    return [
        (language, text)
        for language, text in found
        if (language == "en" and GREEK.search(text)) or (language == "el" and LATIN.search(text))
    ]


@pytest.fixture
def greek(full: GoodPracticePage) -> GoodPracticePage:
    """A full practice in Greek."""
    return full


@pytest.fixture
def english(db: None, member: User) -> GoodPracticePage:
    """A practice in English."""
    texts: dict[str, Any] = dict.fromkeys(
        ("one_line", "summary", "challenge", "difficulties", "transfer"), "Women meet every week."
    )
    return make_practice("Mentors", language="en", tags=["language café"], **texts)


def in_english(text: str) -> str:
    return "Advisers"


def in_greek(text: str) -> str:
    return "Σύμβουλοι"


def page_of(practice: GoodPracticePage, language: str) -> str:
    """Return where a practice is read in a language, whether there is a translation or not."""
    found = GoodPracticePage.objects.get(pk=practice.pk)
    return found.url_in(language)


@BOTH
@pytest.mark.parametrize("name", ["greek", "english"])
def test_a_practice_without_translation(name: str, language: str, request: Any, visitor: Client) -> None:
    practice = request.getfixturevalue(name)

    assert misspoken(read(visitor, page_of(practice, language))) == []


@BOTH
@pytest.mark.parametrize("turned", ["", "?text=other"])
@pytest.mark.parametrize(("name", "words"), [("greek", in_english), ("english", in_greek)])
def test_both_texts_of_a_practice_straight_and_turned(
    name: str, words: Any, turned: str, language: str, request: Any
) -> None:
    practice = request.getfixturevalue(name)
    translate(practice, words=words)

    assert misspoken(read(Client(), f"{page_of(practice, language)}{turned}")) == []


@BOTH
def test_a_text_that_stands_in(language: str, editor: User, visitor: Client) -> None:
    source, words, new = {
        "el": ("en", in_greek, "Take it over."),
        "en": ("el", in_english, "Πάρτε το."),
    }[language]
    summary = {"el": "Μαζί.", "en": "Together."}[source]
    practice = make_practice("Mentors" if source == "en" else "Μέντορες", language=source, summary=summary)
    made = translate(practice, words=words, user=editor)
    draft = practice.get_latest_revision_as_object()
    draft.transfer = new
    draft.save_revision().publish()

    page = read(visitor, made.get_url())

    assert (new in page, misspoken(page)) == (True, [])


# Keywords


def marked_as(page: str, keyword: str) -> list[str]:
    """Return the languages that a page gives to a keyword."""
    tree: ElementTree.Element = html5lib.parse(page, namespaceHTMLElements=False)
    return [language for language, text in passages(tree) if text == keyword]


def paper_of(practice: GoodPracticePage, language: str, rf: RequestFactory) -> str:
    """Return the page that the file is made of."""
    asked = rf.get("/")
    asked.user = AnonymousUser()
    with override(language):
        shown = present(GoodPracticePage.to_read().get(pk=practice.pk), asked)
        return render_to_string("good_practices/pdf.html", context_of(shown), request=asked)


def described(page: str) -> Any:
    """Return the keywords that a page tells search engines."""
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return next(thing for thing in json.loads(found)["@graph"] if "keywords" in thing)["keywords"]


def test_keywords_that_nobody_translated_stay_in_the_language_of_the_author(
    greek: GoodPracticePage, rf: RequestFactory
) -> None:
    made = translate(greek, words=in_english)

    pages = [read(Client(), address) for address in (greek.get_url(), made.get_url())]
    papers = [paper_of(page, language, rf) for page, language in ((greek, "el"), (made, "en"))]

    assert [marked_as(page, "γειτονιά") for page in (*pages, *papers)] == [["el"]] * 4
    assert [described(page) for page in pages] == ["γειτονιά", [{"@value": "γειτονιά", "@language": "el"}]]
    assert misspoken(papers[1]) == []


def test_a_translated_keyword_is_in_the_language_of_the_translation(
    english: GoodPracticePage, rf: RequestFactory
) -> None:
    made = translate(english, words=in_greek)
    made.tags.set(["γλωσσικό καφέ", "language café"])
    made.save_revision().publish()

    page, paper = read(Client(), made.get_url()), paper_of(made, "el", rf)

    assert [marked_as(one, "γλωσσικό καφέ") for one in (page, paper)] == [["el"], ["el"]]
    assert [marked_as(one, "language café") for one in (page, paper)] == [["en"], ["en"]]
    assert described(page) == [
        {"@value": "language café", "@language": "en"},
        {"@value": "γλωσσικό καφέ", "@language": "el"},
    ]


def test_a_draft_in_memory_knows_the_language_of_its_keywords(english: GoodPracticePage) -> None:
    made = translate(english, words=in_greek)
    made.tags.set(["γλωσσικό καφέ", "language café"])

    assert keywords.of_draft(made) == [Keyword("language café", "en"), Keyword("γλωσσικό καφέ", "el")]


def test_the_keywords_of_a_translation_are_not_offered_as_words_of_its_language(greek: GoodPracticePage) -> None:
    translate(greek, words=in_english)

    assert (keywords.in_use("el"), keywords.in_use("en")) == (["γειτονιά"], [])
