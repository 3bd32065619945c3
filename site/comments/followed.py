"""Pages that are talked about can be followed, and comments under them are told."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comments.models import Comment
from comments.places import page_of, talked_about
from following import actions
from following.models import Level
from following.subjects import Happening, Kind, Title

COMMENT, REPLY = "comment", "reply"


def kind() -> Kind:
    """Return pages as something that can be followed."""
    return Kind(actions.PAGE, titles, address, keys_visible_to, name=_("page"))


def keys_visible_to(user: Any) -> Any:
    """Return the keys of the pages that a person may read."""
    return talked_about(user).values("translation_key")


def titles(keys: Collection[UUID], user: Any, language: str) -> dict[UUID, Title]:
    """Return the titles of pages that a person may read, in their language where there is one."""
    found = talked_about(user).filter(translation_key__in=keys).select_related("locale")
    versions = sorted(found, key=lambda page: page.locale.language_code == language)
    return {page.translation_key: Title(page.title, page.locale.language_code) for page in versions}


def address(key: UUID, user: Any, language: str) -> str:
    """Return where a person reads a page; nothing when they may not."""
    page = page_of(key, user, language)
    return page.url_in(language) if page else ""


def happenings() -> list[Happening]:
    """Return what is told of comments, as long as they are to be read."""
    return [
        Happening(COMMENT, _("A new comment"), Level.FIRST, comments_visible_to, place_of),
        Happening(REPLY, _("A new reply"), Level.WATCHING, comments_visible_to, place_of),
    ]


def comments_visible_to(user: Any) -> Any:
    """Return the numbers of the comments that a person may read."""
    return Comment.objects.visible_to(user).values("pk")


def place_of(number: int) -> str:
    """Return where a comment is read."""
    return reverse("comments:one", args=[number])


def tell(comment: Comment, key: UUID) -> None:
    """Let those who follow the page, and who was answered, hear of a comment."""
    answered = comment.answers.user if comment.answers else None
    what = REPLY if comment.answers else COMMENT
    actions.happened(what, key, f"comment:{comment.pk}", number=comment.pk, actor=comment.user, answered=answered)
