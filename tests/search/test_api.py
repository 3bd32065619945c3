"""Other programs search as visitors do, and are told what is wrong with a question."""

from typing import Any

import pytest
from django.test import Client

from network_members.models import User
from search.lexemes import VERSION
from search.models import State
from tests.factories.practices import make_draft, make_practice
from tests.factories.translations import translate
from tests.search.indexing import read_all

pytestmark = pytest.mark.django_db

PATH = "/api/search/"
ALLOWED = {
    "string": str,
    "integer": int,
    "array": list,
    "object": dict,
    "null": type(None),
}


def ask(client: Client, **query: Any) -> tuple[int, dict[str, Any]]:
    """Return status and answer."""
    read_all()
    answer = client.get(PATH, query)
    return answer.status_code, answer.json()


def fits(value: Any, schema: dict[str, Any]) -> bool:
    """Say whether a value is as the description says, in what the description uses."""
    types = [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
    if not any(isinstance(value, ALLOWED[one]) for one in types):
        return False
    if isinstance(value, list):
        return all(fits(one, schema["items"]) for one in value)
    if isinstance(value, dict) and "properties" in schema:
        known = schema["properties"]
        return set(schema["required"]) <= value.keys() <= known.keys() and all(
            fits(value[name], known[name]) for name in value
        )
    return value in schema.get("enum", [value])


def test_the_whole_answer(client: Client) -> None:
    practice = make_practice("Ο κήπος της γειτονιάς", one_line="Ένας κήπος για όλους")
    status, answer = ask(client, q="ΚΗΠΟΣ")
    score = answer["results"][0].pop("score")

    assert (status, score > 0) == (200, True)
    assert answer == {
        "query": "ΚΗΠΟΣ",
        "total": 1,
        "results": [
            {
                "id": f"practice:{practice.translation_key}",
                "kind": "practice",
                "title": "Ο κήπος της γειτονιάς",
                "url": "http://testserver/el/kales-praktikes/o-kipos-tis-geitonias/",
                "lang": "el",
                "snippet": "Ένας <mark>κήπος</mark> για όλους",
            }
        ],
        "facets": {
            "kind": {"practice": 1},
            "theme": {},
            "country": {"gr": 1},
            "language": {"el": 1},
            "year": {str(practice.first_published_at.year): 1},
        },
        "suggestion": None,
    }


def test_a_language_asks_for_things_that_have_a_text_in_it(client: Client, superuser: User) -> None:
    translate(make_practice("Ο κήπος της γειτονιάς"), superuser, lambda words: f"Garden {words}")
    make_practice("Ο κήπος του σχολείου")
    found = {language: ask(client, q="κήπος", lang=language)[1] for language in ("el", "en", "any")}

    assert {language: one["total"] for language, one in found.items()} == {"el": 2, "en": 1, "any": 2}
    assert [one["lang"] for one in found["en"]["results"]] == ["en"]


def test_pages_and_limits(client: Client) -> None:
    for number in range(5):
        make_practice(f"Κήπος {number}")
    titles = [[one["title"] for one in ask(client, q="κήπος", limit=2, page=page)[1]["results"]] for page in (1, 2, 3)]

    assert titles == [["Κήπος 4", "Κήπος 3"], ["Κήπος 2", "Κήπος 1"], ["Κήπος 0"]]


@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ({}, {"q"}),
        ({"q": ""}, {"q"}),
        ({"q": "α" * 201}, {"q"}),
        ({"q": "α", "lang": "de"}, {"lang"}),
        ({"q": "α", "lang": ["el", "en"]}, {"lang"}),
        ({"q": "α", "page": "0"}, {"page"}),
        ({"q": "α", "page": "9" * 30}, {"page"}),
        ({"q": "α", "limit": "1000000000"}, {"limit"}),
        ({"q": "α", "limit": "x", "kind": "secret"}, {"limit", "kind"}),
        ({"q": "α", "theme": "nothing", "country": "xx", "year": "10"}, {"theme", "country", "year"}),
    ],
)
def test_a_wrong_parameter_is_named_with_the_reason(client: Client, query: dict[str, Any], wrong: set[str]) -> None:
    status, answer = ask(client, **query)

    assert (status, answer["parameters"].keys(), all(answer["parameters"].values())) == (400, wrong, True)


def test_whoever_is_signed_in_gets_no_more_than_a_visitor(client: Client, member: User, colleague: User) -> None:
    make_draft(member, title="Καναρίνι στον κήπο")
    User.objects.filter(pk=colleague.pk).update(first_name="Καναρίνα", name_shown_to="members")
    client.force_login(member)

    assert [ask(client, q=words)[1]["total"] for words in ("Καναρίνι", "Καναρίνα")] == [0, 0]


def test_a_slip_is_told(client: Client) -> None:
    make_practice("Μαθήματα γλώσσας")

    assert ask(client, q="μαθηματα γλωσας")[1]["suggestion"] == "μαθηματα γλώσσας"
    assert ask(client, q="γλωσσα")[1]["suggestion"] is None


def test_who_asks_too_often_is_told_to_wait(client: Client) -> None:
    status = [client.get(PATH, {"q": "α"}).status_code for _number in range(61)]

    assert status == [200] * 60 + [429]


def test_answers_are_as_the_description_says(client: Client) -> None:
    make_practice("Ο κήπος της γειτονιάς")
    described = client.get("/api/openapi.json").json()
    operation = described["paths"][PATH]["get"]
    said = {200: ask(client, q="κήπος"), 400: ask(client, q="")}

    schemas = {code: one["content"]["application/json"]["schema"] for code, one in operation["responses"].items()}
    assert {code: (status, fits(answer, schemas[str(code)])) for code, (status, answer) in said.items()} == {
        200: (200, True),
        400: (400, True),
    }
    assert [one["name"] for one in operation["parameters"] if one["required"]] == ["q"]


def test_only_reading_is_offered(client: Client) -> None:
    assert client.post(PATH, {"q": "α"}).status_code == 405


def test_a_header_tells_while_the_index_is_being_made(client: Client) -> None:
    make_practice("Κήπος")
    ask(client, q="κήπος")
    whole = client.get(PATH, {"q": "κήπος"})
    State.objects.update(analysis=VERSION - 1)
    partial = client.get(PATH, {"q": "κήπος"})
    described = client.get("/api/openapi.json").json()["paths"][PATH]["get"]["responses"]["200"]["headers"]

    assert (whole.headers.get("Search-Index"), partial.headers.get("Search-Index")) == (None, "incomplete")
    assert described["Search-Index"]["schema"]["enum"] == ["incomplete"]
    assert whole.json() == partial.json()
