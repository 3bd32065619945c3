"""Writing, answering, changing and taking back comments: pages that need no script."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from blocks.richtext import render_markdown
from comments import actions, rules
from comments.forms import CommentForm
from comments.limits import TooOften
from comments.models import Comment
from comments.places import page_of
from comments.thread import SHOWN_WITH, address_of, post_of
from moderation.rules import can_decide
from network_members import kept
from network_members.doors import own_space
from network_members.space import language

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Desk:
    """What somebody writes at: the page, and the comment that is answered or changed."""

    page: Any
    answers: Comment | None = None
    changes: Comment | None = None

    @property
    def title(self) -> str:
        """Say what is done here."""
        if self.changes:
            return _("Change your comment")
        return _("Reply") if self.answers else _("Write a comment")


def only_members(view: View) -> View:
    """Let members in; what somebody signed out has typed is kept until they are back."""

    @own_space
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not rules.can_write(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@only_members
def write(request: HttpRequest, key: UUID) -> HttpResponse:
    """Write under a page."""
    return take(request, Desk(find_page(request, key)))


@only_members
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a comment."""
    comment = find(request, pk)
    return take(request, Desk(find_page(request, comment.talk.key), answers=comment))


@only_members
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change one's own comment."""
    comment = find(request, pk)
    # A talk that was closed meanwhile is told beside the text, which would be lost otherwise.
    if not rules.can_delete(request.user, comment):
        raise PermissionDenied
    return take(request, Desk(find_page(request, comment.talk.key), changes=comment))


@only_members
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask whether one's own comment shall go, and let it go."""
    comment = find(request, pk, may_wait=True)
    if not rules.can_delete(request.user, comment):
        raise PermissionDenied
    page = find_page(request, comment.talk.key)
    where = address_of(comment, page, request.user)
    if request.method == "POST":
        user: Any = request.user
        actions.delete(comment, by=user)
        messages.success(request, _("Your comment has been deleted."))
        return redirect(f"{where.partition('#')[0]}#talk")
    context = {"post": post_of(comment, request.user), "url": where, **around(page, _("Delete your comment"))}
    return render(request, "comments/delete_own.html", context)


@never_cache
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead to where a comment stands now; moderators also to where one that waits would stand."""
    user, comments = request.user, Comment.objects
    door = comments.under_pages_of(user) if can_decide(user) else comments.places_visible_to(user)
    comment = door.filter(pk=pk).first()
    if comment is None:
        raise Http404
    return redirect(address_of(comment, find_page(request, comment.talk.key), user))


@never_cache
@require_safe
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a comment said before it was changed."""
    comment = find(request, pk)
    page = find_page(request, comment.talk.key)
    texts = [(one, render_markdown(one.text)) for one in comment.earlier_texts.order_by("-pk")]
    context = {"post": post_of(comment, request.user), "texts": texts, "url": address_of(comment, page, request.user)}
    return render(request, "comments/history.html", {**context, **around(page, _("What the comment said before"))})


def find_page(request: HttpRequest, key: UUID) -> Any:
    """Return the page of a talk, if this reader may read it."""
    page = page_of(key, request.user, language())
    if page is None:
        raise Http404
    return page


def find(request: HttpRequest, pk: int, *, may_wait: bool = False) -> Comment:
    """Return a comment that everybody here may read; or this reader's own that waits, where that will do."""
    comment = Comment.objects.visible_to(request.user).select_related(*SHOWN_WITH).filter(pk=pk).first()
    if comment is None or not (comment.is_shown or may_wait):
        raise Http404
    return comment


def take(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the form, show how the text will look, or store it; whatever is refused stays typed."""
    typed = request.POST if request.method == "POST" else kept.take(request)
    form = CommentForm(typed, person=request.user, initial=begun(desk.changes))
    if request.method != "POST":
        return show(request, desk, form)
    if not form.is_valid():
        return show(request, desk, form, status=422)
    if "preview" in request.POST:
        return show(request, desk, form)
    try:
        comment = store(request, desk, form)
    except actions.NotThere:
        raise Http404 from None
    except TooOften as early:
        form.add_error(None, early.message)
        return show(request, desk, form, status=429)
    except actions.Closed:
        form.add_error(None, _("This talk has been closed. Your text is kept here, so that you can copy it."))
        return show(request, desk, form, status=409)
    except actions.Changed:
        return show_both(request, desk)
    return redirect(address_of(comment, desk.page, request.user))


def show_both(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show what was typed beside what the comment says by now; sent once more, it takes its place."""
    assert desk.changes
    typed = request.POST.copy()
    typed["version"] = str(find(request, desk.changes.pk).changes)
    again = CommentForm(typed, person=request.user)
    again.add_error(None, _("This comment was changed meanwhile, in another window. Both texts are here."))
    return show(request, desk, again, status=409)


def store(request: HttpRequest, desk: Desk, form: CommentForm) -> Comment:
    """Add the comment, or change it."""
    user: Any = request.user
    if desk.changes:
        actions.edit(desk.changes, form.words(), by=user, version=form.cleaned_data["version"] or 0)
        messages.success(request, _("Your comment has been changed."))
        return desk.changes
    words = form.words()
    comment = actions.write(user, desk.page.translation_key, words, desk.answers)
    messages.success(request, what_became_of(comment, words))
    return comment


def what_became_of(comment: Comment, words: actions.Words) -> str:
    """Say whether a comment can be read now, waits, or has been there already."""
    if comment.token != words.token:
        return _("You wrote the same here before, so it was not stored again. This is where it stands.")
    if comment.is_waiting:
        return _("Thank you. You are new here: a moderator looks at it first, and you get a mail. Only you see it now.")
    return _("Your comment is online.")


def begun(comment: Comment | None) -> dict[str, Any]:
    """Return what a form starts with."""
    if comment is None:
        return {}
    axis = comment.axis.code if comment.axis else ""
    return {"text": comment.comment, "language": comment.language, "axis": axis, "version": comment.changes}


def show(request: HttpRequest, desk: Desk, form: CommentForm, status: int = 200) -> HttpResponse:
    """Show the form with what it answers, and how the text will look."""
    quoted = desk.answers or (desk.changes if status == 409 else None)
    if quoted:
        quoted = find(request, quoted.pk)
    looks = form.is_bound and form.is_valid() and "preview" in form.data
    context = {
        "form": form,
        "preview": render_markdown(form.cleaned_data["text"]) if looks else "",
        "preview_language": form.cleaned_data["language"] if looks else "",
        "quoted": post_of(quoted, request.user) if quoted else None,
        "is_change": desk.changes is not None,
        **around(desk.page, desk.title),
    }
    return render(request, "comments/write.html", context, status=status)


def around(page: Any, title: str) -> dict[str, Any]:
    """Return the way to a page of the talk."""
    url = page.url_in(language())
    here = {"title": page.title, "url": url, "language": page.language}
    crumbs = [{"title": _("Home"), "url": f"/{language()}/"}, here, {"title": title, "url": ""}]
    return {"title": title, "page_title": page.title, "page_language": page.language, "page_url": url, "crumbs": crumbs}
