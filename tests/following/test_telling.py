"""Who is told of what: as much as they chose, once, and never of what they may not see."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import PageViewRestriction

from comments import actions as talking
from following import actions, spreading
from following.models import Event, Follow, Level, Notice
from good_practices import ending, labelling, merging
from good_practices.models import GoodPracticePage
from network_members.models import User
from tests.factories.people import make_user
from tests.factories.practices import make_practice
from tests.factories.talk import say
from tests.factories.translations import translate
from tests.following.steps import let_follow, told_to, work

LEVELS = [
    (Level.MUTED, []),
    (Level.NORMAL, []),
    (Level.TRACKING, ["recommended"]),
    (Level.FIRST, ["comment", "recommended"]),
    (Level.WATCHING, ["comment", "reply", "recommended"]),
]


@pytest.mark.parametrize(("level", "told"), LEVELS)
def test_each_level_tells_what_it_says(
    level: Level, told: list[str], practice: GoodPracticePage, people: dict[str, Any]
) -> None:
    member, colleague, stranger, editor = (people[name] for name in ("member", "colleague", "stranger", "editor"))
    let_follow(practice, member, level=level)
    first = say(colleague, practice)
    say(stranger, practice, "Κι εμείς", answers=first)
    labelling.take(practice, editor, step="recommended", reason_el="Γιατί", reason_en="Because")

    work()

    assert sorted(told_to(member)) == sorted(told)


@pytest.mark.parametrize(("level", "told"), [(Level.NORMAL, ["reply"]), (Level.MUTED, [])])
def test_replies_to_oneself_are_told_unless_muted(
    level: Level, told: list[str], practice: GoodPracticePage, member: User, stranger: User
) -> None:
    let_follow(practice, member, level=level)
    say(stranger, practice, "Κι εμείς", answers=say(member, practice))

    work()

    assert told_to(member) == told


def test_nobody_is_told_of_what_they_did_themselves(practice: GoodPracticePage, member: User) -> None:
    let_follow(practice, member)
    say(member, practice, "Πάλι εγώ", answers=say(member, practice))

    work()

    assert Notice.objects.count() == 0


def test_the_database_holds_one_notice_for_each_person_and_event(
    practice: GoodPracticePage, member: User, stranger: User
) -> None:
    let_follow(practice, member)
    say(stranger, practice)
    work()

    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.create(person=member, event=Event.objects.get())

    assert Notice.objects.count() == 1


def test_an_event_of_one_name_happens_once(practice: GoodPracticePage, member: User) -> None:
    let_follow(practice, member)

    for _time in range(2):
        actions.happened("comment", practice.translation_key, "comment:1", number=1)

    assert Event.objects.count() == 1


def test_what_nobody_would_hear_of_is_not_noted(practice: GoodPracticePage, member: User) -> None:
    actions.happened("comment", practice.translation_key, "comment:1", number=1)
    actions.happened("comment", practice.translation_key, "comment:2", number=2, answered=member)

    assert [event.name for event in Event.objects.all()] == ["comment:2"]


def test_the_worker_tells_and_the_request_does_not(
    practice: GoodPracticePage, member: User, stranger: User, django_capture_on_commit_callbacks: object
) -> None:
    let_follow(practice, member)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # of pytest-django
        say(stranger, practice)

    assert Notice.objects.count() == 0
    assert DBTaskResult.objects.filter(task_path="following.tasks.spread_event").count() == 1


def test_what_a_worker_left_untold_is_told_later(practice: GoodPracticePage, member: User, stranger: User) -> None:
    let_follow(practice, member)
    say(stranger, practice)

    spreading.look_after(timezone.now())
    early = told_to(member)
    spreading.look_after(timezone.now() + 2 * spreading.LATE)

    assert (early, told_to(member)) == ([], ["comment"])


def test_notices_are_forgotten_after_half_a_year(practice: GoodPracticePage, member: User, stranger: User) -> None:
    let_follow(practice, member)
    say(stranger, practice)
    work()

    spreading.look_after(timezone.now() + timedelta(days=179))
    assert Notice.objects.count() == 1
    spreading.look_after(timezone.now() + timedelta(days=181))

    assert (Notice.objects.count(), Event.objects.count(), Follow.objects.count()) == (0, 0, 1)


def test_one_person_brings_another_no_more_than_the_limit(
    practice: GoodPracticePage, member: User, stranger: User, colleague: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spreading, "MOST_AN_HOUR", 2)
    let_follow(practice, member)
    for number in range(3):
        say(stranger, practice, f"Λόγια {number}")
    say(colleague, practice)

    work()

    assert len(told_to(member)) == 3


# Refusals that could have leaked


@pytest.mark.parametrize("how", ["unpublished", "private", "deleted"])
def test_nothing_is_told_of_a_practice_that_was_hidden_in_between(
    how: str, practice: GoodPracticePage, member: User, stranger: User
) -> None:
    let_follow(practice, member)
    say(stranger, practice)
    work()
    assert told_to(member) == ["comment"]

    if how == "unpublished":
        practice.unpublish()
    elif how == "private":
        PageViewRestriction.objects.create(page=practice, restriction_type=PageViewRestriction.GROUPS)
    else:
        practice.delete()

    assert told_to(member) == []


def test_nothing_is_told_of_a_comment_that_was_hidden(practice: GoodPracticePage, member: User, stranger: User) -> None:
    let_follow(practice, member)
    comment = say(stranger, practice)
    work()
    assert told_to(member) == ["comment"]

    talking.hide(comment.pk)

    assert told_to(member) == []


def test_what_one_may_not_see_cannot_be_followed(practice: GoodPracticePage, member: User) -> None:
    draft = make_practice("Σχέδιο", live=False)
    for key in (draft.translation_key, uuid4()):
        with pytest.raises(actions.NotThere):
            actions.follow(member, actions.PAGE, key, Level.WATCHING)

    assert Follow.objects.count() == 0


def test_an_applicant_follows_nothing(practice: GoodPracticePage, applicant: User) -> None:
    with pytest.raises(PermissionDenied):
        let_follow(practice, applicant)


def test_notices_and_follows_are_seen_by_their_owner_alone(
    practice: GoodPracticePage, member: User, superuser: User, stranger: User
) -> None:
    let_follow(practice, member)
    say(stranger, practice)
    work()

    assert told_to(superuser) == []
    assert not Follow.objects.visible_to(superuser).exists()


# What else follows


def test_followers_hear_of_the_end_and_of_a_translation_once(member: User, colleague: User, editor: User) -> None:
    practice = make_practice("Δίκτυο", owner=colleague, lead_organisation=colleague.organisation)
    let_follow(practice, member, level=Level.TRACKING)
    page = translate(practice, user=editor)
    page.save_revision().publish()
    ending.end(practice, colleague, reason="Τέλος", lessons="Πολλά")

    work()

    assert sorted(told_to(member)) == ["ended", "translated"]


def test_whoever_followed_a_duplicate_follows_the_practice_that_stays(
    practice: GoodPracticePage, member: User, stranger: User, editor: User
) -> None:
    duplicate = make_practice("Ίδιο δίκτυο")
    let_follow(duplicate, member, stranger)
    let_follow(practice, stranger, level=Level.MUTED)

    merging.merge(duplicate, practice, editor, reason="Ίδια")

    thing = f"page:{practice.translation_key}"
    assert set(Follow.objects.values_list("person", "thing", "level")) == {
        (member.pk, thing, Level.WATCHING),
        (stranger.pk, thing, Level.MUTED),
    }


def test_telling_three_takes_as_many_queries_as_telling_one(
    practice: GoodPracticePage, member: User, stranger: User, colleague: User
) -> None:
    counts = []
    for people in ([member], [colleague, make_user("another", "member")]):
        let_follow(practice, *people)
        event = Event.objects.create(
            name=str(uuid4()), happening="comment", kind="page", key=practice.translation_key, actor=stranger
        )
        with CaptureQueriesContext(connection) as queries:
            spreading.spread(event.pk)
        counts.append(len(queries))

    assert Notice.objects.count() == 4
    assert counts[0] == counts[1]
