"""Who funds the network: the strip of the footer, which the funding rules ask for."""

from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from pages.models.menus import FooterText


class Emblem(models.TextChoices):
    """Whose sign stands beside a funder's sentence."""

    NONE = "none", _("No emblem")
    EUROPEAN_UNION = "eu", _("European Union")
    PICTURE = "picture", _("The picture below")


class Funder(TranslatableMixin, Orderable):
    """A funder as the footer shows it: emblem and sentence, in one language."""

    footer = ParentalKey(FooterText, on_delete=models.CASCADE, related_name="funders")
    emblem = models.CharField(_("emblem"), max_length=10, choices=Emblem, default=Emblem.EUROPEAN_UNION)
    picture = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture of the emblem"),
    )
    sentence = models.CharField(_("funder's sentence"), max_length=300)
    note = models.CharField(_("note on the funding"), max_length=300, blank=True)

    panels: ClassVar = [FieldPanel(name) for name in ("emblem", "picture", "sentence", "note")]
    override_translatable_fields: ClassVar = [SynchronizedField("emblem"), SynchronizedField("picture")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("funder")
        verbose_name_plural = _("funders")

    def __str__(self) -> str:
        return self.sentence

    def clean(self) -> None:
        """Ask for the picture that was announced."""
        super().clean()
        if self.emblem == Emblem.PICTURE and self.picture is None:
            raise ValidationError({"picture": _("Choose the picture of the emblem.")})
