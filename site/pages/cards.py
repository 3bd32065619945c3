"""The pictures that other services show beside links to our pages: where they are, and how they are made and kept."""

import hashlib
from typing import Any
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from PIL import Image
from wagtail.models import Page

from blocks import drawing
from blocks.visible import public
from good_practices.models import GoodPracticePage
from good_practices.pictures import first_image
from library.models import NetworkImage

LOOK = 1
"""Goes up with every change of the drawing, so that new pictures get new addresses."""


def card_url(page: Page, language: str) -> str:
    """Return the address of a page's picture; it changes when the page is published anew."""
    return reverse("outward:card", args=[language, page.translation_key, stamp_of(page)])


def stamp_of(page: Page) -> str:
    """Return a mark of the version that is online."""
    moment = page.last_published_at or page.first_published_at
    return f"{LOOK}-{int(moment.timestamp()) if moment else 0:x}"


def site_card_url(language: str) -> str:
    """Return the address of the picture of pages that have none of their own."""
    return reverse("outward:site_card", args=[language, LOOK])


def public_page(language: str, key: UUID) -> Page | None:
    """Return a page that everybody may read, by its key and its language."""
    found = public(Page.objects.filter(translation_key=key, locale__language_code=language))
    return found.select_related("locale").first()


def picture_of(page: Page) -> bytes:
    """Return the picture of a page, made when it is asked for first."""
    specific: Any = page.specific
    language = page.locale.language_code
    image, (woven, dye) = image_of(specific), look_of(specific)
    known = (LOOK, specific.title, language, woven, dye, image.pk if image else "", image.file.name if image else "")
    return kept(known, specific.title, language, (woven, dye, image))


def site_picture(language: str) -> bytes:
    """Return the picture of pages that have none of their own."""
    with override(language):
        title = _("A learning network of migrant integration councils")
    return kept((LOOK, title, language), title, language, ("nima", "madder", None))


def kept(known: tuple[Any, ...], title: str, language: str, look: tuple[str, str, NetworkImage | None]) -> bytes:
    """Return the drawing that fits what is known, from the store or made anew."""
    path = f"cards/{hashlib.blake2b(repr(known).encode(), digest_size=20).hexdigest()}.png"
    if default_storage.exists(path):
        with default_storage.open(path) as file:
            return bytes(file.read())
    woven, dye, image = look
    with override(language):
        drawn = drawing.draw(title, name=_("Nima"), woven=woven, dye=dye, photograph=opened(image))
    default_storage.save(path, ContentFile(drawn))
    return drawn


def opened(image: NetworkImage | None) -> Image.Image | None:
    """Return the pixels of a picture; nothing when its file is lost."""
    if image is None:
        return None
    try:
        with image.file.open("rb") as file:
            found = Image.open(file)
            found.load()
    except OSError:
        return None
    return found


def image_of(page: Any) -> NetworkImage | None:
    """Return the picture that editors gave a page."""
    if isinstance(page, GoodPracticePage):
        return first_image(page)
    return getattr(page, "picture", None)


def look_of(page: Any) -> tuple[str, str]:
    """Return what the cover of a page is woven from, and its dye."""
    if not isinstance(page, GoodPracticePage):
        return str(page.translation_key), ""
    original = GoodPracticePage.objects.originals().filter(translation_key=page.translation_key, live=True).first()
    theme = page.themes.order_by("order", "title").first()
    return (original or page).title, theme.dye if theme else ""
