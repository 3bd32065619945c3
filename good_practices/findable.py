"""How practices are found: what they tell everybody, and the filters that they carry."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag

from good_practices.contents import WORDS
from good_practices.models import GoodPracticePage
from good_practices.models.choices import Costs
from good_practices.models.practice import PracticeTag
from good_practices.models.rows import Partner
from good_practices.told_rows import TEXTS, Rows, rows_of, through_of
from good_practices.words import Labels, PlaceCodes, codes_of_places, labels
from search.kinds import Kind, Source
from search.named import source_of_word
from search.pages import Told, page_kind
from vocabulary.models import Country, Place, Term

CODE = "practice"
BODY = (
    "challenge",
    "ended_reason",
    "evaluation_text",
    "users_opinion",
    "difficulties",
    "transfer",
    "equality",
)
"""Texts of the template that everybody reads."""
COLUMNS = ("one_line", "summary", *BODY, "source_language", "costs_shown_to", "funding_source", "place_id")
SPLIT, BETWEEN = "\n", " · "


def kind() -> Kind:
    """Return practices as something that can be found."""
    rows = (Source(model._meta.db_table, "practice_id", label=CODE) for model, _texts in TEXTS)
    words = (Source(through_of(name)._meta.db_table, "goodpracticepage_id", label=CODE) for name in WORDS)
    names = (source_of_word(kind, GoodPracticePage.objects.all(), way) for way, kind in kinds_of_words().items())
    return page_kind(
        CODE,
        _("Good practices"),
        GoodPracticePage.objects.all(),
        tell,
        *rows,
        *words,
        *names,
        Source(PracticeTag._meta.db_table, "content_object_id", label=CODE),
        Source(Tag._meta.db_table, "id", leads_to=of_tags, columns=("name",), hides=False),
        Source(GoodPracticePage._meta.db_table, "page_ptr_id", leads_to=versions_of, columns=("costs_shown_to",)),
        Source("network_members_organisation", "id", leads_to=of_bodies, columns=("name_el", "name_en", "listed")),
        columns=COLUMNS,
    )


def kinds_of_words() -> dict[str, type[Term]]:
    """Return the kinds of controlled words that practices hold, by the way that leads from a practice to its words."""
    chosen: dict[str, Any] = {name: GoodPracticePage._meta.get_field(name).related_model for name in WORDS}
    return chosen | {"place": Place, "place__country": Country}


def of_tags(numbers: Collection[int]) -> Iterable[int]:
    """Return the practices that hold free keywords."""
    return PracticeTag.objects.filter(tag__in=numbers).values_list("content_object_id", flat=True)


def of_bodies(numbers: Collection[int]) -> Iterable[int]:
    """Return the practices that bodies lead or take part in."""
    led = GoodPracticePage.objects.filter(lead_organisation__in=numbers).values_list("pk", flat=True)
    return {*led, *Partner.objects.filter(organisation__in=numbers).values_list("practice_id", flat=True)}


def tell(practices: list[Any]) -> dict[int, Told]:
    """Return what practices tell."""
    rows = rows_of([practice.pk for practice in practices])
    for practice in open_about_costs(practices):
        rows[practice.pk].texts.append(practice.funding_source)
    # Once for all of them: whether labels have changed is asked of the database.
    known = {code: labels(code) for code, _name in settings.LANGUAGES}
    places = codes_of_places()
    return {one.pk: told(one, rows[one.pk], places.get(one.place_id), known) for one in practices}


def open_about_costs(practices: list[Any]) -> list[Any]:
    """Return those who say to everybody what they cost and who paid; a translation says no more than its original."""
    wanted = [practice for practice in practices if practice.costs_shown_to == Costs.ALL and practice.funding_source]
    saying = {practice.translation_key for practice in wanted if practice.spoken == practice.source_language}
    others = {practice.translation_key for practice in wanted} - saying
    if others:
        found = GoodPracticePage.objects.originals().filter(translation_key__in=others, costs_shown_to=Costs.ALL)
        saying |= set(found.values_list("translation_key", flat=True))
    return [practice for practice in wanted if practice.translation_key in saying]


def versions_of(numbers: Collection[int]) -> Iterable[int]:
    """Return practices with their translations."""
    keys = GoodPracticePage.objects.filter(pk__in=numbers).values("translation_key")
    return GoodPracticePage.objects.filter(translation_key__in=keys).values_list("pk", flat=True)


def told(practice: Any, rows: Rows, place: PlaceCodes | None, known: Mapping[str, Labels]) -> Told:
    """Return what one practice tells; `known` are labels by language."""
    named = [known[practice.spoken][kind].get(code, "") for kind, code in sorted(rows.words)]
    named += names_of(place, known) if place else []
    named += [name for names in rows.bodies.values() for name in names]
    facets = {f"theme:{code}" for kind, code in rows.words if kind == "theme"}
    return Told(
        summary=SPLIT.join(filter(None, (practice.one_line, practice.summary))),
        keywords=BETWEEN.join(filter(None, (*named, *rows.tags))),
        body=SPLIT.join(filter(None, (*(getattr(practice, name) for name in BODY), *rows.texts))),
        facets=frozenset(facets | ({f"country:{place.country}"} if place else set())),
    )


def names_of(place: PlaceCodes, known: Mapping[str, Labels]) -> list[str]:
    """Return the names of a place and its country in both languages: readers of either look for them."""
    kinds = (("place", place.code), ("country", place.country))
    return [words[kind].get(code, "") for words in known.values() for kind, code in kinds]
