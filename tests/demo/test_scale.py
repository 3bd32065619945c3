"""`manage.py scale_data`: made-up practices that the library shows like others, and that go without a trace."""

from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.http import QueryDict
from django.test import Client
from django.utils.translation import override
from wagtail.models import Page, ReferenceIndex, Revision

from caching.models import Change
from demo.scale import filling
from demo.scale.texts import CONTENT, MOST, title
from demo.scale.words import ties
from good_practices.listing import Listing, show
from good_practices.models import GoodPracticePage
from language.slugs import slug_for
from language.words import count_words
from network_members.models import Organisation
from search.models import DeskEntry, Note
from tests.factories.practices import library, make_practice
from translation.freshness import freshness


def scale(*options: str) -> str:
    """Return the last line of what the command says."""
    out = StringIO()
    call_command("scale_data", *options, stdout=out)
    return out.getvalue().splitlines()[-1]


def listing(language: str) -> Listing:
    """Return the first page of the library."""
    with override(language):
        found = show(QueryDict(), language=language, url="/")
        _ = found.facets
    return found


def every_row() -> dict[str, list[Any]]:
    """Return everything in the database, table by table, but for notes of what has changed."""
    models = (model for model in apps.get_models() if model not in (Change, Note))
    return {model._meta.label: list(model._base_manager.order_by("pk").values()) for model in models}


@pytest.mark.parametrize("language", ["el", "en"])
def test_thirty_practices_stand_in_the_library_of_both_languages(language: str, council: Organisation) -> None:
    said = scale("--practices", "30")

    found = listing(language)
    counted = {group["name"]: sum(one["count"] for one in group["options"]) for group in found.facets}
    assert said == "30 practices made, 0 were there"
    assert (found.total, len(found.rows)) == (30, 20)
    assert {row["language"] for row in found.rows} == {language}
    assert {
        name: counted[name] for name in ("country", "place", "area", "status", "extent", "evidence", "language")
    } == dict.fromkeys(("country", "place", "area", "status", "extent", "evidence", "language"), 30)
    names = "theme country group place area level status label extent evidence programme axis goal language"
    assert set(counted) == set(names.split())


@pytest.mark.parametrize("language", ["el", "en"])
def test_a_made_up_practice_can_be_read_like_any_other(language: str, council: Organisation, visitor: Client) -> None:
    scale("--practices", "3")

    for page in GoodPracticePage.objects.filter(locale__language_code=language):
        answer = visitor.get(page.get_url())
        assert answer.status_code == 200
        assert page.title in answer.content.decode()
        assert page.slug == slug_for(page.title)
        assert 60 <= count_words(page.summary) <= 120
        page.full_clean()


def test_the_tree_is_sound_and_every_original_has_its_twin(db: None) -> None:
    make_practice("Μια άλλη πρακτική")
    scale("--practices", "30")

    originals = list(GoodPracticePage.objects.filter(external_source="scale_data"))
    twins = [page.get_translations().get().specific for page in originals]
    states = [freshness(page, twin) for page, twin in zip(originals, twins, strict=True)]
    rows = [[len(page.objectives.all()), len(page.activities.all())] for page in originals]
    assert Page.find_problems() == ([], [], [], [], [])
    assert [library(language).numchild for language in ("el", "en")] == [31, 30]
    assert {page.is_original for page in originals} == {True}
    assert {page.language for page in originals} == {"el", "en"}
    assert {state.outdated for state in states} == {True, False}
    assert rows == [[len(page.objectives.all()), len(page.activities.all())] for page in twins]
    assert len({page.title for page in (*originals, *twins)}) == 60


def test_a_second_run_goes_on_to_the_number_that_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, council: Organisation
) -> None:
    monkeypatch.setattr(filling, "STEP", 4)
    scale("--practices", "5")
    first = set(GoodPracticePage.objects.values_list("title", flat=True))

    said = [scale("--practices", "9"), scale("--practices", "9"), scale("--practices", "2")]

    assert said == [
        "4 practices made, 5 were there",
        "0 practices made, 9 were there",
        "0 practices made, 9 were there",
    ]
    assert first < set(GoodPracticePage.objects.values_list("title", flat=True))
    assert GoodPracticePage.objects.count() == 18


def test_removing_takes_what_was_made_and_nothing_else(db: None) -> None:
    make_practice("Μια άλλη πρακτική")
    before = every_row()
    scale("--practices", "6")

    said = [scale("--remove"), scale("--remove")]

    after = every_row()
    assert said == ["6 practices removed", "0 practices removed"]
    assert {name for name, rows in before.items() if rows != after[name]} == set()
    assert Page.find_problems() == ([], [], [], [], [])


def test_removing_takes_what_somebody_did_to_a_made_up_practice_too(council: Organisation) -> None:
    make_practice("Μια άλλη πρακτική")
    tables = (Revision, ReferenceIndex, DeskEntry, GoodPracticePage)
    before = [list(table._base_manager.order_by("pk").values_list("pk", flat=True)) for table in tables]
    scale("--practices", "2")
    for page in GoodPracticePage.objects.filter(external_source="scale_data"):
        page.save_revision().publish()

    scale("--remove")

    assert [list(table._base_manager.order_by("pk").values_list("pk", flat=True)) for table in tables] == before


def test_words_and_bodies_are_made_up_only_where_there_are_none(council: Organisation) -> None:
    scale("--practices", "2")

    places = GoodPracticePage.objects.values_list("place__code", "lead_organisation__code")
    assert set(places) == {("athens", "patras-council")}
    assert sorted(map(len, ties().words.values())) == [1, 1, 2, 3, 3, 3, 5, 6, 26]


def test_titles_are_as_many_as_promised_and_make_addresses_that_need_no_cut() -> None:
    longest = [
        3 + sum(max(len(slug_for(words)) for words in part) for part in CONTENT["titles"][language])
        for language in ("el", "en")
    ]

    assert max(longest) <= 80
    assert [len({title(number, language) for number in range(3000)}) for language in ("el", "en")] == [3000, 3000]
    assert [len(part) for part in CONTENT["titles"]["el"]] == [len(part) for part in CONTENT["titles"]["en"]]


@pytest.mark.parametrize("options", [[], ["--practices", "0"], ["--practices", str(MOST + 1)]], ids=str)
def test_a_number_that_cannot_be_made_is_refused(options: list[str]) -> None:
    with pytest.raises(CommandError, match=f"from 1 to {MOST}"):
        scale(*options)


def test_a_real_site_is_filled_only_when_told_twice(settings: LazySettings, db: None) -> None:
    settings.SAMPLE_ACCOUNTS = False

    with pytest.raises(CommandError, match="--on-a-real-site"):
        scale("--practices", "1")
    assert scale("--practices", "1", "--on-a-real-site") == "1 practices made, 0 were there"
