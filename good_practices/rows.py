"""A practice as one row of a list or as a card: only what those show, all of it fetched at once."""

from typing import Any

from django.core.files.storage import default_storage
from django.db.models import Case, F, OuterRef, Subquery, Value, When
from django.utils.translation import gettext as _
from wagtail.models import Page

from good_practices.models.practice import GoodPracticePage
from good_practices.models.queries import GoodPracticeQuerySet
from good_practices.models.rows import PracticeImage
from good_practices.pictures import ROW
from good_practices.words import Labels
from language.dates import Month, format_moment, format_period
from library.models import NetworkRendition
from translation.listed import is_draft, mark_of

SHOWN = (
    "translation_key",
    "title",
    "slug",
    "one_line",
    "locale__language_code",
    "source_language",
    "status",
    "extent",
    "evidence",
    "label",
    "period_kind",
    "start_year",
    "start_month",
    "end_year",
    "end_month",
    "place__code",
    "lead_organisation__name_el",
    "lead_organisation__name_en",
)
STATUS_DYES = {GoodPracticePage.Status.ONGOING: "weld"}
LABEL_DYES = {
    GoodPracticePage.Label.CHECKED: "sea",
    GoodPracticePage.Label.RECOMMENDED: "indigo",
    GoodPracticePage.Label.BEST: "olive",
}
EVIDENCE_DYES = {
    GoodPracticePage.Evidence.MEASURED: "sea",
    GoodPracticePage.Evidence.USERS: "sea",
    GoodPracticePage.Evidence.EXTERNAL: "olive",
    GoodPracticePage.Evidence.ADOPTED: "olive",
}


def with_rows(practices: GoodPracticeQuerySet, spec: str = ROW) -> GoodPracticeQuerySet:
    """Fetch what rows show: no long text, one query for all, the first theme and picture included."""
    theme = GoodPracticePage.themes.through.objects.filter(goodpracticepage=OuterRef("pk"))
    theme = theme.order_by("theme__order", "theme__title")
    twin = Page.objects.live().filter(translation_key=OuterRef("translation_key")).exclude(pk=OuterRef("pk"))
    return (
        practices.select_related("locale", "place", "lead_organisation")
        .only(*SHOWN)
        .annotate(
            theme_code=Subquery(theme.values("theme__code")[:1]),
            theme_dye=Subquery(theme.values("theme__dye")[:1]),
            picture_file=Subquery(first_picture(spec)),
            twin_title=Subquery(twin.values("title")[:1]),
            is_draft=drafted(),
        )
    )


def drafted() -> Case:
    """Return whether title or line are a draft of a machine; asking only of translations keeps long lists quick."""
    original = When(locale__language_code=F("source_language"), then=Value(False))
    return Case(original, default=is_draft("title", "one_line"))


def first_picture(spec: str) -> Any:
    """Return the file of the first picture in one size; sizes are made when a practice is published."""
    images = PracticeImage.objects.filter(practice=OuterRef(OuterRef("pk"))).order_by("sort_order", "pk")
    renditions = NetworkRendition.objects.filter(filter_spec=spec, image_id=Subquery(images.values("image")[:1]))
    return renditions.values("file")[:1]


def as_row(practice: Any, labels: Labels, language: str, library_url: str) -> dict[str, Any]:
    """Return the inputs of `components/result.html` and `components/card.html`."""
    body = practice.lead_organisation
    return {
        "key": str(practice.translation_key),
        "title": practice.title,
        "plain_title": woven_title(practice, practice.twin_title),
        "url": f"{library_url}{practice.slug}/",
        "language": practice.locale.language_code,
        "dye": practice.theme_dye or "",
        "picture": picture(practice.picture_file),
        "tags": tags(practice, labels),
        "text": practice.one_line,
        "mark": mark_of(practice),
        "organisation": body.name_in(language) if body else "",
        "organisation_language": body.name_language(language) if body else "",
        "place": labels["place"].get(practice.place.code, "") if practice.place else "",
        "years": years(practice, language),
    }


def woven_title(practice: Any, twin_title: str | None) -> str:
    """Return the title that the cover is woven from: the original's, so that both languages wear one cloth."""
    is_original = practice.locale.language_code == practice.source_language
    return str(practice.title if is_original or not twin_title else twin_title)


def picture(file: str | None) -> dict[str, Any] | None:
    """Return a rendition as the picture component takes it."""
    if not file:
        return None
    side = ROW.partition("-")[2].partition("x")[0]
    return {"url": default_storage.url(file), "width": side, "height": side}


def tags(practice: Any, labels: Labels) -> list[dict[str, str]]:
    """Return theme, label, evidence, full text and status; but for theme and status, only where there is some."""
    shown = []
    if practice.theme_code in labels["theme"]:
        shown.append({"text": labels["theme"][practice.theme_code], "dye": practice.theme_dye})
    is_full = practice.extent == GoodPracticePage.Extent.FULL
    full = [extent_tag(practice)] if is_full else []
    return [*shown, *label_tag(practice), *evidence_tag(practice), *full, status_tag(practice)]


def label_tag(practice: Any) -> list[dict[str, str]]:
    """Return the tag of what the network says; what is just published has none."""
    if practice.label not in LABEL_DYES:
        return []
    return [{"text": str(practice.get_label_display()), "dye": LABEL_DYES[practice.label], "icon": "check"}]


def evidence_tag(practice: Any) -> list[dict[str, str]]:
    """Return the tag of the evidence level; described practices have none."""
    if practice.evidence not in EVIDENCE_DYES:
        return []
    strongest = {GoodPracticePage.Evidence.EXTERNAL, GoodPracticePage.Evidence.ADOPTED}
    icon = "check" if practice.evidence in strongest else ""
    text = str(practice.get_evidence_display())
    return [{"text": text, "dye": EVIDENCE_DYES[practice.evidence], "icon": icon}]


def extent_tag(practice: Any) -> dict[str, str]:
    """Return the tag that says whether a practice is a snapshot or the full text."""
    return {"text": str(practice.get_extent_display()), "dye": ""}


def status_tag(practice: Any) -> dict[str, str]:
    """Return the tag of where a practice stands in its own life."""
    return {"text": str(practice.get_status_display()), "dye": STATUS_DYES.get(practice.status, "")}


def years(practice: Any, language: str) -> str:
    """Return when a practice ran: «2021–2024», «από το 2019»."""
    if practice.period_kind != GoodPracticePage.PeriodKind.FIXED:
        return _("since %(year)s") % {"year": practice.start_year} if practice.start_year else ""
    start = moment(practice.start_year, practice.start_month)
    end = moment(practice.end_year, practice.end_month)
    if start and end:
        return format_period(start, end, language)
    only = start or end
    return format_moment(only, language) if only else ""


def funding_years(practice: Any, language: str) -> str:
    """Return for which years the money came."""
    start, end = practice.funding_from, practice.funding_until
    if start and end:
        return format_period(start, end, language)
    if end:
        return _("until %(year)s") % {"year": end}
    return _("since %(year)s") % {"year": start} if start else ""


def moment(year: int | None, month: int | None) -> int | Month | None:
    """Return a month of a year, the year alone, or nothing."""
    return Month(year, month) if year and month else year
