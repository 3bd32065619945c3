"""Whatever somebody sends as a query is answered within two seconds, never by a fault of ours (cases S01 and S07)."""

import re
import time
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from search.lexemes import VERSION
from search.models import State
from tests.factories.practices import make_practice
from tests.search.indexing import read_all

pytestmark = pytest.mark.django_db

PLACES = ("/el/search/", "/en/search/", "/en/search/suggest/", "/api/search/")
WITHIN = 2.0
QUERIES = {
    "nothing": "",
    "spaces": "   ",
    "NUL": "κήπος\x00",
    "NUL, escaped": "%00",
    "half a surrogate pair": "κήπος\ud800",
    "10 kB": "κήπος " * 1_700,
    "1 MB": "κήπος" * 34_000,
    "1 MB of one letter": "a" * 1_000_000,
    "1,000 words": " ".join(f"λέξη{number}" for number in range(1_000)),
    "words of many readings": "xwvuv ccijc cclhc ccujh ccvvh ccvvj ccvwb ccwcv ccwjh ccwwv ceijc cejuh cewub cggcu cgguc cgxuh "
    "cicuh cihwh cjcec cjcjj cjcoj cjiwh cjwcl cjwjc cjwlc clclu clcub clhjc cljuh cluxb clxhc cohwg",
    "FTS5": '"κήπος" AND NEAR(κήπος "γειτονιά", 2) OR title:κήπος* NOT -κήπος ^κήπος',
    "tsquery": "κήπος:* & !γειτονιά | (κήπος <-> γειτονιά) :A*",
    "brackets": "&|()<->!:*'\"\\",
    "quotes": "'; DROP TABLE search_text; --\"",
    "LIKE": "% _ %% __ \\%",
    "Elasticsearch": '{"query":{"match_all":{}}} _exists_:title AND (κήπος~9 OR /.*/) [* TO *] +a -b && ||',
    "a regular expression that never ends": "(a+)+$ (.*)*(.*)*(.*)*b " + "a" * 60 + "!",
    "right to left": "\u202eκήπος\u202c \u200fשלום مرحبا",
    "joiners": "κή\u200dπος\u200c \u2060κήπος\ufeff",
    "accents": "κ" + "\u0301" * 5_000 + "ήπος",
    "slips": " ".join("ξψζωθβκλ"[:number] + "φχψ" + "μντρ" for number in range(9)),
    "one letter": "α",
    "one sign": "*",
    "emoji": "👩‍👩‍👧‍👦 🏳️‍🌈 κήπος",
}


@pytest.fixture(autouse=True)
def garden() -> None:
    """Something to find."""
    make_practice("Ο κήπος της γειτονιάς")
    read_all()


def answer(client: Client, place: str, query: dict[str, Any]) -> tuple[int, str]:
    """Return status and words of an answer that comes in time, not counting what other programs take of the machine."""
    address = f"{place}?{urlencode(query, doseq=True)}"
    begun = time.process_time()
    found = client.get(address)
    assert time.process_time() - begun < WITHIN
    return found.status_code, found.content.decode()


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_any_query_is_answered(client: Client, place: str, query: str) -> None:
    status, _words = answer(client, place, {"q": query.encode("utf-8", "surrogatepass")})

    assert status in (200, 400)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("bytes_sent", ["%ff%fe", "%C0%80", "%", "%u0000", "%ED%A0%80"])
def test_bytes_that_are_no_text_are_answered(client: Client, place: str, bytes_sent: str) -> None:
    assert client.get(f"{place}?q=a{bytes_sent}").status_code in (200, 400)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("query", ["κήπος", "κήπος" * 200_000], ids=["short", "1 MB"])
def test_a_query_is_not_posted(client: Client, place: str, query: str) -> None:
    assert client.post(place, {"q": query}).status_code == 405


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    "query",
    [
        {"page": "1" + "0" * 30},
        {"page": "-1"},
        {"page": "1e3"},
        {"page": "١"},
        {"per_page": "1000000000", "limit": "1000000000"},
        {"sort": "password"},
        {"sort": "-body"},
        {"locale": "../", "lang": "../"},
        {"q": ["κήπος", "password"]},
        {"q[]": "κήπος"},
        {"kind": ["practice"] * 500},
        {"kind": ["practice", "user", "password"]},
        {"theme": "' OR 1=1 --"},
        {"year": "9" * 400},
        {"user__password__startswith": "a", "fields": "body", "audience": "members"},
    ],
    ids=str,
)
def test_any_parameter_is_answered(client: Client, place: str, query: dict[str, Any]) -> None:
    status, words = answer(client, place, {"q": "κήπος", **query})

    assert status in (200, 400)
    assert "Traceback" not in words


@pytest.mark.parametrize("field", ["sort", "fields", "user__password__startswith", "audience", "order_by", "filter"])
def test_no_parameter_tells_what_a_field_holds(client: Client, field: str) -> None:
    found = {client.get("/api/search/", {"q": "κήπος", field: value}).content for value in ("a", "b", "password")}

    assert len(found) == 1


@pytest.mark.parametrize("place", PLACES[:2])
def test_words_that_are_left_out_are_named(client: Client, place: str) -> None:
    State.objects.update_or_create(pk=1, defaults={"analysis": VERSION})
    said = notice(answer(client, place, {"q": " ".join(f"λ{number}" for number in range(45))})[1])

    assert said.endswith(": " + ", ".join(f"λ{number}" for number in range(32, 45)))


@pytest.mark.parametrize("place", PLACES[:2])
def test_a_query_that_is_too_long_is_said_to_be_cut(client: Client, place: str) -> None:
    said = [notice(answer(client, place, {"q": "κήπος " * times})[1]) for times in (33, 34)]

    assert (said[0], bool(said[1])) == ("", True)


def notice(page: str) -> str:
    """Return the last notice of a page, about what was left out."""
    found = re.findall(r'<p class="small muted mt3">([^<]+)</p>', page)
    return re.sub(r"\s+", " ", found[-1]).strip() if found else ""
