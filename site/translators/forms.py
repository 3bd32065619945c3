"""What translators and their second readers fill in."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.crypto import salted_hmac
from django.utils.timezone import localdate
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from blocks.forms import CleanCharField
from network_members.models import User
from network_members.versions import Versioned
from translators.texts import Text

WITHIN, LONGEST = timedelta(days=30), timedelta(days=365)
"""Until when a translation is wanted unless editors say otherwise, and at the latest."""
LONG = 80
"""Characters; longer originals get a larger field."""


class TextsForm(Versioned):
    """All texts of a translation; whoever only saves may leave gaps."""

    def __init__(self, data: Any = None, *, texts: Iterable[Text], language: str, whole: bool = False) -> None:
        self.texts = {text.name: text for text in texts}
        self.whole = whole
        super().__init__(data, initial={name: text.words for name, text in self.texts.items()})
        for name, text in self.texts.items():
            self.fields[name] = self.field_for(text, language)
        self.written: dict[int, str] = {}
        """Number of a text → the words as they are stored."""

    def field_for(self, text: Text, language: str) -> forms.Field:
        """Return the field that a text is translated in."""
        rows = 6 if len(text.shown) > LONG else 2
        widget = forms.Textarea(attrs={"rows": rows, "lang": language})
        marks = _("Keep the marks of the original, such as <b> and <a id=…>, exactly as they are; add no others.")
        return forms.CharField(
            label=text.state.label, required=False, widget=widget, help_text=marks if text.is_formatted else ""
        )

    def clean(self) -> dict[str, Any]:
        """Refuse words that do not fit, and gaps when the whole is handed in."""
        values = super().clean()
        for name, text in self.texts.items():
            typed = values.get(name)
            if typed:
                self.take(name, text, typed)
            elif typed == "":
                self.take_gap(name, text)
        return values

    def take(self, name: str, text: Text, typed: str) -> None:
        """Keep typed words; those that a machine or an earlier text left, untouched, only with the whole."""
        try:
            data = text.stored(typed)
        except ValidationError as problem:
            self.add_error(name, problem)
            return
        if self.in_words(name, typed) != self.in_words(name, text.words) or (self.whole and not text.is_settled):
            self.written[text.segment.pk] = data

    def in_words(self, name: str, value: Any) -> str:
        """Return words as they compare: browsers send other line ends than those stored."""
        return super().in_words(name, value).replace("\r\n", "\n").strip()

    def take_gap(self, name: str, text: Text) -> None:
        """Take words away, unless the whole is handed in."""
        if self.whole:
            self.add_error(name, _("This text is not translated yet."))
        elif text.words:
            self.written[text.segment.pk] = ""


class DeclineForm(forms.Form):
    """Why somebody cannot translate what they were asked for."""

    reason = CleanCharField(
        label=gettext_lazy("Why can you not translate it?"),
        help_text=gettext_lazy("A word is enough: no time, not my field. Who asked you reads it."),
        multiline=True,
        max_length=600,
    )


class AssignForm(forms.Form):
    """Who is asked for translations, and until when; those who translate stand first."""

    person = forms.ChoiceField(label=gettext_lazy("Who is asked"))
    due = forms.DateField(
        label=gettext_lazy("Wanted by"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        localize=False,
    )

    def __init__(self, data: Any = None, *, first: Iterable[User], others: Iterable[User], words: str) -> None:
        super().__init__(data)
        self.people = {str(person.pk): person for person in (*first, *others)}
        groups = [(words, first), (_("Other members"), others)]
        shown = [(words, [(person.pk, named(person)) for person in people]) for words, people in groups if people]
        typed: Any = self.fields["person"]
        typed.choices = [("", _("Choose a person")), *shown]
        self.fields["due"].initial = localdate() + WITHIN

    def clean_person(self) -> User:
        """Return the person."""
        return self.people[self.cleaned_data["person"]]

    def clean_due(self) -> Any:
        """Take a day that leaves time and is not too far away."""
        day = self.cleaned_data["due"]
        if not localdate() < day <= localdate() + LONGEST:
            raise ValidationError(_("Choose a day between tomorrow and a year from now."))
        return day


def named(person: User) -> str:
    """Return a name with its organisation, in the language of the page."""
    body = person.organisation.name_in(get_language() or person.language) if person.organisation else ""
    return f"{person} ({body})" if body else str(person)


class ReviewForm(forms.Form):
    """What a second reader says."""

    note = forms.CharField(
        label=gettext_lazy("Note for the translator"),
        help_text=gettext_lazy("Needed when you return the translation: say what to change."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, read: Iterable[Text], returns: bool = False) -> None:
        words = [(text.original, text.words) for text in read]
        self.current = salted_hmac("translators.forms", repr(words)).hexdigest()
        """The version of the words that are decided on."""
        super().__init__(data, initial={"version": self.current})
        self.returns = returns

    def clean(self) -> dict[str, Any]:
        """Refuse a decision on other words than those that were read; the page shows the ones of now."""
        values = super().clean() or self.cleaned_data
        if self.data.get("version") not in ("", None, self.current):
            typed: Any = self.data
            self.data = typed = typed.copy()
            typed["version"] = self.current
            message = _("The translation was changed while you read it. Read it again, then decide.")
            self.add_error(None, ValidationError(message, code="conflict"))
        return values

    def clean_note(self) -> str:
        """Ask for the reason of a return."""
        note: str = self.cleaned_data["note"]
        if self.returns and not note:
            raise ValidationError(_("Say what the translator should change."))
        return note
