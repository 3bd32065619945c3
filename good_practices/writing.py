"""Writing a practice on the site: the form, its drafts that save themselves, and what two writers at once get."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from good_practices import actions, kept, rules, snapshot
from good_practices.completeness import LEAST, MOST
from good_practices.forms import SnapshotForm, missing
from good_practices.labels import label_of
from good_practices.life import Life
from good_practices.models import GoodPracticePage
from good_practices.views import crumbs, find, member_space
from language.words import WORD

FORMS = UUID("5b1c1f0e-64a1-4a2c-9d55-6f4f1a0d7c11")
"""Makes one practice out of one person's one form, whatever number the form claims to have."""
NAMES = frozenset(SnapshotForm.base_fields)


@member_space
def choose(request: HttpRequest) -> HttpResponse:
    """Ask in which language to write."""
    context = {"can_create": rules.can_create(request.user), "crumbs": [*crumbs(), {"title": _("New practice")}]}
    return render(request, "good_practices/my/choose.html", context)


@member_space
def begin(request: HttpRequest, language: str) -> HttpResponse:
    """Open a fresh form."""
    check_language(request, language)
    return redirect("my_practices:write", language, uuid4())


@member_space
def write(request: HttpRequest, language: str, token: UUID) -> HttpResponse:
    """Show a fresh form and take its first words; sent again, it goes on with the practice it began."""
    check_language(request, language)
    practice = begun_by(request, language, token)
    if practice and request.method != "POST":
        return redirect("my_practices:edit", practice.translation_key)
    return edit_form(request, practice or fresh(request, language, token))


@member_space
def edit(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show the latest draft as a form, and save it."""
    practice = find(request, key)
    if request.method != "POST" and not rules.can_edit(request.user, practice):
        messages.info(request, _("The editors have this practice now. Take it back if you want to change it."))
        return redirect("my_practices:detail", key)
    return edit_form(request, practice)


def edit_form(request: HttpRequest, practice: GoodPracticePage) -> HttpResponse:
    """Show the form of a practice, or save what was typed into it."""
    draft = latest(practice)
    if request.method == "POST":
        return save(request, practice, SnapshotForm(request.POST, practice=draft))
    typed = kept.take(request)
    if typed is not None:
        messages.warning(request, _("You had been signed out. Here is what you had typed; save it now."))
        return show(request, practice, SnapshotForm(typed, practice=draft))
    form = missing(draft) if request.GET.get("missing") else SnapshotForm(practice=draft)
    return show(request, practice, form)


def save(request: HttpRequest, practice: GoodPracticePage, form: SnapshotForm) -> HttpResponse:
    """Save a form that was sent, then go where its button leads."""
    if not is_worth_saving(practice, form):
        return show(request, practice, form, status=422)
    try:
        saved, _version = store(request, practice, form)
    except actions.Refused as refusal:
        return show_clash(request, practice, form, refusal)
    if request.POST.get("next") == "submit":
        return redirect("my_practices:submit", saved.translation_key)
    messages.success(request, _("The draft is saved."))
    return redirect("my_practices:edit", saved.translation_key)


@member_space
@require_POST
def autosave(request: HttpRequest, key: UUID) -> HttpResponse:
    """Save a form while one writes; the first time a fresh form makes its practice."""
    language, _dot, token = request.POST.get("fresh", "").partition(".")
    mine = GoodPracticePage.objects.writable_by(request.user).select_related("locale")
    practice = mine.filter(translation_key=key).first()
    if practice is None and is_uuid(token) and key_of(request, UUID(token)) == key:
        check_language(request, language)
        practice = fresh(request, language, UUID(token))
    if practice is None:
        raise Http404
    return save_quietly(request, practice)


def save_quietly(request: HttpRequest, practice: GoodPracticePage) -> HttpResponse:
    """Save, and answer the script."""
    form = SnapshotForm(request.POST, practice=latest(practice))
    if not is_worth_saving(practice, form):
        return JsonResponse({"state": "refused", "errors": form.errors.get_json_data()}, status=422)
    try:
        saved, version = store(request, practice, form, quietly=True)
    except actions.Refused as refusal:
        return JsonResponse({"state": reason_of(refusal)}, status=409)
    address = reverse("my_practices:edit", args=[saved.translation_key])
    saved_at = saved.latest_revision_created_at.isoformat()
    return JsonResponse({"state": "saved", "version": version, "saved_at": saved_at, "address": address})


def store(
    request: HttpRequest, practice: GoodPracticePage, form: SnapshotForm, *, quietly: bool = False
) -> tuple[GoodPracticePage, str]:
    """Save the values of a form; return the practice and its version."""
    author: Any = request.user
    version = form.cleaned_data["version"]
    if practice.pk is None:
        key, language = practice.translation_key, practice.source_language
        practice = actions.create_draft(author, form.values, key=key, language=language)
        version = actions.version_of(practice) + actions.OWN
    version = actions.save_draft(practice, form.values, by=author, version=version, quietly=quietly)
    return GoodPracticePage.objects.get(pk=practice.pk), version


def is_worth_saving(practice: GoodPracticePage, form: SnapshotForm) -> bool:
    """Say whether a form can be saved: nothing is too long, and a new practice has a first word."""
    if form.is_valid() and practice.pk is None and not snapshot.is_begun(form.values):
        form.add_error(None, _("Write something first: a title is enough for a draft."))
    return form.is_valid()


def check_language(request: HttpRequest, language: str) -> None:
    """Refuse languages the site does not have, and people who cannot begin a practice."""
    if language not in dict(settings.LANGUAGES):
        raise Http404
    if not rules.can_create(request.user):
        raise PermissionDenied


def key_of(request: HttpRequest, token: UUID) -> UUID:
    """Return the key of the practice that a form of this person makes."""
    return uuid5(FORMS, f"{request.user.pk}.{token}")


def begun_by(request: HttpRequest, language: str, token: UUID) -> GoodPracticePage | None:
    """Return the practice that a form has made already."""
    mine = GoodPracticePage.objects.writable_by(request.user).select_related("locale")
    return mine.filter(translation_key=key_of(request, token), source_language=language).first()


def fresh(request: HttpRequest, language: str, token: UUID) -> GoodPracticePage:
    """Return the practice that a form will make."""
    author: Any = request.user
    practice = actions.blank(author, language)
    practice.translation_key = key_of(request, token)
    return practice


def latest(practice: GoodPracticePage) -> GoodPracticePage:
    """Return the latest draft of a practice, which a fresh one is itself."""
    draft: GoodPracticePage = practice if practice.pk is None else practice.get_latest_revision_as_object()
    return draft


@dataclass(frozen=True)
class Clash:
    """Why a text could not be saved, and what stands in the fields by now."""

    reason: str
    theirs: dict[str, str]
    by_yourself: bool


def show(
    request: HttpRequest, practice: GoodPracticePage, form: SnapshotForm, clash: Clash | None = None, status: int = 200
) -> HttpResponse:
    """Show the form."""
    life = Life(practice) if practice.pk else None
    notes = life.notes if life else {}
    context = {
        "practice": practice,
        "form": form,
        "life": life,
        "clash": clash,
        "sections": list(form.sections(notes, clash.theirs if clash else {})),
        "other_notes": other_notes(notes),
        "version": version_for(practice, form, clash),
        "fresh": fresh_mark(request) if life is None else "",
        "words": {"least": LEAST, "most": MOST, "pattern": WORD},
        "crumbs": [*crumbs(practice if life else None), {"title": _("Write") if life else _("New practice")}],
    }
    return render(request, "good_practices/my/edit.html", context, status=status)


def show_clash(
    request: HttpRequest, practice: GoodPracticePage, form: SnapshotForm, refusal: actions.Refused
) -> HttpResponse:
    """Show both texts; saving again replaces the other one, which stays in the history."""
    practice = GoodPracticePage.objects.select_related("locale", "owner").get(translation_key=practice.translation_key)
    stored = snapshot.read(latest(practice))
    differing = {name for name, value in form.values.items() if stored[name] != value}
    theirs = {name: form.text_of(name, stored[name]) or _("nothing") for name in differing}
    last = practice.get_latest_revision()
    clash = Clash(reason_of(refusal), theirs, by_yourself=bool(last and last.user_id == request.user.pk))
    return show(request, practice, form, clash, status=409)


def reason_of(refusal: actions.Refused) -> str:
    """Return the name of a refusal, for scripts and templates."""
    return type(refusal).__name__.lower()


def version_for(practice: GoodPracticePage, form: SnapshotForm, clash: Clash | None) -> str:
    """Return the version the form shall prove: the one it was opened with, or after a conflict the latest."""
    typed = form.data.get("version") if form.is_bound else None
    if typed is not None and (clash is None or clash.reason != "conflict"):
        return str(typed)
    return actions.version_of(practice) if practice.pk else ""


def fresh_mark(request: HttpRequest) -> str:
    """Return what a fresh form says of itself when it saves: its language and its number."""
    kwargs = request.resolver_match.kwargs if request.resolver_match else {}
    return f"{kwargs['language']}.{kwargs['token']}"


def other_notes(notes: dict[str, list[str]]) -> list[tuple[Any, str]]:
    """Return the notes on what the snapshot does not hold."""
    return [(label_of(name), text) for name, texts in notes.items() if name not in NAMES for text in texts]


def is_uuid(text: str) -> bool:
    """Say whether a text is the number of a form."""
    try:
        UUID(text)
    except ValueError:
        return False
    return True
