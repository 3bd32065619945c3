"""The search page in both languages: what it shows, says and refuses."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from search.lexemes import VERSION
from search.models import State
from search.rebuilding import rebuild
from tests.factories.practices import make_practice
from tests.factories.words import make_theme
from tests.reading import faults
from tests.search.indexing import read_all

pytestmark = pytest.mark.django_db

PATHS = {"el": "/el/search/", "en": "/en/search/"}


def page(client: Client, language: str, **query: Any) -> str:
    """Return the page of a search."""
    read_all()
    answer = client.get(PATHS[language], query)
    assert answer.status_code == 200
    return answer.content.decode()


def heading(text: str) -> str:
    """Return what stands above the hits."""
    found = re.search(r'id="results-title"[^>]*>([^<]*)<', text)
    return found[1] if found else ""


@pytest.mark.parametrize(
    ("language", "words", "title", "kind"),
    [
        ("el", "1 αποτέλεσμα", "<title>κηπος · Αναζήτηση · Νήμα</title>", "Καλές πρακτικές"),
        ("en", "1 result", "<title>κηπος · Search · Nima</title>", "Good practices"),
    ],
)
def test_a_hit_is_shown_with_its_kind_and_its_words_marked(
    client: Client, language: str, words: str, title: str, kind: str
) -> None:
    make_practice("Ο κήπος της γειτονιάς", one_line="Ένας ΚΉΠΟΣ <b>για</b> όλους")
    text = page(client, language, q="κηπος")

    assert (heading(text), title in text, kind in text) == (words, True, True)
    assert ("Ο <mark>κήπος</mark> της γειτονιάς" in text, "Ένας <mark>ΚΉΠΟΣ</mark> &lt;b&gt;για&lt;/b&gt;" in text) == (
        True,
        True,
    )


def test_a_text_in_the_other_language_says_so_and_opens_in_the_frame_of_the_reader(client: Client) -> None:
    make_practice("A garden for all", language="en")
    text = page(client, "el", q="garden")

    assert (
        '<h3 lang="en"><a href="/el/kales-praktikes/a-garden-for-all/">A <mark>garden</mark> for all</a></h3>' in text
    )
    assert ">Αγγλικά<" in text


def test_the_switch_of_languages_keeps_the_search(client: Client) -> None:
    make_practice("Ο κήπος της γειτονιάς")

    assert "/en/search/?q=%CE%BA%CE%B7%CF%80%CE%BF%CF%82&amp;kind=practice" in page(
        client, "el", q="κηπος", kind="practice"
    )


@pytest.mark.parametrize(("language", "words"), [("el", "Δεν βρέθηκε τίποτα"), ("en", "Nothing was found")])
def test_nothing_found_is_no_dead_end(client: Client, language: str, words: str) -> None:
    make_practice("Κήπος", themes=[make_theme("health", ("Υγεία", "Health"))])
    make_theme("unused", ("Κενή", "Empty"))
    text = page(client, language, q="ξψζωθβ")

    assert (words in text, f'href="{PATHS[language]}"' in text) == (True, True)
    assert re.findall(r'class="chip plain" href="([^"]*)">([^<]*)<', text) == [
        (f"{PATHS[language]}?theme=health", {"el": "Υγεία", "en": "Health"}[language])
    ]
    assert f'href="/{language}/organisations/"' in text.partition('id="results"')[2]
    assert faults(text) == []


def test_where_filters_leave_nothing_those_are_named_without_which_something_is_found(client: Client) -> None:
    make_practice("Κήπος", themes=[make_theme("health", ("Υγεία", "Health"))])
    make_practice("Λίμνη", themes=[make_theme("water", ("Νερό", "Water"))])
    text = page(client, "en", q="κήπος", theme="water", kind="practice")

    assert re.findall(r'class="chip plain" href="([^"]*)">([^<]*)<', text)[0] == (
        "/en/search/?q=%CE%BA%CE%AE%CF%80%CE%BF%CF%82&amp;kind=practice",
        "Without “Theme”",
    )
    assert "Without “Kind”" not in text


def test_themes_that_only_others_may_find_are_not_offered(client: Client) -> None:
    hidden = make_practice("Κήπος", themes=[make_theme("health", ("Καναρίνι", "Canary"))])
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)

    assert "Canary" not in page(client, "en", q="ξψζωθβ")


@pytest.mark.parametrize(
    "query",
    [
        {"page": "1" * 30},
        {"page": "-1"},
        {"page": ["2", "x"]},
        {"sort": "password"},
        {"kind": "../"},
        {"kind": ["practice", "x" * 5000]},
        {"theme": "nothing", "per_page": "9" * 9},
        {"q": "κή\u0301" + "\u0301" * 1500},
        {"q": "%00' OR 1=1 --"},
        {"q": "κήπος " * 2000},
        {"locale": "../"},
    ],
)
def test_what_nobody_offers_is_left_out(client: Client, query: dict[str, Any]) -> None:
    make_practice("Ο κήπος της γειτονιάς")

    assert heading(page(client, "el", **{"q": "κήπος", **query})) in ("1 αποτέλεσμα", "0 αποτελέσματα")


def test_pages_follow_one_another_and_the_last_one_stands_for_those_behind(client: Client) -> None:
    for number in range(21):
        make_practice(f"Κήπος {number}")
    first, second, far = (page(client, "el", q="κήπος", page=number) for number in (1, 2, 99))

    assert [text.count("<article") for text in (first, second, far)] == [20, 1, 1]


def test_nobody_keeps_the_page(client: Client) -> None:
    answer = client.get("/el/search/", {"q": "κήπος"})

    assert (answer["Cache-Control"], 'name="robots" content="noindex"' in answer.content.decode()) == (
        "private, no-store",
        True,
    )


def test_control_characters_are_refused(client: Client) -> None:
    assert client.get("/el/search/", {"q": "\x00κήπος"}).status_code == 400


def test_only_reading_is_offered(client: Client) -> None:
    assert client.post("/el/search/", {"q": "κήπος"}).status_code == 405


def test_one_hit_takes_as_many_questions_as_three(client: Client) -> None:
    counts = []
    for number in range(3):
        make_practice(f"Κήπος {number}")
        page(client, "el", q="κήπος")
        with CaptureQueriesContext(connection) as queries:
            client.get("/el/search/", {"q": "κήπος"})
        counts.append(len(queries))

    assert (counts[0] == counts[2], counts[2]) == (True, 7)


PREPARED = pytest.mark.parametrize(
    ("language", "words"), [("el", "Η αναζήτηση προετοιμάζεται"), ("en", "The search is being prepared at the moment")]
)


@PREPARED
@pytest.mark.parametrize("query", ["αερόστατο", "κήπος"])
def test_while_the_index_is_made_a_search_says_so_whatever_it_finds(
    query: str, language: str, words: str, client: Client
) -> None:
    make_practice("Κήπος")
    whole = words in page(client, language, q=query)
    State.objects.update(analysis=VERSION - 1)

    assert (whole, words in client.get(PATHS[language], {"q": query}).content.decode()) == (False, True)


@PREPARED
def test_after_an_update_the_notice_stands_until_all_is_read(
    language: str, words: str, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.rebuilding.PIECE", 1)
    for number in range(2):
        make_practice(f"Κήπος {number}")
    read_all()
    monkeypatch.setattr("search.rebuilding.VERSION", VERSION + 1)
    shown = []
    for _piece in rebuild():
        text = client.get(PATHS[language], {"q": "κήπος"}).content.decode()
        shown.append((text.count('<article class="result">'), words in text))

    assert list(dict.fromkeys(shown)) == [(0, True), (1, True), (2, True)]
    after = client.get(PATHS[language], {"q": "κήπος"}).content.decode()
    assert (after.count('<article class="result">'), words in after) == (2, False)


@pytest.fixture
def gardens(monkeypatch: pytest.MonkeyPatch) -> None:
    """A word that half of the texts hold, and one that a single one does."""
    monkeypatch.setattr("search.asking.FEW_DOCUMENTS", 2)
    for number in range(30):
        make_practice(f"Κήπος {number}")
    make_practice("Κήπος στη θάλασσα")


@pytest.mark.usefixtures("gardens")
@pytest.mark.parametrize(
    ("language", "beside", "count", "why"),
    [
        ("el", "θάλασσα", "1 αποτέλεσμα", "Δεν αναζητήθηκαν, επειδή υπάρχουν σε πάρα πολλά κείμενα: κήπος"),
        ("en", "θάλασσα", "1 result", "Not looked for, because so many texts hold them: κήπος"),
        ("el", "ξυλόφωνο", "31 αποτελέσματα", "Δεν υπάρχουν σε κανένα κείμενο: ξυλόφωνο"),
        ("en", "ξυλόφωνο", "31 results", "Found in no text: ξυλόφωνο"),
    ],
)
def test_a_common_word_is_left_out_beside_a_known_one_and_finds_what_it_can_beside_an_unknown_one(
    client: Client, language: str, beside: str, count: str, why: str
) -> None:
    text = page(client, language, q=f"κήπος {beside}")

    assert (heading(text), why in text) == (count, True)
