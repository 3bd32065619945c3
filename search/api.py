"""The search for other programs: JSON, described in OpenAPI, with as much as a visitor may find."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, JsonResponse
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from language.folding import RefusedCharacters, clean_line
from network_members import limits
from search.api_description import description
from search.finding import MOST, Found, Wish, find
from search.kinds import LANGUAGES, kinds
from search.listing import FACETS, LONGEST, labels
from search.rebuilding import is_made
from search.showing import Hit, hits

ANY = "any"
FILTERS = tuple(name for name in FACETS if name != "language")
"""Filters that are asked for by their own name; the language has a parameter of its own."""
MOST_AT_ONCE = 50


class Parameters(forms.Form):
    """What a program may ask; its faults are told in English, as developers read them."""

    q = forms.CharField(max_length=LONGEST, strip=False)
    lang = forms.ChoiceField(choices=[(code, code) for code in (ANY, *LANGUAGES)], required=False)
    page = forms.IntegerField(min_value=1, max_value=MOST, required=False)
    limit = forms.IntegerField(min_value=1, max_value=MOST_AT_ONCE, required=False)

    def clean_q(self) -> str:
        """Return the query in one line."""
        try:
            return clean_line(self.cleaned_data["q"])
        except RefusedCharacters as refused:
            raise forms.ValidationError(f"It holds a character that nobody types: {refused}.") from refused


@never_cache
@require_safe
def search(request: HttpRequest) -> JsonResponse:
    """Answer a program: what is found, or which parameter is wrong and why."""
    with override("en"):
        if not limits.allows("search_api"):
            return JsonResponse({"error": "Too many requests. Please wait a minute."}, status=429)
        form = Parameters(request.GET)
        faults = faults_of(request, form)
    if faults:
        return JsonResponse({"error": "Some parameters are wrong.", "parameters": faults}, status=400)
    asked, is_whole = form.cleaned_data, is_made()
    found, said = answer(request, asked, asked["lang"] or ANY)
    return JsonResponse(said, headers=dict(notices(is_whole=is_whole, is_reserve=found.is_reserve)))


def notices(*, is_whole: bool, is_reserve: bool) -> Iterator[tuple[str, str]]:
    """Yield the headers that say what is not as always."""
    if not is_whole:
        yield "Search-Index", "incomplete"
    if is_reserve:
        yield "Search-Fallback", "database"


def faults_of(request: HttpRequest, form: Parameters) -> dict[str, str]:
    """Return what is wrong with each parameter."""
    faults = {name: " ".join(map(str, said)) for name, said in form.errors.items()}
    twice = (name for name in form.fields if len(request.GET.getlist(name)) > 1)
    known = labels("en")
    wrong = (name for name in FILTERS if not set(request.GET.getlist(name)) <= known[name].keys())
    faults |= dict.fromkeys(twice, "Give it once.")
    return faults | {name: f"Unknown. Known are: {', '.join(known[name])}." for name in wrong}


def answer(request: HttpRequest, asked: dict[str, Any], language: str) -> tuple[Found, dict[str, Any]]:
    """Return what is found, and what a program is told of it; as a visitor finds it, whoever asks."""
    size, user = asked["limit"] or 20, AnonymousUser()
    filters = {name: tuple(request.GET.getlist(name)) for name in FILTERS if request.GET.getlist(name)}
    if language != ANY:
        filters["language"] = (language,)
    wish = Wish(asked["q"], user, filters, start=((asked["page"] or 1) - 1) * size, size=size)
    found = find(wish)
    reader = settings.LANGUAGE_CODE if language == ANY else language
    shown = hits(found.things, found.scores, found.asked, user, reader)
    return found, {
        "query": asked["q"],
        "total": found.total,
        "results": [result(request, hit) for hit in shown],
        "facets": {name: found.counts.get(name, {}) for name in FACETS},
        "suggestion": suggestion(found),
    }


def result(request: HttpRequest, hit: Hit) -> dict[str, Any]:
    """Return one thing as programs read it."""
    return {
        "id": hit.id,
        "kind": hit.kind,
        "title": hit.title,
        "url": request.build_absolute_uri(hit.url),
        "lang": hit.language,
        "score": hit.score,
        "snippet": hit.marked_passage,
    }


def suggestion(found: Found) -> str | None:
    """Return the query as it was meant, when a slip was repaired and something found."""
    return found.asked.suggestion if found.total else None


@require_safe
def described(request: HttpRequest) -> JsonResponse:
    """Describe the search for programs."""
    return JsonResponse(description(list(kinds()), request.build_absolute_uri("/")))
