"""The pages of the Word template: taking it, handing it in, and looking over what it would fill before it is saved."""

from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from caching import versions
from good_practices import actions, kept, rules
from good_practices.illustrating import check_limit
from good_practices.models import GoodPracticePage
from good_practices.views import crumbs, find, member_space
from good_practices.word.filling import Filling
from good_practices.word.forms import WordForm, pack, unpack
from good_practices.word.handing import begin_with, fill_with
from good_practices.word.making import MIME, make_document
from good_practices.word.reading import Found
from good_practices.writing import check_language, is_uuid, key_of, latest


@member_space
@require_safe
def template(request: HttpRequest, language: str) -> HttpResponse:
    """Send the empty document in a language."""
    check_language(request, language)
    author: Any = request.user
    name = {"el": "protypo-kalis-praktikis.docx"}.get(language, "good-practice-template.docx")
    return send(make_document(actions.blank(author, language)), name)


@member_space
@require_safe
def document(request: HttpRequest, key: UUID) -> HttpResponse:
    """Send the latest draft as a document."""
    practice = find(request, key)
    return send(make_document(latest(practice)), f"{practice.slug}.docx")


def send(content: bytes, name: str) -> HttpResponse:
    """Send a document as a file to keep."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=MIME, headers=headers)


@member_space
def begin(request: HttpRequest) -> HttpResponse:
    """Begin a practice with a document."""
    if not rules.can_create(request.user):
        raise PermissionDenied
    return answer(request, None)


@member_space
def fill(request: HttpRequest, key: UUID) -> HttpResponse:
    """Fill an own draft with a document."""
    practice = find(request, key)
    if not rules.can_edit(request.user, practice):
        messages.info(request, _("The editors have this practice now. Take it back if you want to change it."))
        return redirect("my_practices:detail", key)
    return answer(request, practice)


def answer(request: HttpRequest, practice: GoodPracticePage | None) -> HttpResponse:
    """Take a file, or the word that what was read shall be saved; else ask for the file."""
    typed = request.POST if request.method == "POST" else kept.take(request)
    if typed and "read" in typed:
        found = unpack(str(typed["read"]), draft_for(request, practice))
        if request.method == "POST":
            return save(request, practice, found)
        return look_over(request, practice, found)
    if request.method == "POST":
        return take(request, practice)
    return ask(request, practice, WordForm(draft=draft_for(request, practice)))


def take(request: HttpRequest, practice: GoodPracticePage | None) -> HttpResponse:
    """Read a file, or say beside its field why not."""
    draft = draft_for(request, practice)
    form = WordForm(request.POST, request.FILES, draft=draft)
    try:
        check_limit()
    except ValidationError as problem:
        form.full_clean()
        form.add_error("file", problem)
        return ask(request, practice, form, status=429)
    # Looking over writes nothing, and asks for the same kept words some seventy times.
    with versions.held():
        if not form.is_valid():
            return ask(request, practice, form, status=422)
        return look_over(request, practice, form.cleaned_data["file"])


def draft_for(request: HttpRequest, practice: GoodPracticePage | None, language: str = "") -> GoodPracticePage:
    """Return the draft that a document fills: an own one, or one that is not begun yet."""
    if practice is not None:
        return latest(practice)
    author: Any = request.user
    known = dict(settings.LANGUAGES)
    return actions.blank(author, language if language in known else get_language() or settings.LANGUAGE_CODE)


def save(request: HttpRequest, practice: GoodPracticePage | None, found: Found) -> HttpResponse:
    """Save what was looked over."""
    filling = Filling(draft_for(request, practice, found.language), found)
    author: Any = request.user
    try:
        if practice is None:
            practice = begin_with(filling, by=author, key=new_key(request))
        else:
            fill_with(practice, filling, by=author, version=request.POST.get("version", ""))
    except actions.Refused:
        messages.error(
            request, _("Not saved: somebody else has changed the draft. Look once more at what would change.")
        )
        return look_over(request, practice, found, status=409)
    messages.success(request, _("The draft is saved."))
    return redirect("my_practices:detail", practice.translation_key)


def new_key(request: HttpRequest) -> UUID:
    """Return the key of the practice that a page makes, the same however often it is sent."""
    token = request.POST.get("token", "")
    return key_of(request, UUID(token) if is_uuid(token) else uuid4())


def ask(request: HttpRequest, practice: GoodPracticePage | None, form: WordForm, status: int = 200) -> HttpResponse:
    """Show the page that takes a file."""
    context = {"practice": practice, "form": form, "crumbs": trail(practice)}
    return render(request, "good_practices/my/word.html", context, status=status)


def look_over(request: HttpRequest, practice: GoodPracticePage | None, found: Found, status: int = 200) -> HttpResponse:
    """Show what would be filled, what would be replaced, and what could not be read."""
    filling = Filling(draft_for(request, practice, found.language), found)
    context = {
        "practice": practice,
        "filling": filling,
        "language": filling.draft.source_language,
        "language_name": dict(settings.LANGUAGES)[filling.draft.source_language],
        "read": pack(found),
        "token": request.POST.get("token") or uuid4(),
        "version": actions.version_of(practice) if practice else "",
        "crumbs": trail(practice),
    }
    return render(request, "good_practices/my/word-look.html", context, status=status)


def trail(practice: GoodPracticePage | None) -> list[dict[str, Any]]:
    """Return the way to these pages."""
    return [*crumbs(practice), {"title": _("From a Word file")}]
