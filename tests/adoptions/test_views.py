"""Members tell how they took a practice over; nothing typed is lost, and only what is public is read."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from adoptions.models import AdoptedResult, Adoption, LocalAction
from comments import actions as talking
from good_practices.models import GoodPracticePage
from good_practices.models.rows import ResultRow
from network_members.models import User
from tests.factories.adoptions import make_adoption
from tests.factories.practices import make_practice
from tests.reading import count_anew, count_queries
from tests.translators.conftest import enter

State = Adoption.State
QUERIES_OF_PRACTICE, QUERIES_OF_LIST = 21, 9


def where(adoption: Adoption, page: str = "edit", language: str = "en") -> str:
    """Return the address of an adoption."""
    with override(language):
        return reverse(f"my_adoptions:{page}", args=[adoption.key])


def filled(adoption: Adoption, **typed: Any) -> dict[str, Any]:
    """Return what a form of an adoption sends."""
    return {
        "version": adoption.version,
        "deeds": 1,
        "where": "Άνω Πόλη",
        "start_year": "2024",
        "kept_el": "Τα τρία πρωινά",
        "changed_el": "Η ώρα",
        "step": "save",
        **typed,
    }


@pytest.mark.parametrize(("language", "words"), [("el", "Πείτε για μια υιοθέτηση"), ("en", "Tell of an adoption")])
def test_who_used_a_practice_is_led_to_tell_of_it_with_the_place_filled_in(
    language: str, words: str, practice: GoodPracticePage, member: User
) -> None:
    client = enter(member, language)

    used = client.post(f"/{language}/talk/{practice.translation_key}/used/", {"where": "Λάρισα"})
    page = client.get(used["Location"]).content.decode()

    assert (words in page, 'value="Λάρισα"' in page) == (True, True)


def test_a_draft_belongs_to_the_body_of_who_begins_it_and_is_begun_once(
    practice: GoodPracticePage, member: User
) -> None:
    client, address = enter(member), f"/en/my/adoptions/{practice.translation_key}/begin/"

    for place in ("Λάρισα", "Βόλος"):
        client.post(address, {"where": place, "language": "el"})

    made = Adoption.objects.get()
    assert (made.where, made.organisation, made.state) == ("Λάρισα", member.organisation, State.DRAFT)


def test_a_practice_that_is_not_public_cannot_be_taken_over(member: User) -> None:
    hidden = make_practice("Κρυφή", live=False)

    answer = enter(member).post(
        f"/en/my/adoptions/{hidden.translation_key}/begin/", {"where": "Βόλος", "language": "el"}
    )

    assert (answer.status_code, "Κρυφή" in answer.content.decode(), Adoption.objects.count()) == (404, False, 0)


def test_a_draft_is_saved_with_results_and_local_actions(draft: Adoption, member: User) -> None:
    row = ResultRow.objects.get()
    sent = filled(draft, **{f"actual-{row.translation_key}": "31", "day-0": "2024-05-02", "text-0": "Πρώτο μάθημα"})

    answer = enter(member).post(where(draft), sent)

    draft.refresh_from_db()
    assert (answer.status_code, draft.state, draft.version) == (302, State.DRAFT, 1)
    assert list(AdoptedResult.objects.values_list("indicator", "actual")) == [("Γυναίκες στο μάθημα", "31")]
    assert list(LocalAction.objects.values_list("text", flat=True)) == ["Πρώτο μάθημα"]


def test_what_is_not_whole_stays_a_draft_and_keeps_what_was_typed(draft: Adoption, member: User) -> None:
    answer = enter(member).post(where(draft), filled(draft, step="publish", start_year="", changed_el=""))

    draft.refresh_from_db()
    assert (answer.status_code, draft.state) == (422, State.DRAFT)
    assert sorted(answer.context["form"].errors) == ["changed_el", "start_year"]
    assert "Τα τρία πρωινά" in answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"start_year": "2024", "end_year": "2020"}, "end_year"),
        ({"people_reached": "3", "women_reached": "4"}, "women_reached"),
        ({"start_year": "12"}, "start_year"),
        ({"people_reached": "-1"}, "people_reached"),
        ({"people_reached": "99999999999999"}, "people_reached"),
        ({"day-0": "2024-05-02"}, "text-0"),
        ({"text-0": "Μάθημα"}, "day-0"),
        ({"day-0": "χθες", "text-0": "Μάθημα"}, "day-0"),
        ({"kept_el": "λ" * 1501}, "kept_el"),
        ({"where": "Βόλος\x00"}, "where"),
    ],
)
def test_bad_input_is_refused_at_its_field(typed: dict[str, str], field: str, draft: Adoption, member: User) -> None:
    answer = enter(member).post(where(draft), filled(draft, **typed))

    draft.refresh_from_db()
    if answer.status_code == 422:
        assert list(answer.context["form"].errors) == [field]
    assert (answer.status_code in {400, 422}, draft.version) == (True, 0)


def test_two_who_write_at_once_meet_both_texts(draft: Adoption, member: User, colleague: User) -> None:
    enter(colleague).post(where(draft), filled(draft, kept_el="Του συναδέλφου"))

    answer = enter(member).post(where(draft), filled(draft, kept_el="Του μέλους"))

    page = answer.content.decode()
    draft.refresh_from_db()
    assert (answer.status_code, draft.kept_el, draft.version) == (409, "Του συναδέλφου", 1)
    assert ("Του συναδέλφου" in page, "Του μέλους" in page, 'value="1"' in page) == (True, True, True)


@pytest.mark.parametrize(
    ("language", "told"),
    [("el", ["Πού υιοθετήθηκε", "Υιοθετήθηκε αλλού"]), ("en", ["Where it was adopted", "Adopted elsewhere"])],
)
def test_a_public_adoption_stands_on_the_page_of_the_practice(
    language: str, told: list[str], draft: Adoption, practice: GoodPracticePage, member: User
) -> None:
    row = ResultRow.objects.get()
    sent = filled(draft, step="publish", kept_en="The three mornings", **{f"actual-{row.translation_key}": "31"})

    enter(member).post(where(draft), sent)

    page = Client().get(practice.url_in(language)).content.decode()
    found = [words in page for words in (*told, "Άνω Πόλη", "Γυναίκες στο μάθημα", "31")]
    assert found == [True] * 5
    assert ("The three mornings" in page) == (language == "en")
    assert ('<span lang="el">Άνω Πόλη</span>' in page) == (language == "en")


@pytest.mark.parametrize("state", [State.DRAFT, State.HIDDEN])
def test_what_is_not_public_is_read_by_nobody_else(
    state: str, practice: GoodPracticePage, member: User, stranger: User
) -> None:
    adoption = make_adoption(practice, member, state=state, hidden_reason="Λάθος αριθμοί", where="Μυστικό")

    pages = [Client().get(practice.url_in("el")), enter(stranger).get(practice.url_in("el"))]
    closed = enter(stranger).get(where(adoption))

    assert ["Μυστικό" in page.content.decode() for page in (*pages, closed)] == [False] * 3
    assert closed.status_code == 404


def test_an_adoption_of_the_own_body_proves_nothing(
    adoption: Adoption, practice: GoodPracticePage, stranger: User
) -> None:
    practice.lead_organisation = adoption.organisation
    assert practice.work_out_evidence() == GoodPracticePage.Evidence.MEASURED

    make_adoption(practice, stranger)
    assert practice.work_out_evidence() == GoodPracticePage.Evidence.ADOPTED


@pytest.mark.parametrize("number", [1, 3])
def test_the_pages_ask_as_much_for_three_adoptions_as_for_one(
    number: int, practice: GoodPracticePage, member: User
) -> None:
    for _place in range(number):
        made = make_adoption(practice, member)
        key = ResultRow.objects.get().translation_key
        AdoptedResult.objects.create(adoption=made, row_key=key, indicator="Γ", language="el", actual="3")

    asked = count_anew(Client(), practice.url_in("el")), count_queries(enter(member), "/en/my/adoptions/")

    assert asked == (QUERIES_OF_PRACTICE, QUERIES_OF_LIST)


def test_a_place_that_was_told_with_marks_is_text(practice: GoodPracticePage, member: User) -> None:
    make_adoption(practice, member, where="<b>Βόλος</b>")
    talking.react(member, practice.translation_key, "used", "<b>Λάρισα</b>")

    page = enter(member).get(practice.url_in("el")).content.decode()

    assert ("<b>Βόλος" in page, "&lt;b&gt;Βόλος" in page) == (False, True)
