"""The public list of documents: what each one is, where it comes from, and the file or address that holds it."""

from dataclasses import replace
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.search import index

from blocks.pages import BilingualPageMixin
from library.models.texts import says_shortly_of
from library.panels import FileTextPanel


class PublicationQuerySet(models.QuerySet["Publication"]):
    """Questions about documents of the list; the only door to them is `visible_to`."""

    def visible_to(self, user: Any) -> "PublicationQuerySet":
        """Return what a person may read: what editors show, and everything for those who may change it."""
        return self if user.has_perm("library.change_publication") else self.filter(listed=True)


class Publication(index.Indexed, models.Model):
    """A document of the list, with its words in both languages."""

    class Kind(models.TextChoices):
        """What sort of document it is."""

        GUIDE = "guide", _("Guide")
        REPORT = "report", _("Report")
        POLICY = "policy", _("Policy text")
        LAW = "law", _("Law or decision")
        DELIVERABLE = "deliverable", _("Deliverable of a project")
        LEAFLET = "leaflet", _("Leaflet")
        TRAINING = "training", _("Training material")
        OTHER = "other", _("Other document")

    title_el = models.CharField(_("title in Greek"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200)
    text_el = models.TextField(_("description in Greek"), max_length=600, blank=True)
    text_en = models.TextField(_("description in English"), max_length=600, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.REPORT)
    source_el = models.CharField(_("source in Greek"), max_length=200, blank=True)
    source_en = models.CharField(_("source in English"), max_length=200, blank=True)
    date = models.DateField(_("date"), default=timezone.localdate)
    document = models.ForeignKey(
        settings.WAGTAILDOCS_DOCUMENT_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("file"),
    )
    address = models.URLField(
        _("address elsewhere"), blank=True, help_text=_("Where the document is read, when its file is not kept here.")
    )
    language = models.CharField(
        _("written in"), max_length=2, choices=[("el", _("Greek")), ("en", _("English"))], default="el"
    )
    listed = models.BooleanField(_("shown in the list"), default=True)

    objects = PublicationQuerySet.as_manager()
    panels: ClassVar = [
        MultiFieldPanel(
            [FieldPanel("title_el"), FieldPanel("text_el"), FieldPanel("source_el")], heading=_("In Greek")
        ),
        MultiFieldPanel(
            [FieldPanel("title_en"), FieldPanel("text_en"), FieldPanel("source_en")], heading=_("In English")
        ),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("date"), FieldPanel("language")]),
        MultiFieldPanel([FieldPanel("document"), FieldPanel("address")], heading=_("The document")),
        FileTextPanel(),
        FieldPanel("listed"),
    ]
    search_fields: ClassVar = [
        *(kind(name) for name in ("title_el", "title_en") for kind in (index.SearchField, index.AutocompleteField)),
        *(index.SearchField(name) for name in ("text_el", "text_en", "source_el", "source_en")),
        index.FilterField("kind"),
        index.FilterField("listed"),
    ]

    class Meta:
        ordering: ClassVar = ["-date", "-pk"]
        verbose_name = _("document of the list")
        verbose_name_plural = _("list of documents")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(document=None) ^ models.Q(address=""),
                name="a_publication_is_a_file_or_an_address",
                violation_error_message=_("Choose either a file or an address elsewhere."),
            )
        ]

    def __str__(self) -> str:
        return self.title_el

    def words_in(self, language: str) -> dict[str, str]:
        """Return title, description and source in a language."""
        return {name: getattr(self, f"{name}_{language}") for name in ("title", "text", "source")}

    def found_by(self) -> str:
        """Return what the search knows of its file, for the editors' list."""
        return says_shortly_of(self.document)


class DocumentIndexPage(BilingualPageMixin, Page):
    """The public list of documents; one per language, twins of each other."""

    introduction = models.TextField(_("introduction"), max_length=600, blank=True)

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("introduction")]
    template = "library/documents.html"
    known_parameters = frozenset({"kind", "language", "year", "page"})
    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("page of documents")
        verbose_name_plural = _("pages of documents")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the documents that the query string asks for."""
        from library.documents import show

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        listing = show(self, request)
        # The codes of filters are the same in both languages: the switch keeps what is chosen.
        context["alternates"] = [replace(one, url=f"{one.url}{listing.kept}") for one in context["alternates"]]
        return context | {"listing": listing, "crumbs": listing.crumbs}
