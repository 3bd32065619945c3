"""What stands in a cell, as the rooms ask for it; a cell that does not fit raises ValidationError."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import override

from language.folding import RefusedCharacters, clean_line, clean_text, fold
from tables.rows import Cell

BETWEEN = re.compile(r"[|\n]")
YES, NO = {"1", "true", "yes", "ναι"}, {"0", "false", "no", "οχι"}
SHOWN = 60


def one(cell: Cell, *, multiline: bool = False) -> str:
    """Return the text of a cell as it is stored."""
    if not isinstance(cell, str):
        raise ValidationError(_("Only one text fits here."))
    try:
        return (clean_text(cell).strip() if multiline else clean_line(cell)) if cell else ""
    except RefusedCharacters as refused:
        raise ValidationError(
            _("This text holds a character that cannot be stored. Type it anew or paste it as plain text.")
        ) from refused


def several(cell: Cell) -> list[str]:
    """Return the texts of a cell, each once; a vertical bar or a new line stands between them."""
    parts = BETWEEN.split(cell) if isinstance(cell, str) else cell
    return list(dict.fromkeys(text for text in (one(part) for part in parts) if text))


def yes_or_no(cell: Cell) -> bool:
    """Return the answer in a cell."""
    text = fold(one(cell))
    if text not in YES | NO:
        raise ValidationError(_("Write 1 for yes or 0 for no."))
    return text in YES


class Choices:
    """Choices by their codes, or by their labels in any language; case and accents do not matter."""

    def __init__(self, choices: Iterable[tuple[Any, Any]]) -> None:
        self.codes = [str(code) for code, _label in choices]
        self.found = {fold(code): code for code in self.codes}
        for language, _name in settings.LANGUAGES:
            with override(language):
                self.found |= {fold(str(label)): str(code) for code, label in choices}

    def find(self, text: str) -> str:
        """Return the code of a choice."""
        if fold(text) not in self.found:
            values = {"text": text[:SHOWN], "codes": ", ".join(self.codes)}
            raise ValidationError(_("“%(text)s” is not among the choices: %(codes)s.") % values)
        return self.found[fold(text)]


def optional(field: Any) -> Any:
    """Return a form field that takes nothing too, and dates in one way only."""
    field.required = False
    if isinstance(field, forms.DateField):
        field.input_formats = ["%Y-%m-%d"]
    return field
