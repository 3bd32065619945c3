"""Forms of expert review: whom an editor asks, what a reviewer advises, why one declines."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from blocks.forms import CleanCharField
from good_practices.checking import Shown
from good_practices.models import Review
from good_practices.review_words import CRITERIA, MARKS
from good_practices.reviewing import DAYS, FEWEST, MOST, Answer
from network_members.models import User

LONGEST = timedelta(days=90)
"""How far away the day of an answer may lie."""


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]  # takes no type when it runs
    """A member, named with their organisation."""

    def label_from_instance(self, obj: Any) -> str:
        """Name somebody in the language of the page."""
        body = obj.organisation.name_in(get_language()) if obj.organisation else ""
        return f"{obj} ({body})" if body else str(obj)


class AskForm(forms.Form):
    """Two or three members, fewer when some were asked already, and the day of their answer."""

    due_on = forms.DateField(
        label=_("Answer until"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), localize=False
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, people: Any, asked: int, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.places = [f"reviewer_{number}" for number in range(asked + 1, MOST + 1)]
        for number, name in enumerate(self.places, start=asked + 1):
            label = _("Reviewer %(number)s") % {"number": number}
            is_needed = number <= max(FEWEST, asked + 1)
            people_by_name = people.order_by("last_name", "first_name", "pk")
            self.fields[name] = PersonField(people_by_name, label=label, required=is_needed)
        self.order_fields([*self.places, "due_on", "revision"])
        self.fields["due_on"].initial = localdate() + DAYS

    def clean_due_on(self) -> Any:
        """Take a day that leaves time and is not too far away."""
        day = self.cleaned_data["due_on"]
        if not localdate() < day <= localdate() + LONGEST:
            raise ValidationError(_("Choose a day between tomorrow and three months from now."))
        return day

    def clean(self) -> dict[str, Any]:
        """Refuse the same person twice."""
        values: dict[str, Any] = super().clean() or {}
        seen: set[User] = set()
        for name in self.places:
            person = values.get(name)
            if person in seen:
                self.add_error(name, _("You chose this person already. Choose somebody else."))
            elif person:
                seen.add(person)
        return values

    @property
    def people(self) -> list[User]:
        """Return the members who were chosen."""
        return [self.cleaned_data[name] for name in self.places if self.cleaned_data.get(name)]


class ReviewForm(forms.Form):
    """What a reviewer advises: a short list of criteria, notes on fields, and what to do, with reasons."""

    advice = forms.ChoiceField(label=_("What do you advise?"), choices=Review.Advice, widget=forms.RadioSelect)
    reasons = CleanCharField(
        label=_("Reasons"),
        multiline=True,
        required=False,
        max_length=2000,
        help_text=_("Needed unless you advise to publish it as it is. You may write in Greek or English."),
    )

    def __init__(self, data: Any = None, *, rows: Iterable[Shown]) -> None:
        super().__init__(data)
        for code, question in CRITERIA.items():
            self.fields[f"criterion-{code}"] = forms.ChoiceField(
                label=question, choices=MARKS, widget=forms.RadioSelect, required=False
            )
        for row in rows:
            label = _("Note on “%(field)s”") % {"field": row.label}
            self.fields[row.note] = CleanCharField(label=label, multiline=True, required=False, max_length=1000)
            self.fields[row.note].widget.attrs["rows"] = 2

    @property
    def criteria(self) -> list[forms.BoundField]:
        """Return the fields of the criteria."""
        return [self[f"criterion-{code}"] for code in CRITERIA]

    def clean(self) -> dict[str, Any]:
        """Ask for reasons unless the practice shall be published as it is."""
        values: dict[str, Any] = super().clean() or {}
        is_against = values.get("advice") in {Review.Advice.CHANGE, Review.Advice.REFUSE}
        if is_against and not values.get("reasons") and "reasons" not in self.errors:
            self.add_error("reasons", _("Give your reasons, so that the author can learn from them."))
        return values

    @property
    def answer(self) -> Answer:
        """Return the answer."""
        values = self.cleaned_data
        return Answer(values["advice"], values["reasons"], self.filled("criterion-"), self.filled("note-"))

    def filled(self, prefix: str) -> dict[str, str]:
        """Return what was filled in, by the name without its prefix."""
        found = {name.removeprefix(prefix): text for name, text in self.cleaned_data.items() if name.startswith(prefix)}
        return {name: text for name, text in found.items() if text}


class DeclineForm(forms.Form):
    """Why somebody cannot review a practice."""

    reasons = CleanCharField(
        label=_("Why can you not review it?"),
        multiline=True,
        max_length=600,
        help_text=_("Only the editors read it: no time, too close to the practice, not your field."),
    )
