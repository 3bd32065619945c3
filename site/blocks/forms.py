"""Form fields that clean what people type before anything else sees it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Field, URLField
from django.utils.translation import gettext_lazy as _

from language.folding import RefusedCharacters, clean_line, clean_text


class CleanCharField(forms.CharField):
    """Text in Unicode's normal form, without what no keyboard types; one line unless it is `multiline`."""

    default_error_messages = {
        "refused_characters": _(
            "This text holds a character that cannot be stored. Type it anew or paste it as plain text."
        ),
    }

    def __init__(self, *, multiline: bool = False, **kwargs: Any) -> None:
        self.multiline = multiline
        if multiline:
            kwargs.setdefault("widget", forms.Textarea)
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        """Return the text as it is stored."""
        clean = clean_text if self.multiline else clean_line
        try:
            return super().to_python(clean(str("" if value is None else value))) or ""
        except RefusedCharacters as refused:
            raise ValidationError(self.error_messages["refused_characters"], code="refused_characters") from refused


def field_of(stored: Field[Any, Any], **options: Any) -> forms.Field:
    """Return the form field of a model's field, with its rules; an address without its beginning is a safe one."""
    if isinstance(stored, URLField):
        options.setdefault("assume_scheme", "https")
    made: Any = stored.formfield(**options)
    made.validators += [rule for rule in stored.validators if rule not in made.validators]
    return made
