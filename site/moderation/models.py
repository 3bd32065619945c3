"""Reports about what members say, and what was decided on them."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from language.detect import language_of
from moderation.kinds import kinds


class ReportQuerySet(models.QuerySet["Report"]):
    """Questions about reports; the only door to them is `visible_to`."""

    def visible_to(self, user: Any) -> "ReportQuerySet":
        """Return what a person may decide on: nobody sees reports about what they said themselves."""
        may_decide = getattr(user, "is_active", False) and user.has_perm("moderation.change_report")
        return self.exclude(author=user.pk) if may_decide else self.none()

    def about(self, kind: str, number: int) -> "ReportQuerySet":
        """Return the reports about one contribution that wait."""
        return self.filter(kind=kind, number=number, state=Report.State.WAITING)


class Report(models.Model):
    """Somebody's word that a contribution does not keep to the rules; it holds what stood there at the time."""

    class State(models.TextChoices):
        """What became of it."""

        WAITING = "waiting", _("Waits for a decision")
        UPHELD = "upheld", _("The contribution was hidden")
        DISMISSED = "dismissed", _("The contribution stays")

    class Reason(models.TextChoices):
        """Which rule is meant."""

        INSULT = "insult", _("It insults or threatens somebody")
        HATE = "hate", _("It is racist, or against a group of people")
        PERSONAL = "personal", _("It tells personal things of somebody")
        ADVERTISING = "advertising", _("It is advertising")
        FALSE = "false", _("It is false and does harm")
        OTHER = "other", _("Something else")
        # Nobody's word: what somebody new says first is put before the moderators.
        FIRST = "first", _("First comment of a new member")

    kind = models.CharField(_("kind"), max_length=30)
    number = models.PositiveBigIntegerField(_("number"))
    text = models.TextField(_("what was reported"), max_length=3000)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("author")
    )
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("reporter")
    )
    reason = models.CharField(_("reason"), max_length=12, choices=Reason)
    words = models.TextField(_("in the words of the reporter"), max_length=1000, blank=True)
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.WAITING)
    decision = models.TextField(_("reasons of the decision"), max_length=1000, blank=True)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["made_at", "pk"]
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        indexes: ClassVar = [models.Index(fields=["kind", "number"], name="reports_by_contribution")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "number", "reporter"],
                condition=Q(state="waiting"),
                name="one_waiting_report_per_person",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_at=None) | ~Q(state="waiting") & Q(decided_at__isnull=False),
                name="a_decided_report_has_its_time",
            ),
            models.CheckConstraint(condition=~Q(state="upheld", decision=""), name="hiding_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"

    @property
    def is_first(self) -> bool:
        """Say whether nobody complained: readers have not seen it yet."""
        return self.reason == self.Reason.FIRST

    @property
    def words_language(self) -> str | None:
        """Return the language that the reporter wrote in."""
        return language_of(self.words)

    @property
    def title(self) -> str:
        """Return what kind of contribution it is about, in words."""
        kind = kinds().get(self.kind)
        return str(kind.title) if kind else self.kind


class AppealQuerySet(models.QuerySet["Appeal"]):
    """Questions about appeals; the only door to them is `visible_to`."""

    def visible_to(self, user: Any) -> "AppealQuerySet":
        """Return the appeals on reports that a person may decide on, and their own."""
        reports = Report.objects.visible_to(user).values("pk")
        return self.filter(Q(report__in=reports) | Q(report__author=user.pk)) if user.pk else self.none()


class Appeal(models.Model):
    """The author's word against the hiding of a contribution; once for each decision (EU 2022/2065, article 20)."""

    class State(models.TextChoices):
        """What became of it."""

        WAITING = "waiting", _("Appeal waits for a decision")
        GRANTED = "granted", _("The contribution is shown again")
        REFUSED = "refused", _("The contribution stays hidden")

    report = models.OneToOneField(Report, models.CASCADE, related_name="appeal", verbose_name=_("report"))
    words = models.TextField(_("in the words of the author"), max_length=1000)
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    state = models.CharField(_("state"), max_length=7, choices=State, default=State.WAITING)
    decision = models.TextField(_("reasons of the decision"), max_length=1000, blank=True)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )

    objects = AppealQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["made_at", "pk"]
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="waiting", decided_at=None, decision="")
                | ~Q(state="waiting") & Q(decided_at__isnull=False) & ~Q(decision=""),
                name="a_decided_appeal_has_its_time_and_reasons",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report}: {self.state}"

    @property
    def language(self) -> str | None:
        """Return the language that its author wrote in."""
        return language_of(self.words)
