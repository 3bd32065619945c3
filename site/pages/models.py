"""Home, content pages, projects, and the menus that editors keep."""

from typing import ClassVar

from blocks.body import body_blocks
from blocks.pages import BilingualPageMixin
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page, TranslatableMixin
from wagtail_localize.fields import SynchronizedField


class HomePage(BilingualPageMixin, Page):
    """What the network is, in one screen."""

    headline = models.CharField(_("headline"), max_length=120, blank=True)
    lead = models.TextField(_("lead"), max_length=400, blank=True)
    method_title = models.CharField(_("title of the method"), max_length=120, blank=True)
    method_text = models.TextField(_("text of the method"), max_length=400, blank=True)
    network_title = models.CharField(_("title of the network"), max_length=120, blank=True)
    network_text = models.TextField(_("text of the network"), max_length=600, blank=True)

    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("headline"),
        FieldPanel("lead"),
        InlinePanel("meetings", label=_("Meetings of the cycle"), max_num=4),
        MultiFieldPanel([FieldPanel("method_title"), FieldPanel("method_text")], heading=_("Method")),
        MultiFieldPanel([FieldPanel("network_title"), FieldPanel("network_text")], heading=_("Network")),
    ]
    template = "pages/home.html"
    subpage_types: ClassVar = [
        "pages.ContentPage",
        "pages.ProjectIndexPage",
        "good_practices.GoodPracticeIndexPage",
    ]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")


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


class ContentPage(BilingualPageMixin, Page):
    """A page of text: the network, the method, the rules."""

    introduction = models.TextField(_("introduction"), max_length=600, blank=True)
    body = StreamField(body_blocks(), verbose_name=_("text"), blank=True)

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("introduction"), FieldPanel("body")]
    template = "pages/content.html"
    subpage_types: ClassVar = ["pages.ContentPage"]

    class Meta:
        verbose_name = _("content page")
        verbose_name_plural = _("content pages")


class ProjectIndexPage(BilingualPageMixin, Page):
    """The projects of the network's members."""

    introduction = models.TextField(_("introduction"), max_length=600, blank=True)

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("introduction")]
    template = "pages/projects.html"
    subpage_types: ClassVar = ["pages.ProjectPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of projects")
        verbose_name_plural = _("lists of projects")


class ProjectPage(BilingualPageMixin, Page):
    """A project: who did what with whose money, for how long, and what came of it."""

    class Category(models.TextChoices):
        """Whether the project still runs."""

        ONGOING = "ongoing", _("Ongoing")
        COMPLETED = "completed", _("Completed")

    introduction = models.TextField(_("introduction"), max_length=600, blank=True)
    category = models.CharField(_("category"), max_length=10, choices=Category, default=Category.ONGOING)
    start_year = models.PositiveSmallIntegerField(_("from year"), null=True, blank=True)
    end_year = models.PositiveSmallIntegerField(_("until year"), null=True, blank=True)
    duration_note = models.CharField(_("note on the duration"), max_length=300, blank=True)
    lead_organisation = models.ForeignKey(
        "network_members.Organisation", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("lead organisation"),
    )
    funding_programme = models.ForeignKey(
        "vocabulary.FundingProgramme", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("funding programme"),
    )
    funding = models.CharField(_("funding"), max_length=300, blank=True)
    funder_sentence = models.CharField(_("funder's sentence"), max_length=300, blank=True)
    beneficiaries = models.CharField(_("beneficiaries"), max_length=300, blank=True)
    outputs = models.TextField(_("outputs"), max_length=1500, blank=True)
    body = StreamField(body_blocks(), verbose_name=_("text"), blank=True)
    countries = ParentalManyToManyField("vocabulary.Country", blank=True, related_name="+", verbose_name=_("countries"))

    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("introduction"),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("category", "start_year", "end_year", "duration_note")],
            heading=_("Duration"),
        ),
        MultiFieldPanel([FieldPanel("lead_organisation"), FieldPanel("countries")], heading=_("Who and where")),
        InlinePanel("partners", label=_("Partners")),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("funding_programme", "funding", "funder_sentence")], heading=_("Funding")
        ),
        FieldPanel("beneficiaries"),
        FieldPanel("outputs"),
        FieldPanel("body"),
        InlinePanel("practices", label=_("Good practices")),
    ]
    override_translatable_fields: ClassVar = [
        *BilingualPageMixin.override_translatable_fields,
        *(SynchronizedField(name, overridable=False) for name in ("funding_programme", "countries")),
    ]
    template = "pages/project.html"
    subpage_types: ClassVar[list[str]] = []
    parent_page_types: ClassVar = ["pages.ProjectIndexPage"]

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(end_year=None) | models.Q(start_year=None)
                | models.Q(end_year__gte=models.F("start_year")),
                name="project_ends_after_it_starts",
                violation_error_message=_("The end lies before the start."),
            )
        ]


class ProjectPartner(Orderable):
    """A body that works along in a project: from the directory, or by name."""

    page = ParentalKey(ProjectPage, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(
        "network_members.Organisation", models.CASCADE, null=True, blank=True, related_name="+",
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


class ProjectPractice(Orderable):
    """A practice that came out of a project."""

    page = ParentalKey(ProjectPage, on_delete=models.CASCADE, related_name="practices")
    practice = models.ForeignKey("good_practices.GoodPracticePage", models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return str(self.practice)


class Menu(TranslatableMixin, ClusterableModel):
    """A list of links in one place of the frame, in one language."""

    class Position(models.TextChoices):
        """Where the links stand."""

        HEADER = "header", _("Header")
        FOOTER = "footer", _("Footer")

    position = models.CharField(_("position"), max_length=10, choices=Position)
    title = models.CharField(_("title"), max_length=60, blank=True, help_text=_("Heading of a footer column."))
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    panels: ClassVar = [
        FieldPanel("position"), FieldPanel("title"), FieldPanel("order"), InlinePanel("items", label=_("Links")),
    ]

    class Meta(TranslatableMixin.Meta):
        ordering: ClassVar = ["position", "order", "pk"]
        verbose_name = _("menu")
        verbose_name_plural = _("menus")

    def __str__(self) -> str:
        return f"{self.get_position_display()} {self.title}".strip()


class MenuItem(TranslatableMixin, Orderable):
    """A link of a menu: to a page, or to an address of this site."""

    menu = ParentalKey(Menu, on_delete=models.CASCADE, related_name="items")
    label = models.CharField(_("label"), max_length=60)
    page = models.ForeignKey(Page, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("page"))
    address = models.CharField(
        _("address"), max_length=200, blank=True, help_text=_("A path of this site without the language, such as my/.")
    )
    panels: ClassVar = [FieldPanel("label"), PageChooserPanel("page"), FieldPanel("address")]
    override_translatable_fields: ClassVar = [SynchronizedField("address")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("link")
        verbose_name_plural = _("links")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(page=None) ^ models.Q(address=""),
                name="a_link_leads_to_a_page_or_an_address",
                violation_error_message=_("Choose either a page or an address."),
            )
        ]

    def __str__(self) -> str:
        return self.label


class FooterText(TranslatableMixin, models.Model):
    """What the footer says about the network and its funder, in one language."""

    about = models.TextField(_("about the network"), max_length=400)
    funding = models.CharField(_("funder's sentence"), max_length=300, blank=True)

    panels: ClassVar = [FieldPanel("about"), FieldPanel("funding")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("footer")
        verbose_name_plural = _("footers")

    def __str__(self) -> str:
        return self.about
