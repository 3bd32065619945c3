"""What every page of a bilingual site can do: find its twin, stand in for it, say its language.

A page that has no translation yet is shown under the other language's address in the language it was
written in. Nothing is stored for that: the page that misses a child looks at its twin's children.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import get_language
from wagtail import hooks
from wagtail.models import Page, Revision
from wagtail.url_routing import RouteResult
from wagtail_localize.fields import BaseTranslatableField


@dataclass(frozen=True)
class Alternate:
    """One language's address of an item, for the language switch and for hreflang."""

    language: str
    label: str
    url: str
    fallback: bool
    """True when the text behind the address is in another language."""


class BilingualPageMixin:
    """Mix into a page type, before `Page`."""

    # Neither translated nor copied: each language has an address made of its own title.
    override_translatable_fields: ClassVar[list[BaseTranslatableField]] = [BaseTranslatableField("slug")]

    def route(self: Any, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find the page of a path; stand in with the twin's child where a translation lacks.

        Raises Http404 when neither language has such a page.
        """
        try:
            return super().route(request, path_components)  # type: ignore[misc]  # Page implements it
        except Http404:
            stand_in = find_stand_in(self, path_components)
            if stand_in is None:
                raise
        translation = live_translation(stand_in, self.locale_id)
        if translation:
            return RouteResult(stand_in.specific, kwargs={"moved_to": translation.get_url(request)})
        return stand_in.specific.route(request, path_components[1:])

    def serve(self: Any, request: HttpRequest, *args: Any, moved_to: str = "", **kwargs: Any) -> HttpResponseBase:
        """Serve the page, or lead to its translation when the old address of the fallback was asked for."""
        if moved_to:
            return redirect(moved_to)
        return super().serve(request, *args, **kwargs)  # type: ignore[misc]  # Page implements it

    def get_context(self: Any, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the language of the text and the addresses of the item in each language."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)  # type: ignore[misc]
        context["content_language"] = self.language
        context["is_fallback"] = self.language != get_language()
        context["alternates"] = alternates(self, request)
        return context

    def publish(self: Any, revision: Revision, *args: Any, **kwargs: Any) -> Any:
        """Publish a revision unless a room objects: the hook `before_page_goes_live` asks them all."""
        for ask in hooks.get_hooks("before_page_goes_live"):
            ask(self, revision)
        return super().publish(revision, *args, **kwargs)  # type: ignore[misc]  # Page implements it

    @property
    def language(self: Any) -> str:
        """Return the code of the language this page is written in."""
        return str(self.locale.language_code)

    def url_in(self: Any, language: str, request: HttpRequest | None = None) -> str:
        """Return the address of this item in a language: its translation's, or where it stands in."""
        return address_in(self, language, request)[0]


def find_stand_in(page: Any, path_components: list[str]) -> Any | None:
    """Return the twin's live child that answers for a missing or unpublished child of this page."""
    if not path_components:
        return None
    own = page.get_children().filter(slug=path_components[0]).first()
    if own and own.live:
        return None
    other = Page.objects.live().exclude(locale_id=page.locale_id)
    if own:
        return other.filter(translation_key=own.translation_key).first()
    twin = other.filter(translation_key=page.translation_key).first()
    return twin and other.child_of(twin).filter(slug=path_components[0]).first()


def live_translation(page: Any, locale_id: int) -> Any | None:
    """Return the published translation of a page in a locale, if there is one."""
    return Page.objects.live().filter(translation_key=page.translation_key, locale_id=locale_id).first()


def address_in(page: Any, language: str, request: HttpRequest | None = None) -> tuple[str, bool]:
    """Return the address of an item in a language, and whether that address only stands in."""
    if page.locale.language_code == language:
        return page.get_url(request) or "", False
    twin = Page.objects.live().filter(
        translation_key=page.translation_key, locale__language_code=language
    ).first()
    if twin:
        return twin.get_url(request) or "", False
    parent = page.get_parent()
    if parent is None or parent.is_root():
        return f"/{language}/", True
    return f"{address_in(parent, language, request)[0]}{page.slug}/", True


def alternates(page: Any, request: HttpRequest) -> list[Alternate]:
    """Return the addresses of an item in every language of the site, in the order of the settings."""
    return [
        Alternate(code, label, *address_in(page, code, request)) for code, label in settings.LANGUAGES
    ]
