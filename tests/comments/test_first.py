"""What a new account says first waits for the moderators; nobody but its author learns of it before."""

import json
import zipfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from comments import actions
from comments.models import Comment
from following.actions import follow
from following.models import Event, Level
from good_practices.models import GoodPracticePage
from mail.models import Message
from moderation import actions as moderation
from moderation.models import Appeal, Report
from network_members import copying
from network_members.copies import DataCopy
from network_members.models import User
from tests.factories.people import make_user
from tests.factories.talk import say
from tests.factories.words import make_term
from tests.network_members.rooms import enter, in_greek, page_of, words_of
from tests.reading import count_anew, faults, read
from vocabulary.models import Axis

CANARY = "ΚΑΝΑΡΙΝΙ-3e"
WHERE = {"el": "/el/kales-praktikes/diktyo/", "en": "/en/good-practices/diktyo/"}
EN, DESK = WHERE["en"], "/admin/moderation/"
BOTH = pytest.mark.parametrize("language", ["el", "en"])
ONLY_YOU = (
    "Only you see this comment. A moderator looks at it first, because you are new here; "
    "you get a mail when that is done."
)
TAKEN_BACK = "Nothing is left to decide: its author has taken it back."
Commit = Callable[..., AbstractContextManager[Any]]


def post(person: User, practice: GoodPracticePage, text: str = CANARY, **more: str) -> Any:
    """Write under the practice, as a member does who has waited long enough."""
    cache.clear()
    typed = {"text": text, "language": "el", "axis": "", "token": str(uuid4()), **more}
    return enter(person).post(f"/en/talk/{practice.translation_key}/write/", typed)


@pytest.fixture
def waiting(practice: GoodPracticePage, member: User) -> Comment:
    """What the member, who is new, said first."""
    assert post(member, practice).status_code == 302
    return Comment.objects.get()


@pytest.fixture
def report(waiting: Comment) -> Report:
    """What the moderators find of it."""
    return Report.objects.get()


def decide(moderator: User, report: Report, step: str) -> Any:
    return enter(moderator).post(f"{DESK}{report.pk}/", {"step": step, "reason": "Διαφημίζει"})


# Who waits


@pytest.mark.parametrize("name", ["facilitator", "moderator", "translator", "editor", "administrator", "superuser"])
def test_who_holds_a_role_of_trust_is_online_at_once(
    name: str, practice: GoodPracticePage, request: pytest.FixtureRequest
) -> None:
    post(request.getfixturevalue(name), practice)

    assert (Comment.objects.get().state, Report.objects.count()) == ("shown", 0)


@pytest.mark.parametrize(("days", "state"), [(0, "waiting"), (29, "waiting"), (31, "shown")])
def test_accounts_wait_for_thirty_days(days: int, state: str, practice: GoodPracticePage, member: User) -> None:
    User.objects.filter(pk=member.pk).update(date_joined=timezone.now() - timedelta(days=days))

    post(member, practice)

    assert Comment.objects.get().state == state


def test_who_has_been_read_once_waits_no_more(practice: GoodPracticePage, member: User) -> None:
    say(member, practice, "Γεια")

    post(member, practice)

    assert list(Comment.objects.in_order().values_list("state", flat=True)) == ["shown", "shown"]


def test_who_was_hidden_waits_again(practice: GoodPracticePage, member: User) -> None:
    actions.hide(say(member, practice, "Κακό").pk)

    post(member, practice)

    assert list(Comment.objects.in_order().values_list("state", flat=True)) == ["hidden", "waiting"]


# Who sees it


@BOTH
def test_the_author_sees_it_and_is_told_why_nobody_else_does(
    language: str, waiting: Comment, practice: GoodPracticePage, member: User
) -> None:
    client = enter(member)

    page = read(client, WHERE[language])

    words = in_greek(ONLY_YOU) if language == "el" else ONLY_YOU
    assert (CANARY in page, words in page, faults(page)) == (True, True, [])
    assert [f"/{language}/talk/comments/{waiting.pk}/{step}/" in page for step in ("delete", "edit", "reply")] == [
        True,
        False,
        False,
    ]


@BOTH
def test_the_author_is_told_at_once_that_it_waits(language: str, practice: GoodPracticePage, member: User) -> None:
    client = enter(member)
    where = f"/{language}/talk/{practice.translation_key}/write/"

    answer: Any = client.post(where, {"text": CANARY, "language": "el"})

    words = "Thank you. You are new here: a moderator looks at it first, and you get a mail. Only you see it now."
    assert (in_greek(words) if language == "el" else words) in page_of(client.get(answer["Location"]))


@pytest.mark.parametrize("name", ["visitor", "applicant", "stranger", "moderator", "superuser"])
def test_nobody_else_learns_of_it(
    name: str, practice: GoodPracticePage, member: User, stranger: User, request: pytest.FixtureRequest
) -> None:
    """Not its words, not its place, not its axis, not that one more is there."""
    axis = make_term(Axis, "coordination", ("Συντονισμός", "Coordination"))
    say(stranger, practice, "Πρώτο", axis=axis)
    client = Client() if name == "visitor" else enter(request.getfixturevalue(name))
    addresses = [*WHERE.values(), f"{EN}?axis=coordination", "/en/good-practices/?sort=discussed"]
    before = [client.get(address) for address in addresses]

    post(member, practice, axis="coordination")

    waits = Comment.objects.get(state="waiting")
    steps = ("", "reply/", "edit/", "delete/", "history/", "report/")
    answers = [client.get(f"/en/talk/comments/{waits.pk}/{step}") for step in steps]
    after = [client.get(address) for address in addresses]
    assert [words_of(one) for one in after] == [words_of(one) for one in before]
    assert not any(CANARY in one.content.decode() for one in [*after, *answers])
    assert {one.status_code for one in answers[1:]} <= {404, 403, 302}
    assert (answers[0].status_code == 302) == (name in ("moderator", "superuser"))


def test_nothing_is_told_of_it_before_it_is_shown(
    practice: GoodPracticePage,
    member: User,
    stranger: User,
    moderator: User,
    django_capture_on_commit_callbacks: Commit,
) -> None:
    follow(stranger, "page", practice.translation_key, Level.FIRST)
    with django_capture_on_commit_callbacks(execute=True):
        post(member, practice)
    before = (Event.objects.count(), Message.objects.count())

    with django_capture_on_commit_callbacks(execute=True):
        decide(moderator, Report.objects.get(), "dismiss")

    assert before == (0, 0)
    assert [(one.happening, one.number, one.actor) for one in Event.objects.all()] == [
        ("comment", Comment.objects.get().pk, member)
    ]


def test_nobody_answers_it(waiting: Comment, practice: GoodPracticePage, member: User, stranger: User) -> None:
    for person in (member, stranger):
        with pytest.raises(actions.NotThere):
            say(person, practice, "Απάντηση", answers=waiting)
        answer = enter(person).post(f"/en/talk/comments/{waiting.pk}/reply/", {"text": "Α", "language": "el"})
        assert answer.status_code == 404


def test_a_copy_of_ones_data_holds_what_waits(waiting: Comment, member: User, stranger: User) -> None:
    texts = []
    for person in (member, stranger):
        copying.ask(person)
        with DataCopy.objects.latest("pk").file.open("rb") as file, zipfile.ZipFile(file) as archive:
            texts.append(json.dumps(json.loads(archive.read("nima.json")), ensure_ascii=False))

    assert [CANARY in text for text in texts] == [True, False]


def test_one_and_three_that_wait_take_the_same_queries(
    practice: GoodPracticePage, member: User, stranger: User, colleague: User
) -> None:
    say(colleague, practice, "Γεια")
    clients = [Client(), enter(member)]
    none = [count_anew(client, EN) for client in clients]

    for person, text in ((member, "Α"), (stranger, "Β")):
        post(person, practice, text)

    assert [count_anew(client, EN) for client in clients] == none


# What moderators do


@pytest.mark.parametrize("name", ["moderator", "editor", "administrator"])
def test_moderators_find_it_in_their_list(name: str, report: Report, request: pytest.FixtureRequest) -> None:
    client = enter(request.getfixturevalue(name))

    pages = [page_of(client.get(DESK)), page_of(client.get(f"{DESK}{report.pk}/"))]

    first = in_greek("First comment of a new member")
    assert [(CANARY in page, first in page) for page in pages] == [(True, True)] * 2
    assert in_greek("Show it to readers") in pages[1]


@BOTH
def test_what_is_shown_is_online_and_its_author_hears_of_it(
    language: str, report: Report, waiting: Comment, moderator: User, visitor: Client
) -> None:
    User.objects.filter(pk=waiting.user_id).update(language=language)

    answer = decide(moderator, report, "dismiss")

    mail = Message.objects.get()
    subject = "Your comment is online"
    assert (answer.status_code, mail.kind, mail.recipient, mail.language) == (
        302,
        "shown",
        waiting.user.email,
        language,
    )
    assert mail.subject == (in_greek(subject) if language == "el" else subject)
    assert (CANARY in mail.text, f"/{language}/talk/comments/{waiting.pk}/" in mail.text) == (True, True)
    assert [CANARY in read(visitor, where) for where in WHERE.values()] == [True, True]
    assert (Comment.objects.get().state, Comment.objects.get().is_public) == ("shown", True)


@BOTH
def test_what_is_not_shown_leaves_no_place_and_its_author_hears_why(
    language: str, report: Report, waiting: Comment, moderator: User, visitor: Client
) -> None:
    User.objects.filter(pk=waiting.user_id).update(language=language)

    decide(moderator, report, "hide")

    mail, page = Message.objects.get(), read(visitor, EN)
    assert (mail.kind, mail.language, "Διαφημίζει" in mail.text) == ("not_shown", language, True)
    assert f"/{language}/talk/appeals/{report.pk}/" in mail.text
    assert (f"comment-{waiting.pk}" in page, "Nobody has written here yet." in page) == (False, True)
    assert (Comment.objects.get().state, CANARY in read(enter(waiting.user), EN)) == ("refused", False)


def test_not_to_show_it_takes_a_reason(report: Report, moderator: User) -> None:
    answer = enter(moderator).post(f"{DESK}{report.pk}/", {"step": "hide", "reason": " "})

    assert (answer.status_code, Comment.objects.get().state) == (422, "waiting")


def test_an_appeal_that_is_granted_shows_it(
    report: Report, waiting: Comment, moderator: User, administrator: User, visitor: Client
) -> None:
    moderation.hide(report, by=moderator, reason="Διαφημίζει")
    appeal: Appeal = moderation.appeal(Report.objects.get(), by=waiting.user, words="Όχι")

    moderation.grant(appeal, by=administrator, reason="Σωστά")

    assert CANARY in read(visitor, EN)


@pytest.mark.parametrize("name", ["applicant", "member", "stranger", "translator"])
def test_others_decide_nothing(name: str, report: Report, request: pytest.FixtureRequest) -> None:
    client = enter(request.getfixturevalue(name))

    answers = [client.get(DESK), client.post(f"{DESK}{report.pk}/", {"step": "dismiss"})]

    assert not any(CANARY in one.content.decode() for one in answers)
    assert Comment.objects.get().state == "waiting"


def test_moderators_come_to_where_it_would_stand(waiting: Comment, moderator: User) -> None:
    answer: Any = enter(moderator).get(f"/en/talk/comments/{waiting.pk}/")

    assert answer["Location"] == f"{EN}#comment-{waiting.pk}"


def test_readers_cannot_report_that_something_is_first(
    practice: GoodPracticePage, member: User, stranger: User
) -> None:
    where = f"/en/talk/comments/{say(member, practice).pk}/report/"

    page = page_of(enter(stranger).post(where, {"reason": "first"}), 422)

    assert ('value="first"' in page, Report.objects.count()) == (False, 0)


# Taking back


def test_its_author_takes_it_back_and_moderators_find_nothing(
    report: Report, waiting: Comment, member: User, moderator: User
) -> None:
    client = enter(member)
    page = page_of(client.get(f"/en/talk/comments/{waiting.pk}/delete/"))
    answer: Any = client.post(f"/en/talk/comments/{waiting.pk}/delete/")

    assert (CANARY in page, answer["Location"]) == (True, f"{EN}#talk")
    assert (Comment.objects.count(), Report.objects.count()) == (0, 0)
    with pytest.raises(moderation.Decided):
        moderation.dismiss(report, by=moderator)
    assert Message.objects.count() == 0


def test_a_decision_on_what_was_taken_back_leads_back_to_the_list(
    report: Report, moderator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def taken_back(one: Report, **_more: Any) -> None:
        Report.objects.all().delete()
        raise moderation.Decided

    monkeypatch.setattr(moderation, "dismiss", taken_back)

    answer = enter(moderator).post(f"{DESK}{report.pk}/", {"step": "dismiss"}, follow=True)

    assert (answer.redirect_chain[0][0], in_greek(TAKEN_BACK) in page_of(answer)) == (DESK, True)


# The same again


def test_the_same_words_join_what_waits_already(practice: GoodPracticePage, member: User, time_machine: Any) -> None:
    start, places = timezone.now(), set()
    for minutes in range(0, 50, 10):
        time_machine.move_to(start + timedelta(minutes=minutes), tick=False)
        places.add(post(member, practice, f"{CANARY}  ")["Location"])

    assert (len(places), Comment.objects.count(), Report.objects.count()) == (1, 1, 1)


def test_the_same_words_of_somebody_else_are_their_own(
    waiting: Comment, practice: GoodPracticePage, stranger: User
) -> None:
    post(stranger, practice)

    assert [one.user for one in Comment.objects.in_order()] == [waiting.user, stranger]


def test_another_member_who_is_new_waits_for_themselves(practice: GoodPracticePage, member: User) -> None:
    say(member, practice, "Γεια")

    post(make_user("newcomer", "member"), practice)

    assert [one.state for one in Comment.objects.in_order()] == ["shown", "waiting"]
