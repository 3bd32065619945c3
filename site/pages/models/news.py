"""News of the network and topics of integration, each with its source and date, and their list."""

from dataclasses import replace
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail_localize.fields import SynchronizedField

from blocks.body import body_blocks
from blocks.pages import BilingualPageMixin
from comments.places import TalkedAbout
from links.panels import CheckedPanel
from vocabulary.forms import offer_anchors


class NewsForm(WagtailAdminPageForm):
    """A news item in the admin; each word is offered once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_anchors(self)


class NewsIndexPage(BilingualPageMixin, Page):
    """The news; one list per language, twins of each other."""

    introduction = models.TextField(_("introduction"), max_length=600, blank=True)

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("introduction")]
    template = "pages/news.html"
    known_parameters = frozenset({"kind", "theme", "year", "page"})
    subpage_types: ClassVar = ["pages.NewsPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of news")
        verbose_name_plural = _("lists of news")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the news that the query string asks for."""
        from pages.news import show

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        listing = show(self, request)
        # The codes of filters are the same in both languages: the switch keeps what is chosen.
        context["alternates"] = [replace(one, url=f"{one.url}{listing.kept}") for one in context["alternates"]]
        return context | {"listing": listing, "crumbs": listing.crumbs}


class NewsPage(TalkedAbout, BilingualPageMixin, Page):
    """What happened, or what is worth knowing: with its date, and where it comes from."""

    class Kind(models.TextChoices):
        """Whether something happened, or a subject is explained."""

        NEWS = "news", pgettext_lazy("kind of text", "News")
        TOPIC = "topic", _("Integration topic")

    kind = models.CharField(_("kind"), max_length=5, choices=Kind, default=Kind.NEWS)
    date = models.DateField(_("date"), default=timezone.localdate)
    introduction = models.TextField(_("lead"), max_length=600, blank=True)
    source_name = models.CharField(_("source"), max_length=200, blank=True, help_text=_("Who published it first."))
    source_url = models.URLField(_("address of the source"), blank=True)
    source_date = models.DateField(_("date of the source"), null=True, blank=True)
    themes = ParentalManyToManyField("vocabulary.Theme", blank=True, related_name="+", verbose_name=_("themes"))
    countries = ParentalManyToManyField("vocabulary.Country", blank=True, related_name="+", verbose_name=_("countries"))
    picture = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    body = StreamField(body_blocks(), verbose_name=_("text"), blank=True)

    content_panels: ClassVar = [
        CheckedPanel(),
        *Page.content_panels,
        FieldRowPanel([FieldPanel("kind"), FieldPanel("date")]),
        FieldPanel("introduction"),
        MultiFieldPanel(
            [FieldPanel("source_name"), FieldRowPanel([FieldPanel("source_url"), FieldPanel("source_date")])],
            heading=_("Where it comes from"),
        ),
        MultiFieldPanel(
            [FieldPanel(name, widget=CheckboxSelectMultiple) for name in ("themes", "countries")],
            heading=_("Themes and countries"),
        ),
        FieldPanel("picture"),
        FieldPanel("body"),
        InlinePanel("documents", label=_("Documents")),
    ]
    override_translatable_fields: ClassVar = [
        *BilingualPageMixin.override_translatable_fields,
        *(SynchronizedField(name, overridable=False) for name in ("date", "source_date", "themes", "countries")),
    ]
    base_form_class = NewsForm
    template = "pages/news_item.html"
    subpage_types: ClassVar[list[str]] = []
    parent_page_types: ClassVar = ["pages.NewsIndexPage"]

    class Meta:
        verbose_name = _("news item")
        verbose_name_plural = _("news items")
        indexes: ClassVar = [models.Index(fields=["-date"], name="news_by_date")]

    @classmethod
    def to_read(cls) -> Any:
        """Return news with everything their page shows that is not a row of its own."""
        return super().to_read().select_related("picture")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the news item as its page tells it."""
        from pages.news_item import present

        item = present(self, request)
        return super().get_context(request, *args, **kwargs) | {"item": item, "crumbs": item.crumbs}


class NewsDocument(Orderable):
    """A document that belongs to a news item."""

    page = ParentalKey(NewsPage, on_delete=models.CASCADE, related_name="documents")
    document = models.ForeignKey(
        settings.WAGTAILDOCS_DOCUMENT_MODEL, models.CASCADE, related_name="+", verbose_name=_("document")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def __str__(self) -> str:
        return str(self.document)
