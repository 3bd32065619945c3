"""How the public reaches a body: where it is, when it is open, where it is written to."""

from typing import Any

from django.conf import settings
from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

WEB_ADDRESS = URLValidator(schemes=["http", "https"])
telephone = RegexValidator(
    r"\A\+?[0-9][0-9 ()/-]{3,38}\Z", _("Write a telephone number with digits and spaces, such as +30 210 123 4567.")
)


class PublicContact(models.Model):
    """What a body tells everybody about reaching it; its e-mail address is kept, and a form stands in its place."""

    address_el = models.CharField(_("address in Greek"), max_length=200, blank=True)
    address_en = models.CharField(_("address in English"), max_length=200, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True, validators=[telephone])
    hours_el = models.CharField(_("opening hours in Greek"), max_length=200, blank=True)
    hours_en = models.CharField(_("opening hours in English"), max_length=200, blank=True)
    contact_page = models.URLField(
        _("page or form for contact"),
        blank=True,
        validators=[WEB_ADDRESS],
        help_text=_("A page of the organisation's own site."),
    )
    email = models.EmailField(
        _("address for messages"),
        max_length=254,
        blank=True,
        help_text=_("No page shows it. Visitors write through a form, and the message comes to this address."),
    )
    logo = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("logo"),
    )

    class Meta:
        abstract = True


def text_in(language: str, row: Any, name: str) -> tuple[str, str]:
    """Return a text that a row holds in two languages, with its language: the wanted one, or the other if it lacks."""
    other = next(code for code, _label in settings.LANGUAGES if code != language)
    own, spare = getattr(row, f"{name}_{language}"), getattr(row, f"{name}_{other}")
    return (own, language) if own or not spare else (spare, other)
