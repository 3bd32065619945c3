"""Pages about who the network is: its countries and its team."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page, TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from blocks.body import body_blocks
from blocks.pages import BilingualPageMixin
from links.panels import CheckedPanel


class CountriesPage(BilingualPageMixin, Page):
    """The countries of the network, drawn from the directory and the library as they are today."""

    introduction = models.TextField(_("introduction"), max_length=600, blank=True)
    body = StreamField(body_blocks(), verbose_name=_("text"), blank=True)

    content_panels: ClassVar = [
        CheckedPanel(),
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("body"),
    ]
    template = "pages/countries.html"
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("page of the countries")
        verbose_name_plural = _("pages of the countries")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the countries with their numbers, and the map."""
        from pages.network import present_countries

        countries = present_countries(self, request)
        added = {"countries": countries, "reading": countries.reading, "crumbs": countries.reading.crumbs}
        return super().get_context(request, *args, **kwargs) | added


class TeamPage(BilingualPageMixin, Page):
    """The people who look after the network, in the editors' order and words, as far as they show themselves."""

    introduction = models.TextField(_("introduction"), max_length=600, blank=True)
    body = StreamField(body_blocks(), verbose_name=_("text"), blank=True)

    content_panels: ClassVar = [
        CheckedPanel(),
        *Page.content_panels,
        FieldPanel("introduction"),
        InlinePanel("people", label=_("People")),
        FieldPanel("body"),
    ]
    template = "pages/team.html"
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("page of the team")
        verbose_name_plural = _("pages of the team")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the people, under the headings of their groups."""
        from pages.network import present_team

        team = present_team(self, request)
        added = {"team": team, "reading": team.reading, "crumbs": team.reading.crumbs}
        return super().get_context(request, *args, **kwargs) | added


class TeamMember(TranslatableMixin, Orderable):
    """A person of the team with what they do there; only who shows their name to everybody appears."""

    page = ParentalKey(TeamPage, on_delete=models.CASCADE, related_name="people")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person"))
    group = models.CharField(
        _("heading"), max_length=80, blank=True, help_text=_("People in a row with the same heading stand under it.")
    )
    words = models.CharField(_("what the person does"), max_length=200)

    panels: ClassVar = [FieldPanel("person"), FieldPanel("group"), FieldPanel("words")]
    override_translatable_fields: ClassVar = [SynchronizedField("person")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("person of the team")
        verbose_name_plural = _("people of the team")

    def __str__(self) -> str:
        return str(self.person)
