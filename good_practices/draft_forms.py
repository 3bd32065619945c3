"""What the forms of a practice have in common: a draft may lack anything, and every field can hold notes."""

import dataclasses
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms

from good_practices.snapshot import Values


@dataclass(frozen=True)
class Row:
    """A field with what editors asked about it, and what somebody else wrote into it in the meantime."""

    field: forms.BoundField
    notes: list[str]
    theirs: str
    words: dict[str, Any] = dataclasses.field(default_factory=dict)
    """Least and most words, and the pattern that counts them; empty where nobody counts."""


@dataclass(frozen=True)
class Group:
    """Fields under a heading."""

    heading: Any
    anchor: str
    rows: list[Row]
    notes: list[str] = dataclasses.field(default_factory=list)
    """On all entries of a kind."""
    theirs: str = ""
    up: str = ""
    """What the button says that moves this entry before the one above; empty where there is none."""


class DraftForm(forms.Form):
    """A part of one practice; whatever is missing, a draft can be saved."""

    use_required_attribute = False
    version = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)

    def full_clean(self) -> None:
        """Check what was typed; a draft may lack anything, and the labels still say what will be needed."""
        needed = [field for field in self.fields.values() if field.required]
        for one in needed:
            one.required = False
        super().full_clean()
        for one in needed:
            one.required = True

    @property
    def values(self) -> Values:
        """Return what was typed, as the part takes it."""
        raise NotImplementedError

    def groups(self, notes: dict[str, list[str]], theirs: dict[str, str]) -> Iterable[Group]:
        """Yield the fields under their headings."""
        raise NotImplementedError

    def text_of(self, name: str, value: Any) -> str:
        """Return a value in words."""
        field = self.fields[name]
        words = dict(flat(getattr(field, "choices", ())))
        if isinstance(value, list):
            return ", ".join(str(words.get(one, one)) for one in value)
        return "" if value in {None, ""} else str(words.get(value, field.prepare_value(value)))


def flat(choices: Iterable[tuple[Any, Any]]) -> Iterator[tuple[Any, Any]]:
    """Yield choices without their groups."""
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield value, label
