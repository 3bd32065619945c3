"""Serves pictures: sizes to whoever may see what shows them, originals to whoever may use them."""

from pathlib import PurePath

from django.http import FileResponse, Http404, HttpRequest
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from library import rules
from library.models import NetworkImage, NetworkRendition

TYPES = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
}
REMEMBERED = 3600
"""Seconds that a browser may keep a public picture, so this long after hiding a page its pictures may stay there."""


@require_safe
def media(request: HttpRequest, name: str) -> FileResponse:
    """Send a picture; what somebody may not see is not there."""
    rendition = NetworkRendition.objects.filter(file=name).select_related("image__collection").first()
    if rendition is None:
        return send(original(request, name))
    if rules.is_public(rendition.image):
        return send(rendition, public=True, max_age=REMEMBERED)
    if rules.can_see(request, rendition.image):
        return send(rendition)
    raise Http404


def original(request: HttpRequest, name: str) -> NetworkImage:
    """Return an original, for those who may use it."""
    image = NetworkImage.objects.filter(file=name).select_related("collection").first()
    if image is None or not rules.can_use(request.user, image):
        raise Http404
    return image


def send(picture: NetworkImage | NetworkRendition, **kept: bool | int) -> FileResponse:
    """Send a stored file as what it is; browsers keep it as long as it says."""
    name = picture.file.name
    try:
        response = FileResponse(picture.file.open("rb"), content_type=TYPES[PurePath(name).suffix])
    except OSError as lost:
        raise Http404 from lost
    response["Content-Security-Policy"] = "default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    patch_cache_control(response, **(kept or {"private": True, "no_store": True}))
    return response
