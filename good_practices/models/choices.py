"""What can be chosen of a practice, and what is worked out of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AreaKind(models.TextChoices):
    """How far a practice reaches."""

    NEIGHBOURHOOD = "neighbourhood", _("Neighbourhood")
    MUNICIPALITY = "municipality", _("Municipality")
    REGION = "region", _("Region")
    NATIONAL = "national", _("National")
    CROSS_BORDER = "cross-border", _("Cross-border")


class PeriodKind(models.TextChoices):
    """What the years of a practice mean."""

    FIXED = "fixed", _("From and until")
    SINCE = "since", _("Regular service since")
    ONGOING = "ongoing", _("Runs now")


class Status(models.TextChoices):
    """Where a practice stands in its own life."""

    ONGOING = "ongoing", _("Ongoing")
    COMPLETED = "completed", pgettext_lazy("of a practice", "Completed")
    PAUSED = "paused", _("Paused")
    ENDED = "ended", _("Ended")


class Evaluation(models.TextChoices):
    """Who looked at the results."""

    NONE = "none", _("Not evaluated")
    SELF = "self", _("By the body itself")
    USERS = "users", _("Together with the users")
    EXTERNAL = "external", _("By somebody outside")


class Evidence(models.TextChoices):
    """How well the results are shown; worked out from the fields, never chosen."""

    DESCRIBED = "described", _("Described")
    MEASURED = "measured", _("Measured results")
    USERS = "users", _("Measured, with users' opinion")
    EXTERNAL = "external", _("Evaluated from outside")
    ADOPTED = "adopted", _("Adopted elsewhere")


class Extent(models.TextChoices):
    """How much of the template is filled in; worked out from the fields, never chosen."""

    SNAPSHOT = "snapshot", pgettext_lazy("of a practice", "Snapshot")
    FULL = "full", pgettext_lazy("of a practice", "Full text")


class Label(models.TextChoices):
    """What the network says of a practice; worked out in `labelling.py`, never chosen."""

    PUBLISHED = "published", pgettext_lazy("of a practice", "Published")
    CHECKED = "checked", pgettext_lazy("of a practice", "Checked")
    RECOMMENDED = "recommended", pgettext_lazy("of a practice", "Recommended")
    BEST = "best", _("Best practice")


class Costs(models.TextChoices):
    """Who may read what a practice cost."""

    MEMBERS = "members", _("Members")
    ALL = "all", _("Everyone")
