"""The land under a map that is folded at first: a picture of its own, which nobody loads who does not open the map."""

from dataclasses import asdict

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from blocks.outlines import View, countries

SIGNER = signing.Signer(salt="blocks.land")
DAY = 24 * 60 * 60
# The tokens of static/css/tokens.css (land, member, sunken), light and dark: a picture sees no style sheet of its page.
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="{}"><style>'
    ".land{{fill:#e2d8c7}}.member{{fill:#cfbf9f}}.border{{fill:none;stroke:#f3ede2}}"
    "@media(prefers-color-scheme:dark){{.land{{fill:#332b3b}}.member{{fill:#4b4055}}.border{{stroke:#1d1823}}}}"
    "</style>{}</svg>"
)
ITS_OWN_STYLE = "default-src 'none'; style-src 'unsafe-inline'"


def land_under(view: View, members: frozenset[str]) -> SafeString:
    """Return the picture of what lies under a view; the pins above it say all that it shows."""
    return format_html(
        '<img src="{}" alt="" width="{}" height="{}" loading="lazy">',
        reverse("land", args=[mark_of(view, members)]),
        *view.box[2:],
    )


def mark_of(view: View, members: frozenset[str]) -> str:
    """Return a view and its members' countries as a word of an address, signed: drawing costs, so only we order it."""
    return SIGNER.sign_object([asdict(view), sorted(members)], compress=True)


@require_safe
@cache_control(public=True, max_age=30 * DAY)
def land(_request: HttpRequest, mark: str) -> HttpResponse:
    """Draw the land of a view that one of our pages asked for."""
    try:
        parts, members = SIGNER.unsign_object(mark)
    except signing.BadSignature as error:
        raise Http404("Not a view of ours.") from error
    view = View(**parts | {"box": tuple(parts["box"])})
    drawing = format_html(DRAWING, " ".join(map(str, view.box)), countries(view, frozenset(members)))
    return HttpResponse(drawing, content_type="image/svg+xml", headers={"Content-Security-Policy": ITS_OWN_STYLE})
