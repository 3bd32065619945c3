"""The page of the admin where one word takes the place of another."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from language.collation import sort_key
from vocabulary import actions, rules
from vocabulary.forms import Names
from vocabulary.models import Term


class MergeForm(forms.Form):
    """Which word stays."""

    into = forms.TypedChoiceField(label=gettext_lazy("The word that stays"), coerce=int)

    def __init__(self, word: Term, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = type(word).objects.anchors().exclude(translation_key=word.translation_key)
        named = Names(type(word))
        offered = sorted(((one.pk, named(one)) for one in others), key=lambda pair: sort_key(pair[1]))
        self.fields["into"].choices = [("", _("Choose a word")), *offered]  # type: ignore[attr-defined]  # a ChoiceField


def merge(request: HttpRequest, kind: type[Term], list_url: str, pk: int) -> HttpResponse:
    """Ask which word stays, then merge."""
    if not rules.can_merge(request.user, kind):
        raise PermissionDenied
    word = get_object_or_404(kind, pk=pk)
    form = MergeForm(word, request.POST or None)
    if request.method == "POST" and form.is_valid():
        return merged(request, word, kind.objects.get(pk=form.cleaned_data["into"]), list_url)
    status = 422 if form.errors else 200
    return render(request, "vocabulary/cms/merge.html", shown(word, form, list_url), status=status)


def merged(request: HttpRequest, word: Term, into: Term, list_url: str) -> HttpResponse:
    """Merge, say so, and return to the list."""
    said = _("“%(word)s” is now part of “%(into)s”.")
    names = Names(type(word))
    told = said % {"word": names(word), "into": names(into)}
    actions.merge(word, into=into, by=request.user)
    messages.success(request, told)
    return redirect(list_url)


def shown(word: Term, form: MergeForm, list_url: str) -> dict[str, Any]:
    """Return what the page shows."""
    name = Names(type(word))(word)
    title = _("Merge “%(word)s” with another word") % {"word": name}
    crumbs = [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse(list_url), "label": capfirst(type(word)._meta.verbose_name_plural or "")},
        {"url": "", "label": title},
    ]
    return {
        "word": name,
        "code": word.code,
        "form": form,
        "list_url": list_url,
        "header_title": title,
        "header_icon": "tag",
        "breadcrumbs_items": crumbs,
    }
