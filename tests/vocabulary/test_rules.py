"""A word stays while anything points at it: rows of every room, and drafts that are being written."""

import pytest

from good_practices.models import Activity, GoodPracticePage
from network_members.models import Organisation, User
from pages.models import ProjectIndexPage, ProjectPage
from tests.factories.people import make_organisation
from tests.factories.practices import make_draft, make_practice
from tests.factories.words import make_place, make_term, make_theme
from vocabulary import rules
from vocabulary.models import KINDS, Country, FundingProgramme, ServiceKind, Term, Theme


def make_kind(kind: type[Term]) -> Term:
    return make_place() if kind.__name__ == "Place" else make_term(kind, "xx", ("Λέξη", "Word"))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_word_that_nothing_points_at_may_go(kind: type[Term], db: None) -> None:
    assert not rules.is_in_use(make_kind(kind))


def test_a_theme_of_a_practice_stays(db: None) -> None:
    theme = make_theme()
    make_practice(themes=[theme])

    assert rules.is_in_use(theme)


def test_the_other_language_of_a_word_in_use_stays_as_well(db: None) -> None:
    theme = make_theme()
    make_practice(themes=[theme])

    assert rules.is_in_use(Theme.objects.in_language("en").get())


def test_a_place_of_an_organisation_stays(db: None) -> None:
    place = make_place()
    make_organisation(place=place)

    assert rules.is_in_use(place)


def test_a_country_with_places_stays(db: None) -> None:
    assert rules.is_in_use(make_place().country)


def test_a_kind_of_service_of_an_activity_stays(db: None) -> None:
    kind = make_term(ServiceKind, "mediation", ("Διαμεσολάβηση", "Mediation"))
    practice = make_practice()
    activity = Activity(name="Α", what="Β", practice=practice, locale=practice.locale)
    activity.service_kinds = [kind]
    activity.save()

    assert rules.is_in_use(kind)


def test_a_kind_of_service_of_a_body_stays(council: Organisation) -> None:
    kind = make_term(ServiceKind, "mediation", ("Διαμεσολάβηση", "Mediation"))
    council.services.add(kind)

    assert rules.is_in_use(kind)


def test_words_of_a_project_stay(db: None) -> None:
    country = make_term(Country, "gr", ("Ελλάδα", "Greece"))
    programme = make_term(FundingProgramme, "amif", ("ΤΑΜΕ", "AMIF"))
    index = ProjectIndexPage.objects.get(locale__language_code="el")
    page = ProjectPage(title="Έργο", slug="ergo", locale=index.locale, funding_programme=programme)
    page.countries = [country]
    index.add_child(instance=page)

    assert [rules.is_in_use(word) for word in (country, programme)] == [True, True]


def test_a_word_of_a_draft_stays_though_no_row_holds_it_yet(member: User) -> None:
    theme, kind = make_theme(), make_term(ServiceKind, "mediation", ("Διαμεσολάβηση", "Mediation"))
    draft = make_draft(member)
    rest = make_theme("work", ("Εργασία", "Work"))
    draft.themes = [theme]
    activity = Activity(name="Α", what="Β", locale=draft.locale)
    activity.service_kinds = [kind]
    draft.activities = [activity]
    draft.save_revision()

    assert GoodPracticePage.objects.get().themes.count() == 0
    assert [rules.is_in_use(word) for word in (theme, kind, rest)] == [True, True, False]
