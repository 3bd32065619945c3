"""What machine engines may take: how many characters a month, and what became of each draft."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from wagtail_localize.models import Translation


class MachineMonth(models.Model):
    """The characters of one month: how many may be sent to the engine, and how many were."""

    month = models.DateField(_("month"), unique=True)
    most = models.PositiveIntegerField(_("characters that may be sent"))
    sent = models.PositiveIntegerField(_("characters sent"), default=0)

    class Meta:
        verbose_name = _("month of the machine engine")
        verbose_name_plural = _("months of the machine engine")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(sent__lte=F("most")), name="never_above_the_monthly_budget")
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}: {self.sent}/{self.most}"


class MachineDraft(models.Model):
    """The last machine draft that somebody asked for, of one translation."""

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", _("waits for the background worker")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    class Problem(models.TextChoices):
        """Why it failed."""

        NONE = "", _("none")
        OFF = "off", _("No machine engine is set up on this site.")
        PRIVATE = "private", _("The original is not public. Texts that not everybody may read are never sent.")
        BUDGET = "budget", _("The characters of this month do not suffice. Wait for the next month, or ask for more.")
        BUSY = "busy", _("The engine has too much to do, or does not answer. Try again later.")
        QUOTA = "quota", _("The engine's own quota is used up. Whoever keeps its contract can raise it.")
        REFUSED = "refused", _("The engine does not accept the key or the request. Tell the administrators.")
        GARBAGE = "garbage", _("The engine answered with something that is no translation. Nothing was kept of it.")

    translation = models.OneToOneField(Translation, models.CASCADE, related_name="machine_draft")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    problem = models.CharField(_("problem"), max_length=10, choices=Problem, default=Problem.NONE, blank=True)
    texts = models.PositiveIntegerField(_("texts written"), default=0)
    asked_at = models.DateTimeField(_("asked for on"))

    class Meta:
        verbose_name = _("machine draft")
        verbose_name_plural = _("machine drafts")

    def __str__(self) -> str:
        return f"{self.translation_id} {self.state}"
