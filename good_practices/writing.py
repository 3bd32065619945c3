"""Writing a practice on the site: the form, its drafts that save themselves, and what two writers at once get."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from good_practices import actions, kept, rules, snapshot
from good_practices.draft_forms import DraftForm
from good_practices.growth import form_for, form_to_mend, steps_of
from good_practices.keywords import in_use
from good_practices.labels import label_of
from good_practices.life import Life
from good_practices.models import GoodPracticePage
from good_practices.part_forms import bodies
from good_practices.parts import BASICS, PARTS, Part, digest
from good_practices.views import address_of, crumbs, find, member_space
from language.templatetags.language import nima_clock

FORMS = UUID("5b1c1f0e-64a1-4a2c-9d55-6f4f1a0d7c11")
"""Makes one practice out of one person's one form, whatever number the form claims to have."""


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
def edit(request: HttpRequest, key: UUID, part: str = BASICS.code) -> HttpResponse:
    """Show a part of the latest draft as a form, and save it."""
    practice = find(request, key)
    if request.method != "POST" and not rules.can_edit(request.user, practice):
        messages.info(request, _("The editors have this practice now. Take it back if you want to change it."))
        return redirect("my_practices:detail", key)
    return edit_form(request, practice, part_named(part))


def part_named(code: str) -> Part:
    """Return a part of the template; there are no others."""
    if code not in PARTS:
        raise Http404
    return PARTS[code]


def edit_form(request: HttpRequest, practice: GoodPracticePage, part: Part = BASICS) -> HttpResponse:
    """Show the form of a part, or save what was typed into it."""
    draft = latest(practice)
    sheet = Sheet(request, practice, part, draft)
    if request.method == "POST":
        return save(sheet, form_for(part, draft, request.POST))
    typed = kept.take(request)
    if typed is not None:
        messages.warning(request, _("You had been signed out. Here is what you had typed; save it now."))
        return sheet.show(form_for(part, draft, typed))
    return sheet.show(form_to_mend(part, draft) if request.GET.get("missing") else form_for(part, draft))


def save(sheet: "Sheet", form: DraftForm) -> HttpResponse:
    """Save a form that was sent, then go where its button leads."""
    if not is_worth_saving(sheet.practice, form):
        return sheet.show(form, status=422)
    try:
        saved, _version = store(sheet.request, sheet.practice, form, sheet.part)
    except actions.Refused as refusal:
        return show_clash(sheet, form, refusal)
    return after_saving(sheet.request, saved, sheet.part)


def after_saving(request: HttpRequest, practice: GoodPracticePage, part: Part) -> HttpResponse:
    """Go where the button of a form leads."""
    wanted = request.POST.get("next", "")
    if wanted == "submit":
        return redirect("my_practices:submit", practice.translation_key)
    messages.success(request, _("The draft is saved."))
    if wanted == "overview":
        return redirect("my_practices:detail", practice.translation_key)
    return redirect(address_of(practice, PARTS.get(wanted, part)) + ("#last" if wanted == "more" else ""))


@member_space
@require_POST
def autosave(request: HttpRequest, key: UUID, part: str = BASICS.code) -> HttpResponse:
    """Save a form while one writes; the first time a fresh form makes its practice."""
    language, _dot, token = request.POST.get("fresh", "").partition(".")
    mine = GoodPracticePage.objects.writable_by(request.user).select_related("locale")
    practice = mine.filter(translation_key=key).first()
    if practice is None and is_uuid(token) and key_of(request, UUID(token)) == key:
        check_language(request, language)
        practice = fresh(request, language, UUID(token))
    if practice is None:
        raise Http404
    return save_quietly(request, practice, part_named(part))


def save_quietly(request: HttpRequest, practice: GoodPracticePage, part: Part) -> HttpResponse:
    """Save, and answer the script."""
    form = form_for(part, latest(practice), request.POST)
    if not is_worth_saving(practice, form):
        return JsonResponse({"state": "refused", "errors": form.errors.get_json_data()}, status=422)
    try:
        saved, version = store(request, practice, form, part, quietly=True)
    except actions.Refused as refusal:
        return JsonResponse({"state": reason_of(refusal)}, status=409)
    saved_at = saved.latest_revision_created_at
    told = {"saved_at": saved_at.isoformat(), "clock": nima_clock(saved_at), "address": address_of(saved, part)}
    return JsonResponse({"state": "saved", "version": version, **told})


def store(
    request: HttpRequest, practice: GoodPracticePage, form: DraftForm, part: Part, *, quietly: bool = False
) -> tuple[GoodPracticePage, str]:
    """Save the values of a form; return the practice and its version."""
    author: Any = request.user
    version = form.cleaned_data["version"]
    if practice.pk is None:
        key, language = practice.translation_key, practice.source_language
        practice = actions.create_draft(author, form.values, key=key, language=language)
        version = actions.version_of(practice) + actions.OWN
    typed = actions.Typed(form.values, version, part)
    version = actions.save_draft(practice, typed, by=author, quietly=quietly)
    return GoodPracticePage.objects.get(pk=practice.pk), f"{version}{actions.SEEN}{digest(form.values)}"


def is_worth_saving(practice: GoodPracticePage, form: DraftForm) -> bool:
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


@dataclass(frozen=True)
class Sheet:
    """A part of a practice as a page to write on."""

    request: HttpRequest
    practice: GoodPracticePage
    part: Part
    draft: GoodPracticePage

    def show(self, form: DraftForm, clash: Clash | None = None, status: int = 200) -> HttpResponse:
        """Show the form."""
        life = Life(self.practice) if self.practice.pk else None
        notes = life.notes if life else {}
        context = {
            "practice": self.practice,
            "form": form,
            "part": self.part,
            "life": life,
            "clash": clash,
            "groups": list(form.groups(notes, clash.theirs if clash else {})),
            "steps": steps_of(self.draft, notes) if life else [],
            "bodies": bodies() if self.part.has_partners else [],
            "keywords": in_use(self.practice.source_language) if self.part.has_keywords else [],
            "other_notes": other_notes(notes),
            "version": self.version(form, clash),
            "unsaved": isinstance(form.data, QueryDict),
            "fresh": fresh_mark(self.request) if life is None else "",
            "autosave_url": self.autosave_url,
            "crumbs": [*crumbs(self.practice if life else None), {"title": self.title(life)}],
        }
        return render(self.request, "good_practices/my/edit.html", context, status=status)

    def title(self, life: Life | None) -> Any:
        """Name the page."""
        return self.part.title if life else _("New practice")

    @property
    def autosave_url(self) -> str:
        """Return where the form saves itself."""
        key = self.practice.translation_key
        if self.part is BASICS:
            return reverse("my_practices:autosave", args=[key])
        return reverse("my_practices:autosave_part", args=[key, self.part.code])

    def version(self, form: DraftForm, clash: Clash | None) -> str:
        """Return the version the form shall prove: the one it was opened with, or after a conflict the latest."""
        typed = form.data.get("version") if form.is_bound else None
        if typed is not None and (clash is None or clash.reason != "conflict"):
            return str(typed)
        if self.practice.pk is None:
            return ""
        return f"{actions.version_of(self.practice)}{actions.SEEN}{digest(self.part.read(self.draft))}"


def show_clash(sheet: Sheet, form: DraftForm, refusal: actions.Refused) -> HttpResponse:
    """Show both texts; saving again replaces the other one, which stays in the history."""
    pages = GoodPracticePage.objects.select_related("locale", "owner")
    practice = pages.get(translation_key=sheet.practice.translation_key, locale=sheet.practice.locale_id)
    draft = latest(practice)
    stored, typed = sheet.part.read(draft), form.values
    differing = {name for name, value in typed.items() if stored[name] != value}
    theirs = {name: form.text_of(name, stored[name]) or _("nothing") for name in differing}
    last = practice.get_latest_revision()
    clash = Clash(reason_of(refusal), theirs, by_yourself=bool(last and last.user_id == sheet.request.user.pk))
    return replace(sheet, practice=practice, draft=draft).show(form, clash, status=409)


def reason_of(refusal: actions.Refused) -> str:
    """Return the name of a refusal, for scripts and templates."""
    return type(refusal).__name__.lower()


def fresh_mark(request: HttpRequest) -> str:
    """Return what a fresh form says of itself when it saves: its language and its number."""
    kwargs = request.resolver_match.kwargs if request.resolver_match else {}
    return f"{kwargs['language']}.{kwargs['token']}"


def other_notes(notes: dict[str, list[str]]) -> list[tuple[Any, str]]:
    """Return the notes on what no part holds."""
    held = {name for part in PARTS.values() for name in part.noted}
    return [(label_of(name), text) for name, texts in notes.items() if name not in held for text in texts]


def is_uuid(text: str) -> bool:
    """Say whether a text is the number of a form."""
    try:
        UUID(text)
    except ValueError:
        return False
    return True
