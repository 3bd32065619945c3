"""The counts beside the filters are right: they are checked against counting by hand."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from good_practices.facets import FACETS, Selection
from good_practices.models import GoodPracticePage, ResultRow
from good_practices.shelf import Shelf, in_order
from tests.factories.practices import library, make_practice
from tests.factories.translations import start_translation, translate
from tests.factories.words import make_place, make_term, make_theme
from vocabulary.models import Axis, FundingProgramme, InterventionLevel, PolicyGoal, TargetGroup, Theme

Status, Area = GoodPracticePage.Status, GoodPracticePage.AreaKind
CODES: dict[str, Callable[[Any], list[str]]] = {
    "theme": lambda page: [word.code for word in page.themes.all()],
    "group": lambda page: [word.code for word in page.target_groups.all()],
    "country": lambda page: [page.place.country.code] if page.place else [],
    "place": lambda page: [page.place.code] if page.place else [],
    "area": lambda page: [page.area_kind],
    "level": lambda page: [word.code for word in page.levels.all()],
    "status": lambda page: [page.status],
    "extent": lambda page: [page.extent],
    "evidence": lambda page: [page.evidence],
    "label": lambda page: [page.label],
    "programme": lambda page: [page.funding_programme.code] if page.funding_programme else [],
    "axis": lambda page: [word.code for word in page.axes.all()],
    "goal": lambda page: [word.code for word in page.goals.all()],
    "language": lambda page: [page.source_language],
}
SELECTIONS: list[dict[str, tuple[str, ...]]] = [
    {},
    {"theme": ("inclusion",)},
    {"theme": ("inclusion", "work")},
    {"country": ("gr",), "status": ("ongoing", "completed")},
    {"group": ("women",), "theme": ("work",), "evidence": ("measured",)},
    {"language": ("en",), "area": ("region",), "place": ("athens", "volos")},
    {"level": ("person",), "axis": ("coordination",), "programme": ("amif",)},
    {"goal": ("sdg-3", "ap-health"), "theme": ("work",)},
    {"theme": ("inclusion",), "status": ("ended",)},
    {"extent": ("full",), "language": ("el",)},
]


@pytest.fixture
def shelf(db: None) -> None:
    """Practices of every sort: in one language, in both, outdated, private, drafts."""
    inclusion, work = make_theme(), make_theme("work", ("Εργασία", "Work"))
    athens, volos = make_place(), make_place("volos", ("Βόλος", "Volos"))
    women = make_term(TargetGroup, "women", ("Γυναίκες", "Women"))
    person = make_term(InterventionLevel, "person", ("Άτομο", "Person"))
    axis = make_term(Axis, "coordination", ("Συντονισμός", "Coordination"))
    amif = make_term(FundingProgramme, "amif", ("ΤΑΜΕ", "AMIF"))
    health = list(PolicyGoal.objects.anchors().filter(code__in=("sdg-3", "ap-health")))
    measured: dict[str, Any] = {
        "result_rows": [ResultRow(indicator="People", actual="12", locale=library("en").locale)]
    }
    translate(make_practice("Ένα", themes=[inclusion], place=athens, status=Status.COMPLETED, levels=[person]))
    translate(
        make_practice(
            "Two",
            language="en",
            themes=[inclusion, work],
            place=volos,
            target_groups=[women],
            goals=health[:1],
            **measured,
        )
    )
    make_practice("Τρία", themes=[inclusion, work], place=volos, area_kind=Area.REGION, axes=[axis], goals=health)
    make_practice("Four", language="en", themes=[work], place=athens, area_kind=Area.REGION, funding_programme=amif)
    make_practice("Πέντε", place=None, status=Status.PAUSED, levels=[person], axes=[axis], funding_programme=amif)
    start_translation(make_practice("Έξι", themes=[work], place=athens, target_groups=[women]))
    restrict(make_practice("Ιδιωτικό", themes=[inclusion], place=athens))
    restrict(translate(make_practice("Private", language="en", themes=[inclusion], place=volos)))
    make_practice("Πρόχειρο", themes=[inclusion], place=athens, live=False)
    GoodPracticePage.objects.filter(title__in=("Τρία", "Two", "T Two")).update(extent="full")


def restrict(page: GoodPracticePage) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def read_by_hand(language: str) -> list[GoodPracticePage]:
    """Return what stands in a library, by looking at one page after the other."""
    private = set(PageViewRestriction.objects.values_list("page", flat=True))
    public = [page for page in GoodPracticePage.objects.all() if page.live and page.pk not in private]
    own = [page for page in public if page.language == language]
    there = {page.translation_key for page in own}
    return own + [page for page in public if page.language != language and page.translation_key not in there]


def matches(page: GoodPracticePage, chosen: dict[str, tuple[str, ...]], besides: str = "") -> bool:
    return all(name == besides or set(CODES[name](page)) & set(codes) for name, codes in chosen.items())


@pytest.mark.parametrize("language", ["el", "en"])
def test_counts_are_those_counted_by_hand(language: str, shelf: None) -> None:
    pages = read_by_hand(language)

    for chosen in SELECTIONS:
        total, counts = Shelf(language).count(Selection(chosen))

        assert total == sum(matches(page, chosen) for page in pages), chosen
        for name, codes_of in CODES.items():
            near = (page for page in pages if matches(page, chosen, besides=name))
            by_hand = dict(Counter(code for page in near for code in codes_of(page)))
            assert counts.get(name, {}) == by_hand, (chosen, name)


def test_every_facet_is_counted_by_hand() -> None:
    assert set(CODES) == {facet.name for facet in FACETS}


@pytest.mark.parametrize(
    ("language", "titles"),
    [
        ("el", {"Ένα", "T Two", "Τρία", "Four", "Πέντε", "Έξι"}),
        ("en", {"T Ένα", "Two", "Τρία", "Four", "Πέντε", "Έξι"}),
    ],
)
def test_a_library_holds_its_own_and_what_is_not_translated(language: str, titles: set[str], shelf: None) -> None:
    found = list(GoodPracticePage.objects.in_library(language).values_list("title", flat=True))

    assert (set(found), len(found)) == (titles, 6)


def test_a_private_library_hides_every_practice_below_it(shelf: None) -> None:
    restrict(library("el"))

    assert [Shelf(language).count(Selection())[0] for language in ("el", "en")] == [0, 0]


def test_counting_asks_the_database_only_while_the_shelf_is_filled(shelf: None) -> None:
    with CaptureQueriesContext(connection) as queries:
        found = Shelf("el")
        filled = len(queries)
        for chosen in SELECTIONS:
            found.count(Selection(chosen))

    assert (filled, len(queries)) == (2, 2)


@pytest.mark.parametrize("sort", ["newest", "confirmed", "used", "discussed", "title"])
def test_pages_are_those_of_the_database_in_every_order(sort: str, shelf: None) -> None:
    found = Shelf("el")
    everything = [number for page in (1, 2, 3, 4) for number in found.page(Selection(sort=sort, page=page), size=2)]
    practices = GoodPracticePage.objects.in_library("el")

    assert everything == list(in_order(practices, sort).values_list("pk", flat=True))


def test_words_in_the_other_language_count_the_same(shelf: None) -> None:
    assert Theme.objects.filter(code="inclusion").count() == 2

    greek = Shelf("el").count(Selection({"theme": ("inclusion",)}))
    english = Shelf("en").count(Selection({"theme": ("inclusion",)}))

    assert greek == english


KNOWN = {facet.name: {"inclusion": "", "work": "", "gr": "", "ongoing": ""} for facet in FACETS}


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("", ""),
        ("theme=work&theme=inclusion", "?theme=inclusion&theme=work"),
        ("theme=work&theme=work", "?theme=work"),
        ("status=ongoing&theme=work&country=gr", "?theme=work&country=gr&status=ongoing"),
        ("page=3&sort=title&theme=work", "?theme=work&sort=title&page=3"),
        ("page=1&sort=newest", ""),
        ("theme=&theme=nothing&country=../..&status=%27+OR+1%3D1", ""),
        ("sort=password&locale=../&per_page=1000000000&owner__email=a", ""),
        ("sort=title&sort=newest", ""),
        ("theme[]=work&theme[0]=work", ""),
        ("page=0", ""),
        ("page=-1", ""),
        ("page=1.5", ""),
        ("page=٣", ""),
        ("page=x", ""),
        ("page=" + "9" * 30, ""),
        ("page=" + "9" * 10_000, ""),
        ("page=999999999", "?page=999999999"),
    ],
)
def test_a_selection_has_one_address_and_leaves_out_what_is_unknown(query: str, address: str) -> None:
    assert Selection.read(QueryDict(query), KNOWN).address() == address


def test_a_filter_can_be_taken_away_alone_or_with_its_group() -> None:
    selection = Selection({"theme": ("inclusion", "work"), "country": ("gr",)}, sort="title", page=4)

    assert selection.without("theme", "work").address() == "?theme=inclusion&country=gr&sort=title"
    assert selection.without("theme").address() == "?country=gr&sort=title"
    assert selection.without("country", "gr").address() == "?theme=inclusion&theme=work&sort=title"
    assert selection.sorted_by("confirmed").address() == "?theme=inclusion&theme=work&country=gr&sort=confirmed"
    assert selection.cleared().address() == "?sort=title"
