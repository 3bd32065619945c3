"""The home page: what the network is, in one screen."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.models import Orderable, Page, TranslatableMixin

from blocks.pages import BilingualPageMixin
from links.panels import CheckedPanel


class HomePage(BilingualPageMixin, Page):
    """What the network is, in one screen."""

    headline = models.CharField(_("headline"), max_length=120, blank=True)
    lead = models.TextField(_("lead"), max_length=400, blank=True)
    method_title = models.CharField(_("title of the method"), max_length=120, blank=True)
    method_text = models.TextField(_("text of the method"), max_length=400, blank=True)
    method_page = models.ForeignKey(
        Page, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("page about the method")
    )
    network_title = models.CharField(_("title of the network"), max_length=120, blank=True)
    network_text = models.TextField(_("text of the network"), max_length=600, blank=True)

    content_panels: ClassVar = [
        CheckedPanel(),
        *Page.content_panels,
        FieldPanel("headline"),
        FieldPanel("lead"),
        InlinePanel("meetings", label=_("Meetings of the cycle"), max_num=4),
        MultiFieldPanel(
            [FieldPanel("method_title"), FieldPanel("method_text"), PageChooserPanel("method_page")],
            heading=_("Method"),
        ),
        MultiFieldPanel([FieldPanel("network_title"), FieldPanel("network_text")], heading=_("Network")),
    ]
    template = "pages/home.html"
    subpage_types: ClassVar = [
        "pages.ContentPage",
        "pages.CountriesPage",
        "pages.TeamPage",
        "pages.NewsIndexPage",
        "pages.ProjectIndexPage",
        "good_practices.GoodPracticeIndexPage",
        "library.DocumentIndexPage",
        "library.GuideIndexPage",
    ]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what the network has to show today."""
        from pages.front import present

        return super().get_context(request, *args, **kwargs) | {"front": present(self, request)}


class HomeMeeting(TranslatableMixin, Orderable):
    """One of the four meetings of the learning cycle, as the home page tells it."""

    class State(models.TextChoices):
        """Where the meeting stands."""

        DONE = "done", _("Done")
        NOW = "now", _("Takes registrations")
        NEXT = "next", _("Planned")

    page = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="meetings")
    title = models.CharField(_("title"), max_length=100)
    text = models.CharField(_("text"), max_length=200)
    when_where = models.CharField(_("when and where"), max_length=100, blank=True)
    state = models.CharField(_("state"), max_length=5, choices=State, default=State.NEXT)

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")

    def __str__(self) -> str:
        return self.title
