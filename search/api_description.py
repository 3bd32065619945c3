"""What programs may ask of the search, and what they get, as OpenAPI 3.1 says it."""

from typing import Any

from search.kinds import LANGUAGES
from search.listing import FACETS, LONGEST

JSON = dict[str, Any]
TEXT: JSON = {"type": "string"}
COUNTS: JSON = {"type": "object", "additionalProperties": {"type": "integer"}}
RESULT = {
    "id": TEXT | {"description": "Kind and key; both languages of a thing have the same."},
    "kind": TEXT,
    "title": TEXT,
    "url": TEXT | {"format": "uri"},
    "lang": TEXT | {"enum": [*LANGUAGES]},
    "score": {"type": "integer", "description": "Comparable within one answer only."},
    "snippet": TEXT | {"description": "HTML; what was found stands in mark elements."},
}
ANSWER = {
    "query": TEXT,
    "total": {"type": "integer", "description": "Things that hold all words; if none does, those that hold some."},
    "results": {"type": "array", "items": {"type": "object", "properties": RESULT, "required": list(RESULT)}},
    "facets": {"type": "object", "properties": dict.fromkeys(FACETS, COUNTS), "required": list(FACETS)},
    "suggestion": {"type": ["string", "null"], "description": "The query with its slips repaired."},
}
FALLBACK: JSON = {
    "description": "There while the database answers for a cluster that is away: it finds the same, perhaps slower.",
    "schema": {"type": "string", "enum": ["database"]},
}
INCOMPLETE: JSON = {
    "description": "There while the index is being made, after an update: not everything is found yet.",
    "schema": {"type": "string", "enum": ["incomplete"]},
}
HEADERS = {"Search-Fallback": FALLBACK, "Search-Index": INCOMPLETE}
FAULT = {"error": TEXT, "parameters": {"type": "object", "additionalProperties": TEXT}}


def description(kinds: list[str], root: str) -> JSON:
    """Return the description of a site at an address."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Nima search",
            "version": "1",
            "description": "Finds what everybody may read, in Greek and English, however it is spelt. CC BY 4.0.",
        },
        "servers": [{"url": root.rstrip("/")}],
        "paths": {"/api/search/": {"get": operation(kinds)}},
    }


def operation(kinds: list[str]) -> JSON:
    """Return the one thing that can be asked."""
    return {
        "summary": "Search",
        "operationId": "search",
        "parameters": parameters(kinds),
        "responses": {
            "200": response("What was found.", ANSWER, list(ANSWER)) | {"headers": HEADERS},
            "400": response("A parameter is wrong; the answer says which and why.", FAULT, ["error", "parameters"]),
            "429": response("More than 60 requests in a minute.", {"error": TEXT}, ["error"]),
        },
    }


def parameters(kinds: list[str]) -> list[JSON]:
    """Return the parameters."""
    many = {"type": "array", "items": TEXT}
    return [
        parameter("q", TEXT | {"minLength": 1, "maxLength": LONGEST}, required=True),
        parameter("lang", TEXT | {"enum": [*LANGUAGES, "any"], "default": "any"}),
        parameter("kind", {"type": "array", "items": TEXT | {"enum": kinds}}),
        *(parameter(name, many) for name in ("theme", "country", "year")),
        parameter("page", {"type": "integer", "minimum": 1, "default": 1}),
        parameter("limit", {"type": "integer", "minimum": 1, "maximum": 50, "default": 20}),
    ]


def parameter(name: str, schema: JSON, *, required: bool = False) -> JSON:
    """Return one parameter of the query string."""
    return {"name": name, "in": "query", "required": required, "schema": schema}


def response(words: str, properties: JSON, required: list[str]) -> JSON:
    """Return one kind of answer."""
    schema = {"type": "object", "properties": properties, "required": required}
    return {"description": words, "content": {"application/json": {"schema": schema}}}
