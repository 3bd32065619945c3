"""Images and documents of the whole site, with what makes them usable by everyone."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage


class NetworkImage(AbstractImage):
    """A picture with its words in both languages and its licence."""

    alt_el = models.CharField(_("description in Greek"), max_length=250, blank=True)
    alt_en = models.CharField(_("description in English"), max_length=250, blank=True)
    credit = models.CharField(_("credit"), max_length=120, blank=True)
    licence = models.CharField(_("licence"), max_length=60, blank=True)
    consent = models.BooleanField(_("the people shown have agreed"), default=False)

    admin_form_fields: ClassVar = (*WagtailImage.admin_form_fields, "alt_el", "alt_en", "credit", "licence", "consent")

    def alt_in(self, language: str) -> str:
        """Return the description in a language, or in the other one when it lacks."""
        return (self.alt_el or self.alt_en) if language == "el" else (self.alt_en or self.alt_el)


class NetworkRendition(AbstractRendition):
    """A size of an image."""

    image = models.ForeignKey(NetworkImage, models.CASCADE, related_name="renditions")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_per_spec")
        ]


class NetworkDocument(AbstractDocument):
    """A file with the language it is written in."""

    language = models.CharField(_("language"), max_length=2, choices=[("el", _("Greek")), ("en", _("English"))], blank=True)

    admin_form_fields: ClassVar = (*WagtailDocument.admin_form_fields, "language")
