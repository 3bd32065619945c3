"""What pictures and documents have in common when somebody hands them in: their name, their size, a virus scan."""

from pathlib import PurePath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from blocks import scanner
from language.folding import INVISIBLE_OUTSIDE_EMOJI, REFUSED
from language.normal import normalised

LONGEST_STEM = 60
"""Letters of a name; as Greek ones take two bytes, more would burst what file systems take."""


def admit(upload: UploadedFile, *, extensions: list[str], limit: int) -> str:
    """Return the extension of an upload that may be looked into, its name made harmless; refuse any other."""
    upload.name = harmless(upload.name or "")
    extension = PurePath(upload.name).suffix.lower().removeprefix(".")
    if extension not in extensions:
        taken = {"extensions": ", ".join(extensions)}
        raise ValidationError(_("Files of this kind are not taken. Choose one of: %(extensions)s.") % taken)
    size = upload.size or 0
    if size > limit:
        sizes = {"size": filesizeformat(size), "limit": filesizeformat(limit)}
        raise ValidationError(_("The file has %(size)s; at most %(limit)s are taken. Make it smaller.") % sizes)
    refuse_infected(upload)
    return extension


def harmless(name: str) -> str:
    """Return a file name without controls, invisible signs and leading dots, short enough for every disk."""
    path = PurePath(normalised(INVISIBLE_OUTSIDE_EMOJI.sub("", REFUSED.sub("", name)), "NFC"))
    return f"{path.stem.lstrip('.- ')[:LONGEST_STEM].strip() or 'file'}{path.suffix[:10]}"


def refuse_infected(upload: UploadedFile) -> None:
    """Ask the virus scanner, where the site has one; what it cannot look at is not taken."""
    if not settings.VIRUS_SCANNER:
        return
    try:
        found = scanner.scan(upload.chunks(), settings.VIRUS_SCANNER)
    except OSError as error:
        message = _("The virus scanner does not answer, so the file was not taken. Try again in a few minutes.")
        raise ValidationError(message) from error
    finally:
        upload.seek(0)
    if found:
        message = _("The virus scanner found “%(found)s” in this file, so it was not stored.")
        raise ValidationError(message % {"found": found})


def replace_content(upload: UploadedFile, content: bytes) -> None:
    """Put other content into an upload, wherever Django keeps it: Wagtail may store the very same object."""
    upload.seek(0)
    upload.truncate()
    upload.write(content)
    upload.flush()
    upload.seek(0)
    upload.size = len(content)
