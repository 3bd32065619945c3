"""The demo's practices: published in the language they were written in, most of them translated."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from demo.loader import CONTENT, content
from demo.loader.translations import translate
from good_practices.models import (
    Activity,
    GoodPracticeIndexPage,
    GoodPracticePage,
    Objective,
    Partner,
    PracticeLink,
    ResultRow,
)
from language.slugs import slug_for
from network_members.models import Organisation, User
from vocabulary.models import (
    Axis,
    FundingProgramme,
    InterventionLevel,
    Place,
    PolicyGoal,
    ServiceKind,
    TargetGroup,
    Term,
    Theme,
)

TEXTS = ("title", "one_line", "summary", "challenge", "users_opinion", "difficulties", "transfer", "equality")
WORDS: dict[str, type[Term]] = {
    "themes": Theme,
    "axes": Axis,
    "target_groups": TargetGroup,
    "levels": InterventionLevel,
    "goals": PolicyGoal,
}


def all_practices() -> list[dict[str, Any]]:
    """Return the practices of all content files, in order."""
    files = sorted(CONTENT.glob("practices_*.json"))
    return [practice for file in files for practice in content(file.stem)]


def load_practices() -> int:
    """Publish the practices that are missing; return how many were."""
    return sum(load_practice(practice, age) for age, practice in enumerate(all_practices()))


def load_practice(practice: dict[str, Any], age: int) -> bool:
    """Publish one practice and its translation unless it is there; `age` counts weeks back from now."""
    language = practice["source_language"]
    index = GoodPracticeIndexPage.objects.get(locale__language_code=language)
    slug = slug_for(practice["title"][language])
    if index.get_children().filter(slug=slug).exists():
        return False
    page = build(practice, language)
    page.slug, page.locale = slug, index.locale
    index.add_child(instance=page)
    editor = User.objects.get(email="editor@nima.example")
    page.save_revision(user=page.owner, log_action=False).publish(user=editor, skip_permission_checks=True)
    if practice["translated"]:
        translate(page, practice)
    backdate(page, age)
    return True


def backdate(page: GoodPracticePage, weeks: int) -> None:
    """Spread the days of publication, so that the newest come first in a lifelike order."""
    when = timezone.now() - timedelta(weeks=weeks, hours=weeks)
    versions = GoodPracticePage.objects.filter(translation_key=page.translation_key)
    versions.update(first_published_at=when)
    versions.filter(pk=page.pk).update(last_published_at=when)


def build(practice: dict[str, Any], language: str) -> GoodPracticePage:
    """Return the page of a practice in its own language, not saved yet."""
    contact = User.objects.get(email=f"{practice['contact']}@nima.example")
    page = GoodPracticePage(
        source_language=language,
        owner=contact,
        contact=contact,
        live=False,
        lead_organisation=Organisation.objects.get(code=practice["lead"]),
        place=Place.objects.anchors().get(code=practice["place"]),
        area_kind=practice.get("area_kind") or "",
        status=practice["status"],
        confirmed_on=practice.get("confirmed_on"),
        ended_reason=in_language(practice.get("ended_reason"), language),
        **{name: in_language(practice.get(name), language) for name in TEXTS},
        **period_fields(practice.get("period") or {}),
        **people_fields(practice),
        **money_fields(practice, language),
    )
    add_words(page, practice)
    add_rows(page, practice, language)
    return page


def in_language(value: Any, language: str) -> str:
    """Return a text of the content in one language, or nothing."""
    return (value or {}).get(language) or ""


def period_fields(period: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a period written as {kind, start, end}."""
    kind = period.get("kind") or next((name for name in ("since", "ongoing") if period.get(name)), "fixed")
    ends = {"start": period.get("start") or period.get("since"), "end": period.get("end")}
    fields: dict[str, Any] = {"period_kind": kind}
    for end, written in ends.items():
        if written:
            year, _dash, month = str(written).partition("-")
            fields |= {f"{end}_year": int(year), f"{end}_month": int(month) if month else None}
    return fields


def people_fields(practice: dict[str, Any]) -> dict[str, Any]:
    """Return the numbers of people."""
    people = practice.get("people") or {}
    return {
        "people_planned": people.get("planned"),
        "people_reached": people.get("reached"),
        "women_reached": people.get("women"),
        "children_reached": people.get("children"),
    }


def money_fields(practice: dict[str, Any], language: str) -> dict[str, Any]:
    """Return cost and funding."""
    funding = practice.get("funding") or {}
    cost = practice.get("cost") or {}
    programme = funding.get("programme")
    return {
        "cost": cost.get("amount"),
        "resources": in_language(cost.get("text"), language),
        "funding_programme": FundingProgramme.objects.anchors().get(code=programme) if programme else None,
        "funding_source": in_language(funding.get("source"), language),
        "funding_share": funding.get("share"),
        "funding_from": funding.get("from"),
        "funding_until": funding.get("until"),
        "evaluation": practice.get("evaluation") or "none",
        "evaluation_text": in_language(practice.get("evaluation_text"), language),
        "costs_shown_to": cost.get("shown_to") or "members",
    }


def add_words(page: GoodPracticePage, practice: dict[str, Any]) -> None:
    """Tie the page to its controlled words and keywords."""
    for name, kind in WORDS.items():
        setattr(page, name, list(kind.objects.anchors().filter(code__in=practice.get(name) or [])))
    page.tags.add(*(practice.get("tags") or {}).get(page.source_language, []))


def add_rows(page: GoodPracticePage, practice: dict[str, Any], language: str) -> None:
    """Add objectives, activities, results and partners."""
    locale = GoodPracticeIndexPage.objects.get(locale__language_code=language).locale
    page.objectives = [
        Objective(text=in_language(text, language), locale=locale, sort_order=number)
        for number, text in enumerate(practice.get("objectives") or [])
    ]
    page.activities = [
        build_activity(block, language, locale, n) for n, block in enumerate(practice.get("activities") or [])
    ]
    page.result_rows = [build_result(row, language, locale, n) for n, row in enumerate(practice.get("results") or [])]
    page.links = [
        PracticeLink(title=in_language(link["title"], language), url=link["url"], locale=locale, sort_order=number)
        for number, link in enumerate(practice.get("links") or [])
    ]
    page.partners = [
        Partner(organisation=Organisation.objects.get(code=code), sort_order=number)
        for number, code in enumerate(practice.get("partners") or [])
    ]


def build_activity(block: dict[str, Any], language: str, locale: Any, number: int) -> Activity:
    """Return a building block with its kinds of service."""
    texts = {name: in_language(block.get(name), language) for name in ("name", "what", "enabling", "lesson")}
    activity = Activity(locale=locale, sort_order=number, **texts)
    activity.service_kinds = list(ServiceKind.objects.anchors().filter(code__in=block.get("service_kinds") or []))
    return activity


def build_result(row: dict[str, Any], language: str, locale: Any, number: int) -> ResultRow:
    """Return a row of the results table."""
    texts = {name: in_language(row.get(name), language) for name in ("objective", "indicator", "unit")}
    numbers = {name: str(row.get(name) or "") for name in ("baseline", "target", "actual")}
    return ResultRow(locale=locale, sort_order=number, **texts, **numbers)
