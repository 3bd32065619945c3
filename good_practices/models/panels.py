"""How editors see a practice in the admin; the translation editor shows the same groups in the same order."""

from typing import Any

from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, Panel

from vocabulary.forms import offer_anchors

WORDS = ("themes", "axes", "target_groups", "levels", "goals")


def fields(*names: str) -> list[Panel]:
    """Return a panel per field."""
    return [FieldPanel(name) for name in names]


def group(heading: Any, *names: str) -> MultiFieldPanel:
    """Return fields under a heading."""
    return MultiFieldPanel(fields(*names), heading=heading)


OBJECTIVE = fields("text")
ACTIVITY = [*fields("name", "what", "enabling", "lesson"), FieldPanel("service_kinds", widget=CheckboxSelectMultiple)]
RESULT = [*fields("objective", "indicator", "unit"), FieldRowPanel(fields("baseline", "target", "actual"))]
PARTNER = [FieldRowPanel([FieldPanel("organisation", heading=_("Organisation")), FieldPanel("name")])]
FILE = [FieldPanel("document", heading=_("File"))]
LINK = fields("title", "url")
PICTURE = [FieldPanel("image", heading=_("Picture"))]
PRACTICE: list[Panel] = [
    group(_("In short"), "one_line", "summary", "challenge"),
    MultiFieldPanel(
        [*(FieldPanel(name, widget=CheckboxSelectMultiple) for name in WORDS), FieldPanel("tags")],
        heading=pgettext_lazy("of the network", "Words"),
    ),
    group(
        _("Where and when"),
        "place",
        "area_kind",
        "period_kind",
        "start_year",
        "start_month",
        "end_year",
        "end_month",
        "status",
        "ended_reason",
    ),
    group(_("Who"), "lead_organisation", "contact"),
    InlinePanel("partners", label=_("Partners")),
    group(_("How many"), "people_planned", "people_reached", "women_reached", "children_reached"),
    InlinePanel("objectives", label=_("Objectives"), max_num=6),
    InlinePanel("activities", label=_("Activities"), max_num=8),
    InlinePanel("result_rows", label=_("Results")),
    group(
        _("Money"),
        *("cost", "resources", "costs_shown_to"),
        *("funding_programme", "funding_source", "funding_share", "funding_from", "funding_until"),
    ),
    group(_("Evaluation"), "evaluation", "evaluation_text", "evaluation_report", "users_opinion"),
    group(_("For others"), "difficulties", "transfer", "equality"),
    InlinePanel("images", label=_("Pictures")),
    InlinePanel("files", label=_("Files"), max_num=6),
    InlinePanel("links", label=_("Links"), max_num=6),
    FieldPanel("confirmed_on"),
]


class ActivityForm(WagtailAdminModelForm):
    """An activity in the admin."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_anchors(self)


class PracticeForm(WagtailAdminPageForm):
    """A practice in the admin; one that begins there was written in the language of its library."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_anchors(self)
        if self.instance.pk is None and self.parent_page:
            self.instance.source_language = self.parent_page.locale.language_code
