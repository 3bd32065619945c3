"""Mails about notices: many events in one, once, only to who was away, only what they may see when it is written."""

import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoDbBlocker
from time_machine import TimeMachineFixture
from wagtail.models import PageViewRestriction

from comments import actions as talking
from following import actions, letters
from following.models import Event, MailChoice, Notice
from good_practices.models import GoodPracticePage
from mail import delivery
from mail.models import Message
from network_members.models import User
from tests.factories.people import make_user
from tests.factories.practices import make_practice
from tests.factories.talk import say
from tests.following.steps import enter, let_follow, work
from tests.mail.sink import Sink
from tests.mail.test_delivery import in_threads
from tests.reading import faults, read

BOTH = pytest.mark.parametrize("language", ["el", "en"])
MONDAY = datetime(2026, 11, 30, 9, tzinfo=UTC)
DAY = timedelta(days=1)
CANARY = "ΚΑΝΑΡΙΝΙ-71aa"


@pytest.fixture(autouse=True)
def monday(time_machine: TimeMachineFixture) -> TimeMachineFixture:
    """The day on which things begin to happen."""
    time_machine.move_to(MONDAY, tick=False)
    return time_machine


def tell_of(page: GoodPracticePage, *people: User, number: int = 1) -> None:
    """Let people who follow a page be told of a number of events."""
    let_follow(page, *people)
    for _each in range(number):
        actions.happened("recommended", page.translation_key, f"label:{Event.objects.count()}")
    work()


def run() -> list[Message]:
    """Run the command and return the mails it queued."""
    before = set(Message.objects.values_list("pk", flat=True))
    call_command("mail_notices")
    return list(Message.objects.exclude(pk__in=before).order_by("pk"))


def sweep() -> list[Message]:
    """Do what the worker does a few times a minute."""
    before = set(Message.objects.values_list("pk", flat=True))
    letters.tell_at_once(timezone.now())
    return list(Message.objects.exclude(pk__in=before).order_by("pk"))


# What a mail says


@BOTH
def test_one_mail_holds_many_events_in_the_readers_language(
    language: str, practice: GoodPracticePage, member: User, stranger: User
) -> None:
    User.objects.filter(pk=member.pk).update(language=language)
    let_follow(practice, member)
    say(stranger, practice, CANARY)
    tell_of(practice, member)
    tell_of(make_practice("Σχολείο"), member)

    (mail,) = run()

    subject = {"el": "3 νέες ειδοποιήσεις για όσα παρακολουθείτε", "en": "3 new notices about what you follow"}
    assert (mail.recipient, mail.language, mail.kind) == (member.email, language, "notices")
    assert mail.subject == subject[language]
    assert [mail.text.count(title) for title in ("\nΔίκτυο\n", "\nΣχολείο\n")] == [1, 1]
    assert {"el": "30 Νοεμβρίου 2026", "en": "30 November 2026"}[language] in mail.text
    assert f"/{language}/my/notices/" in mail.text
    assert [word in mail.text + mail.html for word in (CANARY, stranger.first_name, stranger.last_name)] == [False] * 3


def test_a_day_is_the_readers_day(practice: GoodPracticePage, member: User, monday: TimeMachineFixture) -> None:
    monday.move_to(datetime(2026, 11, 30, 22, 30, tzinfo=UTC), tick=False)
    tell_of(practice, member)

    (mail,) = run()

    assert "1 Δεκεμβρίου 2026" in mail.text


def test_a_long_mail_names_ten_things_and_counts_the_others(member: User) -> None:
    for number in range(12):
        tell_of(make_practice(f"Πρακτική {number}"), member)

    (mail,) = run()

    assert len(re.findall(r"\nΠρακτική \d+\n", mail.text)) == 10
    assert ["12 νέες" in mail.subject, "άλλα 2" in mail.text] == [True, True]


def test_a_mail_of_three_events_takes_as_many_queries_as_one(
    practice: GoodPracticePage, member: User, monday: TimeMachineFixture
) -> None:
    taken = []
    for number in (1, 1, 3):
        monday.shift(DAY)
        tell_of(practice, member, number=number)
        with CaptureQueriesContext(connection) as queries:
            assert letters.tell_all(timezone.now()) == 1
        taken.append(len(queries))

    assert taken[1] == taken[2]


# Once, and as often as was chosen


def test_nothing_is_mailed_twice(practice: GoodPracticePage, member: User, monday: TimeMachineFixture) -> None:
    tell_of(practice, member)
    assert len(run()) == 1

    assert run() == []
    monday.shift(DAY)
    assert run() == []
    actions.choose_mails(member, "at_once")
    assert sweep() == []


@pytest.mark.parametrize(("rhythm", "days"), [("daily", [1, 2, 3, 4, 5, 6, 7, 8]), ("weekly", [7]), ("never", [])])
def test_mails_come_as_often_as_was_chosen(
    rhythm: str, days: list[int], practice: GoodPracticePage, member: User, monday: TimeMachineFixture
) -> None:
    actions.choose_mails(member, rhythm)
    told = []
    for day in range(1, 9):
        monday.shift(DAY)
        tell_of(practice, member)
        told += [day] if run() + run() + sweep() else []

    assert told == days


def test_at_once_the_worker_mails_what_has_just_happened(practice: GoodPracticePage, member: User) -> None:
    actions.choose_mails(member, "at_once")
    tell_of(practice, member, number=2)

    (mail,) = sweep()

    assert "2 νέες" in mail.subject
    assert (sweep(), run()) == ([], [])


def test_who_was_here_since_gets_no_mail_of_a_day(
    practice: GoodPracticePage, member: User, client: Client, monday: TimeMachineFixture
) -> None:
    tell_of(practice, member)
    monday.shift(timedelta(hours=1))
    enter(client, member)

    assert run() == []


def test_what_was_read_on_the_site_comes_in_no_mail(practice: GoodPracticePage, member: User) -> None:
    tell_of(practice, member)
    actions.read_all(member)

    assert run() == []


def test_mails_that_begin_again_tell_nothing_of_what_came_between(
    practice: GoodPracticePage, member: User, monday: TimeMachineFixture
) -> None:
    actions.choose_mails(member, "never")
    tell_of(practice, member)
    monday.shift(DAY)
    actions.choose_mails(member, "daily")
    monday.shift(DAY)

    assert run() == []


def test_what_is_older_than_news_comes_in_no_mail(
    practice: GoodPracticePage, member: User, monday: TimeMachineFixture
) -> None:
    tell_of(practice, member)
    monday.shift(15 * DAY)

    assert run() == []


# Refusals that could have leaked


@pytest.mark.parametrize("how", ["unpublished", "private", "deleted", "comment hidden"])
@pytest.mark.parametrize("rhythm", ["daily", "at_once"])
def test_a_mail_tells_nothing_of_what_was_hidden_before_it_is_written(
    how: str, rhythm: str, member: User, stranger: User, monday: TimeMachineFixture
) -> None:
    practice = make_practice(CANARY)
    actions.choose_mails(member, rhythm)
    let_follow(practice, member)
    monday.shift(DAY)
    comment = say(stranger, practice)
    work()

    if how == "unpublished":
        practice.unpublish()
    elif how == "private":
        PageViewRestriction.objects.create(page=practice, restriction_type=PageViewRestriction.GROUPS)
    elif how == "deleted":
        practice.delete()
    else:
        talking.hide(comment.pk)

    assert (sweep(), run()) == ([], [])


@pytest.mark.parametrize("change", ["inactive", "no member", "unverified", "another address"])
def test_whom_we_may_not_write_to_gets_no_mail(change: str, practice: GoodPracticePage, member: User) -> None:
    tell_of(practice, member)
    if change == "inactive":
        User.objects.filter(pk=member.pk).update(is_active=False)
    elif change == "no member":
        member.groups.clear()
    elif change == "unverified":
        EmailAddress.objects.filter(user=member).update(verified=False)
    else:
        EmailAddress.objects.filter(user=member).update(email="old@nima.example")

    assert run() == []


def test_each_reader_is_told_of_their_own(practice: GoodPracticePage, member: User, colleague: User) -> None:
    tell_of(practice, member, colleague)
    tell_of(make_practice(CANARY), colleague)

    texts = {mail.recipient: mail.text for mail in run()}

    assert [CANARY in texts[person.email] for person in (member, colleague)] == [False, True]


# The choice


@BOTH
def test_a_member_chooses_beside_the_notices_how_often_mails_come(language: str, client: Client, member: User) -> None:
    enter(client, member)
    address = f"/{language}/my/notices/"
    page = read(client, address)
    assert faults(page) == []
    assert re.search(r'value="daily"[^>]*checked', page)

    answer = client.post(f"{address}mails/", {"rhythm": "weekly"})

    assert answer["Location"] == address
    assert re.search(r'value="weekly"[^>]*checked', read(client, address))


@BOTH
@pytest.mark.parametrize("typed", [{}, {"rhythm": "hourly"}])
def test_a_rhythm_that_there_is_not_is_refused_beside_the_field(
    language: str, typed: dict[str, str], client: Client, member: User
) -> None:
    answer = enter(client, member).post(f"/{language}/my/notices/mails/", typed)

    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.content.decode()
    assert MailChoice.objects.count() == 0


# By a real mail server


@BOTH
def test_the_mail_leaves_with_a_one_click_way_out_in_its_head(
    language: str, practice: GoodPracticePage, member: User, sink: Sink
) -> None:
    User.objects.filter(pk=member.pk).update(language=language)
    tell_of(practice, member)
    run()

    assert delivery.deliver_next()

    (mail,) = sink.mails
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert re.fullmatch(rf"<http\S+/{language}/my/notices/mails/stop/[\w:-]+/>", mail["List-Unsubscribe"].strip())
    assert member.email not in mail["List-Unsubscribe"]


# Races


@pytest.fixture
def keeper(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[User]:
    """A member with a notice, without a transaction around the test, so that threads see them."""
    with django_db_blocker.unblock():
        person, page = make_user("keeper", "member"), make_practice("Αγώνας", place=None)
        event = Event.objects.create(name="race", happening="recommended", kind="page", key=page.translation_key)
        Notice.objects.create(person=person, event=event)
        yield person
        for rows in (Message.objects, Event.objects, MailChoice.objects):
            rows.all().delete()
        person.delete()
        page.delete()


def always(person: User, now: datetime) -> MailChoice:
    """Take the look of a day as a run would that only looked before."""
    return MailChoice(person=person)


@pytest.mark.parametrize(("claim", "sent"), [(letters.claim, 1), (always, 2)])
def test_two_runs_at_once_send_once(claim: Any, sent: int, keeper: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second case is the control: without the claim two runs that have seen the notice both mail it."""
    monkeypatch.setattr(letters, "claim", claim)
    monkeypatch.setattr(letters, "away", lambda notices: Notice.objects.all())

    answers = in_threads(2, lambda: letters.tell(User.objects.get(pk=keeper.pk), timezone.now()))

    assert answers.count(True) == sent
    assert Message.objects.filter(kind="notices").count() == sent


def only_looked(person: User, now: datetime) -> bool:
    """Mail what has just happened as a sweep would that only looked before: it holds nobody's choice."""
    seen = list(Notice.objects.waiting(now).filter(person=person).values_list("pk", flat=True))
    time.sleep(0.3)
    choice = MailChoice.objects.get(person=person)
    return letters.send_what_is_new(person, choice, Notice.objects.filter(pk__in=seen), now)


def slowly(send: Any, *what: Any) -> None:
    """Write a mail, so long that others surely come meanwhile."""
    time.sleep(0.3)
    send(*what)


@pytest.mark.parametrize(("tell", "sent"), [(letters.tell_now, 1), (only_looked, 4)])
def test_four_workers_at_once_send_each_notice_once(
    tell: Any, sent: int, keeper: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second case is the control: without the claim all who have seen the notice mail it."""
    MailChoice.objects.create(person=keeper, rhythm="at_once")
    monkeypatch.setattr(letters, "send", partial(slowly, letters.send))
    monkeypatch.setattr(letters, "tell_now", tell)

    mails = in_threads(4, lambda: letters.tell_at_once(timezone.now()))

    assert (len(mails), sum(mails)) == (4, sent)
    assert Message.objects.filter(kind="notices").count() == sent
