"""Images and documents of the whole site, with what makes them usable by everyone."""

import secrets
from collections.abc import Iterable
from pathlib import PurePath
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.search import index

from language.slugs import slug_for

READABLE = 40
"""Letters of an uploaded name that stay in the stored one."""


def document_path(document: "NetworkDocument", name: str) -> str:
    """Return where a document is stored: nobody can guess the folder, and the name is safe everywhere."""
    path = PurePath(name)
    return f"documents/{secrets.token_hex(12)}/{slug_for(path.stem, READABLE)}{path.suffix.lower()}"


def searchable(fields: Iterable[Any], *more: Any) -> list[Any]:
    """Let files be searched among those with a keyword, which Wagtail's own fields do not allow (8.0)."""
    tags = index.RelatedFields(
        "tags", [index.SearchField("name", boost=10), index.AutocompleteField("name"), index.FilterField("name")]
    )
    return [*(field for field in fields if field.field_name != "tags"), tags, *more]


class NetworkImage(AbstractImage):
    """A picture with its words in both languages and its licence."""

    alt_el = models.CharField(_("description in Greek"), max_length=250, blank=True)
    alt_en = models.CharField(_("description in English"), max_length=250, blank=True)
    credit = models.CharField(_("credit"), max_length=120, blank=True)
    licence = models.CharField(_("licence"), max_length=60, blank=True)
    consent = models.BooleanField(_("the people shown have agreed"), default=False)

    admin_form_fields: ClassVar = (
        "title",
        "file",
        "alt_el",
        "alt_en",
        "credit",
        "licence",
        "consent",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )
    search_fields: ClassVar = searchable(
        AbstractImage.search_fields,
        *(kind(name) for name in ("alt_el", "alt_en") for kind in (index.SearchField, index.AutocompleteField)),
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    def get_upload_to(self, filename: str) -> str:
        """Return where an original is stored, under a name that nobody can guess."""
        return f"original_images/{secrets.token_hex(12)}{PurePath(filename).suffix.lower()}"

    def alt_in(self, language: str) -> str:
        """Return the description in a language, or in the other one when it lacks."""
        return (self.alt_el or self.alt_en) if language == "el" else (self.alt_en or self.alt_el)

    @property
    def default_alt_text(self) -> str:
        """Offer the description in the reader's language wherever the picture is put."""
        return self.alt_in(get_language() or "el")


class NetworkRendition(AbstractRendition):
    """A size of an image."""

    image = models.ForeignKey(NetworkImage, models.CASCADE, related_name="renditions")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_per_spec")
        ]
        indexes: ClassVar = [models.Index(fields=["file"], name="rendition_by_file")]


class NetworkDocument(AbstractDocument):
    """A file with the language it is written in."""

    file = models.FileField(_("file"), upload_to=document_path)
    language = models.CharField(
        _("language"), max_length=2, choices=[("el", _("Greek")), ("en", _("English"))], blank=True
    )

    admin_form_fields: ClassVar = (*WagtailDocument.admin_form_fields, "language")
    search_fields: ClassVar = searchable(AbstractDocument.search_fields)

    def clean(self) -> None:
        """Check the file's name once there is a file: Wagtail's second step of many uploads brings it last (8.0)."""
        if self.file:
            super().clean()
