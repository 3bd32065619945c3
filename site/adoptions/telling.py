"""Adoptions as readers meet them: on the page of the practice, side by side, and in lists."""

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from adoptions import rules
from adoptions.models import TEXTS, Adoption
from adoptions.practices import indicators_of
from comments.models import Reaction
from good_practices.above import Adopted
from good_practices.models import GoodPracticePage
from language.numbers import format_number
from proposals.practices import original_of

TITLES: dict[str, Any] = {
    "kept": gettext_lazy("Kept"),
    "changed": gettext_lazy("Changed"),
    "dropped": gettext_lazy("Dropped"),
    "lessons": gettext_lazy("Lessons"),
}
DYES = {Adoption.State.PUBLIC: "olive", Adoption.State.HIDDEN: "madder"}


def told_of(practice: Any, reader: str, user: Any) -> dict[str, Any]:
    """Return what the page of a practice tells of its adoptions; nothing when there is nothing to read or do."""
    found = Adoption.objects.public_of(practice.translation_key).select_related("organisation__place")
    adoptions = list(found.prefetch_related("results", "local_actions"))
    begin_url = reverse("my_adoptions:begin", args=[practice.translation_key]) if can_begin(practice, user) else ""
    if not adoptions and not begin_url:
        return {}
    original = original_for(practice, user) if adoptions else None
    return {
        "adoptions": [told(one, reader, user) | steps_on(one, original, user) for one in adoptions],
        "rows": compared(practice, adoptions, reader),
        "columns": [column(one, reader) for one in adoptions],
        "begin_url": begin_url,
    }


def can_begin(practice: Any, user: Any) -> bool:
    """Say whether this reader may tell of an adoption of the practice."""
    return bool(practice.live) and rules.can_adopt(user)


def told(adoption: Adoption, reader: str, user: Any) -> dict[str, Any]:
    """Return an adoption for a reader."""
    texts = [(TITLES[name], *adoption.text_in(name, reader)) for name in TEXTS]
    may_write = rules.can_adopt(user) and rules.can_write(user, adoption)
    return {
        **column(adoption, reader),
        "key": adoption.key,
        "years": years_of(adoption),
        "texts": [{"title": title, "text": text, "language": code} for title, text, code in texts if text],
        "numbers": numbers_of(adoption, reader),
        "deeds": adoption.local_actions.all(),
        "own_language": adoption.language,
        "edit_url": reverse("my_adoptions:edit", args=[adoption.key]) if may_write else "",
    }


def original_for(practice: Any, user: Any) -> Any:
    """Return the original of a practice for somebody who may answer for it; None for others."""
    if not rules.can_adopt(user):
        return None
    return practice if practice.is_original else original_of(practice.translation_key)


def steps_on(adoption: Adoption, original: Any, user: Any) -> dict[str, str]:
    """Return what a reader may do with an adoption: report it, or take its lesson over."""
    can_take = original is not None and rules.can_take_lesson(user, adoption, original)
    return {
        "lesson_url": reverse("my_adoptions:lesson", args=[adoption.key]) if can_take else "",
        "report_url": reverse("my_adoptions:report", args=[adoption.key]) if rules.can_report(user, adoption) else "",
    }


def taken_over_by(keys: Collection[UUID]) -> dict[UUID, list[str]]:
    """Return who publicly adopted practices, where and when, for files that everybody may use."""
    found: dict[UUID, list[str]] = {}
    public = Adoption.objects.filter(practice_key__in=keys, state=Adoption.State.PUBLIC)
    for one in public.select_related("organisation").order_by("start_year", "pk"):
        years = f"{one.start_year}–{one.end_year or ''}"
        found.setdefault(one.practice_key, []).append(f"{one.body_in(one.language)}, {one.where}, {years}")
    return found


def at_places(language: str) -> list[Adopted]:
    """Return who publicly adopted which practice at a place of the map, the first to do so first."""
    found = Adoption.objects.visible_to(AnonymousUser()).filter(place__isnull=False)
    ordered = found.select_related("organisation", "place__country").order_by("start_year", "pk")
    with override(language):
        return [at_place(one, language) for one in ordered]


def at_place(adoption: Adoption, language: str) -> Adopted:
    """Return what the map of the library tells of an adoption."""
    place: Any = adoption.place
    head = column(adoption, language)
    return Adopted(
        practice=adoption.practice_key,
        place=place.code,
        country=place.country.code,
        body=head["body"],
        body_language=head["body_language"],
        years=years_of(adoption),
    )


def column(adoption: Adoption, reader: str) -> dict[str, Any]:
    """Return the head of an adoption: body and place, each with its language."""
    return {
        "body": adoption.body_in(reader),
        "body_language": reader if adoption.organisation_id else adoption.language,
        "where": adoption.where,
        "where_language": adoption.language,
    }


def years_of(adoption: Adoption) -> str:
    """Return from when until when."""
    if adoption.end_year is None:
        return _("since %(year)s") % {"year": adoption.start_year}
    if adoption.end_year == adoption.start_year:
        return str(adoption.start_year)
    return f"{adoption.start_year}–{adoption.end_year}"


def numbers_of(adoption: Adoption, reader: str) -> list[str]:
    """Return how many people were reached, in words."""
    found = (
        (adoption.people_reached, _("people reached")),
        (adoption.women_reached, _("of them women")),
        (adoption.children_reached, _("of them children")),
        (None if adoption.people_reached else adoption.people_planned, _("people planned")),
    )
    return [f"{format_number(value, reader)} {label}" for value, label in found if value]


def compared(practice: Any, adoptions: list[Adoption], reader: str) -> list[dict[str, Any]]:
    """Return a row for each indicator: what came of it in the practice and in each adoption."""
    results = [{one.row_key: one for one in adoption.results.all()} for adoption in adoptions]
    if not any(results):
        return []
    known = {one.key: one for one in indicators_of(practice)}
    gone = {key: one for row in results for key, one in row.items() if key not in known}
    told_in = [adoption.language for adoption in adoptions]
    return [
        {
            "indicator": one.indicator,
            "unit": one.unit,
            "language": one.language,
            "cells": [
                cell(known.get(key), practice.language),
                *(cell(row.get(key), code) for row, code in zip(results, told_in, strict=True)),
            ],
        }
        for key, one in (known | gone).items()
        if any(key in row for row in results)
    ]


def cell(result: Any, language: str) -> dict[str, str]:
    """Return what came of an indicator, with what was before and what was aimed at."""
    if result is None:
        return {}
    return {"before": result.baseline, "target": result.target, "actual": result.actual, "language": language}


def own_rows(adoptions: Iterable[Adoption], reader: str) -> list[dict[str, Any]]:
    """Return the rows of the list in one's own space, with the titles of the practices in one query."""
    listed = list(adoptions)
    titles = titles_of({one.practice_key for one in listed}, reader)
    return [
        {
            "title": titles.get(one.practice_key, ("", ""))[0],
            "language": titles.get(one.practice_key, ("", ""))[1],
            "url": reverse("my_adoptions:edit", args=[one.key]),
            "tag": {"text": str(one.get_state_display()), "dye": DYES.get(Adoption.State(one.state), "")},
            "changed_at": one.changed_at,
            **column(one, reader),
        }
        for one in listed
    ]


def titles_of(keys: set[UUID], reader: str) -> dict[UUID, tuple[str, str]]:
    """Return titles of public practices with their languages by key; the reader's language where there is one."""
    found = GoodPracticePage.objects.public_to_all().filter(translation_key__in=keys)
    rows = found.values_list("translation_key", "title", "locale__language_code")
    return {key: (title, code) for key, title, code in sorted(rows, key=lambda row: row[2] == reader)}


def place_told(user: Any, key: UUID) -> str:
    """Return where a member said they had used a practice."""
    own = Reaction.objects.visible_to(user).filter(talk__key=key, kind=Reaction.Kind.USED)
    return own.values_list("where", flat=True).first() or ""
