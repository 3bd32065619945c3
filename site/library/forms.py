"""The admin's forms for pictures and documents: what is handed in is looked into before anything is stored."""

import re
from pathlib import PurePath
from typing import Any, Self

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from wagtail.documents.fields import WagtailDocumentField
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from blocks import pictures
from blocks.forms import CleanCharField
from library import papers
from library.models.texts import says_of, text_kept_of

# What cameras, telephones and programs call their files.
FILE_NAME = re.compile(
    r".*\.(avif|bmp|gif|heic|jpe?g|png|svg|tiff?|webp)|(dcim|dscn?f?|image|img|mvimg|photo|picture|pxl|screenshot|"
    r"whatsapp image|εικόνα|στιγμιότυπο( οθόνης)?|φωτογραφία)?[\s\d_().:-]*",
    re.IGNORECASE,
)
LIMITS = _("Kinds: %(extensions)s. At most %(limit)s.")


def limits(extensions: list[str], limit: int) -> str:
    """Say what is taken."""
    return str(LIMITS % {"extensions": ", ".join(extensions), "limit": filesizeformat(limit)})


class PictureField(WagtailImageField):
    """A picture, made anew from its pixels."""

    @classmethod
    def instead_of(cls, field: forms.FileField) -> Self:
        """Take the place of Wagtail's own field."""
        words = limits(settings.WAGTAILIMAGES_EXTENSIONS, settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)
        own = cls(label=field.label, required=field.required, widget=field.widget, initial=field.initial)
        own.help_text = words
        own.error_messages["file_too_large_unknown_size"] = own.error_messages["invalid_image_extension"] = words
        return own

    def to_python(self, data: Any) -> UploadedFile | None:
        """Return the upload with its content replaced."""
        upload: Any = forms.FileField.to_python(self, data)
        if upload is not None:
            pictures.clean(upload)
        return upload


class PaperField(WagtailDocumentField):
    """A document that holds no program."""

    @classmethod
    def instead_of(cls, field: forms.FileField) -> Self:
        """Take the place of Wagtail's own field."""
        words = limits(settings.WAGTAILDOCS_EXTENSIONS, settings.WAGTAILDOCS_MAX_UPLOAD_SIZE)
        own = cls(label=field.label, required=field.required, widget=field.widget, initial=field.initial)
        own.help_text = own.error_messages["file_too_large_unknown_size"] = words
        return own

    def to_python(self, data: Any) -> UploadedFile | None:
        """Return the upload once it was looked into."""
        upload: Any = forms.FileField.to_python(self, data)
        if upload is not None:
            papers.check(upload)
        return upload


class ImageForm(BaseImageForm):
    """A picture with words for those who do not see it."""

    title = CleanCharField(label=_("Title"), max_length=255, help_text=_("For finding it in the admin."))
    alt_el = CleanCharField(
        label=_("Description in Greek"),
        max_length=250,
        required=False,
        help_text=_("What the picture shows, for those who do not see it. At least one language, better both."),
    )
    alt_en = CleanCharField(label=_("Description in English"), max_length=250, required=False)
    credit = CleanCharField(
        label=_("Credit"), max_length=120, required=False, help_text=_("Who made it; shown beside the picture.")
    )
    licence = CleanCharField(label=_("Licence"), max_length=60, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            self.fields["file"] = PictureField.instead_of(self.fields["file"])
        for name, language in (("alt_el", "el"), ("alt_en", "en")):
            self.fields[name].widget.attrs["lang"] = language

    def clean(self) -> dict[str, Any]:
        """Ask for a description in one language at least, in words."""
        values: dict[str, Any] = super().clean()
        if not (self.errors.keys() & {"alt_el", "alt_en"} or values.get("alt_el") or values.get("alt_en")):
            self.add_error("alt_el", _("Describe the picture in Greek, in English, or better in both."))
        for name in ("alt_el", "alt_en"):
            if is_file_name(values.get(name, ""), values.get("file")):
                self.add_error(name, _("This is the name of a file. Say in words what the picture shows."))
        return values


def is_file_name(text: str, file: Any) -> bool:
    """Say whether a description is what a camera or a program called the file."""
    own = PurePath(getattr(file, "name", "") or "").stem
    is_own = " " not in text and text.casefold() == own.casefold()
    return bool(text) and (is_own or bool(FILE_NAME.fullmatch(text)))


class DocumentForm(BaseDocumentForm):
    """A document with a name that readers understand."""

    title = CleanCharField(label=_("Title"), max_length=255, help_text=_("What readers see as the link."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            self.fields["file"] = PaperField.instead_of(self.fields["file"])
            if text_kept_of(self.instance):
                self.fields["file"].help_text += f" {says_of(self.instance)}"
