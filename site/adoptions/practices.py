"""What adoptions ask of the practice they took over: its title, its address, its indicators."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F

from adoptions.models import Adoption
from good_practices.models import GoodPracticePage
from good_practices.models.rows import ResultRow


@dataclass(frozen=True)
class Indicator:
    """An indicator of a practice, with what came of it there."""

    key: UUID
    indicator: str
    unit: str
    baseline: str
    target: str
    actual: str
    language: str


def page_for(key: UUID, language: str) -> Any:
    """Return the public page of a practice in a language, or else the one there is; None when none is public."""
    found = GoodPracticePage.objects.public_to_all().filter(translation_key=key).select_related("locale")
    pages = {page.locale.language_code: page for page in found}
    return pages.get(language) or next(iter(pages.values()), None)


def title_of(key: UUID, language: str) -> tuple[str, str]:
    """Return the title of a practice with the language it is in; nothing of one that is not public."""
    page = page_for(key, language)
    return (page.title, page.language) if page else ("", language)


def indicators_of(page: Any) -> list[Indicator]:
    """Return the indicators of a practice in the order of its page."""
    rows = ResultRow.objects.filter(practice=page.pk).order_by("sort_order", "pk")
    names = ("indicator", "unit", "baseline", "target", "actual")
    return [Indicator(**row, language=page.language) for row in rows.values(*names, key=F("translation_key"))]


def is_elsewhere(practice: Any) -> bool:
    """Say whether another body than the practice's own has publicly taken it over."""
    public = Adoption.objects.public_of(practice.translation_key)
    bodies = public.values_list("organisation", flat=True)
    return any(body is None or body != practice.lead_organisation_id for body in bodies)
