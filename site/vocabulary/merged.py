"""Leads addresses that hold the code of a merged word to the word that stayed."""

from collections.abc import Mapping

from django.http import HttpRequest

from caching.memory import values
from vocabulary.models import Merged

Ends = dict[tuple[str, str], str]
"""Kind of word and code of one that was merged → code of the word that stayed."""


def ends() -> Ends:
    """Return where the codes of merged words lead."""
    return values.remember(("merged words",), read_ends, "vocabulary")


def read_ends() -> Ends:
    """Read where the codes of merged words lead."""
    return {(kind, code): into for kind, code, into in Merged.objects.values_list("kind", "code", "into")}


def address_today(request: HttpRequest, kinds: Mapping[str, str]) -> str:
    """Return the address with the codes of today; nothing when it names no merged word. Parameters name kinds."""
    asked = [(name, kind) for name, kind in kinds.items() if name in request.GET]
    query, known = request.GET.copy(), ends() if asked else {}
    for name, kind in asked:
        codes = query.getlist(name)
        if any((kind, code) in known for code in codes):
            query.setlist(name, list(dict.fromkeys(known.get((kind, code), code) for code in codes)))
    return f"{request.path}?{query.urlencode()}" if query != request.GET else ""
