"""Rows of a practice: objectives, activities, results, partners, pictures."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from good_practices.models.panels import ACTIVITY, FILE, LINK, OBJECTIVE, PARTNER, PICTURE, RESULT, ActivityForm
from links.addresses import public_page


class Objective(TranslatableMixin, Orderable):
    """What a practice set out to reach; at most six."""

    practice = ParentalKey("good_practices.GoodPracticePage", on_delete=models.CASCADE, related_name="objectives")
    text = models.CharField(_("objective"), max_length=250)
    panels: ClassVar = OBJECTIVE

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("objective")
        verbose_name_plural = _("objectives")

    def __str__(self) -> str:
        return self.text


class Activity(TranslatableMixin, ClusterableModel, Orderable):
    """A building block: what was done, what made it work, what was learnt; one to eight."""

    practice = ParentalKey("good_practices.GoodPracticePage", on_delete=models.CASCADE, related_name="activities")
    name = models.CharField(_("name"), max_length=120)
    what = models.TextField(_("what was done"), max_length=1500)
    enabling = models.TextField(_("what made it possible"), max_length=1000, blank=True)
    lesson = models.TextField(_("lesson"), max_length=1000, blank=True)
    service_kinds = ParentalManyToManyField(
        "vocabulary.ServiceKind", blank=True, related_name="+", verbose_name=_("kinds of service")
    )
    panels: ClassVar = ACTIVITY
    base_form_class = ActivityForm
    override_translatable_fields: ClassVar = [SynchronizedField("service_kinds", overridable=False)]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("activity")
        verbose_name_plural = _("activities")

    def __str__(self) -> str:
        return self.name


class ResultRow(TranslatableMixin, Orderable):
    """A result against an objective: indicator, unit, baseline, target, actual."""

    practice = ParentalKey("good_practices.GoodPracticePage", on_delete=models.CASCADE, related_name="result_rows")
    objective = models.CharField(_("objective"), max_length=250, blank=True)
    indicator = models.CharField(_("indicator"), max_length=200)
    unit = models.CharField(_("unit"), max_length=60, blank=True)
    baseline = models.CharField(_("baseline"), max_length=60, blank=True)
    target = models.CharField(_("target"), max_length=60, blank=True)
    actual = models.CharField(_("actual"), max_length=60, blank=True)
    panels: ClassVar = RESULT
    override_translatable_fields: ClassVar = [SynchronizedField(name) for name in ("baseline", "target", "actual")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("result")
        verbose_name_plural = _("results")

    def __str__(self) -> str:
        return self.indicator


class Partner(Orderable):
    """A body that worked along: from the directory, or by name."""

    practice = ParentalKey("good_practices.GoodPracticePage", on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(
        "network_members.Organisation", models.CASCADE, null=True, blank=True, related_name="+"
    )
    name = models.CharField(_("name"), max_length=160, blank=True)
    panels: ClassVar = PARTNER

    class Meta(Orderable.Meta):
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(organisation=None, name=""), name="a_partner_is_a_body_or_a_name"
            )
        ]

    def __str__(self) -> str:
        return str(self.organisation or self.name)


class PracticeLink(TranslatableMixin, Orderable):
    """Something to read elsewhere; at most six. A translator may lead to the page in the other language."""

    practice = ParentalKey("good_practices.GoodPracticePage", on_delete=models.CASCADE, related_name="links")
    title = models.CharField(_("what is found there"), max_length=120)
    url = models.URLField(_("address"), max_length=300, validators=[public_page])
    panels: ClassVar = LINK
    override_translatable_fields: ClassVar = [SynchronizedField("url")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("link")
        verbose_name_plural = _("links")

    def __str__(self) -> str:
        return self.title


class PracticeImage(Orderable):
    """A picture of a practice; its words stand on the picture itself."""

    practice = ParentalKey("good_practices.GoodPracticePage", on_delete=models.CASCADE, related_name="images")
    image = models.ForeignKey(settings.WAGTAILIMAGES_IMAGE_MODEL, models.CASCADE, related_name="+")
    panels: ClassVar = PICTURE

    class Meta(Orderable.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def __str__(self) -> str:
        return str(self.image)


class PracticeFile(Orderable):
    """Something to take along: a form, a guide, a plan; at most six."""

    practice = ParentalKey("good_practices.GoodPracticePage", on_delete=models.CASCADE, related_name="files")
    document = models.ForeignKey(settings.WAGTAILDOCS_DOCUMENT_MODEL, models.CASCADE, related_name="+")
    panels: ClassVar = FILE

    class Meta(Orderable.Meta):
        verbose_name = _("file")
        verbose_name_plural = _("files")

    def __str__(self) -> str:
        return str(self.document)
