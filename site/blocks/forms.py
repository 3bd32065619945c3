"""Form fields that clean what people type before anything else sees it."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import DecimalField, Field, PositiveIntegerField, URLField
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from language.folding import RefusedCharacters, clean_line, clean_text
from language.numbers import format_amount, read_number


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


class Number(forms.Field):
    """A number that is read as Greeks and as the English write it, and shown as the reader's language does."""

    widget = forms.TextInput
    example = Decimal("12500.50")
    keyboard = "decimal"

    def read(self, value: Any) -> Decimal | None:
        """Return what was typed as a number."""
        if value in self.empty_values:
            return None
        try:
            return Decimal(value) if isinstance(value, int | Decimal) else read_number(str(value))
        except ValueError as problem:
            raise self.refusal() from problem

    def refusal(self) -> ValidationError:
        """Return what to say of a text that is no such number."""
        example = format_amount(self.example, get_language() or "")
        return ValidationError(self.error_messages["invalid"], code="invalid", params={"example": example})

    def prepare_value(self, value: Any) -> Any:
        """Return what stands in the field: a number in the reader's way, what was typed as it was typed."""
        return format_amount(value, get_language() or "") if isinstance(value, int | Decimal) else value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Ask phones for their keyboard of numbers."""
        return {"inputmode": self.keyboard, "size": 12}


class AmountField(Number, forms.DecimalField):
    """Money, or another number with decimals."""

    default_error_messages = {"invalid": _("Write a number alone, such as %(example)s.")}

    def to_python(self, value: Any) -> Any:
        """Return the number."""
        return self.read(value)


class CountField(Number, forms.IntegerField):
    """A number of people or things."""

    default_error_messages = {"invalid": _("Write a whole number alone, such as %(example)s.")}
    example = Decimal(1250)
    keyboard = "numeric"

    def to_python(self, value: Any) -> int | None:
        """Return the number, which must be whole."""
        number = self.read(value)
        if number is not None and number != number.to_integral_value():
            raise self.refusal()
        return None if number is None else int(number)


NUMBERS: dict[type[Field[Any, Any]], type[forms.Field]] = {
    DecimalField: AmountField,
    PositiveIntegerField: CountField,
}
"""Years, months and shares are short; nobody writes marks into them."""


def field_of(stored: Field[Any, Any], **options: Any) -> forms.Field:
    """Return the form field of a model's field, with its rules; numbers in both ways, addresses without https too."""
    if isinstance(stored, URLField):
        options.setdefault("assume_scheme", "https")
    if type(stored) in NUMBERS:
        options.setdefault("form_class", NUMBERS[type(stored)])
    made: Any = stored.formfield(**options)
    made.validators += [rule for rule in stored.validators if rule not in made.validators]
    return made
