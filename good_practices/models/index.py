"""The library of practices: the listing page of one language."""

from dataclasses import replace
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from blocks.pages import BilingualPageMixin
from vocabulary.merged import address_today

# The filters, the order and the page; what visitors type is not kept.
PARAMETERS = "theme country group place area level status extent evidence label programme axis goal language sort page"


class GoodPracticeIndexPage(BilingualPageMixin, Page):
    """The listing of all practices; one per language, twins of each other."""

    introduction = models.TextField(_("introduction"), max_length=600, blank=True)

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("introduction")]
    subpage_types: ClassVar = ["good_practices.GoodPracticePage"]
    max_count_per_parent = 1
    template = "good_practices/index.html"
    known_parameters = frozenset(PARAMETERS.split())

    class Meta:
        verbose_name = _("library of good practices")
        verbose_name_plural = _("libraries of good practices")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Lead from words that were merged to those that stayed, else show the page."""
        from good_practices.facets import FACETS

        today = address_today(request, {facet.name: facet.kind for facet in FACETS if facet.kind})
        return redirect(today, permanent=True) if today else super().serve(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the page of the library that the query string asks for."""
        from good_practices.atlas import Atlas
        from good_practices.listing import show

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        url = self.get_url(request) or request.path
        listing = show(request.GET, language=self.language, url=url)
        # The codes of filters are the same in both languages: the switch keeps what is chosen.
        kept = listing.selection.address()
        context["alternates"] = [replace(one, url=f"{one.url}{kept}") for one in context["alternates"]]
        context["listing"], context["atlas"] = listing, Atlas(listing)
        # What words find changes when the index has read on, which is no change of what readers see.
        is_kept = context["kept_as"] and not listing.selection.wanted.text
        context["kept_as"] = (*context["kept_as"], kept) if is_kept else ()
        context["crumbs"] = [{"title": _("Home"), "url": f"/{self.language}/"}, {"title": self.title}]
        return context
