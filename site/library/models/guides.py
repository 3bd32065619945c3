"""Guides: a cover, chapters below it, and in each chapter the rows that its subject asks for."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page, TranslatableMixin

from blocks.body import RICH_TEXT
from blocks.pages import BilingualPageMixin
from comments.places import TalkedAbout
from links.panels import CheckedPanel

ANSWER = ["bold", "italic", "link", "document-link", "ol", "ul"]


class GuideIndexPage(BilingualPageMixin, Page):
    """The guides of the network; one list per language, twins of each other."""

    introduction = models.TextField(_("introduction"), max_length=600, blank=True)

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("introduction")]
    template = "library/guides.html"
    subpage_types: ClassVar = ["library.GuidePage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of guides")
        verbose_name_plural = _("lists of guides")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the guides that the reader may open."""
        from library.guides import shelf

        guides = shelf(self, request)
        return super().get_context(request, *args, **kwargs) | {"shelf": guides, "crumbs": guides.crumbs}


class GuidePage(TalkedAbout, BilingualPageMixin, Page):
    """A guide: what it is for, whose it is, and its chapters."""

    introduction = models.TextField(_("introduction"), max_length=600, blank=True)
    for_whom = models.CharField(_("whom it is for"), max_length=300, blank=True)
    organisation = models.ForeignKey(
        "network_members.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("body that wrote it"),
    )
    year = models.PositiveSmallIntegerField(
        _("year"), null=True, blank=True, validators=[MinValueValidator(1950), MaxValueValidator(2100)]
    )
    note = models.CharField(
        _("note on the source"), max_length=300, blank=True, help_text=_("Where the text comes from, in a sentence.")
    )
    document = models.ForeignKey(
        settings.WAGTAILDOCS_DOCUMENT_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("file to download"),
    )

    content_panels: ClassVar = [
        CheckedPanel(),
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("for_whom"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("organisation"), FieldPanel("year")]), FieldPanel("note")],
            heading=_("Whose it is"),
        ),
        FieldPanel("document"),
    ]
    subpage_types: ClassVar = ["library.GuideChapterPage"]
    known_parameters = frozenset({"view", *TalkedAbout.known_parameters})
    parent_page_types: ClassVar = ["library.GuideIndexPage"]

    class Meta:
        verbose_name = _("guide")
        verbose_name_plural = _("guides")

    @classmethod
    def to_read(cls) -> Any:
        """Return guides with what their page shows."""
        return super().to_read().select_related("organisation", "document")

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        """Show the cover, or all chapters on one page."""
        from library.guides import asks_for_whole

        return "library/guide_whole.html" if asks_for_whole(request) else "library/guide.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the guide as its pages tell it."""
        from library.guides import guide_of

        guide = guide_of(self, request)
        return super().get_context(request, *args, **kwargs) | {"guide": guide, "crumbs": guide.crumbs}


class GuideChapterPage(BilingualPageMixin, Page):
    """A chapter: its text, and rows of stages, indicators, questions, practices or advice."""

    introduction = models.TextField(_("introduction"), max_length=600, blank=True)
    text = RichTextField(_("text"), features=RICH_TEXT, blank=True)

    content_panels: ClassVar = [
        CheckedPanel(),
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("text"),
        InlinePanel("stages", label=_("Stages")),
        InlinePanel("indicators", label=_("Quality indicators")),
        InlinePanel("questions", label=_("Questions and answers")),
        InlinePanel("practices", label=_("European practices")),
        InlinePanel("advice", label=_("Policy advice")),
    ]
    template = "library/chapter.html"
    subpage_types: ClassVar[list[str]] = []
    parent_page_types: ClassVar = ["library.GuidePage"]

    class Meta:
        verbose_name = _("chapter of a guide")
        verbose_name_plural = _("chapters of a guide")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the chapter, and the guide around it."""
        from library.guides import chapter_of

        chapter = chapter_of(self, request)
        return super().get_context(request, *args, **kwargs) | {"chapter": chapter, "crumbs": chapter.crumbs}


class ChapterStage(TranslatableMixin, Orderable):
    """A stage of an approach: what happens, and when."""

    chapter = ParentalKey(GuideChapterPage, on_delete=models.CASCADE, related_name="stages")
    title = models.CharField(_("title"), max_length=120)
    when = models.CharField(_("when, for how long"), max_length=100, blank=True)
    text = models.TextField(_("what happens"), max_length=1500, blank=True)

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("stage")
        verbose_name_plural = _("stages")

    def __str__(self) -> str:
        return self.title


class ChapterIndicator(TranslatableMixin, Orderable):
    """A quality indicator: what it watches, how it is measured, and what is aimed at."""

    chapter = ParentalKey(GuideChapterPage, on_delete=models.CASCADE, related_name="indicators")
    name = models.CharField(_("indicator"), max_length=200)
    measured = models.CharField(_("how it is measured"), max_length=300, blank=True)
    unit = models.CharField(_("unit"), max_length=60, blank=True)
    target = models.CharField(_("target"), max_length=120, blank=True)

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("quality indicator")
        verbose_name_plural = _("quality indicators")

    def __str__(self) -> str:
        return self.name


class ChapterQuestion(TranslatableMixin, Orderable):
    """A question, its answer, and whether and when the answer was revised."""

    chapter = ParentalKey(GuideChapterPage, on_delete=models.CASCADE, related_name="questions")
    question = models.CharField(_("question"), max_length=250)
    answer = RichTextField(_("answer"), features=ANSWER)
    after_pilot = models.BooleanField(_("revised after the pilot"), default=False)
    revised = models.DateField(_("revised on"), null=True, blank=True)

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self) -> str:
        return self.question


class ChapterPractice(Orderable):
    """A practice of the library that a chapter looks at."""

    chapter = ParentalKey(GuideChapterPage, on_delete=models.CASCADE, related_name="practices")
    practice = models.ForeignKey(
        "good_practices.GoodPracticePage", models.CASCADE, related_name="+", verbose_name=_("good practice")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("practice")
        verbose_name_plural = _("practices")

    def __str__(self) -> str:
        return str(self.practice)


class ChapterAdvice(TranslatableMixin, Orderable):
    """A piece of policy advice, and to whom it is given."""

    chapter = ParentalKey(GuideChapterPage, on_delete=models.CASCADE, related_name="advice")
    addressee = models.CharField(_("to whom"), max_length=120, blank=True)
    text = models.TextField(_("advice"), max_length=1000)

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("advice")
        verbose_name_plural = _("pieces of advice")

    def __str__(self) -> str:
        return self.text
