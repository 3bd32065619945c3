"""Readers report, moderators decide with a reason, authors are told; nobody learns who reported."""

import json
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from comments.models import Comment
from good_practices.models import GoodPracticePage
from mail.models import Message
from moderation import actions
from moderation.models import Report
from network_members import copying
from network_members.copies import DataCopy
from network_members.models import User
from tests.factories.people import make_user
from tests.factories.talk import say
from tests.network_members.rooms import enter, in_greek, page_of, words_of
from tests.reading import count_queries, faults, read

EN, EL = "/en/good-practices/diktyo/", "/el/kales-praktikes/diktyo/"
CANARY, REPORTER = "ΚΑΝΑΡΙΝΙ-7a", "ΚΑΝΑΡΙΝΙ-8b"
BOTH = pytest.mark.parametrize("language", ["el", "en"])
DESK = "/admin/moderation/"


def where(comment: Comment, language: str = "en") -> str:
    return f"/{language}/talk/comments/{comment.pk}/report/"


def report(comment: Comment, person: Any, **fields: str) -> Report:
    """Report a comment in somebody's name."""
    what = actions.Reported("comment", comment.pk, comment.comment, comment.language, comment.user)
    actions.report(what, person, reason=fields.get("reason", "insult"), words=fields.get("words", ""))
    return Report.objects.latest("pk")


# Reporting


@BOTH
@pytest.mark.parametrize("name", ["visitor", "applicant", "stranger"])
def test_everybody_who_reads_a_comment_reports_it(
    name: str, language: str, comment: Comment, request: pytest.FixtureRequest
) -> None:
    client = Client() if name == "visitor" else enter(request.getfixturevalue(name))
    page = page_of(client.get(where(comment, language)))

    answer: Any = client.post(where(comment, language), {"reason": "insult", "words": "Βρίζει"})

    found = Report.objects.get()
    assert (faults(page), answer.status_code) == ([], 302)
    assert (found.number, found.text, found.author, found.words) == (
        comment.pk,
        comment.comment,
        comment.user,
        "Βρίζει",
    )
    assert (found.reporter is None) == (name == "visitor")
    thanks = "Thank you. The moderators look at it; the author does not learn who you are."
    assert (in_greek(thanks) if language == "el" else thanks) in page_of(client.get(answer["Location"]))


def test_a_report_without_a_reason_is_refused_and_stays_typed(comment: Comment, stranger: User) -> None:
    page = page_of(enter(stranger).post(where(comment), {"words": "Βρίζει"}), 422)

    assert ("Βρίζει</textarea>" in page, Report.objects.count(), faults(page)) == (True, 0, [])


def test_who_reports_twice_is_counted_once(comment: Comment, stranger: User) -> None:
    for _time in range(2):
        enter(stranger).post(where(comment), {"reason": "insult"})

    found = Report.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.create(kind="comment", number=comment.pk, reporter=stranger, text="", language="el")
    assert found.reporter == stranger


def test_twenty_reports_a_day_are_taken(practice: GoodPracticePage, member: User, stranger: User) -> None:
    said = [say(member, practice, f"Λόγια {number}") for number in range(21)]
    client = enter(stranger)

    codes = [client.post(where(one), {"reason": "other"}).status_code for one in said]

    assert codes == [302] * 20 + [429]


def test_three_people_hold_back_what_a_new_member_wrote_until_somebody_has_looked(
    comment: Comment, stranger: User, colleague: User, moderator: User, visitor: Client
) -> None:
    shown = []
    for person in (stranger, stranger, colleague, make_user("third", "member")):
        enter(person).post(where(comment), {"reason": "insult"})
        shown.append(CANARY in read(visitor, EN))

    assert shown == [True, True, True, False]
    assert "This comment is held back until a moderator has looked at it." in words_of(visitor.get(EN))
    actions.dismiss(Report.objects.latest("pk"), by=moderator)
    assert (CANARY in read(visitor, EN), Report.objects.filter(state="waiting").count()) == (True, 0)


def test_what_an_old_member_wrote_is_not_held_back(
    comment: Comment, stranger: User, colleague: User, facilitator: User, visitor: Client
) -> None:
    User.objects.filter(pk=comment.user_id).update(date_joined=timezone.now() - timedelta(days=30))

    for person in (stranger, colleague, facilitator):
        enter(person).post(where(comment), {"reason": "insult"})

    assert CANARY in read(visitor, EN)


# Deciding


@pytest.mark.parametrize(
    ("language", "words"), [("el", "Κάτι που γράψατε αποκρύφθηκε"), ("en", "Something you wrote has been hidden")]
)
def test_what_is_hidden_is_gone_for_readers_and_its_author_is_told_why_in_their_language(
    language: str, words: str, comment: Comment, moderator: User, stranger: User
) -> None:
    User.objects.filter(pk=comment.user_id).update(language=language)
    found = report(comment, stranger, words=REPORTER)

    answer: Any = enter(moderator).post(f"{DESK}{found.pk}/", {"step": "hide", "reason": "Προσβάλλει"})

    mail = Message.objects.get(kind="hidden")
    assert (answer.status_code, mail.recipient, mail.language, mail.subject) == (
        302,
        comment.user.email,
        language,
        words,
    )
    assert ("Προσβάλλει" in mail.text, CANARY in mail.text) == (True, True)
    assert not any(secret in mail.text + mail.html for secret in (REPORTER, str(stranger), stranger.email))
    assert CANARY not in read(Client(), EN) + read(enter(comment.user), EL)
    assert (Report.objects.get().state, Report.objects.get().decided_by) == ("upheld", moderator)


def test_one_decision_answers_all_who_reported_the_same(comment: Comment, moderator: User, stranger: User) -> None:
    reports = [report(comment, person) for person in (stranger, None, make_user("third", "member"))]

    actions.hide(reports[0], by=moderator, reason="Προσβάλλει")

    assert {one.state for one in Report.objects.all()} == {"upheld"}
    assert Message.objects.filter(kind="hidden").count() == 1


def test_to_hide_takes_a_reason(comment: Comment, moderator: User, stranger: User) -> None:
    found = report(comment, stranger)

    page = page_of(enter(moderator).post(f"{DESK}{found.pk}/", {"step": "hide", "reason": " "}), 422)

    assert ("help-block" in page or "error" in page, Comment.objects.get().state) == (True, "shown")
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.update(state="upheld", decided_at=timezone.now())


def test_a_second_decision_changes_nothing(
    comment: Comment, moderator: User, administrator: User, stranger: User
) -> None:
    found = report(comment, stranger)
    actions.dismiss(found, by=moderator)

    page = page_of(enter(administrator).post(f"{DESK}{found.pk}/", {"step": "hide", "reason": "Προσβάλλει"}), 409)

    assert ("Προσβάλλει" in page, Comment.objects.get().state) == (True, "shown")
    assert not Message.objects.filter(kind="hidden").exists()


def test_what_its_author_deleted_meanwhile_stays_deleted(
    comment: Comment, practice: GoodPracticePage, moderator: User, stranger: User
) -> None:
    say(stranger, practice, "Απάντηση", answers=comment)
    found = report(comment, stranger)
    enter(comment.user).post(f"/en/talk/comments/{comment.pk}/delete/")

    actions.hide(found, by=moderator, reason="Προσβάλλει")

    assert Comment.objects.get(pk=comment.pk).state == "deleted"


def test_nobody_sees_or_decides_reports_about_what_they_said(practice: GoodPracticePage, moderator: User) -> None:
    own = say(moderator, practice, CANARY)
    found, client = report(own, None), enter(moderator)

    # Wagtail's own 404 leads on, to the same address under the language.
    answers = [
        client.get(DESK),
        client.get(f"{DESK}{found.pk}/", follow=True),
        client.post(f"{DESK}{found.pk}/", {"step": "dismiss"}, follow=True),
    ]

    assert [one.status_code for one in answers] == [200, 404, 404]
    assert not any(CANARY in one.content.decode() for one in answers)
    with pytest.raises(PermissionDenied):
        actions.dismiss(found, by=moderator)


@pytest.mark.parametrize("name", ["applicant", "member", "stranger", "translator"])
def test_others_see_no_report_and_decide_nothing(
    name: str, comment: Comment, stranger: User, request: pytest.FixtureRequest
) -> None:
    person = request.getfixturevalue(name)
    found = report(comment, stranger, words=REPORTER)
    client = enter(person)

    answers = [
        client.get(DESK),
        client.get(f"{DESK}{found.pk}/"),
        client.post(f"{DESK}{found.pk}/", {"step": "dismiss"}),
    ]

    assert not any(one.status_code == 200 or REPORTER in one.content.decode() for one in answers)
    assert not Report.objects.visible_to(person).exists()
    with pytest.raises(PermissionDenied):
        actions.hide(found, by=person, reason="Προσβάλλει")
    assert Report.objects.get().state == "waiting"


@pytest.mark.parametrize("name", ["moderator", "editor", "administrator"])
def test_the_desk_shows_what_was_reported_and_not_by_whom(
    name: str, comment: Comment, stranger: User, request: pytest.FixtureRequest
) -> None:
    found, client = report(comment, stranger, words="Βρίζει"), enter(request.getfixturevalue(name))

    pages = [page_of(client.get(DESK)), page_of(client.get(f"{DESK}{found.pk}/"))]

    assert [CANARY in page for page in pages] == [True, True]
    assert [word in page for page in pages for word in (str(stranger), stranger.email)] == [False] * 4
    assert ("Βρίζει" in pages[1], f"/talk/comments/{comment.pk}/" in pages[1]) == (True, True)


def test_the_desk_takes_the_same_queries_for_one_and_three(
    comment: Comment, moderator: User, stranger: User, colleague: User
) -> None:
    report(comment, stranger)
    client = enter(moderator)
    one = count_queries(client, DESK)

    report(comment, colleague)
    report(comment, None)

    assert count_queries(client, DESK) == one


def test_reports_are_forgotten_a_year_after_the_decision(comment: Comment, moderator: User, stranger: User) -> None:
    actions.dismiss(report(comment, stranger), by=moderator)
    waiting = report(comment, stranger)

    actions.forget(timezone.now() + timedelta(days=364))
    assert Report.objects.count() == 2
    actions.forget(timezone.now() + timedelta(days=366))

    assert list(Report.objects.all()) == [waiting]


def test_a_copy_of_ones_data_holds_what_one_said_and_reported(comment: Comment, stranger: User) -> None:
    report(comment, stranger, words=REPORTER)
    for person in (comment.user, stranger):
        copying.ask(person)

    kinds = []
    for copy in DataCopy.objects.order_by("pk"):
        with copy.file.open("rb") as file, zipfile.ZipFile(file) as archive:
            kinds.append({kind["kind"]: kind["rows"] for kind in json.loads(archive.read("nima.json"))["kinds"]})

    said = kinds[0][in_greek("Your comments")]
    assert [row["comment"] for row in said] == [comment.comment]
    assert REPORTER not in json.dumps(kinds[0], ensure_ascii=False)
    assert REPORTER in json.dumps(kinds[1], ensure_ascii=False)
