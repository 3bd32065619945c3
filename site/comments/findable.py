"""How comments are found: under pages that everybody may read, in their own language."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.models import Page

from comments.models import Comment
from search.kinds import Document, Kind, Source
from search.pages import below as pages_below


def kind() -> Kind:
    """Return comments as something that can be found."""
    return Kind(
        "comment",
        _("Comments"),
        (
            Source("django_comments", "id", columns=("comment", "is_removed", "is_public")),
            Source(Comment._meta.db_table, "stored_id", columns=("state", "language", "talk_id")),
            Source("wagtailcore_page", "id", leads_to=under, columns=("live", "path", "translation_key", "title")),
            Source("wagtailcore_pageviewrestriction", "page_id", leads_to=below),
        ),
        documents,
        lambda: Comment.objects.visible_to(AnonymousUser()).order_by("pk").values_list("pk", flat=True),
        visible,
    )


def under(pages: Collection[int]) -> Iterable[int]:
    """Return the comments under pages."""
    keys = Page.objects.filter(pk__in=pages).values("translation_key")
    return Comment.objects.filter(talk__key__in=keys).values_list("pk", flat=True)


def below(pages: Collection[int]) -> Iterable[int]:
    """Return the comments under pages and under those below them."""
    return under(list(pages_below(pages)))


def documents(numbers: Collection[int]) -> Iterator[Document]:
    """Yield what comments say that everybody may read."""
    found = list(Comment.objects.visible_to(AnonymousUser()).filter(pk__in=numbers).select_related("talk"))
    titles = titles_of({comment.talk.key for comment in found})
    for comment in found:
        yield Document(
            key=str(comment.pk),
            number=comment.pk,
            language=comment.language,
            title=titles.get((comment.talk.key, comment.language)) or titles.get((comment.talk.key, ""), ""),
            address=address(comment.pk, comment.language),
            stands_in=address(comment.pk, "en" if comment.language == "el" else "el"),
            body=comment.comment,
            date=comment.submit_date,
        )


def titles_of(keys: Collection[UUID]) -> dict[tuple[UUID, str], str]:
    """Return the titles of pages by key and language, and by key alone in whatever language."""
    rows = Page.objects.live().filter(translation_key__in=keys)
    found = {}
    for key, language, title in rows.values_list("translation_key", "locale__language_code", "title"):
        found[key, language] = found[key, ""] = title
    return found


def address(number: int, language: str) -> str:
    """Return where a comment is read in a language."""
    with override(language):
        return reverse("comments:one", args=[number])


def visible(user: Any, numbers: Collection[int]) -> Iterable[int]:
    """Return which comments a person may read."""
    return Comment.objects.visible_to(user).filter(pk__in=numbers).values_list("pk", flat=True)
