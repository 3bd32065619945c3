"""The talk under a page as one reader sees it, in a fixed number of queries, however many comments there are."""

from dataclasses import dataclass, field
from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from blocks.paging import PageLinks, page_links
from blocks.richtext import render_markdown
from comments import rules
from comments.authors import Author, author_of
from comments.forms import CommentForm, axes
from comments.models import Comment, Talk
from comments.pieces import Choice, address_of_page, pieces_of
from comments.places import AXIS, PARAMETER, talked_about
from comments.reactions import Reactions, reactions_of

SHOWN_WITH = ("user__organisation", "axis", "answers__user__organisation", "talk")
ROLES_OF = ("user__groups", "answers__user__groups")


@dataclass(frozen=True)
class Post:
    """One comment as a reader sees it; of one that was hidden or deleted nothing but its place."""

    comment: Comment
    author: Author | None = None
    text: SafeString | str = ""
    axis: str = ""
    answered: Author | None = None
    can_reply: bool = False
    can_edit: bool = False
    can_delete: bool = False
    can_report: bool = False

    @property
    def is_reply(self) -> bool:
        """Say whether it stands below the comment that began its branch."""
        return self.comment.branch != self.comment.pk


@dataclass(frozen=True)
class Thread:
    """What the template shows of a talk."""

    key: UUID
    path: str
    number: int
    choices: list[Choice] = field(default_factory=list)
    axis: str = ""
    posts: list[Post] = field(default_factory=list)
    pager: PageLinks | None = None
    is_open: bool = True
    can_write: bool = False
    can_close: bool = False
    is_visitor: bool = True
    form: Any = None
    reactions: Reactions | None = None


def thread_of(page: Any, request: HttpRequest) -> Thread | None:
    """Return the talk of a page that is being read; None where nobody, or not this reader, may read or write one."""
    if not is_talked_about(page, request):
        return None
    talk = Talk.objects.filter(key=page.translation_key).first()
    pieces = pieces_of(talk, request.user, request.GET.get(AXIS))
    listed = pieces.pages(settings.COMMENTS_PAGE_SIZE).get_page(request.GET.get(PARAMETER))
    address = partial(address_of_page, request.path, axis=pieces.axis)
    can_write = rules.can_write(request.user) and rules.is_open(talk)
    return Thread(
        key=page.translation_key,
        path=request.get_full_path(),
        number=pieces.number,
        choices=pieces.choices(request.path),
        axis=pieces.axis,
        posts=posts_of(list(listed.object_list), request.user),
        pager=page_links(listed.number, listed.paginator.num_pages, address),
        is_open=rules.is_open(talk),
        can_write=can_write,
        can_close=rules.can_close(request.user),
        is_visitor=not request.user.is_authenticated,
        form=CommentForm(person=request.user) if can_write else None,
        reactions=reactions_of(talk, request.user),
    )


def is_talked_about(page: Any, request: HttpRequest) -> bool:
    """Say whether a talk stands under a page for this reader; a preview has none."""
    if getattr(request, "is_preview", False) or not page.pk or not page.live:
        return False
    if getattr(page, "is_open", False):
        return True
    return talked_about(request.user).filter(translation_key=page.translation_key).exists()


def posts_of(numbers: list[int], reader: Any) -> list[Post]:
    """Return comments by their numbers as a reader sees them, with everything that is shown of them."""
    if not numbers:
        return []
    found = Comment.objects.filter(pk__in=numbers).select_related(*SHOWN_WITH).prefetch_related(*ROLES_OF)
    return [post_of(comment, reader) for comment in found.in_order()]


def post_of(comment: Comment, reader: Any) -> Post:
    """Return one comment as a reader sees it."""
    is_own = comment.user_id is not None and comment.user_id == reader.pk
    if not (comment.is_shown or (comment.is_waiting and is_own)):
        return Post(comment)
    answers = comment.answers
    return Post(
        comment=comment,
        author=author_of(comment.user, reader, comment.pk),
        text=render_markdown(comment.comment),
        axis=axes().get(comment.axis.code, "") if comment.axis else "",
        answered=author_of(answers.user, reader, answers.pk) if answers and answers.is_shown else None,
        can_reply=rules.can_reply(reader, comment),
        can_edit=rules.can_edit(reader, comment),
        can_delete=rules.can_delete(reader, comment),
        can_report=not is_own,
    )


def address_of(comment: Comment, page: Any, reader: Any) -> str:
    """Return where a comment stands under its page for a reader, in their language."""
    before = (
        Comment.objects.filter(talk=comment.talk_id)
        .listed_for(reader)
        .filter(Q(branch__lt=comment.branch) | Q(branch=comment.branch, pk__lt=comment.pk))
    )
    number = before.count() // settings.COMMENTS_PAGE_SIZE + 1
    path = page.url_in(get_language() or settings.LANGUAGE_CODE)
    query = f"?{PARAMETER}={number}" if number > 1 else ""
    return f"{path}{query}#comment-{comment.pk}"
