"""What was learned where a practice was adopted flows back to it, and the body that adopted is credited."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from adoptions import lessons
from adoptions.models import Adoption
from good_practices.exchange.exporting import public
from good_practices.models import GoodPracticePage
from network_members.models import User
from proposals import actions as proposals
from proposals.forms import mark
from proposals.models import Proposal
from tests.adoptions.test_views import where
from tests.factories.adoptions import make_adoption
from tests.factories.proposals import taken_over
from tests.factories.translations import translate
from tests.translators.conftest import enter

LESSON = "Θέλει σταθερές ώρες"


@pytest.fixture
def adopted(practice: GoodPracticePage, member: User, stranger: User) -> Adoption:
    """What the stranger's body learned from the council's practice, which tells what others need."""
    practice.lead_organisation, practice.owner, practice.transfer = member.organisation, member, "Ένας χώρος"
    practice.save_revision().publish()
    return make_adoption(practice, stranger, lessons_el=LESSON)


@pytest.mark.parametrize(("language", "words"), [("el", "Πρόταση του διδάγματος"), ("en", "Propose the lesson")])
def test_one_click_makes_a_proposal_and_leads_to_the_answer(
    language: str, words: str, adopted: Adoption, practice: GoodPracticePage, member: User
) -> None:
    client = enter(member, language)

    page = client.get(practice.url_in(language)).content.decode()
    answers = [client.post(where(adopted, "lesson", language)) for _press in range(2)]
    shown = client.get(answers[0]["Location"]).content.decode()

    made = Proposal.objects.get()
    assert (words in page, [one.status_code for one in answers]) == (True, [302, 302])
    assert (made.texts.get().text, "<ins>" in shown) == (f"Ένας χώρος\n\n{LESSON}", True)


@pytest.mark.parametrize("language", ["el", "en"])
def test_a_translated_practice_offers_the_lesson_on_both_pages(
    language: str, adopted: Adoption, practice: GoodPracticePage, member: User
) -> None:
    translate(practice)
    pages = {code: enter(member).get(practice.url_in(code)) for code in ("el", "en")}

    assert Client().get(practice.url_in(language)).status_code == 200
    assert where(adopted, "lesson", language) in pages[language].content.decode()


def test_what_is_taken_over_credits_the_body_and_not_the_person(
    adopted: Adoption, practice: GoodPracticePage, member: User
) -> None:
    client = enter(member)
    client.post(where(adopted, "lesson"))
    made = Proposal.objects.get()
    seen = {"answer-transfer": "accept", "seen-transfer": mark("Ένας χώρος")}
    client.post(f"/en/my/proposals/{made.key}/", seen)
    GoodPracticePage.objects.get(pk=practice.pk).get_latest_revision().publish()

    page = Client().get(practice.url_in("en")).content.decode()

    assert ("With changes proposed by: Lisbon Association." in page, LESSON in page) == (True, True)
    assert "Stranger" not in page


def test_who_does_not_answer_for_the_practice_takes_nothing_over(
    adopted: Adoption, practice: GoodPracticePage, stranger: User, facilitator: User
) -> None:
    for person in (stranger, facilitator):
        assert enter(person).post(where(adopted, "lesson")).status_code == 403
        assert where(adopted, "lesson", "el") not in enter(person).get(practice.url_in("el")).content.decode()
        with pytest.raises((PermissionDenied, proposals.NotPublic)):
            lessons.propose(adopted, by=person)

    assert not Proposal.objects.exists()


@pytest.mark.parametrize("state", [Adoption.State.DRAFT, Adoption.State.HIDDEN])
def test_what_is_not_public_is_no_lesson(state: str, adopted: Adoption, member: User) -> None:
    Adoption.objects.filter(pk=adopted.pk).update(state=state, hidden_reason="Λάθος")

    answer = enter(member).post(where(adopted, "lesson"))

    assert (answer.status_code, Proposal.objects.count()) == (404, 0)


def test_a_lesson_without_room_is_refused(adopted: Adoption, practice: GoodPracticePage, member: User) -> None:
    GoodPracticePage.objects.filter(pk=practice.pk).update(transfer="λ" * 2990)

    answer = enter(member).post(where(adopted, "lesson"), follow=True)

    assert ("has no room" in answer.content.decode(), Proposal.objects.count()) == (True, 0)


def test_the_adopting_body_never_reads_the_draft(
    adopted: Adoption, practice: GoodPracticePage, member: User, stranger: User
) -> None:
    draft = GoodPracticePage.objects.get(pk=practice.pk).get_latest_revision_as_object()
    draft.transfer = "Μυστικό"
    draft.save_revision(user=member)
    enter(member).post(where(adopted, "lesson"))

    page = enter(stranger).get(f"/en/my/proposals/{Proposal.objects.get().key}/").content.decode()

    assert (LESSON in page, "Μυστικό" in page) == (True, False)


def test_open_data_and_structured_data_name_adoptions(adopted: Adoption, practice: GoodPracticePage) -> None:
    rows: list[Any] = list(public().rows)
    page = Client().get(practice.url_in("en")).content.decode()

    assert rows[0]["adoptions"] == ["Σύλλογος Λισαβόνας, Πλατεία Αλεξάνδρας, 2024–"]
    assert '"locationCreated": {"@type": "Place", "name": "Πλατεία Αλεξάνδρας"}' in page

    Adoption.objects.update(state=Adoption.State.DRAFT)
    assert "adoptions" not in next(iter(public().rows))


def test_a_lesson_that_was_taken_over_is_not_proposed_again(adopted: Adoption, member: User) -> None:
    first = lessons.propose(adopted, by=member)
    taken_over(first)

    assert lessons.propose(adopted, by=member) == first
