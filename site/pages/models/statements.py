"""What the statements on accessibility and privacy say that differs from site to site."""

from datetime import date, timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting

from network_members.contacts import telephone

REVIEW_AFTER = timedelta(days=365)


class SiteFacts(BaseGenericSetting):
    """Who runs the site, whom readers turn to, and when accessibility was last reviewed; one row."""

    class Method(models.TextChoices):
        """Who looked whether the site is accessible."""

        SELF = "self", _("assessed by the network itself")
        EXTERNAL = "external", _("assessed by somebody from outside")

    owner_el = models.CharField(_("who runs the site, in Greek"), max_length=200, blank=True)
    owner_en = models.CharField(_("who runs the site, in English"), max_length=200, blank=True)
    address_el = models.CharField(_("address in Greek"), max_length=200, blank=True)
    address_en = models.CharField(_("address in English"), max_length=200, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True, validators=[telephone])
    email = models.EmailField(
        _("address for messages"),
        max_length=254,
        blank=True,
        help_text=_("No page shows it. What visitors write about accessibility and privacy comes to this address."),
    )
    answer_days = models.PositiveSmallIntegerField(_("working days until an answer"), default=15)
    reviewed_on = models.DateField(_("accessibility last reviewed on"), null=True, blank=True)
    method = models.CharField(_("how it was assessed"), max_length=10, choices=Method, default=Method.SELF)
    enforcement_el = models.CharField(_("who enforces accessibility, in Greek"), max_length=200, blank=True)
    enforcement_en = models.CharField(_("who enforces accessibility, in English"), max_length=200, blank=True)
    enforcement_page = models.URLField(_("page of who enforces accessibility"), blank=True)
    authority_el = models.CharField(_("data protection authority, in Greek"), max_length=200, blank=True)
    authority_en = models.CharField(_("data protection authority, in English"), max_length=200, blank=True)
    authority_page = models.URLField(_("page of the data protection authority"), blank=True)

    panels: ClassVar = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("owner_el"), FieldPanel("owner_en")]),
                FieldRowPanel([FieldPanel("address_el"), FieldPanel("address_en")]),
                FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
                FieldPanel("answer_days"),
            ],
            heading=_("Who runs the site"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("reviewed_on"), FieldPanel("method")]),
                FieldRowPanel([FieldPanel("enforcement_el"), FieldPanel("enforcement_en")]),
                FieldPanel("enforcement_page"),
            ],
            heading=_("Accessibility statement"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("authority_el"), FieldPanel("authority_en")]),
                FieldPanel("authority_page"),
            ],
            heading=_("Privacy page"),
        ),
    ]

    class Meta:
        verbose_name = _("facts for the statements")
        verbose_name_plural = _("facts for the statements")

    def __str__(self) -> str:
        return self.owner_el or self.owner_en

    @classmethod
    def known(cls) -> "SiteFacts":
        """Return what is written down; nothing is stored for who only reads."""
        return cls.objects.first() or cls()

    def is_review_due(self, today: date) -> bool:
        """Say whether the statement has not been reviewed for a year."""
        return self.reviewed_on is None or today - self.reviewed_on > REVIEW_AFTER


class FindingQuerySet(models.QuerySet["AccessibilityFinding"]):
    """Questions about findings."""

    def open(self) -> "FindingQuerySet":
        """Return what still stands, the oldest first."""
        return self.filter(solved_on=None).order_by("found_on", "pk")

    def overdue(self, today: date) -> "FindingQuerySet":
        """Return what should have been solved by now."""
        return self.open().filter(planned_for__lt=today)


class AccessibilityFinding(models.Model):
    """Something that not everybody can use yet, why, and what there is instead."""

    class Reason(models.TextChoices):
        """Why it stands, in the order of the statement."""

        FAULT = "fault", _("not yet in line with the law")
        BURDEN = "burden", _("a disproportionate burden")
        OUTSIDE = "outside", _("outside the law")

    text_el = models.CharField(_("what, in Greek"), max_length=400, blank=True)
    text_en = models.CharField(_("what, in English"), max_length=400, blank=True)
    reason = models.CharField(_("why"), max_length=10, choices=Reason, default=Reason.FAULT)
    alternative_el = models.CharField(_("what there is instead, in Greek"), max_length=400, blank=True)
    alternative_en = models.CharField(_("what there is instead, in English"), max_length=400, blank=True)
    found_on = models.DateField(_("found on"))
    planned_for = models.DateField(_("to be solved by"), null=True, blank=True)
    solved_on = models.DateField(_("solved on"), null=True, blank=True)

    objects = FindingQuerySet.as_manager()

    panels: ClassVar[list[Any]] = [
        FieldRowPanel([FieldPanel("text_el"), FieldPanel("text_en")]),
        FieldPanel("reason"),
        FieldRowPanel([FieldPanel("alternative_el"), FieldPanel("alternative_en")]),
        FieldRowPanel([FieldPanel("found_on"), FieldPanel("planned_for"), FieldPanel("solved_on")]),
    ]

    class Meta:
        ordering = ("-found_on", "-pk")
        verbose_name = _("accessibility finding")
        verbose_name_plural = _("accessibility findings")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(text_el="", text_en=""),
                name="a_finding_has_words",
                violation_error_message=_("Write what was found in at least one language."),
            )
        ]

    def __str__(self) -> str:
        return self.text_el or self.text_en
