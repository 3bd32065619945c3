"""The editors' desk in the admin: what waits for a check, and the check itself."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from good_practices import actions, review_desk, rules, several_desk
from good_practices.checking import CheckForm, Shown, shown
from good_practices.checklist import checklist
from good_practices.differences import Change, changes_in
from good_practices.extent import extent_of_draft
from good_practices.life import Life
from good_practices.models import Batch, GoodPracticePage
from good_practices.reviewing import MOST
from good_practices.similar import similar_to
from good_practices.space import confirm_url
from good_practices.worklist import DECIDED_ON, HEAPS, counts, heap

PAGE_SIZE = 50


def work_list(request: HttpRequest) -> HttpResponse:
    """Show what waits: handed in, returned, being written, without translation."""
    if not rules.is_checker(request.user):
        raise PermissionDenied
    chosen = request.GET.get("stage", "")
    name = chosen if chosen in HEAPS else next(iter(HEAPS))
    language = request.GET.get("language", "")
    language = language if language in dict(settings.LANGUAGES) else ""
    page = Paginator(heap(name, language).select_related("latest_revision"), PAGE_SIZE).get_page(request.GET.get("p"))
    numbers = counts(language)
    ordered = several_desk.ordered_now()
    context = {
        "page": page,
        "rows": [as_row(practice) | {"is_ordered": practice.pk in ordered} for practice in page.object_list],
        "order": several_desk.last_order(request.user),
        "verbs": Batch.Verb.choices if name in DECIDED_ON else Batch.Verb.choices[2:3],
        "heaps": [{"name": one, "label": label, "count": numbers[one]} for one, label in HEAPS.items()],
        "chosen": name,
        "language": language,
        "languages": settings.LANGUAGE_NAMES.items(),
        **header(str(_("Work list")), []),
    }
    return render(request, "good_practices/cms/work_list.html", context)


def as_row(practice: Any) -> dict[str, Any]:
    """Return what one row of the work list shows."""
    body = practice.lead_organisation
    return {
        "pk": practice.pk,
        "title": practice.draft_title,
        "language": practice.source_language,
        "written_in": settings.LANGUAGE_NAMES[practice.source_language],
        "author": str(practice.owner or ""),
        "body": body.name_in(get_language()) if body else "",
        "extent": GoodPracticePage.Extent(extent_of_draft(practice)).label,
        "since": practice.since,
        "revision": practice.latest_revision_id or 0,
    }


def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one practice field by field, and take the editor's decision."""
    if not rules.is_checker(request.user):
        raise PermissionDenied
    practice = get_object_or_404(GoodPracticePage.objects.writable_by(request.user).select_related("locale"), pk=pk)
    draft: Any = practice.get_latest_revision_as_object()
    rows = list(shown(draft))
    if request.method != "POST":
        return show(request, draft, rows, CheckForm(rows=rows, initial=taken_over(request, practice)))
    form = CheckForm(request.POST, rows=rows)
    if not form.is_valid():
        return show(request, draft, rows, form, status=422)
    return decide(request, practice, form) or show(request, draft, rows, form, status=409)


def taken_over(request: HttpRequest, practice: GoodPracticePage) -> dict[str, str]:
    """Return the reviewers' notes for the editor's own boxes, when the editor wants them there."""
    return review_desk.notes_to_take(practice) if request.GET.get("take") == "notes" else {}


def decide(request: HttpRequest, practice: GoodPracticePage, form: CheckForm) -> HttpResponse | None:
    """Take the decision and return to the work list; nothing when it could not be taken."""
    values: dict[str, Any] = form.cleaned_data
    user: Any = request.user
    try:
        if values["step"] == "publish":
            actions.publish(practice, user, revision=values["revision"], is_minor=values["is_minor"])
            messages.success(request, _("“%(title)s” is online.") % {"title": practice.draft_title})
            return redirect("practice_desk:check", practice.pk)
        actions.return_to_author(
            practice, user, revision=values["revision"], notes=form.notes, message=values["message"]
        )
    except actions.Conflict:
        messages.error(request, _("The text changed while you were reading. Read it again; your notes are kept below."))
    except actions.Decided:
        messages.error(request, _("This practice does not wait for a decision any more; your notes are kept below."))
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, _("“%(title)s” is back with its author.") % {"title": practice.draft_title})
        return redirect("practice_desk:work_list")
    return None


def show(
    request: HttpRequest, draft: GoodPracticePage, rows: list[Shown], form: CheckForm, status: int = 200
) -> HttpResponse:
    """Show the practice as its latest draft stands."""
    practice = GoodPracticePage.objects.select_related("locale", "owner").get(pk=draft.pk)
    can_check = rules.can_check(request.user, practice)
    context = {
        "practice": practice,
        "life": Life(practice),
        "form": form,
        # What was typed stays in sight even when the decision came too late.
        "rows": [(row, form[row.note] if can_check or form.is_bound else None) for row in rows],
        "can_check": can_check,
        "changes": changes_of(practice) if can_check else None,
        **(aids_of(draft, rows) if can_check else {}),
        **reviews_of(practice, can_check),
        "can_be_minor": can_check and practice.live,
        "written_in": settings.LANGUAGE_NAMES[practice.source_language],
        "can_translate": rules.can_translate(request.user, practice),
        "confirm_url": confirm_url(practice, request.user),
        "compare_url": compare_url(practice),
        **header(practice.draft_title, [{"url": reverse("practice_desk:work_list"), "label": _("Work list")}]),
    }
    return render(request, "good_practices/cms/check.html", context, status=status)


def aids_of(draft: GoodPracticePage, rows: list[Shown]) -> dict[str, Any]:
    """Return what helps an editor to decide: points to look at, and practices that may be the same."""
    return {"points": checklist(draft, rows), "similar": similar_to(draft)}


def reviews_of(practice: GoodPracticePage, can_check: bool) -> dict[str, Any]:
    """Return what the check shows of the expert review."""
    reviews = review_desk.as_rows(practice) if can_check else []
    asked = sum(review["still_counts"] for review in reviews)
    return {
        "reviews": reviews,
        "can_ask": can_check and asked < MOST,
        "can_take": any(review["notes"] or review["reasons"] for review in reviews if review["advice"]),
    }


def changes_of(practice: GoodPracticePage) -> list[Change] | None:
    """Return what changed since it was handed in last; nothing when it is the first time."""
    latest = practice.get_latest_revision()
    return changes_in(practice, latest) if latest else None


def compare_url(practice: GoodPracticePage) -> str:
    """Return where the latest draft stands beside what is online, or beside what was returned last."""
    latest = practice.latest_revision_id
    if practice.live:
        older: Any = "live" if practice.has_unpublished_changes else None
    else:
        checked = practice.revisions.filter(task_states__isnull=False).exclude(pk=latest)
        older = checked.order_by("-created_at").values_list("pk", flat=True).first()
    return reverse("wagtailadmin_pages:revisions_compare", args=[practice.pk, older, latest]) if older else ""


def header(title: str, above: list[dict[str, Any]]) -> dict[str, Any]:
    """Return what Wagtail's base template shows above a page."""
    home = {"url": reverse("wagtailadmin_home"), "label": _("Home")}
    return {
        "header_title": title,
        "header_icon": "tasks",
        "breadcrumbs_items": [home, *above, {"url": "", "label": title}],
    }
