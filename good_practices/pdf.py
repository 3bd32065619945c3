"""A practice as a tagged PDF file: what its page shows to this reader, without the person who answers questions."""

from typing import Any
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import override
from django.views.decorators.http import require_safe

from blocks import paper
from caching.memory import Memory
from good_practices.above import contributors_of, in_words
from good_practices.merging import merged_into
from good_practices.models import GoodPracticePage
from good_practices.presentation import Presentation
from library.models import NetworkRendition
from library.rules import is_public
from network_members import limits
from network_members.space import language
from translators.credits import credit_of

files = Memory(16 * 1024**2, len)
"""Files that were made, until something changes that they show."""
EMBLEM = "/emblem.svg"


@require_safe
def download(request: HttpRequest, key: UUID) -> HttpResponse:
    """Send a practice that is online for this reader; whoever asks too often is told when to come back."""
    practice = find(request, merged_into(key) or key)
    if not limits.allows("pdf"):
        return too_often(request)
    shown = Presentation(practice=practice, reader=language(), url=practice.url_in(language()), request=request)
    response = HttpResponse(file_of(shown), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="nima-{practice.slug}.pdf"'
    response.headers["Content-Language"] = practice.language
    response.headers["Link"] = f'<{shown.full_url}>; rel="canonical", <{shown.stable_url}>; rel="cite-as"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def find(request: HttpRequest, key: UUID) -> GoodPracticePage:
    """Return a practice that is online for this reader, in their language if it has one; others are not there."""
    found = GoodPracticePage.to_read().visible_to(request.user).live().filter(translation_key=key)
    versions = sorted(found, key=lambda page: page.language != language())
    if not versions or not paper.is_possible():
        raise Http404
    return versions[0]


def file_of(shown: Presentation) -> bytes:
    """Return the file, made once for all who may read the same of it."""
    key = ("pdf", shown.practice.pk, shown.reader, shown.full_url, shown.sees_costs)
    return files.remember(key, lambda: make(shown))


def make(shown: Presentation) -> bytes:
    """Make the file."""
    with override(shown.reader):
        html = render_to_string("good_practices/pdf.html", context_of(shown), request=shown.request)
    drawings = {paper.STRIP: paper.strip(shown.woven_title, shown.contents.dye), EMBLEM: emblem()}
    root = shown.request.build_absolute_uri("/")
    return paper.print_page(html, paper.OwnFiles(root, drawings, public_picture))


def context_of(shown: Presentation) -> dict[str, Any]:
    """Return what the template takes."""
    page = shown.practice
    # Files are passed on, and one is made for many: names stand in it that everybody may read.
    credit = None if page.is_original else credit_of(page, AnonymousUser())
    key = page.translation_key
    contribution = in_words(contributors_of([key], AnonymousUser(), shown.reader).get(key, []))
    is_fallback = shown.language != shown.reader
    credits = {"credit": credit, "contribution": contribution}
    return {"practice": shown, "page": page, "is_fallback": is_fallback, **credits}


def emblem() -> str:
    """Return the emblem of the European Union with its colours."""
    return render_to_string("good_practices/parts/emblem.svg")


def public_picture(name: str) -> bytes | None:
    """Return a size of a picture that everybody may see; files are passed on more easily than pages."""
    found = NetworkRendition.objects.filter(file=name).select_related("image__collection").first()
    if found is None or not is_public(found.image) or not default_storage.exists(name):
        return None
    with default_storage.open(name) as file:
        return bytes(file.read())


def too_often(request: HttpRequest) -> HttpResponse:
    """Refuse one more file for an hour."""
    response = render(request, "429.html", status=429)
    response.headers["Retry-After"] = "3600"
    return response
