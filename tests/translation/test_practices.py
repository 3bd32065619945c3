"""A practice goes through wagtail-localize whole, in both directions."""

from typing import Any

import pytest
from wagtail.models import Locale
from wagtail_localize.models import OverridableSegment, StringSegment

from good_practices.models import Activity, GoodPracticePage, Objective, Partner, ResultRow
from network_members.models import User
from tests.factories.practices import make_practice
from tests.factories.translations import fill_in, start_translation, translate
from tests.factories.words import make_term, make_theme
from translation.publishing import translation_of
from vocabulary.models import FundingProgramme, ServiceKind

DIRECTIONS = [("el", "en"), ("en", "el")]


def make_full_practice(language: str, member: User) -> GoodPracticePage:
    locale = Locale.objects.get(language_code=language)
    kind = make_term(ServiceKind, "mediation", ("Διαμεσολάβηση", "Mediation"))
    activity = Activity(name="Δράση", what="Κάτι", locale=locale)
    activity.service_kinds = [kind]
    return make_practice(
        language=language,
        owner=member,
        contact=member,
        lead_organisation=member.organisation,
        summary="Πρώτη παράγραφος.\n\nΔεύτερη & τρίτη.",
        funding_programme=make_term(FundingProgramme, "amif", ("ΤΑΜΕ", "AMIF")),
        start_year=2021,
        themes=[make_theme()],
        objectives=[Objective(text="Στόχος", locale=locale)],
        activities=[activity],
        result_rows=[ResultRow(indicator="Άτομα", baseline="0", actual="12", locale=locale)],
        partners=[Partner(name="Σύλλογος")],
    )


def facts(page: GoodPracticePage) -> dict[str, Any]:
    return {
        "source_language": page.source_language,
        "place": page.place_id,
        "programme": page.funding_programme_id,
        "organisation": page.lead_organisation_id,
        "contact": page.contact_id,
        "start_year": page.start_year,
        "themes": [theme.pk for theme in page.themes.all()],
        "kinds": [[kind.pk for kind in activity.service_kinds.all()] for activity in page.activities.all()],
        "numbers": [(row.baseline, row.actual) for row in page.result_rows.all()],
        "partners": [partner.name for partner in page.partners.all()],
        "evidence": page.evidence,
    }


@pytest.mark.parametrize(("language", "other"), DIRECTIONS)
def test_facts_are_the_same_in_both_languages(language: str, other: str, member: User) -> None:
    original = make_full_practice(language, member)

    translated = translate(original)

    assert translated.locale.language_code == other
    assert facts(translated) == facts(original)
    assert facts(translated)["kinds"] == [[ServiceKind.objects.anchors().get().pk]]


@pytest.mark.parametrize(("language", "other"), DIRECTIONS)
def test_texts_are_the_translators(language: str, other: str, member: User) -> None:
    original = make_full_practice(language, member)

    translated = translate(original)

    assert [translated.title, translated.one_line] == [f"T {original.title}", f"T {original.one_line}"]
    assert translated.summary == "T Πρώτη παράγραφος.\n\nΔεύτερη & τρίτη."
    assert [row.text for row in translated.objectives.all()] == ["T Στόχος"]
    assert [(row.name, row.what) for row in translated.activities.all()] == [("T Δράση", "T Κάτι")]
    assert [row.indicator for row in translated.result_rows.all()] == ["T Άτομα"]
    assert {row.locale.language_code for row in translated.activities.all()} == {other}


def test_only_words_are_asked_for_and_only_figures_may_be_written_otherwise(member: User) -> None:
    original = make_full_practice("el", member)

    start_translation(original)

    paths = {path.split(".")[0] + "." + path.split(".")[-1] for path in contexts(StringSegment)}
    assert paths == {
        "title.title",
        "one_line.one_line",
        "summary.summary",
        "objectives.text",
        "activities.name",
        "activities.what",
        "result_rows.indicator",
    }
    assert {path.split(".")[-1] for path in contexts(OverridableSegment)} == {"baseline", "actual"}


def contexts(model: Any) -> list[str]:
    return list(model.objects.values_list("context__path", flat=True))


@pytest.mark.parametrize(("language", "other"), DIRECTIONS)
def test_a_translation_starts_as_a_draft(language: str, other: str, member: User) -> None:
    original = make_full_practice(language, member)

    translation = start_translation(original)

    assert translation.get_target_instance().live is False
    assert translation.get_target_instance().get_parent().locale.language_code == other


def test_an_emptied_list_of_words_is_emptied_in_the_translation(member: User) -> None:
    original = make_full_practice("el", member)
    translated = translate(original)

    draft = original.get_latest_revision_as_object()
    draft.themes = []
    activity = draft.activities.all()[0]
    activity.service_kinds = []
    draft.activities = [activity]
    draft.save_revision().publish()

    translated = GoodPracticePage.objects.get(pk=translated.pk)
    assert list(translated.themes.all()) == []
    assert [list(row.service_kinds.all()) for row in translated.activities.all()] == [[]]


def test_a_removed_row_goes_from_the_translation_with_its_next_publication(member: User) -> None:
    original = make_full_practice("el", member)
    translated = translate(original)
    draft = original.get_latest_revision_as_object()
    draft.activities = []
    draft.one_line = "Νέα γραμμή"
    draft.save_revision().publish()

    translation = translation_of(translated)
    assert translation
    fill_in(translation)
    translation.save_target(publish=False)
    translated = GoodPracticePage.objects.get(pk=translated.pk)
    assert (list(translated.activities.all()), translated.one_line) == ([], "T Νέα γραμμή")
