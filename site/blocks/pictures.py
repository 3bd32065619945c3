"""Makes a picture anew from its pixels, so that nothing else of an upload is ever stored."""

from io import BytesIO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from blocks import uploads

FORMATS = {"avif": "AVIF", "gif": "GIF", "jpeg": "JPEG", "jpg": "JPEG", "png": "PNG", "webp": "WEBP"}
SAVED_WITH: dict[str, dict[str, int | bool]] = {
    "AVIF": {"quality": 80, "speed": 8},
    "JPEG": {"quality": 90, "progressive": True},
    "WEBP": {"quality": 90},
}
# Telephones put a second, smaller picture into a JPEG and call it MPO; the first one counts.
SECOND_PICTURE = "MPO"
LONGEST_SIDE = 4096
"""Pixels a side that are kept; no page shows more, and making sizes of larger originals costs memory."""
KEPT_MODES = frozenset({"1", "L", "LA", "P", "RGB", "RGBA"})
SRGB = ImageCms.createProfile("sRGB")
TOO_MANY = (Image.DecompressionBombError, Image.DecompressionBombWarning)
DAMAGED = (OSError, SyntaxError, ValueError, EOFError, IndexError, OverflowError)


def clean(upload: UploadedFile) -> None:
    """Rewrite an uploaded picture from its pixels: upright, in common colours, without metadata or what hangs on it."""
    extension = uploads.admit(
        upload, extensions=settings.WAGTAILIMAGES_EXTENSIONS, limit=settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE
    )
    try:
        content = made_anew(upload, FORMATS[extension])
    except TOO_MANY as error:
        raise too_many_pixels() from error
    except DAMAGED as error:
        raise ValidationError(_("This picture is damaged. Open it in a picture program and save it again.")) from error
    uploads.replace_content(upload, content)


def made_anew(upload: UploadedFile, kind: str) -> bytes:
    """Return the picture as a fresh file of the same kind."""
    with opened(upload, kind) as picture:
        refuse_unfit(picture)
        still = common_colours(upright(smaller(picture)))
        still.info = {name: value for name, value in still.info.items() if name == "transparency"}
        target = BytesIO()
        still.save(target, kind, **SAVED_WITH.get(kind, {}))
    return target.getvalue()


def opened(upload: UploadedFile, kind: str) -> Image.Image:
    """Open a picture whose content is what its name says."""
    upload.seek(0)
    try:
        picture = Image.open(upload, formats=sorted(set(FORMATS.values())))
    except UnidentifiedImageError as error:
        raise ValidationError(_("This file is no picture, or a damaged one. Choose another file.")) from error
    if picture.format not in {kind, SECOND_PICTURE if kind == "JPEG" else kind}:
        words = {"name": kind, "content": picture.format}
        raise ValidationError(_("The name says %(name)s, but the content is %(content)s. Rename the file.") % words)
    return picture


def refuse_unfit(picture: Image.Image) -> None:
    """Refuse what would eat the memory, and what moves: readers could not stop it (WCAG 2.2.2)."""
    if picture.width * picture.height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise too_many_pixels()
    if picture.format != SECOND_PICTURE and getattr(picture, "is_animated", False):
        raise ValidationError(_("Moving pictures are not taken, as readers cannot stop them. Choose a still one."))


def too_many_pixels() -> ValidationError:
    """Say how many pixels are taken."""
    limit = {"limit": settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 10**6}
    return ValidationError(_("The picture has more than %(limit)s million pixels. Make it smaller.") % limit)


def smaller(picture: Image.Image) -> Image.Image:
    """Return a picture no larger than what is kept; palettes cannot be scaled."""
    if max(picture.size) <= LONGEST_SIDE:
        return picture
    fit = picture.convert("RGBA") if picture.mode in {"1", "P"} else picture
    fit.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return fit


def common_colours(picture: Image.Image) -> Image.Image:
    """Return a picture in the colours that every screen knows, as its colour profile goes too."""
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in {"RGB", "RGBA", "CMYK", "L"}:
        mode = "RGBA" if picture.mode == "RGBA" else "RGB"
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            return ImageCms.profileToProfile(picture, source, SRGB, outputMode=mode) or picture
        except (ImageCms.PyCMSError, OSError):
            pass
    if picture.mode in KEPT_MODES:
        return picture
    return picture.convert("L" if picture.mode.startswith(("I", "F")) else "RGB")


def upright(picture: Image.Image) -> Image.Image:
    """Turn a picture as its metadata says, before they are gone."""
    picture.load()
    return ImageOps.exif_transpose(picture)
