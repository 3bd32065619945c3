"""Readers report an adoption, moderators decide with a reason, its author is told and may appeal."""

import pytest
from django.test import Client

from adoptions.models import Adoption
from good_practices.models import GoodPracticePage
from mail.models import Message
from moderation import actions as moderation
from moderation.models import Appeal, Report
from network_members.models import User
from tests.adoptions.test_views import where
from tests.translators.conftest import enter

State = Adoption.State


def reported(adoption: Adoption, person: User) -> Report:
    """Report an adoption in somebody's name."""
    enter(person).post(where(adoption, "report"), {"reason": "false", "words": "Δεν έγινε"})
    return Report.objects.latest("pk")


@pytest.mark.parametrize(("language", "words"), [("el", "Αναφορά υιοθέτησης"), ("en", "Report an adoption")])
def test_everybody_who_reads_an_adoption_reports_it(
    language: str, words: str, adoption: Adoption, practice: GoodPracticePage
) -> None:
    client, address = Client(), where(adoption, "report", language)

    read, form = (client.get(one).content.decode() for one in (practice.url_in(language), address))
    answer = client.post(address, {"reason": "false", "words": "Δεν έγινε"})

    found = Report.objects.get()
    assert (address in read, words in form, answer.status_code) == (True, True, 302)
    assert (found.kind, found.number, found.author) == ("adoption", adoption.pk, adoption.owner)
    assert "Τα τρία πρωινά" in found.text


def test_a_report_without_reason_is_refused_and_kept(adoption: Adoption) -> None:
    answer = Client().post(where(adoption, "report"), {"words": "Δεν έγινε"})

    assert (answer.status_code, "Δεν έγινε" in answer.content.decode(), Report.objects.count()) == (422, True, 0)


def test_what_nobody_reads_nobody_reports(draft: Adoption, adoption: Adoption, member: User, stranger: User) -> None:
    answers = [enter(stranger).get(where(draft, "report")), enter(member).get(where(adoption, "report"))]

    assert [one.status_code for one in answers] == [404, 404]


@pytest.mark.parametrize("language", ["el", "en"])
def test_moderators_hide_it_and_author_and_reporter_are_told(
    language: str, adoption: Adoption, practice: GoodPracticePage, people: dict[str, User]
) -> None:
    member, stranger, moderator = (people[name] for name in ("member", "stranger", "moderator"))
    User.objects.filter(pk=member.pk).update(language=language)
    one = reported(adoption, stranger)

    moderation.hide(one, by=moderator, reason="Οι αριθμοί δεν βγαίνουν")

    adoption.refresh_from_db()
    told = Message.objects.filter(recipient=member.email).get()
    assert (adoption.state, adoption.hidden_reason) == (State.HIDDEN, "Οι αριθμοί δεν βγαίνουν")
    assert (f"/{language}/talk/appeals/{one.pk}/" in told.text, "Stranger" in told.text) == (True, False)
    assert Message.objects.filter(recipient=stranger.email).count() == 2
    assert "Πλατεία Αλεξάνδρας" not in Client().get(practice.url_in("el")).content.decode()


def test_what_moderators_let_stand_stays(adoption: Adoption, stranger: User, moderator: User) -> None:
    moderation.dismiss(reported(adoption, stranger), by=moderator)

    adoption.refresh_from_db()
    assert adoption.state == State.PUBLIC


def test_an_appeal_that_is_granted_shows_it_again(
    adoption: Adoption, stranger: User, moderator: User, editor: User, member: User
) -> None:
    one = reported(adoption, stranger)
    moderation.hide(one, by=moderator, reason="Λάθος")
    address = f"/en/talk/appeals/{one.pk}/"

    sent = enter(member).post(address, {"words": "Οι αριθμοί είναι σωστοί"})
    others = enter(stranger).get(address)
    moderation.grant(Appeal.objects.get(), by=editor, reason="Σωστά")

    adoption.refresh_from_db()
    assert (sent.status_code, others.status_code, adoption.state) == (302, 404, State.PUBLIC)
    assert enter(member).post(address, {"words": "Ξανά"}).status_code == 409


def test_the_desk_leads_to_what_was_reported(adoption: Adoption, stranger: User, superuser: User) -> None:
    one = reported(adoption, stranger)

    page = enter(superuser).get(f"/admin/moderation/{one.pk}/").content.decode()

    assert ("Adoption" in page, "#adoptions" in page) == (True, True)
