"""Open data: what everybody may read, as files for other programs and people, under a licence that lets them use it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from caching.pages import kept_with
from language.collation import sort_key
from network_members import limits
from pages.statements import around
from tables.kinds import Kind, kinds
from tables.writing import TYPES, write

FORMATS = {"json": "JSON", "csv": "CSV", "xlsx": "Excel"}
LICENCE, TERMS = "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"


@kept_with()
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Show what there is, in which formats, under which licence, and what its fields mean."""
    offered = sorted(kinds().values(), key=lambda kind: sort_key(str(kind.title)))
    context = {
        "sets": [as_set(kind) for kind in offered],
        "licence": LICENCE,
        "terms": f"{TERMS}deed.{get_language()}",
        **around(request, _("Open data")),
    }
    return render(request, "pages/open_data.html", context)


def as_set(kind: Kind) -> dict[str, Any]:
    """Return what the page says about one kind of thing."""
    there = frozenset(kind.public().names)
    return {
        "name": kind.name,
        "title": kind.title,
        "number": kind.number(),
        "files": [
            {
                "label": label,
                "type": TYPES[form].partition(";")[0],
                "url": reverse("outward:open_data", args=[kind.name, form]),
            }
            for form, label in formats_of(kind).items()
        ],
        "fields": [column for column in (*kind.columns(), *kind.told()) if column.name in there],
    }


def formats_of(kind: Kind) -> dict[str, str]:
    """Return the formats of a kind with their labels."""
    return FORMATS | {form: form.upper() for form in kind.writers}


@never_cache
@require_safe
def download(request: HttpRequest, name: str, form: str) -> HttpResponseBase:
    """Send all public rows of a kind, piece by piece; whoever asks too often is told when to come back."""
    kind = kinds().get(name)
    if kind is None or form not in formats_of(kind):
        raise Http404
    if not limits.allows("open_data"):
        return too_often(request)
    table = kind.public()
    response = StreamingHttpResponse(
        write(form, table.names, table.rows, about(request, kind), more=kind.writers), content_type=TYPES[form]
    )
    response.headers["Content-Disposition"] = f'attachment; filename="nima-{name}-{localdate()}.{form}"'
    # A file for everybody: pages of other sites may read it too.
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Link"] = f'<{TERMS}>; rel="license"'
    return response


def too_often(request: HttpRequest) -> HttpResponse:
    """Refuse one more download for an hour."""
    response = render(request, "429.html", status=429)
    response.headers["Retry-After"] = "3600"
    return response


def about(request: HttpRequest, kind: Kind) -> list[list[str]]:
    """Return what a file says about itself; the names are the same in every language."""
    return [
        ["title", str(kind.title)],
        ["source", request.build_absolute_uri(reverse("statements:open_data"))],
        ["licence", f"{LICENCE} {TERMS}"],
        ["date", localdate().isoformat()],
    ]
