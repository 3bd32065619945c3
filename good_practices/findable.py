"""How practices are found: what they tell everybody, and the filters that they carry."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.conf import settings
from django.db.models import CharField, Value
from django.utils.translation import gettext_lazy as _

from good_practices.contents import WORDS
from good_practices.models import GoodPracticePage
from good_practices.models.choices import Costs
from good_practices.models.practice import PracticeTag
from good_practices.models.rows import Activity, Objective, Partner, PracticeLink, ResultRow
from good_practices.words import Labels, labels
from network_members.models import Organisation
from search.kinds import Kind, Source
from search.pages import Told, page_kind

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
ROWS = (
    (Objective, ("text",)),
    (Activity, ("name", "what", "enabling", "lesson")),
    (ResultRow, ("objective", "indicator", "unit")),
    (PracticeLink, ("title",)),
    (Partner, ("name",)),
)
SPLIT, BETWEEN = "\n", " · "


def kind() -> Kind:
    """Return practices as something that can be found."""
    rows = (Source(model._meta.db_table, "practice_id", label=CODE) for model, _texts in ROWS)
    words = (Source(through_of(name)._meta.db_table, "goodpracticepage_id", label=CODE) for name in WORDS)
    return page_kind(
        CODE,
        _("Good practices"),
        GoodPracticePage.objects.select_related("place__country"),
        tell,
        *rows,
        *words,
        Source(PracticeTag._meta.db_table, "content_object_id", label=CODE),
        Source(GoodPracticePage._meta.db_table, "page_ptr_id", leads_to=versions_of, columns=("costs_shown_to",)),
        Source("network_members_organisation", "id", leads_to=of_bodies, columns=("name_el", "name_en", "listed")),
    )


def through_of(name: str) -> Any:
    """Return the table between practices and their words of a kind."""
    return GoodPracticePage._meta.get_field(name).remote_field.through


def of_bodies(numbers: Collection[int]) -> Iterable[int]:
    """Return the practices that bodies lead or take part in."""
    led = GoodPracticePage.objects.filter(lead_organisation__in=numbers).values_list("pk", flat=True)
    return {*led, *Partner.objects.filter(organisation__in=numbers).values_list("practice_id", flat=True)}


def tell(practices: list[Any]) -> dict[int, Told]:
    """Return what practices tell."""
    numbers = [practice.pk for practice in practices]
    texts, words, tags, bodies = rows_of(numbers), words_of(numbers), tags_of(numbers), bodies_of(practices)
    for practice in open_about_costs(practices):
        texts[practice.pk].append(practice.funding_source)
    # Once for all of them: whether labels have changed is asked of the database.
    known = {code: labels(code) for code, _name in settings.LANGUAGES}
    return {
        one.pk: told(one, texts[one.pk], words[one.pk], (*bodies[one.pk], *tags[one.pk]), known) for one in practices
    }


def open_about_costs(practices: list[Any]) -> list[Any]:
    """Return those who say to everybody what they cost and who paid; a translation says no more than its original."""
    keys = {practice.translation_key for practice in practices}
    found = GoodPracticePage.objects.originals().filter(translation_key__in=keys, costs_shown_to=Costs.ALL)
    saying = set(found.values_list("translation_key", flat=True))
    return [one for one in practices if one.costs_shown_to == Costs.ALL and one.translation_key in saying]


def versions_of(numbers: Collection[int]) -> Iterable[int]:
    """Return practices with their translations."""
    keys = GoodPracticePage.objects.filter(pk__in=numbers).values("translation_key")
    return GoodPracticePage.objects.filter(translation_key__in=keys).values_list("pk", flat=True)


def told(
    practice: Any, texts: list[str], words: set[tuple[str, str]], names: Iterable[str], known: Mapping[str, Labels]
) -> Told:
    """Return what one practice tells; `names` are of bodies, and free keywords; `known` are labels by language."""
    place = practice.place
    named = [known[practice.language][kind].get(code, "") for kind, code in sorted(words)]
    named += names_of(place, known) if place else []
    facets = {f"theme:{code}" for kind, code in words if kind == "theme"}
    return Told(
        summary=SPLIT.join(filter(None, (practice.one_line, practice.summary))),
        keywords=BETWEEN.join(filter(None, (*named, *names))),
        body=SPLIT.join(filter(None, (*(getattr(practice, name) for name in BODY), *texts))),
        facets=frozenset(facets | ({f"country:{place.country.code}"} if place else set())),
    )


def names_of(place: Any, known: Mapping[str, Labels]) -> list[str]:
    """Return the names of a place and its country in both languages: readers of either look for them."""
    kinds = (("place", place.code), ("country", place.country.code))
    return [words[kind].get(code, "") for words in known.values() for kind, code in kinds]


def bodies_of(practices: list[Any]) -> dict[int, list[str]]:
    """Return the names, in both languages, of the bodies that lead practices or take part, as the directory has them.

    A body that the directory does not show is not what a practice is found by.
    """
    leads = [(one.pk, one.lead_organisation_id) for one in practices if one.lead_organisation_id]
    partners = Partner.objects.filter(practice__in=practices, organisation__isnull=False).order_by(
        "practice", "sort_order"
    )
    pairs = [*leads, *partners.values_list("practice_id", "organisation_id")]
    known = Organisation.objects.filter(listed=True, pk__in={body for _practice, body in pairs})
    names = {pk: both for pk, *both in known.values_list("pk", "name_el", "name_en")}
    found: dict[int, list[str]] = defaultdict(list)
    for practice, body in dict.fromkeys(pairs):
        found[practice] += names.get(body, ())
    return found


def rows_of(numbers: list[int]) -> dict[int, list[str]]:
    """Return the texts of the rows of practices."""
    found: dict[int, list[str]] = defaultdict(list)
    for model, names in ROWS:
        rows: Any = model._default_manager.filter(practice__in=numbers).order_by("practice", "sort_order")
        for number, *texts in rows.values_list("practice_id", *names):
            found[number] += filter(None, texts)
    return found


def words_of(numbers: list[int]) -> dict[int, set[tuple[str, str]]]:
    """Return the controlled words of practices: kind and code."""
    found: dict[int, set[tuple[str, str]]] = defaultdict(set)
    first, *others = (rows_of_words(name, kind, numbers) for name, kind in WORDS.items())
    for number, kind, code in first.union(*others, all=True):
        found[number].add((kind, code))
    return found


def rows_of_words(name: str, kind: str, numbers: list[int]) -> Any:
    """Return number of the practice, kind and code of each word of a kind."""
    code = f"{GoodPracticePage._meta.get_field(name).m2m_reverse_field_name()}__code"
    rows = through_of(name)._default_manager.filter(goodpracticepage__in=numbers).order_by()
    return rows.values_list("goodpracticepage_id", Value(kind, output_field=CharField()), code)


def tags_of(numbers: list[int]) -> dict[int, list[str]]:
    """Return the free keywords of practices."""
    found: dict[int, list[str]] = defaultdict(list)
    rows = PracticeTag.objects.filter(content_object__in=numbers).order_by("pk")
    for number, name in rows.values_list("content_object_id", "tag__name"):
        found[number].append(name)
    return found
