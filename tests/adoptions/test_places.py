"""An adoption names a place of the list, so that the map can show it; the words of its author stay as they are."""

from importlib import import_module

import pytest
from django.apps import apps

from adoptions.models import Adoption
from good_practices.models import GoodPracticePage
from network_members.models import User
from tests.adoptions.test_views import filled, where
from tests.factories.adoptions import make_adoption
from tests.factories.words import make_place
from tests.translators.conftest import enter
from vocabulary import actions as words
from vocabulary.models import Place

SHOWN = {"el": "Πάτρα", "en": "Patras"}


@pytest.fixture
def patras(member: User) -> Place:
    """Another place than that of the member's body."""
    return make_place("patras", ("Πάτρα", "Patras"))


@pytest.mark.parametrize(
    ("told", "code"),
    [("Πάτρα", "patras"), ("patras", "patras"), ("ΠΑΤΡΑ, Άνω Πόλη", "patras"), ("Πλατεία", "")],
)
def test_a_draft_begins_at_the_place_it_names_or_at_that_of_its_body(
    told: str, code: str, patras: Place, practice: GoodPracticePage, member: User
) -> None:
    address = f"/en/my/adoptions/{practice.translation_key}/begin/"

    enter(member).post(address, {"where": told, "language": "el"})

    made = Adoption.objects.get()
    assert made.where == told
    assert made.place == (patras if code else member.organisation and member.organisation.place)


@pytest.mark.parametrize("language", ["el", "en"])
def test_the_place_is_chosen_by_its_name_and_may_be_left_out(
    language: str, patras: Place, draft: Adoption, member: User
) -> None:
    client, found = enter(member, language), []

    page = client.get(where(draft, language=language)).content.decode()
    for code in ("patras", ""):
        client.post(where(draft, language=language), filled(draft, place=code))
        draft.refresh_from_db()
        found.append(draft.place)

    assert f'<option value="patras">{SHOWN[language]}</option>' in page
    assert found == [patras, None]


def test_an_unknown_place_is_refused_at_its_field(draft: Adoption, member: User) -> None:
    answer = enter(member).post(where(draft), filled(draft, place="atlantis"))

    draft.refresh_from_db()
    assert (answer.status_code, list(answer.context["form"].errors), draft.version) == (422, ["place"], 0)
    assert "Άνω Πόλη" in answer.content.decode()


@pytest.mark.parametrize("language", ["el", "en"])
def test_two_who_write_at_once_meet_the_name_of_the_place(
    language: str, patras: Place, draft: Adoption, member: User, colleague: User
) -> None:
    enter(colleague).post(where(draft), filled(draft, place="patras"))

    page = enter(member, language).post(where(draft, language=language), filled(draft)).content.decode()

    assert (f">{SHOWN[language]}<" in page.replace("\n", ""), ">patras<" in page) == (True, False)


def test_an_adoption_follows_its_place_into_another_word(
    patras: Place, practice: GoodPracticePage, member: User, editor: User
) -> None:
    adoption, other = make_adoption(practice, member, place=patras), make_place("patra", ("Πάτραι", "Patra"))

    words.merge(patras, into=other, by=editor)

    adoption.refresh_from_db()
    assert adoption.place == other


def test_what_was_told_before_stands_where_it_names_a_place(
    patras: Place, practice: GoodPracticePage, member: User
) -> None:
    told = [make_adoption(practice, member, where=name) for name in ("Πάτρα, κέντρο", "PATRAS", "Πλατεία")]

    import_module("adoptions.migrations.0003_places_that_were_told").find_places(apps, None)

    assert [Adoption.objects.get(pk=one.pk).place for one in told] == [patras, patras, None]
