"""What members propose, text by text, and what those who answer say to each."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import TextField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blocks.forms import CleanCharField
from good_practices.differences import Change, pieces
from good_practices.labels import label_of
from good_practices.models import GoodPracticePage
from proposals.actions import Typed, Verdict
from proposals.models import Proposal, ProposedText
from proposals.practices import NEEDED, Texts

LONG_TITLE = 100
ACCEPT, DECLINE = "accept", "decline"
ANSWERS = (
    (ACCEPT, gettext_lazy("Take it over")),
    (DECLINE, gettext_lazy("Do not take it over")),
    ("", gettext_lazy("Answer later")),
)


def plain(text: str) -> str:
    """Return a text as it compares, however a browser ends its lines."""
    return text.replace("\r\n", "\n").strip()


def mark(text: str) -> str:
    """Return a short mark of what stands in a field."""
    return sha256(plain(text).encode()).hexdigest()[:16]


def field_of(name: str, present: str, language: str) -> CleanCharField:
    """Return the form field of a text of the practice."""
    column = GoodPracticePage._meta.get_field(name)
    limit = max(LONG_TITLE, len(present)) if name == "title" else column.max_length
    field = CleanCharField(
        label=label_of(name), multiline=isinstance(column, TextField), max_length=limit, required=name in NEEDED
    )
    field.widget.attrs["lang"] = language
    return field


class ProposalForm(forms.Form):
    """The texts of a practice, each with what stands there; what is typed otherwise is proposed."""

    use_required_attribute = False
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    why = CleanCharField(
        label=gettext_lazy("Why do you propose this?"),
        multiline=True,
        required=False,
        max_length=1000,
        help_text=gettext_lazy(
            "What you know from your own work, in the language you like. Needed before you send it."
        ),
    )

    def __init__(self, data: Any = None, *, present: Texts, language: str, proposal: Proposal | None) -> None:
        self.present = present
        self.drafted = {one.field: one for one in proposal.texts.all()} if proposal else {}
        first = {name: self.drafted[name].text if name in self.drafted else text for name, text in present.items()}
        why, version = (proposal.why, proposal.version) if proposal else ("", 0)
        super().__init__(self.fresh(data), initial={**first, "why": why, "version": version})
        for name, text in present.items():
            self.fields[name] = field_of(name, text, language)
        self.order_fields([*present, "why", "version"])

    def fresh(self, data: Any) -> Any:
        """Return what was sent, with what stands there by now in texts that nobody touched in the form."""
        if data is None:
            return None
        fresh = data.copy()
        for name, text in self.present.items():
            if name not in fresh or mark(fresh[name]) == fresh.get(f"seen-{name}"):
                fresh[name] = text
        return fresh

    @property
    def moved(self) -> list[str]:
        """Return the texts that were typed anew, and that have changed since the form was opened."""
        if not self.is_bound:
            return [
                name
                for name, one in self.drafted.items()
                if name in self.present and plain(one.before) != plain(self.present[name])
            ]
        return [
            name
            for name, text in self.present.items()
            if self.data.get(f"seen-{name}", mark(text)) != mark(text) and plain(self.data[name]) != plain(text)
        ]

    @property
    def proposed(self) -> Texts:
        """Return the texts that are not as they stand."""
        found = {name: self.cleaned_data.get(name) for name in self.present}
        return {name: text for name, text in found.items() if text is not None and text != plain(self.present[name])}

    def clean(self) -> dict[str, Any]:
        """Ask for a change, and when it is sent for the reason."""
        typed: dict[str, Any] = super().clean() or {}
        if self.data.get("step") == "send":
            if not self.proposed and not self.errors:
                raise ValidationError(_("You have changed nothing yet. Open a text and write what should stand there."))
            if not typed.get("why") and "why" not in self.errors:
                self.add_error("why", _("Say why, so that those who answer for the practice understand you."))
        return typed

    def typed(self) -> Typed:
        """Return what was typed, as the action takes it."""
        return Typed(self.proposed, self.present, self.cleaned_data["why"], self.cleaned_data["version"])

    @property
    def rows(self) -> Iterator[dict[str, Any]]:
        """Yield the fields, each with the mark of what stands there, and that text where it has changed."""
        moved = self.moved
        for name, text in self.present.items():
            field = self[name]
            is_open = bool(field.errors) or plain(str(field.value() or "")) != plain(text)
            theirs = (text or _("nothing")) if name in moved else ""
            yield {"field": field, "name": f"seen-{name}", "mark": mark(text), "theirs": theirs, "is_open": is_open}


class AnswerForm(forms.Form):
    """An answer to each proposed text; those without one wait."""

    use_required_attribute = False

    def __init__(self, data: Any = None, *, texts: list[ProposedText], present: Texts, language: str) -> None:
        self.texts, self.present, self.language = texts, present, language
        super().__init__(data)
        for one in texts:
            self.fields[f"answer-{one.field}"] = forms.ChoiceField(
                label=_("Your answer"), choices=ANSWERS, widget=forms.RadioSelect, required=False, initial=""
            )
            self.fields[f"note-{one.field}"] = CleanCharField(
                label=_("Note to the author"), multiline=True, required=False, max_length=600
            )
            self.fields[f"note-{one.field}"].widget.attrs["rows"] = 2

    @property
    def moved(self) -> list[str]:
        """Return the texts that shall be taken over, and that have changed since the page was shown."""
        return [
            one.field
            for one in self.texts
            if self.data.get(f"answer-{one.field}") == ACCEPT
            and self.data.get(f"seen-{one.field}", "") != mark(self.present.get(one.field, ""))
        ]

    def clean(self) -> dict[str, Any]:
        """Ask for one answer at least, and for the reason of a refusal."""
        typed: dict[str, Any] = super().clean() or {}
        answers = {one.field: typed.get(f"answer-{one.field}") for one in self.texts}
        if not any(answers.values()) and not self.errors:
            raise ValidationError(_("Choose an answer for at least one text."))
        for name, answer in answers.items():
            if answer == DECLINE and not typed.get(f"note-{name}"):
                self.add_error(f"note-{name}", _("Say why you do not take it over; the author gets your note by mail."))
        return typed

    @property
    def verdicts(self) -> dict[str, Verdict]:
        """Return the answers that were given."""
        found = {one.field: self.cleaned_data[f"answer-{one.field}"] for one in self.texts}
        return {
            name: Verdict(answer == ACCEPT, self.cleaned_data[f"note-{name}"], self.present.get(name, ""))
            for name, answer in found.items()
            if answer
        }

    @property
    def rows(self) -> Iterator[dict[str, Any]]:
        """Yield the texts: what would change word by word, and what stood there when it was proposed if that moved."""
        for one in self.texts:
            present = self.present.get(one.field, "")
            has_moved = plain(present) != plain(one.before)
            yield {
                "name": f"seen-{one.field}",
                "mark": mark(present),
                "changes": [change_of(one, present, self.language)],
                "before": one.before if has_moved else "",
                "has_moved": has_moved,
                "answer": self[f"answer-{one.field}"],
                "note": self[f"note-{one.field}"],
            }


def change_of(one: ProposedText, before: str, language: str) -> Change:
    """Return what a proposed text would change, word by word."""
    return Change(label_of(one.field), language, list(pieces(plain(before), plain(one.text))))
