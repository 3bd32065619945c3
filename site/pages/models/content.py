"""Pages of text: the network, the method, the rules, guides."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from blocks.body import body_blocks
from blocks.pages import BilingualPageMixin
from links.panels import CheckedPanel


class ContentPage(BilingualPageMixin, Page):
    """A page of text: the network, the method, the rules."""

    introduction = models.TextField(_("introduction"), max_length=600, blank=True)
    body = StreamField(body_blocks(), verbose_name=_("text"), blank=True)

    content_panels: ClassVar = [
        CheckedPanel(),
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("body"),
    ]
    template = "pages/content.html"
    subpage_types: ClassVar = ["pages.ContentPage", "pages.CountriesPage", "pages.TeamPage"]

    class Meta:
        verbose_name = _("content page")
        verbose_name_plural = _("content pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the parts of the text, the way here, and the pages below."""
        from pages.reading import present

        reading = present(self, request)
        return super().get_context(request, *args, **kwargs) | {"reading": reading, "crumbs": reading.crumbs}
