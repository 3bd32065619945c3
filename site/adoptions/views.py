"""A member's pages about adoptions: the list, beginning one, writing it, and the editors' hiding and showing."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from adoptions import actions, lessons, rules
from adoptions.forms import AdoptionForm, BeginForm, HideForm, preferred_language
from adoptions.models import Adoption
from adoptions.practices import indicators_of, page_for
from adoptions.telling import own_rows, place_told
from good_practices.models import GoodPracticePage
from network_members import kept
from network_members.doors import only_for
from network_members.paging import page_of
from proposals import actions as proposals


@only_for(rules.can_adopt)
def overview(request: HttpRequest) -> HttpResponse:
    """List what this person and their body told of, the one changed last first."""
    user: Any = request.user
    found = Adoption.objects.writable_by(user).select_related("organisation").order_by("-changed_at", "-pk")
    listed = page_of(request, found)
    context = {"listed": listed, "rows": own_rows(listed, preferred_language()), "crumbs": crumbs()}
    return render(request, "adoptions/list.html", context)


@only_for(rules.can_adopt)
def begin(request: HttpRequest, key: UUID) -> HttpResponse:
    """Offer to tell how a practice was taken over, with the place filled in that the person named before."""
    user: Any = request.user
    if not GoodPracticePage.objects.public_to_all().filter(translation_key=key).exists():
        raise Http404
    first = {"where": place_told(user, key), "language": preferred_language()}
    form = BeginForm(request.POST if request.method == "POST" else kept.take(request), initial=first)
    if request.method == "POST" and form.is_valid():
        made = actions.begin(user, key, **form.cleaned_data)
        return redirect("my_adoptions:edit", made.key)
    status = 422 if request.method == "POST" else 200
    page = page_for(key, preferred_language())
    context = {
        "form": form,
        "page": page,
        "practice_url": page.url_in(preferred_language()),
        "body": body_of(user),
        "crumbs": crumbs(_("Tell of an adoption")),
    }
    return render(request, "adoptions/begin.html", context, status=status)


@only_for(rules.can_adopt)
def edit(request: HttpRequest, key: UUID) -> HttpResponse:
    """Write on an adoption, or make it public."""
    adoption = find(request, key)
    page = page_for(adoption.practice_key, preferred_language())
    indicators = indicators_of(page) if page else []
    whole = request.POST.get("step") == "publish"
    typed = request.POST if request.method == "POST" else kept.take(request)
    form = AdoptionForm(typed, adoption=adoption, indicators=indicators, whole=whole)
    if request.method != "POST":
        return show(request, adoption, page, form)
    if not form.is_valid():
        return show(request, adoption, page, form, status=422)
    return write(request, adoption, form, publish=whole) or show(request, adoption, page, form, status=409)


def write(request: HttpRequest, adoption: Adoption, form: AdoptionForm, *, publish: bool) -> HttpResponse | None:
    """Save what was typed; nothing when somebody was quicker."""
    user: Any = request.user
    version = form.cleaned_data["version"]
    try:
        saved = actions.save(adoption, form.typed(), by=user, version=version, publish=publish)
    except actions.Changed:
        return None
    if publish and saved.state == Adoption.State.PUBLIC:
        messages.success(request, _("It is public now, on the page of the practice. Thank you for telling the others."))
    else:
        messages.success(request, _("Saved."))
    return redirect("my_adoptions:edit", adoption.key)


def show(request: HttpRequest, adoption: Adoption, page: Any, form: AdoptionForm, status: int = 200) -> HttpResponse:
    """Show the form, with what somebody else saved meanwhile."""
    context = {
        "adoption": adoption,
        "page": page,
        "practice_url": page.url_in(preferred_language()) if page else "",
        "body": adoption.body_in(preferred_language()),
        "form": form,
        # After a clash the next form is of the version that was shown; a form with errors stays of its own.
        "version": form["version"].value() if status == 422 else adoption.version,
        "is_clash": status == 409,
        "can_publish": rules.can_publish(request.user, adoption),
        "hide_url": hide_url(request, adoption),
        "crumbs": crumbs(page.title if page else "", page.language if page else ""),
    }
    return render(request, "adoptions/edit.html", context, status=status)


@only_for(rules.can_hide)
def hide(request: HttpRequest, key: UUID) -> HttpResponse:
    """Ask an editor for the reason, and keep the adoption from readers."""
    adoption = find(request, key)
    user: Any = request.user
    form = HideForm(request.POST if request.method == "POST" else kept.take(request))
    if request.method == "POST" and form.is_valid():
        actions.hide(adoption, by=user, reason=form.cleaned_data["reason"])
        messages.success(request, _("Hidden. The author gets your reason by mail."))
        return redirect("my_adoptions:edit", key)
    status = 422 if request.method == "POST" else 200
    context = {"adoption": adoption, "form": form, "crumbs": crumbs(_("Hide an adoption"))}
    return render(request, "adoptions/hide.html", context, status=status)


@only_for(rules.can_hide)
@require_POST
def show_again(request: HttpRequest, key: UUID) -> HttpResponse:
    """Let readers see an adoption again."""
    user: Any = request.user
    if actions.show(find(request, key), by=user):
        messages.success(request, _("Readers see it again."))
    else:
        messages.error(request, _("It lacks what readers need: who, where and since when."))
    return redirect("my_adoptions:edit", key)


@only_for(rules.can_adopt)
@require_POST
def lesson(request: HttpRequest, key: UUID) -> HttpResponse:
    """Make a proposed change to the practice out of an adoption's lesson, and lead to the answer."""
    user: Any = request.user
    adoption = Adoption.objects.visible_to(user).filter(key=key, state=Adoption.State.PUBLIC).first()
    if adoption is None:
        raise Http404
    try:
        made = lessons.propose(adoption, by=user)
    except (proposals.NotPublic, PermissionDenied) as refused:
        raise PermissionDenied from refused
    except lessons.TooLong:
        messages.error(request, _("The text of the practice has no room for the lesson. Shorten it first."))
        page = page_for(adoption.practice_key, preferred_language())
        return redirect(f"{page.url_in(preferred_language())}#adoptions")
    return redirect("my_proposals:detail", made.key)


def find(request: HttpRequest, key: UUID) -> Adoption:
    """Return an adoption this person may write on; of others they learn nothing."""
    found = Adoption.objects.writable_by(request.user).select_related("organisation", "place").filter(key=key).first()
    if found is None:
        raise Http404
    return found


def hide_url(request: HttpRequest, adoption: Adoption) -> str:
    """Return where an editor hides the adoption or shows it again; nothing for others and for drafts."""
    is_shown = adoption.state != Adoption.State.DRAFT and rules.can_hide(request.user)
    return reverse("my_adoptions:hide", args=[adoption.key]) if is_shown else ""


def body_of(user: Any) -> str:
    """Name the body that a person tells for; empty without one."""
    return user.organisation.name_in(preferred_language()) if user.organisation else ""


def crumbs(title: str = "", language: str = "") -> list[dict[str, str]]:
    """Return the way from one's own space."""
    way = [{"title": _("My space"), "url": reverse("my:home")}]
    if not title:
        return [*way, {"title": _("Adoptions")}]
    return [
        *way,
        {"title": _("Adoptions"), "url": reverse("my_adoptions:list")},
        {"title": title, "language": language},
    ]
