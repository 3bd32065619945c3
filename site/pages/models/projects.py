"""Projects of the network's members, and their list."""

from dataclasses import replace
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page, TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from blocks.body import body_blocks
from blocks.pages import BilingualPageMixin
from comments.places import TalkedAbout
from links.panels import CheckedPanel
from pages.models.funders import Emblem
from vocabulary.forms import offer_anchors


class ProjectForm(WagtailAdminPageForm):
    """A project in the admin; each word is offered once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_anchors(self)


class ProjectIndexPage(BilingualPageMixin, Page):
    """The projects of the network's members."""

    introduction = models.TextField(_("introduction"), max_length=600, blank=True)

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("introduction")]
    template = "pages/projects.html"
    subpage_types: ClassVar = ["pages.ProjectPage"]
    known_parameters = frozenset({"category"})
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of projects")
        verbose_name_plural = _("lists of projects")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the projects of the category that the query string asks for."""
        from pages.projects import show

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        listing = show(self, request)
        # The categories have the same codes in both languages: the switch keeps what is chosen.
        context["alternates"] = [replace(one, url=f"{one.url}{listing.kept}") for one in context["alternates"]]
        return context | {"listing": listing, "crumbs": listing.crumbs}


class ProjectPage(TalkedAbout, BilingualPageMixin, Page):
    """A project: who did what with whose money, for how long, and what came of it."""

    class Category(models.TextChoices):
        """Whether the project still runs."""

        ONGOING = "ongoing", pgettext_lazy("of a project", "Ongoing")
        COMPLETED = "completed", pgettext_lazy("of a project", "Completed")

    introduction = models.TextField(_("introduction"), max_length=600, blank=True)
    category = models.CharField(_("category"), max_length=10, choices=Category, default=Category.ONGOING)
    start_year = models.PositiveSmallIntegerField(_("from year"), null=True, blank=True)
    end_year = models.PositiveSmallIntegerField(_("until year"), null=True, blank=True)
    duration_note = models.CharField(_("note on the duration"), max_length=300, blank=True)
    lead_organisation = models.ForeignKey(
        "network_members.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lead organisation"),
    )
    funding_programme = models.ForeignKey(
        "vocabulary.FundingProgramme",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("funding programme"),
    )
    funding = models.CharField(_("funding"), max_length=300, blank=True)
    funder_sentence = models.CharField(_("funder's sentence"), max_length=300, blank=True)
    funder_emblem = models.CharField(_("funder's emblem"), max_length=10, choices=Emblem, default=Emblem.NONE)
    funder_picture = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture of the emblem"),
    )
    beneficiaries = models.CharField(_("beneficiaries"), max_length=300, blank=True)
    body = StreamField(body_blocks(), verbose_name=_("text"), blank=True)
    countries = ParentalManyToManyField("vocabulary.Country", blank=True, related_name="+", verbose_name=_("countries"))

    content_panels: ClassVar = [
        CheckedPanel(),
        *Page.content_panels,
        FieldPanel("introduction"),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("category", "start_year", "end_year", "duration_note")],
            heading=_("Duration"),
        ),
        MultiFieldPanel(
            [FieldPanel("lead_organisation"), FieldPanel("countries", widget=CheckboxSelectMultiple)],
            heading=_("Who and where"),
        ),
        InlinePanel("partners", label=_("Partners")),
        MultiFieldPanel(
            [
                FieldPanel(name)
                for name in ("funding_programme", "funding", "funder_sentence", "funder_emblem", "funder_picture")
            ],
            heading=_("Funding"),
        ),
        FieldPanel("beneficiaries"),
        InlinePanel("outputs", label=_("Outputs")),
        FieldPanel("body"),
        InlinePanel("practices", label=_("Good practices")),
    ]
    override_translatable_fields: ClassVar = [
        *BilingualPageMixin.override_translatable_fields,
        *(SynchronizedField(name, overridable=False) for name in ("funding_programme", "countries")),
    ]
    base_form_class = ProjectForm
    template = "pages/project.html"
    subpage_types: ClassVar[list[str]] = []
    parent_page_types: ClassVar = ["pages.ProjectIndexPage"]

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(end_year=None)
                | models.Q(start_year=None)
                | models.Q(end_year__gte=models.F("start_year")),
                name="project_ends_after_it_starts",
                violation_error_message=_("The end lies before the start."),
            )
        ]

    @classmethod
    def to_read(cls) -> Any:
        """Return projects with everything their page shows that is not a row of its own."""
        return super().to_read().select_related("lead_organisation", "funding_programme", "funder_picture")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the project as its page tells it."""
        from pages.project import present

        project = present(self, request)
        added = {"project": project, "crumbs": project.crumbs, "funders": project.funders}
        return super().get_context(request, *args, **kwargs) | added


class ProjectPartner(Orderable):
    """A body that works along in a project: from the directory, or by name."""

    page = ParentalKey(ProjectPage, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(
        "network_members.Organisation",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organisation"),
    )
    name = models.CharField(_("name"), max_length=250, blank=True)

    class Meta(Orderable.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(organisation=None, name=""), name="a_project_partner_is_a_body_or_a_name"
            )
        ]

    def __str__(self) -> str:
        return str(self.organisation or self.name)


class ProjectOutput(TranslatableMixin, Orderable):
    """Something that a project produced; the file or the address that holds it, if there is one."""

    page = ParentalKey(ProjectPage, on_delete=models.CASCADE, related_name="outputs")
    title = models.CharField(_("what was produced"), max_length=250)
    document = models.ForeignKey(
        settings.WAGTAILDOCS_DOCUMENT_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("file"),
    )
    address = models.URLField(_("address elsewhere"), blank=True)

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("output")
        verbose_name_plural = _("outputs")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(document=None) | models.Q(address=""),
                name="an_output_is_a_file_or_an_address",
                violation_error_message=_("Choose either a file or an address elsewhere."),
            )
        ]

    def __str__(self) -> str:
        return self.title


class ProjectPractice(Orderable):
    """A practice that came out of a project."""

    page = ParentalKey(ProjectPage, on_delete=models.CASCADE, related_name="practices")
    practice = models.ForeignKey("good_practices.GoodPracticePage", models.CASCADE, related_name="of_projects")

    def __str__(self) -> str:
        return str(self.practice)
