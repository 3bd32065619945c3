"""What an editor adds to a decision about several practices: a message, a step with its reason, the reviewers."""

import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from blocks.forms import CleanCharField
from good_practices.models import Batch
from good_practices.review_forms import AskForm
from good_practices.reviewing import who_reviews
from good_practices.several import STEPS

Verb = Batch.Verb


class OrderForm(forms.Form):
    """A decision that needs no word more."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, initial={"key": uuid.uuid4()}, **kwargs)

    @property
    def details(self) -> dict[str, Any]:
        """Return what the decision says, as it is kept until it is carried out."""
        return {name: value for name, value in self.cleaned_data.items() if name not in {"key", "revision"}}


class ReturnForm(OrderForm):
    """One message to all authors."""

    message = CleanCharField(
        label=_("Message to the authors"),
        multiline=True,
        max_length=1000,
        help_text=_("The same for all. Goes by mail to each of them, in the words you write here."),
    )


class StepForm(OrderForm):
    """One step for all, with one reason."""

    step = forms.ChoiceField(
        label=_("What the network decides"),
        widget=forms.RadioSelect,
        choices=[(step.value, step.label) for step in STEPS],
        help_text=_("The best practice is chosen on the page of each, with reasons of its own."),
    )
    reason_el = CleanCharField(label=_("Reason in Greek"), multiline=True, required=False, max_length=1000)
    reason_en = CleanCharField(label=_("Reason in English"), multiline=True, required=False, max_length=1000)

    def clean(self) -> dict[str, Any]:
        """Ask for a reason, in one language at least."""
        values: dict[str, Any] = super().clean() or {}
        if not any(values.get(name) or name in self.errors for name in ("reason_el", "reason_en")):
            self.add_error("reason_el", _("Give the reason, in one language at least."))
        return values


class ReviewersForm(AskForm, OrderForm):
    """Who reads all of them, and until when."""

    revision = None  # type: ignore[assignment]  # each practice has its own

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, people=who_reviews(), asked=0)

    @property
    def details(self) -> dict[str, Any]:
        """Return the numbers of the members, and their day."""
        people = [person.pk for person in self.people]
        return {"people": people, "due_on": self.cleaned_data["due_on"].isoformat()}


FORMS: Mapping[str, type[OrderForm]] = {
    Verb.PUBLISH: OrderForm,
    Verb.RETURN: ReturnForm,
    Verb.LABEL: StepForm,
    Verb.ASK: ReviewersForm,
}
