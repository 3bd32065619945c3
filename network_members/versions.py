"""Notices that somebody else changed what a form shows: nothing typed is lost, nothing stored is overwritten unseen."""

from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property
from django.utils.translation import gettext as _


class Versioned(forms.Form):
    """Mix into a form that starts from stored values; the version it carries tells which."""

    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = lambda: self.current
        self.conflict: list[tuple[Any, str]] = []
        """Label and stored text of each field that holds something else than what was typed."""

    @cached_property
    def stored(self) -> dict[str, str]:
        """Return what the fields showed at first."""
        return {name: self.in_words(name, self.initial.get(name)) for name in self.fields if name != "version"}

    @cached_property
    def current(self) -> str:
        """Return the version of what is stored now."""
        return salted_hmac("network_members.versions", repr(self.stored)).hexdigest()

    def clean(self) -> dict[str, Any]:
        """Refuse what was typed over other values than those stored now; the next try is meant to replace them."""
        values = super().clean() or self.cleaned_data
        if self.data.get("version") in ("", None, self.current):
            return values
        typed = {name: self.in_words(name, values.get(name)) for name in self.stored}
        others = {name: text for name, text in self.stored.items() if text != typed[name]}
        self.conflict = [(self.fields[name].label, text or "–") for name, text in others.items()]
        data: Any = self.data
        self.data = data = data.copy()
        data["version"] = self.current
        message = _("Not saved yet: this was changed in another window in the meantime. Compare, then save again.")
        self.add_error(None, forms.ValidationError(message, code="conflict"))
        return values

    def in_words(self, name: str, value: Any) -> str:
        """Return a value of a field as people read it."""
        labels = dict(getattr(self.fields[name], "choices", ()))
        if isinstance(value, list | tuple | set | frozenset):
            return ", ".join(str(label) for code, label in labels.items() if code in value)
        return str(labels.get(value, value or ""))

    @property
    def is_conflict(self) -> bool:
        """Say whether somebody else was quicker."""
        return self.has_error(NON_FIELD_ERRORS, "conflict")
