"""The glossary for readers: every term from A to Z, with its word in the other language."""

from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from caching.pages import kept_with
from language.collation import sort_key
from language.folding import fold
from pages.statements import around, language
from translation.glossary import LANGUAGES, Entry, explained_in, known

Row = dict[str, Any]


@kept_with()
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Show all terms by their first letters, in the alphabet of the page's language."""
    context = {"letters": by_letters(known().entries, language()), **around(request, _("Glossary"))}
    return render(request, "pages/glossary.html", context)


def by_letters(entries: tuple[Entry, ...], reader: str) -> list[Row]:
    """Return the terms under their first letters, both in order."""
    rows = sorted((as_row(entry, reader) for entry in entries), key=lambda row: sort_key(row["term"]))
    return [{"letter": letter, "terms": list(terms)} for letter, terms in groupby(rows, key=lambda row: row["letter"])]


def as_row(entry: Entry, reader: str) -> Row:
    """Return what the page says about a term; an explanation that lacks is taken from the other language."""
    other = next(code for code in LANGUAGES if code != reader)
    return {
        **explained_in(entry, reader, reader),
        "code": entry.code,
        "letter": fold(entry.term(reader))[:1].upper(),
        "twin": entry.term(other),
        "twin_language": other,
        "avoid": entry.avoid,
    }
