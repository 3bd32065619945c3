"""What every page of a bilingual site can do: find its twin, stand in for it, say its language."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.conf import settings
from django.db.models import Exists, OuterRef, Subquery
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import get_language
from wagtail import hooks
from wagtail.models import Page, PageViewRestriction, Revision
from wagtail.url_routing import RouteResult
from wagtail_localize.fields import BaseTranslatableField
from wagtail_localize.models import Translation

from blocks import routing
from caching.memory import routes


@dataclass(frozen=True)
class Alternate:
    """One language's address of an item, for the language switch and for hreflang."""

    language: str
    label: str
    url: str
    fallback: bool
    """True when the text behind the address is in another language."""


@dataclass(frozen=True)
class Place:
    """What an address leads to; the way there need not be looked up again while it holds."""

    kind: type[Page]
    pk: int
    moved_to: int | None
    """The translation that took the place of a page which stood in for it."""
    stands_in: bool
    """True when the address is one of the other language."""
    is_open: bool
    """True when everybody may read the page."""


class BilingualPageMixin:
    """Mix into a page type, before `Page`."""

    known_parameters: ClassVar[frozenset[str]] = frozenset()
    """The parameters of an address that change what a visitor sees."""
    is_open = False
    """True for a page that was found by its address and that everybody may read."""

    # Neither translated nor copied: each language has an address made of its own title.
    override_translatable_fields: ClassVar[list[BaseTranslatableField]] = [BaseTranslatableField("slug")]

    @classmethod
    def to_read(cls: Any) -> Any:
        """Return the pages of this type with what showing one asks for; types add what they show.

        `kept_in_step` says whether a page is the translation of an original, so that nobody asks that of one by one.
        """
        kept = Translation.objects.filter(
            source__object_id=OuterRef("translation_key"), target_locale_id=OuterRef("locale_id"), enabled=True
        )
        return cls._default_manager.select_related("locale").annotate(kept_in_step=Exists(kept))

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
        """Return the restrictions on this page and above it, in at most one query; the site has no aliases."""
        return PageViewRestriction.objects.none() if self.is_open else routing.restrictions_of(self)

    def get_context(self: Any, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the language of the text, the addresses of the item, and the key under which its text may be kept."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)  # type: ignore[misc]  # Wagtail has no types
        context["content_language"] = self.language
        context["is_fallback"] = self.language != get_language()
        context["alternates"] = self.known_alternates(request)
        context["kept_as"] = self.key_for(request)
        return context

    def key_for(self: Any, request: HttpRequest) -> tuple[Any, ...]:
        """Return the key under which what visitors see of the page may be kept; nothing for who is signed in."""
        if not self.is_open or request.user.is_authenticated:
            return ()
        return self.pk, request.build_absolute_uri(request.path)

    def known_alternates(self: Any, request: HttpRequest) -> list[Alternate]:
        """Return the addresses of the item in every language, remembered for pages that were found by address."""
        if not self.is_open:
            return alternates(self, request)
        key = ("alternates", self.pk, get_language(), request.path)
        return routes.remember(key, lambda: alternates(self, request), "wagtailcore")

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
    place = place_of(root, components)
    found = place and page_of(place)
    if not found:
        raise Http404
    return found


def place_of(root: Page, components: list[str]) -> Place | None:
    """Return where a path below a page leads to."""
    found = routing.find(root, components)
    if found is None:
        return None
    return Place(
        kind=found.specific_class or Page,
        pk=found.pk,
        moved_to=getattr(found, "moved_to", None),
        stands_in=found.locale_id != root.locale_id,
        is_open=not routing.restrictions_of(found).exists(),
    )


def page_of(place: Place) -> RouteResult | None:
    """Return the page of a place, with what showing it asks for; None when it is gone."""
    bilingual = issubclass(place.kind, BilingualPageMixin)
    pages = place.kind.to_read() if bilingual else place.kind.objects.all()
    page = pages.filter(pk=place.pk).first()
    if page is None:
        return None
    if place.moved_to:
        return RouteResult(page, kwargs={"moved_to": place.moved_to})
    page.is_open = place.is_open
    if place.stands_in:
        page.twin = None
    return RouteResult(page)


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
