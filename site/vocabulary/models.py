"""The controlled words of the network: bilingual, coded, in the editors' hands.

A word has one row per language, tied by `translation_key` and sharing its `code`. Practices and
organisations always point at the row of the anchor language (the first of `settings.LANGUAGES`), so
one practice means the same word in both languages; readers see the label of their own language
through `vocabulary.labels`.
"""

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import TranslatableMixin
from wagtail_localize.fields import SynchronizedField


class TermQuerySet(models.QuerySet["Term"]):
    """Questions that all kinds of words answer."""

    def anchors(self) -> "TermQuerySet":
        """Return the rows that practices and organisations point at."""
        return self.filter(locale__language_code=settings.LANGUAGES[0][0])

    def in_language(self, language: str) -> "TermQuerySet":
        """Return the rows written in one language."""
        return self.filter(locale__language_code=language)


class Term(TranslatableMixin, models.Model):
    """What every kind of word has."""

    code = models.SlugField(
        _("code"), max_length=50, help_text=_("Short Latin name; the same in both languages. It stays in addresses.")
    )
    title = models.CharField(_("title"), max_length=120)
    synonyms = models.CharField(
        _("synonyms"), max_length=250, blank=True, help_text=_("Other words for the same thing, separated by commas.")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = TermQuerySet.as_manager()
    panels: ClassVar = [
        FieldPanel("title"),
        FieldPanel("synonyms"),
        FieldRowPanel([FieldPanel("code"), FieldPanel("order")]),
    ]
    override_translatable_fields: ClassVar = [SynchronizedField("code", overridable=False), SynchronizedField("order")]

    class Meta(TranslatableMixin.Meta):
        abstract = True
        ordering: ClassVar = ["order", "title"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "locale"], name="one_%(class)s_per_code_and_language")
        ]

    def __str__(self) -> str:
        return self.title


class Dye(models.TextChoices):
    """The natural dyes of the woven covers."""

    MADDER = "madder", _("madder, red")
    INDIGO = "indigo", _("indigo, blue")
    OLIVE = "olive", _("olive, green")
    SEA = "sea", _("sea, teal")
    WELD = "weld", _("weld, yellow")
    WALNUT = "walnut", _("walnut, brown")


class Theme(Term):
    """What a practice is about."""

    dye = models.CharField(_("dye"), max_length=10, choices=Dye, default=Dye.MADDER)
    panels: ClassVar = [*Term.panels, FieldPanel("dye")]

    class Meta(Term.Meta):
        verbose_name = _("theme")
        verbose_name_plural = _("themes")


class TargetGroup(Term):
    """Whom a practice is for."""

    class Meta(Term.Meta):
        verbose_name = _("target group")
        verbose_name_plural = _("target groups")


class Country(Term):
    """A country; its code is ISO 3166-1 alpha-2 in lower case."""

    class Meta(Term.Meta):
        ordering: ClassVar = ["title"]
        verbose_name = _("country")
        verbose_name_plural = _("countries")


class Place(Term):
    """A city, town or region with its point on the map (degrees, WGS 84)."""

    country = models.ForeignKey(Country, models.PROTECT, related_name="places", verbose_name=_("country"))
    latitude = models.DecimalField(
        _("latitude"), max_digits=8, decimal_places=5, validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    longitude = models.DecimalField(
        _("longitude"), max_digits=8, decimal_places=5, validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )
    panels: ClassVar = [
        *Term.panels,
        FieldPanel("country"),
        FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
    ]
    override_translatable_fields: ClassVar = [*Term.override_translatable_fields, SynchronizedField("country")]

    class Meta(Term.Meta):
        ordering: ClassVar = ["title"]
        verbose_name = _("place")
        verbose_name_plural = _("places")


class ServiceKind(Term):
    """A kind of service, such as counselling or mediation."""

    class Meta(Term.Meta):
        verbose_name = _("kind of service")
        verbose_name_plural = _("kinds of service")


class Axis(Term):
    """A horizontal axis of the learning cycle: coordination, resources, evaluation."""

    class Meta(Term.Meta):
        verbose_name = _("horizontal axis")
        verbose_name_plural = _("horizontal axes")


class InterventionLevel(Term):
    """Where a practice acts: person, employer, support mechanism."""

    class Meta(Term.Meta):
        verbose_name = _("level of intervention")
        verbose_name_plural = _("levels of intervention")


class PolicyGoal(Term):
    """What a practice contributes to: a Sustainable Development Goal, or an area of the EU's Action Plan.

    Sources: UN General Assembly, A/RES/70/1 (2015); European Commission, COM(2020) 758 (2020). They are there from
    the start; migration 0003 holds them.
    """

    class Meta(Term.Meta):
        verbose_name = _("policy goal")
        verbose_name_plural = _("policy goals")


class FundingProgramme(Term):
    """A programme that pays for practices and projects."""

    class Meta(Term.Meta):
        verbose_name = _("funding programme")
        verbose_name_plural = _("funding programmes")


class Merged(models.Model):
    """A word that was merged into another one: where the code that old addresses hold leads now."""

    kind = models.CharField(max_length=40)
    code = models.SlugField(max_length=50)
    into = models.SlugField(max_length=50)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "code"], name="one_end_per_merged_word")]

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"


KINDS: tuple[type[Term], ...] = (
    Theme,
    TargetGroup,
    Country,
    Place,
    ServiceKind,
    Axis,
    InterventionLevel,
    PolicyGoal,
    FundingProgramme,
)
