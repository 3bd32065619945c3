"""A member's pages: the translations that are free, one's own and those to check, and one of them text by text."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from network_members import kept
from network_members.doors import only_for
from translators import actions, assigning, rules
from translators.forms import DeclineForm, ReviewForm, TextsForm
from translators.models import TranslationTask
from translators.texts import texts_of
from translators.too_late import too_late

State = TranslationTask.State
SHOWN = 50
"""Tasks on a list; the ones that are wanted soonest."""
AROUND = ("translation__source__locale", "translation__source__specific_content_type", "translation__target_locale")


@only_for(rules.can_help)
def tasks(request: HttpRequest) -> HttpResponse:
    """List what is one's own, what waits for a second reader, and what is free."""
    user: Any = request.user
    found = TranslationTask.objects.visible_to(user).unfinished().select_related(*AROUND).soonest()
    own = found.filter(taken_by=user)
    waiting = found.filter(state=State.HANDED_IN).exclude(taken_by=user)
    free = found.filter(state=State.OPEN)
    groups = (
        (_("You translate"), _("You have no translation at the moment."), own),
        (_("Read as a second person"), _("No translation waits for a second reader."), waiting),
        (_("Free to take"), _("No translation is offered at the moment."), free),
    )
    context = {"groups": [(title, empty, rows[:SHOWN]) for title, empty, rows in groups]}
    return render(request, "translators/list.html", context)


def find(request: HttpRequest, pk: int) -> TranslationTask | None:
    """Return a task this person may open; of others they learn nothing."""
    return TranslationTask.objects.visible_to(request.user).select_related(*AROUND).filter(pk=pk).first()


@only_for(rules.can_help)
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a task text by text, and take the next step with it."""
    task = find(request, pk)
    step = STEPS.get(request.POST.get("step", "save"))
    if task is None and (request.method != "POST" or step not in TYPING):
        raise Http404
    if task is not None and request.method != "POST":
        return show(request, task)
    if step is None:
        raise PermissionDenied
    try:
        return step(request, task) if task else too_late(request, None)
    except actions.Gone:
        if step in TYPING:
            return too_late(request, find(request, pk))
        messages.error(request, _("Somebody else was quicker, or the page is private now. Nothing was changed."))
        return redirect("my_translations:list")


def show(
    request: HttpRequest,
    task: TranslationTask,
    form: TextsForm | None = None,
    review: ReviewForm | None = None,
    decline: DeclineForm | None = None,
) -> HttpResponse:
    """Show the page; a form with errors says that nothing was stored."""
    writes = rules.can_write(request.user, task)
    texts = list(form.texts.values()) if form else list(texts_of(task))
    if writes and form is None:
        form = TextsForm(kept.take(request), texts=texts, language=task.target_language)
    context = {
        "task": task,
        "form": form,
        "rows": [(text, form[text.name] if form else None) for text in texts],
        "can_take": rules.can_take(request.user, task),
        "review": (review or ReviewForm(read=texts)) if rules.can_review(request.user, task) else None,
        "decline": (decline or DeclineForm()) if writes and task.assigned_at else None,
        "crumbs": [
            {"title": _("My space"), "url": reverse("my:home")},
            {"title": _("Translations"), "url": reverse("my_translations:list")},
            {"title": task.title, "language": task.language},
        ],
    }
    has_errors = any(one is not None and one.is_bound and one.errors for one in (form, review, decline))
    status = 422 if has_errors and request.method == "POST" else 200
    return render(request, "translators/detail.html", context, status=status)


def take(request: HttpRequest, task: TranslationTask) -> HttpResponse:
    """Take a free task."""
    user: Any = request.user
    actions.take(task, user)
    messages.success(request, _("The translation is yours. What you save stays, also when you give it back."))
    return redirect("my_translations:detail", task.pk)


def give_back(request: HttpRequest, task: TranslationTask) -> HttpResponse:
    """Let others take the task."""
    user: Any = request.user
    actions.give_back(task, user)
    messages.success(request, _("You have given the translation back. What you saved stays for the next person."))
    return redirect("my_translations:list")


def decline(request: HttpRequest, task: TranslationTask) -> HttpResponse:
    """Say no to what editors asked for, with a word of why."""
    user: Any = request.user
    if not rules.can_write(user, task):
        raise actions.Gone
    form = DeclineForm(request.POST)
    if not form.is_valid():
        return show(request, task, decline=form)
    assigning.decline(task, user, form.cleaned_data["reason"])
    messages.success(request, _("You have declined. Who asked you gets your word by mail; what you saved stays."))
    return redirect("my_translations:list")


@transaction.atomic
def write(request: HttpRequest, task: TranslationTask) -> HttpResponse:
    """Save what was typed, or hand the whole in; under the lock, so that two windows meet one after the other."""
    user: Any = request.user
    whole = request.POST.get("step") == "hand_in"
    task = actions.locked(task, user)
    if not rules.can_write(user, task):
        raise actions.Gone
    form = TextsForm(request.POST, texts=texts_of(task), language=task.target_language, whole=whole)
    if not form.is_valid():
        return show(request, task, form)
    if whole:
        actions.hand_in(task, user, form.written)
        messages.success(request, _("Thank you. Another member, or an editor, now reads your translation."))
        return redirect("my_translations:list")
    actions.write(task, user, form.written)
    messages.success(request, _("Saved."))
    return redirect("my_translations:detail", task.pk)


@transaction.atomic
def review(request: HttpRequest, task: TranslationTask) -> HttpResponse:
    """Accept a translation, or return it with a note; only the words that were read are decided on."""
    user: Any = request.user
    returns = request.POST.get("step") == "return"
    task = actions.locked(task, user)
    form = ReviewForm(request.POST, returns=returns, read=texts_of(task))
    if rules.can_review(user, task) and not form.is_valid():
        return show(request, task, review=form)
    if returns:
        actions.send_back(task, user, form.cleaned_data["note"] if form.is_valid() else "")
        messages.success(request, _("The translator gets your note by mail."))
    else:
        actions.accept(task, user)
        messages.success(request, _("Thank you. The editors can publish the translation now."))
    return redirect("my_translations:list")


STEPS: dict[str, Callable[[HttpRequest, TranslationTask], HttpResponse]] = {
    "take": take,
    "give_back": give_back,
    "decline": decline,
    "save": write,
    "hand_in": write,
    "accept": review,
    "return": review,
}
TYPING = (write, decline, review)
"""Steps that bring words along; when they come too late, the words are shown."""
