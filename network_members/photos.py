"""Photos of people: made anew from their pixels, cut to a square, served to whom their owner lets see them."""

from io import BytesIO
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from PIL import Image, ImageOps

from blocks import pictures
from network_members import rules
from network_members.models import User
from network_members.profiles import Audience, Part

SIDE = 320
"""Pixels; pages show half of it, screens of telephones all."""
SMALLEST = 120
REMEMBERED = 3600
"""Seconds that a browser may keep a public photo."""


def clean(upload: UploadedFile) -> ContentFile[bytes]:
    """Return the photo as it is stored; raises ValidationError for what is no picture, or too small."""
    pictures.clean(upload)
    with Image.open(upload) as picture:
        if min(picture.size) < SMALLEST:
            words = _("The photo is too small. It needs at least %(side)d pixels in each direction.")
            raise ValidationError(words % {"side": SMALLEST})
        square = ImageOps.fit(picture.convert("RGB"), (SIDE, SIDE), centering=(0.5, 0.4))
    content = BytesIO()
    square.save(content, "WEBP", quality=82)
    return ContentFile(content.getvalue(), name="photo.webp")


def change(person: User, photo: ContentFile[bytes] | None) -> None:
    """Give a person another photo, or none; the former file goes once that is certain."""
    forget(person)
    person.photo = photo or ""


def forget(person: User) -> None:
    """Delete the file of a photo after the transaction."""
    name, storage = person.photo.name, person.photo.storage
    if name:
        transaction.on_commit(lambda: storage.delete(name))


@require_safe
def photo(request: HttpRequest, name: str) -> FileResponse:
    """Send a photo; what somebody may not see is not there."""
    person = User.objects.visible_to(request.user).filter(photo=f"photos/{name}").first()
    if person is None or not rules.can_see(request.user, person, Part.PHOTO):
        raise Http404
    public = Audience.PUBLIC in {person.audience_of(Part.NAME)} & {person.audience_of(Part.PHOTO)}
    return send(person.photo, public=public)


def send(file: Any, *, public: bool) -> FileResponse:
    """Send the stored file as what it is."""
    try:
        response = FileResponse(file.open("rb"), content_type="image/webp")
    except OSError as lost:
        raise Http404 from lost
    response["Content-Security-Policy"] = "default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    kept: dict[str, Any] = {"public": True, "max_age": REMEMBERED} if public else {"private": True, "no_store": True}
    patch_cache_control(response, **kept)
    return response
