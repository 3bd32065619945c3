"""The author of something hidden appeals once; somebody else decides, and nobody learns who reported."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from comments.models import Comment
from mail.models import Message
from moderation import actions
from moderation.models import Appeal, Report
from network_members.models import User
from tests.factories.people import make_user
from tests.moderation.test_reports import BOTH, CANARY, DESK, EN, REPORTER, report
from tests.network_members.rooms import enter, in_greek, page_of, words_of
from tests.reading import count_queries, faults, read

WORDS = "Ήταν παράθεση από το βιβλίο"


@pytest.fixture
def hidden(comment: Comment, stranger: User, moderator: User) -> Report:
    """The comment of the member, reported by the stranger and hidden by the moderator."""
    found = report(comment, stranger, words=REPORTER)
    actions.hide(found, by=moderator, reason="Προσβάλλει")
    return Report.objects.get()


@pytest.fixture
def appeal(hidden: Report, member: User) -> Appeal:
    """The member's appeal."""
    return actions.appeal(hidden, by=member, words=WORDS)


def where(found: Report, language: str = "en") -> str:
    return f"/{language}/talk/appeals/{found.pk}/"


def judge(person: User, found: Report, step: str, reason: str = "Παραθέτει μόνο") -> Any:
    return enter(person).post(f"{DESK}{found.pk}/judge/", {"step": step, "reason": reason})


@BOTH
def test_the_mail_leads_the_author_to_the_appeal_in_their_language(
    language: str, comment: Comment, stranger: User, moderator: User
) -> None:
    User.objects.filter(pk=comment.user_id).update(language=language)
    actions.hide(report(comment, stranger), by=moderator, reason="Προσβάλλει")

    assert where(Report.objects.get(), language) in Message.objects.get(kind="hidden").text


@BOTH
def test_the_author_appeals_once_and_gets_a_receipt(language: str, hidden: Report, member: User) -> None:
    client = enter(member)

    page = page_of(client.get(where(hidden, language)))
    answers = [client.post(where(hidden, language), {"words": WORDS}) for _time in range(2)]

    assert (faults(page), CANARY in page, REPORTER in page) == ([], True, False)
    assert [one.status_code for one in answers] == [302, 409]
    assert [(one.words, one.state) for one in Appeal.objects.all()] == [(WORDS, "waiting")]
    assert Message.objects.get(kind="appeal_received").recipient == member.email


def test_an_appeal_without_words_is_refused_beside_its_field(hidden: Report, member: User) -> None:
    answer = enter(member).post(where(hidden), {"words": " "})

    assert (answer.status_code, list(answer.context["form"].errors), Appeal.objects.count()) == (422, ["words"], 0)


@pytest.mark.parametrize("name", ["stranger", "colleague", "moderator", "superuser"])
def test_nobody_else_finds_or_makes_the_appeal(name: str, hidden: Report, request: pytest.FixtureRequest) -> None:
    person = request.getfixturevalue(name)

    answers = [enter(person).get(where(hidden)), enter(person).post(where(hidden), {"words": WORDS})]

    assert [one.status_code for one in answers] == [404, 404]
    with pytest.raises(PermissionDenied):
        actions.appeal(hidden, by=person, words=WORDS)
    assert Appeal.objects.count() == 0


def test_what_stands_is_not_appealed(comment: Comment, stranger: User, moderator: User, member: User) -> None:
    found = report(comment, stranger)
    actions.dismiss(found, by=moderator)

    assert enter(member).get(where(found)).status_code == 404
    with pytest.raises(actions.Decided):
        actions.appeal(Report.objects.get(), by=member, words=WORDS)


def test_after_six_months_it_is_too_late(hidden: Report, member: User) -> None:
    Report.objects.update(decided_at=timezone.now() - timedelta(days=184))

    page = page_of(enter(member).get(where(hidden)))

    assert "Six months have passed" in page
    assert enter(member).post(where(hidden), {"words": WORDS}).status_code == 409


@pytest.mark.parametrize(
    ("step", "state", "said"), [("grant", "granted", "βλέπουν ξανά"), ("refuse", "refused", "παραμένει κρυμμένο")]
)
def test_somebody_else_decides_and_the_author_is_told_why(
    step: str, state: str, said: str, appeal: Appeal, administrator: User
) -> None:
    answer = judge(administrator, appeal.report, step)

    found, mail = Appeal.objects.get(), Message.objects.get(kind="appeal_decided")
    assert (answer.status_code, found.state, found.decided_by) == (302, state, administrator)
    assert (CANARY in read(Client(), EN)) == (state == "granted")
    assert (said in mail.text, "Παραθέτει μόνο" in mail.text, REPORTER in mail.text) == (True, True, False)


def test_nobody_judges_their_own_decision_or_their_own_words(appeal: Appeal, moderator: User, member: User) -> None:
    for person in (moderator, member):
        with pytest.raises(PermissionDenied):
            actions.grant(appeal, by=person, reason="Ναι")

    # Wagtail's own admin leads whoever is refused to its first page.
    assert judge(moderator, appeal.report, "grant")["Location"] == "/admin/"
    assert Appeal.objects.get().state == "waiting"
    assert in_greek("Somebody who did not take the first decision decides on it.") in words_of(
        enter(moderator).get(f"{DESK}{appeal.report_id}/")
    )


def test_a_second_decision_changes_nothing_and_keeps_the_reason(
    appeal: Appeal, administrator: User, superuser: User
) -> None:
    actions.refuse(appeal, by=administrator, reason="Όχι")

    answer = judge(superuser, appeal.report, "grant", "Έμεινε αυτό")

    assert (answer.status_code, "Έμεινε αυτό" in page_of(answer, 409)) == (409, True)
    assert (Appeal.objects.get().state, Comment.objects.get().state) == ("refused", "hidden")


def test_a_decision_takes_a_reason(appeal: Appeal, administrator: User) -> None:
    assert judge(administrator, appeal.report, "grant", " ").status_code == 422
    with pytest.raises(IntegrityError), transaction.atomic():
        Appeal.objects.update(state="granted", decided_at=timezone.now())


def test_a_step_that_is_none_leads_back(appeal: Appeal, administrator: User) -> None:
    assert judge(administrator, appeal.report, "erase").status_code == 302
    assert Appeal.objects.get().state == "waiting"


def test_what_its_author_deleted_is_not_shown_again(appeal: Appeal, administrator: User) -> None:
    Comment.objects.update(state=Comment.State.DELETED)

    actions.grant(appeal, by=administrator, reason="Ναι")

    assert Comment.objects.get().state == "deleted"


def test_an_appeal_that_waits_is_not_forgotten(appeal: Appeal, administrator: User) -> None:
    later = timezone.now() + timedelta(days=400)
    actions.forget(later)
    assert Report.objects.count() == 1

    actions.refuse(appeal, by=administrator, reason="Όχι")
    actions.forget(later)

    assert (Report.objects.count(), Appeal.objects.count()) == (0, 0)


def test_the_desk_takes_the_same_queries_for_one_and_three_appeals(
    appeal: Appeal, administrator: User, member: User, moderator: User
) -> None:
    client = enter(administrator)
    one = count_queries(client, DESK)
    for number in range(2):
        what = actions.Reported("comment", 1000 + number, "Κείμενο", "el", member)
        actions.report(what, None, reason="other", words="")
        found = Report.objects.latest("pk")
        Report.objects.filter(pk=found.pk).update(
            state="upheld", decision="Γιατί", decided_at=timezone.now(), decided_by=moderator
        )
        actions.appeal(Report.objects.get(pk=found.pk), by=member, words=WORDS)

    assert count_queries(client, DESK) == one


# Those who report


@BOTH
@pytest.mark.parametrize(
    ("step", "said"),
    [("hide", {"el": "έκρυψαν", "en": "have hidden"}), ("dismiss", {"el": "παραμένει", "en": "so it stays"})],
)
def test_who_reports_gets_a_receipt_and_the_outcome(
    language: str, step: str, said: dict[str, str], comment: Comment, moderator: User
) -> None:
    person = make_user("reporter", "member", language=language)
    found = report(comment, person)
    report(comment, None)

    answer = enter(moderator).post(f"{DESK}{found.pk}/", {"step": step, "reason": "Προσβάλλει"})

    mails = {one.kind: one for one in Message.objects.filter(recipient=person.email)}
    assert (answer.status_code, sorted(mails)) == (302, ["report_decided", "report_received"])
    assert {one.language for one in mails.values()} == {language}
    assert (said[language] in mails["report_decided"].text, CANARY in mails["report_decided"].text) == (True, False)


def test_who_has_left_is_told_nothing(comment: Comment, moderator: User, stranger: User) -> None:
    found = report(comment, stranger)
    User.objects.filter(pk__in=(stranger.pk, comment.user_id)).update(is_active=False)

    actions.hide(found, by=moderator, reason="Προσβάλλει")

    assert set(Message.objects.values_list("kind", flat=True)) == {"report_received"}
