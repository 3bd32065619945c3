"""What every page of a bilingual site can do: find its twin, stand in for it, say its language."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.conf import settings
from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import get_language
from wagtail import hooks
from wagtail.models import Page, Revision
from wagtail.url_routing import RouteResult
from wagtail_localize.fields import BaseTranslatableField

from blocks import routing


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

    @classmethod
    def to_read(cls: Any) -> Any:
        """Return the pages of this type with what showing one asks for; types add what they show."""
        return cls._default_manager.select_related("locale")

    def route(self: Any, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find the page of a path; stand in with the other language where a translation lacks.

        Raises Http404 when neither language has such a page.
        """
        return page_at(self, path_components)

    def serve(self: Any, request: HttpRequest, *args: Any, moved_to: int = 0, **kwargs: Any) -> HttpResponseBase:
        """Serve the page, or lead to its translation when the old address of the fallback was asked for."""
        if moved_to:
            return redirect(Page.objects.get(pk=moved_to).get_url(request))
        return super().serve(request, *args, **kwargs)  # type: ignore[misc]  # Page implements it

    def get_view_restrictions(self: Any) -> Any:
        """Return the restrictions on this page and above it, in one query; the site has no aliases."""
        return routing.restrictions_of(self)

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

    @cached_property
    def twin(self: Any) -> Page | None:
        """Return the public page of this item in the other language, if there is one."""
        twins = Page.objects.live().filter(translation_key=self.translation_key).exclude(locale_id=self.locale_id)
        return twins.select_related("locale").first()

    def url_in(self: Any, language: str, request: HttpRequest | None = None) -> str:
        """Return the address of this item in a language: its translation's, or where it stands in."""
        return address_in(self, language, request)[0]


def page_at(root: Page, components: list[str]) -> RouteResult:
    """Return the page of a path below a page, ready to be served; raise Http404 when there is none."""
    found = routing.find(root, components)
    if found is None:
        raise Http404
    page = whole(found)
    moved_to = getattr(found, "moved_to", None)
    if moved_to:
        return RouteResult(page, kwargs={"moved_to": moved_to})
    if page.locale_id != root.locale_id:
        page.twin = None
    return RouteResult(page)


def whole(page: Page) -> Any:
    """Return a page of its own type, with what showing it asks for."""
    kind = page.specific_class
    if kind and issubclass(kind, BilingualPageMixin):
        return kind.to_read().get(pk=page.pk)
    return page.specific


def address_in(page: Any, language: str, request: HttpRequest | None = None) -> tuple[str, bool]:
    """Return the address of an item in a language, and whether that address only stands in."""
    if page.locale.language_code == language:
        return page.get_url(request) or "", False
    if page.twin:
        return page.twin.get_url(request) or "", False
    return stand_in_address(page, language, request), True


def stand_in_address(page: Any, language: str, request: HttpRequest | None) -> str:
    """Return where a page without translation is shown: below the nearest page above it that has one."""
    above = Page.objects.filter(path__in=routing.path_and_above(page))
    own = above.filter(translation_key=OuterRef("translation_key")).values("url_path")
    twins = Page.objects.live().filter(
        translation_key__in=above.values("translation_key"), locale__language_code=language
    )
    twin = twins.select_related("locale").annotate(stands_for=Subquery(own[:1])).order_by("-depth").first()
    if twin is None:
        return f"/{language}/"
    return f"{twin.get_url(request) or ''}{page.url_path.removeprefix(twin.stands_for)}"


def alternates(page: Any, request: HttpRequest) -> list[Alternate]:
    """Return the addresses of an item in every language of the site, in the order of the settings."""
    return [Alternate(code, label, *shown_at(page, code, request)) for code, label in settings.LANGUAGES]


def shown_at(page: Any, language: str, request: HttpRequest) -> tuple[str, bool]:
    """Return the address of a page in a language; a page that stands in is just being shown there."""
    if language == get_language() != page.language:
        return request.path, True
    return address_in(page, language, request)
