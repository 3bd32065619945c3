"""What a person tells about themselves, and who sees each part of it."""

import secrets
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from network_members.tongues import TONGUES


class Audience(models.TextChoices):
    """Who sees a part of a profile."""

    PUBLIC = "public", _("Everybody")
    MEMBERS = "members", _("Members of the network")
    NOBODY = "nobody", _("Nobody")


class Part(models.TextChoices):
    """The parts of a profile; each has its own audience."""

    NAME = "name", _("Name")
    PHOTO = "photo", _("Photo")
    POSITION = "position", _("Position")
    ORGANISATION = "organisation", _("Organisation")
    TONGUES = "tongues", _("Languages you speak")
    THEMES = "themes", _("Themes you work on")
    BIO = "bio", _("Short biography")


def photo_path(person: Any, name: str) -> str:
    """Return where a photo is stored, under a name that nobody can guess."""
    return f"photos/{secrets.token_hex(16)}.webp"


def shown_to() -> Any:
    """Return the field of who sees a part: members, until its owner chooses otherwise."""
    return models.CharField(max_length=7, choices=Audience, default=Audience.MEMBERS)


class Profile(models.Model):
    """Mix into the account; nothing is public that its owner did not make so."""

    photo = models.FileField(_("photo"), upload_to=photo_path, max_length=60, blank=True)
    photo_alt = models.CharField(_("what the photo shows"), max_length=250, blank=True)
    position = models.CharField(_("position"), max_length=120, blank=True)
    bio_el = models.TextField(_("short biography in Greek"), max_length=800, blank=True)
    bio_en = models.TextField(_("short biography in English"), max_length=800, blank=True)
    themes = models.ManyToManyField("vocabulary.Theme", related_name="+", blank=True, verbose_name=_("themes"))
    name_shown_to = shown_to()
    photo_shown_to = shown_to()
    position_shown_to = shown_to()
    organisation_shown_to = shown_to()
    tongues_shown_to = shown_to()
    themes_shown_to = shown_to()
    bio_shown_to = shown_to()

    class Meta:
        abstract = True

    def audience_of(self, part: str) -> Audience:
        """Return who sees a part."""
        return Audience(getattr(self, f"{part}_shown_to"))

    @property
    def photo_name(self) -> str:
        """Return what the address of the photo ends with, or nothing."""
        return self.photo.name.rpartition("/")[2] if self.photo else ""


class Tongue(models.Model):
    """A language that a person speaks."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="tongues")
    code = models.CharField(_("language"), max_length=3, choices=TONGUES)

    class Meta:
        verbose_name = _("language spoken")
        verbose_name_plural = _("languages spoken")
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "code"], name="a_language_is_spoken_once")]

    def __str__(self) -> str:
        return str(self.get_code_display())
