"""The editors' page that merges a practice into another one."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blocks.choosing import PageChooser
from blocks.forms import CleanCharField
from good_practices import actions, merging, rules
from good_practices.desk import header
from good_practices.models import GoodPracticePage


class MergeForm(forms.Form):
    """Which practice stays, and why they are the same."""

    kept = forms.ModelChoiceField(
        GoodPracticePage.objects.none(),
        label=gettext_lazy("The practice that stays"),
        widget=PageChooser(target_models=[GoodPracticePage]),
        help_text=gettext_lazy("It must be online. Either language will do."),
    )
    reason = CleanCharField(
        label=gettext_lazy("Why are they the same?"),
        multiline=True,
        max_length=600,
        help_text=gettext_lazy("Goes by mail to the authors of both, in the words you write here."),
    )

    def __init__(self, data: Any = None, *, practice: GoodPracticePage, **kwargs: Any) -> None:
        # The chooser shows the page that was sent, and stumbles over what is none.
        sent = {**data.dict(), "kept": known(data.get("kept", ""))} if data is not None else None
        super().__init__(sent, **kwargs)
        others = GoodPracticePage.objects.public_to_all().exclude(translation_key=practice.translation_key)
        self.fields["kept"].queryset = others  # type: ignore[attr-defined]  # a ModelChoiceField

    def clean_kept(self) -> GoodPracticePage:
        """Return the version that its author wrote, whichever was chosen."""
        key = self.cleaned_data["kept"].translation_key
        original = GoodPracticePage.objects.public_to_all().originals().filter(translation_key=key).first()
        if original is None:
            raise ValidationError(_("The original of this practice is not online."))
        return original


def known(number: str) -> str:
    """Return the number of a practice that is there, else nothing."""
    is_number = number.isascii() and number.isdecimal() and len(number) < 10
    return number if is_number and GoodPracticePage.objects.filter(pk=number).exists() else ""


def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask which practice stays, and merge."""
    if not rules.is_checker(request.user):
        raise PermissionDenied
    practices = GoodPracticePage.objects.writable_by(request.user).select_related("locale", "owner")
    practice = get_object_or_404(practices, pk=pk)
    if request.method != "POST":
        initial = {"kept": known(request.GET.get("into", "")) or None}
        return show(request, practice, MergeForm(practice=practice, initial=initial))
    form = MergeForm(request.POST, practice=practice)
    if not form.is_valid():
        return show(request, practice, form, status=422)
    return do(request, practice, form) or show(request, practice, form, status=409)


def do(request: HttpRequest, practice: GoodPracticePage, form: MergeForm) -> HttpResponse | None:
    """Merge; nothing when it cannot be done now."""
    user: Any = request.user
    kept = form.cleaned_data["kept"]
    try:
        merging.merge(practice, kept, user, reason=form.cleaned_data["reason"])
    except actions.Busy:
        messages.error(request, _("One of the two is being checked. Decide on it first."))
    except actions.NotPublic:
        messages.error(request, _("Both practices must be online for everybody."))
    else:
        messages.success(request, _("“%(title)s” now stands for both.") % {"title": kept.title})
        return redirect("practice_desk:check", kept.pk)
    return None


def show(request: HttpRequest, practice: GoodPracticePage, form: MergeForm, status: int = 200) -> HttpResponse:
    """Show the form and what will happen."""
    check = {"url": reverse("practice_desk:check", args=[practice.pk]), "label": practice.draft_title}
    above = [{"url": reverse("practice_desk:work_list"), "label": _("Work list")}, check]
    context = {"practice": practice, "form": form, **header(_("Merge"), above)}
    return render(request, "good_practices/cms/merge.html", context, status=status)
