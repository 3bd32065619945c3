"""A good practice with every field of the network's template."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import TaggedItemBase
from wagtail.models import Page, PageManager
from wagtail_localize.fields import SynchronizedField, TranslatableField

from blocks.pages import BilingualPageMixin
from comments.places import TalkedAbout
from good_practices.above import is_adopted
from good_practices.addresses import fit_address, settle_address
from good_practices.models import choices
from good_practices.models.panels import PRACTICE, PracticeForm
from good_practices.models.queries import GoodPracticeQuerySet
from language.collation import sort_key
from links.panels import CheckedPanel

year = [MinValueValidator(1950), MaxValueValidator(2100)]
month = [MinValueValidator(1), MaxValueValidator(12)]

# The same in both languages; a translator cannot change them.
SHARED_FACTS = (
    *("source_language", "place", "lead_organisation", "contact", "funding_programme", "costs_shown_to"),
    *("themes", "axes", "target_groups", "levels", "goals"),
)


class PracticeTag(TaggedItemBase):
    """A free keyword of a practice."""

    content_object = ParentalKey(
        "good_practices.GoodPracticePage", on_delete=models.CASCADE, related_name="tagged_items"
    )


class GoodPracticePage(TalkedAbout, BilingualPageMixin, Page):
    """A practice: what was done, for whom, with what result, and what others need to do it too."""

    AreaKind = choices.AreaKind
    PeriodKind = choices.PeriodKind
    Status = choices.Status
    Evaluation = choices.Evaluation
    Evidence = choices.Evidence
    Extent = choices.Extent
    Label = choices.Label
    Costs = choices.Costs

    # What it is
    source_language = models.CharField(_("written in"), max_length=2, choices=settings.LANGUAGES, default="el")
    one_line = models.CharField(_("in one line"), max_length=160, blank=True)
    summary = models.TextField(_("summary"), max_length=2000, blank=True)
    challenge = models.TextField(_("challenge and context"), max_length=3000, blank=True)
    themes = ParentalManyToManyField("vocabulary.Theme", blank=True, related_name="+", verbose_name=_("themes"))
    axes = ParentalManyToManyField("vocabulary.Axis", blank=True, related_name="+", verbose_name=_("horizontal axes"))
    target_groups = ParentalManyToManyField(
        "vocabulary.TargetGroup", blank=True, related_name="+", verbose_name=_("target groups")
    )
    levels = ParentalManyToManyField(
        "vocabulary.InterventionLevel", blank=True, related_name="+", verbose_name=_("levels of intervention")
    )
    goals = ParentalManyToManyField(
        "vocabulary.PolicyGoal", blank=True, related_name="+", verbose_name=_("policy goals")
    )
    tags = ClusterTaggableManager(through=PracticeTag, blank=True, verbose_name=_("keywords"))

    # Where and when
    place = models.ForeignKey(
        "vocabulary.Place", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("place")
    )
    area_kind = models.CharField(_("kind of area"), max_length=15, choices=AreaKind, blank=True)
    period_kind = models.CharField(_("kind of period"), max_length=8, choices=PeriodKind, default=PeriodKind.FIXED)
    start_year = models.PositiveSmallIntegerField(_("from year"), null=True, blank=True, validators=year)
    start_month = models.PositiveSmallIntegerField(_("from month"), null=True, blank=True, validators=month)
    end_year = models.PositiveSmallIntegerField(_("until year"), null=True, blank=True, validators=year)
    end_month = models.PositiveSmallIntegerField(_("until month"), null=True, blank=True, validators=month)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.ONGOING)
    ended_reason = models.TextField(_("why it ended"), max_length=600, blank=True)

    # Who
    lead_organisation = models.ForeignKey(
        "network_members.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lead organisation"),
    )
    contact = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("contact person"),
    )
    people_planned = models.PositiveIntegerField(_("people planned"), null=True, blank=True)
    people_reached = models.PositiveIntegerField(_("people reached"), null=True, blank=True)
    women_reached = models.PositiveIntegerField(_("of whom women"), null=True, blank=True)
    children_reached = models.PositiveIntegerField(_("of whom children"), null=True, blank=True)

    # With what
    cost = models.DecimalField(
        _("cost in euros"), max_digits=12, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    resources = models.TextField(_("cost, staff and help in kind"), max_length=1500, blank=True)
    costs_shown_to = models.CharField(
        _("who may read cost and funding"),
        max_length=8,
        choices=Costs,
        default=Costs.MEMBERS,
        help_text=_("Holds for the cost, and for source, share and years of the funding. Everyone sees the programme."),
    )
    funding_programme = models.ForeignKey(
        "vocabulary.FundingProgramme",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("funding programme"),
    )
    funding_source = models.CharField(_("source of funding"), max_length=250, blank=True)
    funding_share = models.PositiveSmallIntegerField(
        _("share of funding, per cent"), null=True, blank=True, validators=[MaxValueValidator(100)]
    )

    funding_from = models.PositiveSmallIntegerField(_("funded from year"), null=True, blank=True, validators=year)
    funding_until = models.PositiveSmallIntegerField(_("funded until year"), null=True, blank=True, validators=year)

    # What came of it
    evaluation = models.CharField(_("evaluation"), max_length=10, choices=Evaluation, default=Evaluation.NONE)
    evaluation_text = models.TextField(_("how it was evaluated"), max_length=1500, blank=True)
    evaluation_report = models.ForeignKey(
        settings.WAGTAILDOCS_DOCUMENT_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("evaluation report"),
    )
    users_opinion = models.TextField(_("opinion of users"), max_length=1500, blank=True)
    difficulties = models.TextField(_("difficulties, do and don't"), max_length=2500, blank=True)
    transfer = models.TextField(_("what others need"), max_length=3000, blank=True)
    equality = models.TextField(_("equality and accessibility"), max_length=1200, blank=True)

    # Kept by the system
    external_source = models.CharField(_("source of the file"), max_length=60, blank=True, editable=False)
    external_id = models.CharField(_("number in its source"), max_length=120, blank=True, editable=False)
    title_key = models.CharField(max_length=1000, blank=True, editable=False, db_index=True)
    evidence = models.CharField(
        _("evidence"), max_length=10, choices=Evidence, default=Evidence.DESCRIBED, editable=False
    )
    extent = models.CharField(
        pgettext_lazy("of a practice", "extent"),
        max_length=10,
        choices=Extent,
        default=Extent.SNAPSHOT,
        editable=False,
    )
    label = models.CharField(_("label"), max_length=12, choices=Label, default=Label.PUBLISHED, editable=False)
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True)
    unconfirmed_since = models.DateField(_("not confirmed since"), null=True, blank=True, editable=False)
    licence = models.CharField(_("licence"), max_length=30, default="CC BY 4.0", editable=False)

    objects = PageManager.from_queryset(GoodPracticeQuerySet)()

    content_panels: ClassVar = [CheckedPanel(), *Page.content_panels, *PRACTICE]
    base_form_class = PracticeForm
    parent_page_types: ClassVar = ["good_practices.GoodPracticeIndexPage"]
    exclude_fields_in_copy: ClassVar = ["external_source", "external_id", "label"]
    subpage_types: ClassVar[list[str]] = []
    template = "good_practices/practice.html"
    # Which of the two texts is shown.
    known_parameters = TalkedAbout.known_parameters | {"text"}
    override_translatable_fields: ClassVar = [
        *BilingualPageMixin.override_translatable_fields,
        *(SynchronizedField(name, overridable=False) for name in SHARED_FACTS),
        *(TranslatableField(name) for name in ("objectives", "activities", "result_rows", "links")),
    ]

    class Meta:
        verbose_name = _("good practice")
        verbose_name_plural = _("good practices")
        # SQLite finds nothing by the partial index of the constraint below.
        indexes: ClassVar = [models.Index(fields=["external_id"], name="practices_by_their_number")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(end_year=None) | Q(start_year=None) | Q(end_year__gte=F("start_year")),
                name="practice_ends_after_it_starts",
                violation_error_message=_("The end lies before the start."),
            ),
            models.CheckConstraint(
                condition=Q(funding_until=None) | Q(funding_from=None) | Q(funding_until__gte=F("funding_from")),
                name="funding_ends_after_it_starts",
                violation_error_message=_("The funding ends before it starts."),
            ),
            models.CheckConstraint(
                condition=Q(people_reached=None) | Q(women_reached=None) | Q(women_reached__lte=F("people_reached")),
                name="women_are_among_the_people_reached",
                violation_error_message=_("There cannot be more women than people reached."),
            ),
            models.CheckConstraint(
                condition=Q(people_reached=None)
                | Q(children_reached=None)
                | Q(children_reached__lte=F("people_reached")),
                name="children_are_among_the_people_reached",
                violation_error_message=_("There cannot be more children than people reached."),
            ),
            models.UniqueConstraint(
                fields=["external_source", "external_id"],
                condition=~Q(external_id=""),
                name="one_practice_per_number_in_a_source",
            ),
        ]

    @property
    def shows_costs_to_all(self) -> bool:
        """Say whether everybody may read cost and funding; a translation never shows more than its original."""
        if self.costs_shown_to != self.Costs.ALL or self.is_original:
            return self.costs_shown_to == self.Costs.ALL
        versions = type(self).objects.filter(translation_key=self.translation_key)
        return versions.originals().filter(costs_shown_to=self.Costs.ALL).exists()

    @property
    def closed_texts(self) -> frozenset[str]:
        """Return the names of the texts that not everybody may read."""
        return frozenset() if self.shows_costs_to_all else frozenset({"resources", "funding_source"})

    @classmethod
    def to_read(cls) -> GoodPracticeQuerySet:
        """Return practices with everything their page shows that is not a row of its own."""
        bodies = ("lead_organisation__place", "funding_programme")
        return cls.objects.select_related("locale", "place__country", *bodies, "evaluation_report", "contact")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Serve the page, and name the address to cite (RFC 8574)."""
        response = super().serve(request, *args, **kwargs)
        if address := (self.get_url(request) if self.live and response.status_code == 200 else None):
            response.headers["Link"] = f'<{request.build_absolute_uri(address)}>; rel="cite-as"'
        return response

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the practice as this reader may see it."""
        from good_practices.presentation import around

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | around(self, request, context["kept_as"])

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Check the practice, with the address it goes live under."""
        settle_address(self)
        super().full_clean(*args, **kwargs)

    def minimal_clean(self) -> None:
        """Check what even a draft must have, an address in Latin letters included."""
        fit_address(self)
        super().minimal_clean()

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Save with what the fields show."""
        self.work_out()
        return super().save(*args, **kwargs)

    @property
    def is_original(self) -> bool:
        """Say whether this is the version its author wrote."""
        return bool(self.locale.language_code == self.source_language)

    def work_out(self) -> None:
        """Note what the fields show: extent, evidence, place of the title in the alphabet."""
        from good_practices.extent import extent_of

        # A translation has the extent of its original, whatever is translated yet: `extent.renew`.
        if self.locale_id and self.is_original:
            self.extent = extent_of(self)
        self.evidence = self.work_out_evidence()
        self.title_key = sort_key(self.title)[:1000]

    def work_out_evidence(self) -> str:
        """Return the evidence level: the fields decide, nobody chooses."""
        if self.pk and is_adopted(self):
            return self.Evidence.ADOPTED
        measured = any(row.actual for row in self.result_rows.all())
        if self.evaluation == self.Evaluation.EXTERNAL:
            return self.Evidence.EXTERNAL
        if measured and self.users_opinion:
            return self.Evidence.USERS
        return self.Evidence.MEASURED if measured else self.Evidence.DESCRIBED
