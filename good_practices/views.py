"""A member's own practices: the list, one practice with its steps, its preview, handing it in and taking it back."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, translate_url
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from blocks.pages import Alternate
from good_practices import actions, kept, rules
from good_practices.differences import changes_in
from good_practices.forms import missing
from good_practices.growth import facts_of, first_to_mend, growth_of, steps_of
from good_practices.labels import label_of
from good_practices.life import Life, Stage
from good_practices.models import GoodPracticePage
from good_practices.parts import BASICS, Part
from good_practices.review_words import told
from good_practices.reviewing import decided
from good_practices.space import as_row, confirm_url, practices_of

View = Callable[..., HttpResponseBase]
PAGE_SIZE = 20


def member_space(view: View) -> View:
    """Let members in; what somebody signed out has typed is kept until they are back."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return lead_to_login(request)
        if not rules.has_space(request.user):
            raise PermissionDenied
        response = view(request, *args, **kwargs)
        add_never_cache_headers(response)
        return response

    return guarded


def lead_to_login(request: HttpRequest) -> HttpResponseBase:
    """Ask for the login; a form that saves by itself keeps its text in the browser."""
    if request.path.endswith("/autosave/"):
        return JsonResponse({"state": "signed-out"}, status=401)
    if request.method == "POST":
        kept.keep(request)
    return redirect_to_login(request.get_full_path())


def find(request: HttpRequest, key: UUID) -> GoodPracticePage:
    """Return a practice this person may write on; others learn nothing about it."""
    mine = GoodPracticePage.objects.writable_by(request.user).select_related("locale", "owner", "lead_organisation")
    practice: GoodPracticePage = get_object_or_404(mine, translation_key=key)
    return practice


@member_space
def overview(request: HttpRequest) -> HttpResponse:
    """List the practices of this person and of their body, the one changed last first."""
    page = Paginator(practices_of(request.user), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "rows": [as_row(practice, request.user) for practice in page.object_list],
        "listed": page,
        "can_create": rules.can_create(request.user),
        "crumbs": crumbs(),
    }
    return render(request, "good_practices/my/list.html", context)


@member_space
def detail(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show where a practice stands, who holds it, and what the editors asked."""
    practice = find(request, key)
    life = Life(practice)
    draft = practice.get_latest_revision_as_object()
    unfinished = life.stage in {Stage.DRAFT, Stage.RETURNED}
    context = {
        "practice": practice,
        "life": life,
        "missing": missing(draft) if unfinished else None,
        "hindrance": first_to_mend(draft) if unfinished else None,
        "growth": growth_of(draft),
        "steps": steps_of(draft, life.notes),
        "notes": [(label_of(name), text) for name, texts in life.notes.items() for text in texts],
        "advice": advice_of(practice),
        "public_url": practice.url_in(get_language(), request) if practice.live else "",
        "can_edit": rules.can_edit(request.user, practice),
        "can_submit": rules.can_submit(request.user, practice),
        "can_end": rules.can_end(request.user, practice),
        "can_withdraw": rules.can_withdraw(request.user, practice),
        "confirm_url": confirm_url(practice, request.user),
        "crumbs": crumbs(practice),
    }
    return render(request, "good_practices/my/detail.html", context)


def advice_of(practice: GoodPracticePage) -> list[dict[str, Any]]:
    """Return what reviewers advised on the text that was decided on last, without their names."""
    return [told(review) for review in decided(practice)]


@member_space
def preview(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show the latest draft as its page will look."""
    practice = find(request, key)
    context = {
        "seen_by": _("This is how the draft will look. Only you, your body and the editors see it."),
        "back": {"url": reverse("my_practices:detail", args=[key]), "title": _("Back to its steps")},
        "crumbs": crumbs(practice, _("Preview")),
    }
    return show_draft(request, practice.get_latest_revision_as_object(), context)


def show_draft(request: HttpRequest, draft: GoodPracticePage, context: dict[str, Any]) -> HttpResponse:
    """Show a draft as its page will look; `context` says who sees it, and where they came from."""
    request.is_preview = True  # type: ignore[attr-defined]  # Wagtail's mark; `present` takes the rows from memory
    around = {
        **draft.get_context(request),
        "alternates": [
            Alternate(code, name, translate_url(request.path, code), True) for code, name in settings.LANGUAGES
        ],
        "is_fallback": False,
    }
    return render(request, "good_practices/my/preview.html", around | context)


@member_space
def changes(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show what changed since the practice was handed in last, word by word."""
    practice = find(request, key)
    latest = practice.get_latest_revision()
    context = {
        "practice": practice,
        "changes": changes_in(practice, latest) if latest else None,
        "crumbs": crumbs(practice, _("What changed")),
    }
    return render(request, "good_practices/my/changes.html", context)


@member_space
def submit(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show once more what goes to the editors, and hand it in."""
    practice = find(request, key)
    if not rules.can_submit(request.user, practice):
        return redirect("my_practices:detail", key)
    if request.method == "POST":
        return hand_in(request, practice)
    draft = practice.get_latest_revision_as_object()
    if first_to_mend(draft):
        return to_missing(practice)
    context = {"practice": practice, "facts": facts_of(draft), "crumbs": crumbs(practice, _("Look it over"))}
    return render(request, "good_practices/my/submit.html", context)


def hand_in(request: HttpRequest, practice: GoodPracticePage) -> HttpResponse:
    """Hand the practice in; pressing twice hands it in once."""
    user: Any = request.user
    try:
        actions.submit(practice, user)
    except actions.Incomplete:
        return to_missing(practice)
    except actions.Busy:
        return redirect("my_practices:detail", practice.translation_key)
    messages.success(request, _("Handed in. The editors check it, and you get a mail when there is news."))
    return redirect("my_practices:detail", practice.translation_key)


def to_missing(practice: GoodPracticePage) -> HttpResponse:
    """Return to the form that says what is missing."""
    part = first_to_mend(practice.get_latest_revision_as_object()) or BASICS
    return redirect(f"{address_of(practice, part)}?missing=1")


def address_of(practice: GoodPracticePage, part: Part) -> str:
    """Return where a part of a practice is written."""
    if part is BASICS:
        return reverse("my_practices:edit", args=[practice.translation_key])
    return reverse("my_practices:part", args=[practice.translation_key, part.code])


@member_space
def withdraw(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take a practice back from the check."""
    practice = find(request, key)
    user: Any = request.user
    if request.method == "POST":
        try:
            actions.withdraw(practice, user)
        except actions.Decided:
            messages.error(request, _("The editors have decided in the meantime."))
        else:
            messages.success(request, _("You have it back, and can change it."))
    return redirect("my_practices:detail", key)


def crumbs(practice: GoodPracticePage | None = None, title: str = "") -> list[dict[str, str]]:
    """Return the way to a page of this space."""
    way = [
        {"title": _("My space"), "url": reverse("my:home")},
        {"title": _("My practices"), "url": reverse("my_practices:list")},
    ]
    if practice is not None:
        url = reverse("my_practices:detail", args=[practice.translation_key])
        way.append({"title": practice.draft_title, "url": url, "language": practice.source_language})
    return [*way, {"title": title}] if title else way
