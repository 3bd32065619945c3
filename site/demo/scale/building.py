"""A made-up practice in memory: its two pages and their rows."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType

from demo.scale import SOURCE
from demo.scale.texts import CONTENT, draw, pick, pick_some, rows, texts
from demo.scale.words import Ties
from good_practices.models import (
    Activity,
    GoodPracticeIndexPage,
    GoodPracticePage,
    Objective,
    Partner,
    ResultRow,
)

FIRST_DAY, DAYS = datetime(2018, 1, 1, tzinfo=UTC), 3000
"""Practices were published from this day on, over so many days."""
SPACE = uuid.UUID("c1b1a9a4-6d0f-4f53-8a1e-2f7b0e0d5c11")
TEXTS = ("one_line", "summary", "challenge", "difficulties", "transfer", "users_opinion", "equality")
WORDS = {
    "themes": ("theme", 2),
    "target_groups": ("targetgroup", 3),
    "axes": ("axis", 1),
    "levels": ("interventionlevel", 1),
    "goals": ("policygoal", 2),
}
"""Lists of words of a practice: kind, and how many it has at most."""


@dataclass(frozen=True)
class Version:
    """One page of a practice, and what numbers it."""

    number: int
    language: str
    page: GoodPracticePage

    def key(self, row: str) -> uuid.UUID:
        """Return the key that a row has in both languages."""
        return uuid.uuid5(SPACE, f"{self.number} {row}")


def versions(number: int, libraries: dict[str, GoodPracticeIndexPage], ties: Ties) -> list[Version]:
    """Return original and translation of a practice, without their places in the tree."""
    source = "el" if draw(number, "source", 3) else "en"
    languages = sorted(libraries, key=lambda language: language != source)
    shared = {**facts(number, ties), "source_language": source, "translation_key": uuid.uuid5(SPACE, str(number))}
    return [
        Version(number, language, build(number, libraries[language], {**shared, **dates(number, language == source)}))
        for language in languages
    ]


def build(number: int, library: GoodPracticeIndexPage, fields: dict[str, Any]) -> GoodPracticePage:
    """Return one page of a practice, with its results."""
    language = library.language
    words = texts(number, language)
    page = GoodPracticePage(
        draft_title=words["title"],
        live=True,
        locale=library.locale,
        content_type=ContentType.objects.get_for_model(GoodPracticePage),
        ended_reason=CONTENT["ended_reason"][language][0] if fields["status"] == "ended" else "",
        **words,
        **fields,
    )
    page.result_rows = [ResultRow(**result) for result in results(number, language)]
    page.work_out()
    return page


def facts(number: int, ties: Ties) -> dict[str, Any]:
    """Return what is the same in both languages."""
    return {
        "place_id": pick(ties.words["place"], number, "place"),
        "lead_organisation_id": pick(ties.bodies, number, "body"),
        "funding_programme_id": pick([None, *ties.words["fundingprogramme"]], number, "programme"),
        "area_kind": pick(GoodPracticePage.AreaKind.values, number, "area"),
        "status": pick(GoodPracticePage.Status.values, number, "status"),
        "evaluation": pick(GoodPracticePage.Evaluation.values, number, "evaluation"),
        **period(number),
        **people(number),
        "cost": 500 * (1 + draw(number, "cost", 400)),
        "funding_share": draw(number, "share", 101),
    }


def period(number: int) -> dict[str, Any]:
    """Return the years of a practice; only a closed period has an end."""
    kind = pick(GoodPracticePage.PeriodKind.values, number, "period")
    start = 2005 + draw(number, "start", 18)
    fixed = kind == GoodPracticePage.PeriodKind.FIXED
    return {"period_kind": kind, "start_year": start, "end_year": start + draw(number, "years", 4) if fixed else None}


def people(number: int) -> dict[str, Any]:
    """Return how many people were reached."""
    reached = 20 + draw(number, "reached", 3000)
    women = draw(number, "women", reached)
    return {
        "people_planned": 10 * (2 + draw(number, "planned", 300)),
        "people_reached": reached,
        "women_reached": women,
        "children_reached": (reached - women) // 2,
    }


def dates(number: int, is_original: bool) -> dict[str, Any]:
    """Return the days of publication: the translation follows in a week, and every tenth original changes after it."""
    first = FIRST_DAY + timedelta(days=draw(number, "day", DAYS), minutes=draw(number, "minute", 1440))
    changed = timedelta(days=14 if is_original and not draw(number, "changed", 10) else 0)
    mine = first if is_original else first + timedelta(days=7)
    confirmed = draw(number, "confirmed", 3)
    return {
        "first_published_at": mine,
        "last_published_at": mine + changed,
        "confirmed_on": date(first.year, first.month, 1) if confirmed else None,
        "external_source": SOURCE if is_original else "",
        "external_id": f"{number:06d}" if is_original else "",
    }


def results(number: int, language: str) -> list[dict[str, str]]:
    """Return the rows of the results; two practices in three measured something."""
    measured = draw(number, "measured", 3) > 0
    names = ("objective", "indicator", "unit")
    return [
        {
            **dict(zip(names, words, strict=True)),
            "baseline": str(5 + draw(number, f"baseline {place}", 50)),
            "target": str(60 + draw(number, f"target {place}", 40)),
            "actual": str(55 + draw(number, f"actual {place}", 60)) if measured else "",
        }
        for place, words in enumerate(rows(number, "result_rows", language, 2))
    ]


def result_rows(version: Version) -> Iterator[ResultRow]:
    """Yield the results of a page."""
    for place, result in enumerate(results(version.number, version.language)):
        yield ResultRow(**result, **row(version, f"result {place}", place))


def objectives(version: Version) -> Iterator[Objective]:
    """Yield the objectives of a page."""
    for place, text in enumerate(rows(version.number, "objectives", version.language, 4)):
        yield Objective(text=text, **row(version, f"objective {place}", place))


def activities(version: Version) -> Iterator[Activity]:
    """Yield the activities of a page."""
    names = ("name", "what", "enabling", "lesson")
    for place, words in enumerate(rows(version.number, "activities", version.language, 3)):
        yield Activity(**dict(zip(names, words, strict=True)), **row(version, f"activity {place}", place))


def partners(version: Version, ties: Ties) -> Iterator[Partner]:
    """Yield the partners of a page."""
    for place, body in enumerate(pick_some(ties.bodies, version.number, "partners", 2)):
        yield Partner(practice_id=version.page.pk, sort_order=place, organisation_id=body)


def row(version: Version, name: str, place: int) -> dict[str, Any]:
    """Return what ties a row to its page and to its twin."""
    return {
        "practice_id": version.page.pk,
        "locale_id": version.page.locale_id,
        "translation_key": version.key(name),
        "sort_order": place,
    }
