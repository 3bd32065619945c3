"""A reviewer's pages: the text that was handed in with room for notes, the advice, and declining."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from good_practices import actions, kept, reviewing
from good_practices.checking import Shown, shown
from good_practices.differences import changes_in
from good_practices.models import Review
from good_practices.review_forms import DeclineForm, ReviewForm
from good_practices.review_words import told
from good_practices.views import member_space, show_draft


def find(request: HttpRequest, key: UUID) -> Review:
    """Return a review this person may read; who is not asked, or not any more, learns nothing."""
    found = Review.objects.filter(key=key, reviewer=request.user.pk)
    if request.method != "POST":
        found = Review.objects.visible_to(request.user).filter(key=key)
    review = found.select_related("practice__locale", "practice__owner", "revision", "task_state").first()
    if review is None:
        raise Http404
    return review


@member_space
def detail(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show exactly the text that was handed in, and take the advice on it."""
    review = find(request, key)
    rows = list(shown(review.revision.as_object()))
    if request.method == "POST":
        return answer(request, review, rows)
    typed = kept.take(request)
    return show(request, review, rows, ReviewForm(typed, rows=rows))


def answer(request: HttpRequest, review: Review, rows: list[Shown]) -> HttpResponse:
    """Keep the advice; what comes too late is shown again, so that nothing typed is lost."""
    form, user = ReviewForm(request.POST, rows=rows), request.user
    if not form.is_valid():
        return show(request, review, rows, form, status=422)
    try:
        reviewing.give(review, user, form.answer)  # type: ignore[arg-type]  # `member_space` lets members in only
    except actions.Decided:
        return show(request, review, rows, form, status=409)
    messages.success(request, _("Thank you. The editors have your advice."))
    return redirect("my_reviews:detail", review.key)


def show(request: HttpRequest, review: Review, rows: list[Shown], form: ReviewForm, status: int = 200) -> HttpResponse:
    """Show the page; of a text that nobody asks about any more it shows only what the reviewer typed."""
    is_open = Review.objects.visible_to(request.user).filter(pk=review.pk).exists()
    title = review.revision.content["title"]
    context = {
        "review": review,
        "title": title,
        "language": review.practice.source_language,
        "form": form,
        "rows": [(row if is_open else None, form[row.note]) for row in rows],
        "is_open": is_open,
        "changes": changes_in(review.practice, review.revision) if is_open else None,
        "others": others(review) if is_open and not review.is_waiting else [],
        "own": told(review) if is_open and not review.is_waiting else None,
        "crumbs": crumbs(review, title),
    }
    return render(request, "good_practices/reviews/detail.html", context, status=status)


def others(review: Review) -> list[dict[str, Any]]:
    """Return what others advised on the same text, without names; for those who have advised themselves."""
    same = Review.objects.of_round(review.task_state, review.revision_id).given().to_read().exclude(pk=review.pk)
    return [told(one) for one in same]


@member_space
def preview(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show exactly the text that was handed in as its page will look."""
    review = find(request, key)
    context = {
        "seen_by": _("This is how the text that you review will look. Members who are not asked do not see it."),
        "back": {"url": reverse("my_reviews:detail", args=[key]), "title": _("Back to the review")},
        "crumbs": crumbs(review, review.revision.content["title"], _("Preview")),
    }
    return show_draft(request, review.revision.as_object(), context)


@member_space
def decline(request: HttpRequest, key: UUID) -> HttpResponse:
    """Let a reviewer say no, with a reason."""
    review = find(request, key)
    if not review.is_waiting:
        return redirect("my_reviews:detail", key)
    form = DeclineForm(request.POST if request.method == "POST" else kept.take(request))
    status = 200
    if request.method == "POST":
        if form.is_valid():
            return take_no(request, review, form.cleaned_data["reasons"])
        status = 422
    title = review.revision.content["title"]
    context = {
        "review": review,
        "title": title,
        "language": review.practice.source_language,
        "form": form,
        "crumbs": crumbs(review, title, _("Decline")),
    }
    return render(request, "good_practices/reviews/decline.html", context, status=status)


def take_no(request: HttpRequest, review: Review, reasons: str) -> HttpResponse:
    """Keep the no and return to one's own space."""
    user: Any = request.user
    try:
        reviewing.decline(review, user, reasons)
    except actions.Decided:
        messages.info(request, _("Nobody waits for your advice on this practice any more."))
    else:
        messages.success(request, _("The editors know that you cannot review it, and ask somebody else."))
    return redirect("my:home")


def crumbs(review: Review, title: str, last: str = "") -> list[dict[str, str]]:
    """Return the way to a page of a review."""
    url = reverse("my_reviews:detail", args=[review.key])
    way = [
        {"title": _("My space"), "url": reverse("my:home")},
        {"title": title, "url": url, "language": review.practice.source_language},
    ]
    return [*way, {"title": last}] if last else way
