"""Labels at the editors' desk: recommend a practice, name it a candidate, choose it; each with its reason."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from blocks.forms import CleanCharField
from good_practices import actions, labelling, rules
from good_practices.desk import header
from good_practices.labelling import Step
from good_practices.models import GoodPracticePage, LabelStep

IN_BOTH = {Step.CHOSEN, Step.NOT_CHOSEN}
"""Steps whose reasons are asked for in both languages."""


class LabelForm(forms.Form):
    """A step towards a label, or away from it, and the reason that everybody reads."""

    step = forms.ChoiceField(label=gettext_lazy("What the network decides"), widget=forms.RadioSelect)
    reason_el = CleanCharField(label=gettext_lazy("Reason in Greek"), multiline=True, required=False, max_length=1000)
    reason_en = CleanCharField(label=gettext_lazy("Reason in English"), multiline=True, required=False, max_length=1000)

    def __init__(self, data: Any = None, *, steps: tuple[str, ...]) -> None:
        super().__init__(data)
        for name in ("reason_el", "reason_en"):
            self.fields[name].widget.attrs["rows"] = 4
        self.offer(steps)

    def offer(self, steps: tuple[str, ...]) -> None:
        """Let these steps be chosen."""
        self.fields["step"].choices = [(step, Step(step).label) for step in steps]  # type: ignore[attr-defined]  # a ChoiceField

    def clean(self) -> dict[str, Any]:
        """Ask for a reason, and for both languages where the network chooses."""
        values: dict[str, Any] = super().clean() or {}
        empty = [name for name in ("reason_el", "reason_en") if not values.get(name) and name not in self.errors]
        if values.get("step") in IN_BOTH:
            for name in empty:
                self.add_error(name, _("Everybody reads why: give the reason in both languages."))
        elif len(empty) == 2:
            self.add_error("reason_el", _("Give the reason, in one language at least."))
        return values


def label(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what the network said of a practice so far, and take the next step."""
    if not rules.is_checker(request.user):
        raise PermissionDenied
    practices = GoodPracticePage.objects.writable_by(request.user).select_related("locale", "owner")
    practice = get_object_or_404(practices, pk=pk)
    steps = labelling.steps_open_to(practice)
    if request.method != "POST":
        return show(request, practice, LabelForm(steps=steps))
    form = LabelForm(request.POST, steps=tuple(Step.values))
    if not form.is_valid():
        return show(request, practice, form, status=422)
    return take(request, practice, form) or show(request, practice, form, status=409)


def take(request: HttpRequest, practice: GoodPracticePage, form: LabelForm) -> HttpResponse | None:
    """Take the step; nothing when somebody else has taken one in the meantime."""
    user: Any = request.user
    try:
        labelling.take(practice, user, **form.cleaned_data)
    except actions.Decided:
        messages.error(request, _("Somebody else has decided in the meantime. Your reasons are kept below."))
        return None
    messages.success(request, _("The decision is on the page of the practice, and its author has been told."))
    return redirect("practice_desk:label", practice.pk)


def show(request: HttpRequest, practice: GoodPracticePage, form: LabelForm, status: int = 200) -> HttpResponse:
    """Show the log and the form."""
    check = {"url": reverse("practice_desk:check", args=[practice.pk]), "label": practice.draft_title}
    steps = LabelStep.objects.of(practice.translation_key).select_related("taken_by")
    form.offer(labelling.steps_open_to(practice))
    context = {
        "practice": practice,
        "form": form,
        "steps": [(step, *step.reason_in(get_language() or "")) for step in steps],
        "can_label": rules.can_label(request.user, practice),
        **header(_("Label"), [{"url": reverse("practice_desk:work_list"), "label": _("Work list")}, check]),
    }
    return render(request, "good_practices/cms/label.html", context, status=status)
