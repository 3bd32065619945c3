"""The text of files of the list, as it was read out of them, or why none could be."""

from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from library.models.files import NetworkDocument
from library.reading.reasons import CUT, READ, WITH_TEXT

VERSION = 1
"""Of the reading; raised whenever the same file would give another text, so that all files are read anew."""
AGAIN = timedelta(days=1)
"""After which a file that was not there is looked for again."""


class DocumentTextQuerySet(models.QuerySet["DocumentText"]):
    """Questions about texts of files."""

    def standing(self, now: datetime) -> "DocumentTextQuerySet":
        """Return those that need no reading as long as their document keeps its file."""
        return self.filter(version=VERSION).exclude(state=DocumentText.State.LOST, read_at__lt=now - AGAIN)


class DocumentText(models.Model):
    """What was read of a file: its text for the search, or why there is none."""

    class State(models.TextChoices):
        """What became of reading it, as editors read it; the codes are those of `library.reading.reasons`."""

        READ = "read", _("The search finds the text of this file.")
        CUT = "cut", _("The search finds the beginning of this file; the rest is too long or damaged.")
        LOCKED = "locked", _("The search knows only title and description: the file is locked with a password.")
        BROKEN = "broken", _("The search knows only title and description: the file is damaged. Save it anew.")
        EMPTY = (
            "empty",
            _(
                "The search knows only title and description: the file holds pictures and no text. Let a program "
                "recognise the text (OCR) and choose the new file."
            ),
        )
        LARGE = "large", _("The search knows only title and description: the file is too large to be read.")
        SLOW = "slow", _("The search knows only title and description: reading the file takes too long.")
        OTHER = (
            "other",
            _("The search knows only title and description: it reads files of the kinds PDF, docx, odt and txt."),
        )
        LOST = "lost", _("The search knows only title and description: the file is missing.")

    # To keep the text of a file is not to show the file: `library.rules`, which asks what does, must not find it here.
    wagtail_reference_index_ignore = True

    document = models.OneToOneField(NetworkDocument, models.CASCADE, related_name="text")
    file = models.CharField(max_length=100)
    """Stored name of the file that was read; another file has another name."""
    content = models.CharField(max_length=64, blank=True)
    """SHA-256 of what was read, in hexadecimal digits."""
    version = models.PositiveSmallIntegerField(default=VERSION)
    state = models.CharField(max_length=6, choices=State)
    text = models.TextField(blank=True)
    language = models.CharField(max_length=2, blank=True)
    """That most of its letters are of."""
    read_at = models.DateTimeField()

    objects = DocumentTextQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["content"], name="text_of_a_content")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(text="") ^ Q(state__in=sorted(WITH_TEXT)), name="a_file_has_a_text_or_a_reason"
            )
        ]

    def __str__(self) -> str:
        return self.file


SHORT = {READ: _("All of its text"), CUT: _("The beginning of its text")}


def text_kept_of(document: NetworkDocument | None) -> DocumentText | None:
    """Return what was read of the file that a document holds now; nothing while it waits to be read."""
    kept: Any = getattr(document, "text", None) if document else None
    return kept if kept and document and kept.file == document.file.name else None


def says_of(document: NetworkDocument) -> str:
    """Return what the search knows of a document's file, as editors read it."""
    kept = text_kept_of(document)
    return str(kept.get_state_display() if kept else _("The file waits to be read for the search."))


def says_shortly_of(document: NetworkDocument | None) -> str:
    """Return what the search knows of a document's file, in a few words."""
    kept = text_kept_of(document)
    if document is None or kept:
        return str(SHORT.get(kept.state, _("Title and description")) if kept else "")
    return str(_("Waits to be read"))
