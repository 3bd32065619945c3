"""Expert review: two or three who may, on exactly what was handed in, each alone until they have answered."""

import html
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import override

from good_practices import actions, reviewing, worklist
from good_practices.life import Life
from good_practices.models import FieldNote, GoodPracticePage, Review, ReviewNote
from mail.models import Message
from network_members.models import User
from network_members.register import everything
from tests.factories.people import make_user
from tests.factories.reviews import ask, give
from tests.factories.snapshots import again, make_submitted
from tests.good_practices.test_worklist import desk, enter, send_editor
from tests.reading import count_queries, read

DAY = timedelta(days=1)


@pytest.fixture
def practice(member: User, editor: User) -> GoodPracticePage:
    """A practice of the council that waits for a decision."""
    return make_submitted(member)


@pytest.fixture
def reviews(practice: GoodPracticePage, editor: User, stranger: User, facilitator: User) -> list[Review]:
    """What stranger and facilitator were asked about it."""
    return ask(practice, editor, stranger, facilitator)


def kinds() -> list[tuple[str, str]]:
    """Return kind and recipient of the mails about reviews, and forget them."""
    found = Message.objects.exclude(kind__in=("handed_in", "to_check", "returned", "published", "taken_back"))
    rows = sorted(found.values_list("kind", "recipient"))
    Message.objects.all().delete()
    return rows


def page_of(review: Review, language: str = "el") -> str:
    return f"/{language}/my/reviews/{review.key}/"


def states() -> list[str]:
    return list(Review.objects.order_by("pk").values_list("state", flat=True))


def publish(practice: GoodPracticePage, editor: User) -> None:
    actions.publish(practice, editor, revision=again(practice).latest_revision_id or 0)


# Asking


def test_reviewers_and_author_are_told_in_their_language(
    practice: GoodPracticePage, member: User, editor: User, stranger: User, facilitator: User
) -> None:
    ask(practice, editor, stranger, facilitator)

    asked = Message.objects.filter(kind="review_asked").values_list("recipient", "language")
    assert set(asked) == {(stranger.email, "en"), (facilitator.email, "el")}
    assert Message.objects.get(kind="in_review").recipient == member.email


@pytest.mark.parametrize("name", ["member", "colleague", "applicant", "editor", "administrator", "superuser"])
def test_nobody_too_close_and_nobody_who_decides_is_asked(
    name: str, practice: GoodPracticePage, editor: User, stranger: User, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(PermissionDenied):
        ask(practice, editor, stranger, request.getfixturevalue(name))

    assert Review.objects.count() == 0


def test_the_contact_person_of_the_draft_is_not_asked(
    practice: GoodPracticePage, editor: User, stranger: User, facilitator: User
) -> None:
    draft = again(practice).get_latest_revision_as_object()
    draft.contact = facilitator
    draft.save_revision(user=editor)

    assert set(reviewing.who_can_be_asked(again(practice))) == {stranger}


def test_fewer_than_two_or_more_than_three_are_refused(
    practice: GoodPracticePage, editor: User, stranger: User, facilitator: User
) -> None:
    people = [make_user(name, "member") for name in ("eleni", "nikos")]
    for chosen in ([stranger], [stranger, facilitator, *people]):
        with pytest.raises(reviewing.TooMany):
            ask(practice, editor, *chosen)

    ask(practice, editor, stranger, facilitator)
    ask(practice, editor, people[0])
    with pytest.raises(reviewing.TooMany):
        ask(practice, editor, people[1])

    assert Review.objects.count() == 3


def test_the_database_keeps_one_review_per_reviewer_and_round(
    practice: GoodPracticePage, editor: User, stranger: User, facilitator: User
) -> None:
    first = ask(practice, editor, stranger, facilitator)[0]
    first.pk, first.key = None, practice.translation_key

    with pytest.raises(IntegrityError), transaction.atomic():
        first.save(force_insert=True)


@pytest.mark.parametrize("language", ["el", "en"])
def test_the_desk_asks_and_keeps_what_was_chosen_when_it_cannot(
    language: str,
    practice: GoodPracticePage,
    editor: User,
    stranger: User,
    facilitator: User,
) -> None:
    client, where = enter(editor, language), f"/admin/practices/{practice.pk}/reviewers/"
    day = (localdate() + 7 * DAY).isoformat()
    sent = {
        "revision": practice.latest_revision_id,
        "due_on": day,
        "reviewer_1": stranger.pk,
        "reviewer_2": stranger.pk,
    }

    refused = client.post(where, sent)
    taken = client.post(where, sent | {"reviewer_2": facilitator.pk})

    page = html.unescape(refused.content.decode())
    assert (refused.status_code, f'value="{stranger.pk}" selected' in page, day in page) == (422, True, True)
    assert (taken.status_code, Review.objects.count()) == (302, 2)
    assert "Stranger Test" in read(client, desk(practice))


@pytest.mark.parametrize("days", [0, -1, 91])
def test_the_day_of_the_answer_leaves_time(
    days: int, practice: GoodPracticePage, editor: User, stranger: User, facilitator: User
) -> None:
    day = (localdate() + days * DAY).isoformat()
    sent = {"revision": practice.latest_revision_id, "due_on": day, "reviewer_1": stranger.pk}

    answer = enter(editor).post(f"/admin/practices/{practice.pk}/reviewers/", sent | {"reviewer_2": facilitator.pk})

    assert (answer.status_code, Review.objects.count()) == (422, 0)


# Reading and answering


def test_a_reviewer_reads_exactly_what_was_handed_in_and_others_nothing(
    practice: GoodPracticePage, editor: User, stranger: User, facilitator: User, colleague: User
) -> None:
    review = ask(practice, editor, stranger, facilitator)[0]

    assert "Γλώσσα και υγεία στη γειτονιά" in read(enter(stranger), page_of(review))
    for other in (facilitator, colleague, editor):
        answer = enter(other).get(page_of(review))
        assert (answer.status_code, "Γλώσσα" in answer.content.decode()) == (404, False)


@pytest.mark.parametrize("language", ["el", "en"])
def test_the_task_stands_in_the_own_space_with_its_day(
    language: str, practice: GoodPracticePage, editor: User, stranger: User, facilitator: User
) -> None:
    review = ask(practice, editor, stranger, facilitator)[0]

    own, others = (read(enter(person, language), f"/{language}/my/") for person in (stranger, editor))

    assert page_of(review, language) in own
    assert page_of(review, language) not in others


def test_advice_is_kept_with_its_notes_and_the_last_one_tells_the_editor(
    practice: GoodPracticePage, editor: User, stranger: User, facilitator: User
) -> None:
    first, second = ask(practice, editor, stranger, facilitator)
    kinds()
    sent = {"advice": "change", "reasons": "Πιο σύντομα", "criterion-clear": "partly", "note-title": "Μακρύς"}

    answer = enter(stranger).post(page_of(first), sent)
    assert (answer.status_code, kinds()) == (302, [])
    give(second)

    first.refresh_from_db()
    assert (first.state, first.advice, first.reasons, first.criteria) == (
        "given",
        "change",
        "Πιο σύντομα",
        {"clear": "partly"},
    )
    assert list(ReviewNote.objects.values_list("review", "field", "text")) == [(first.pk, "title", "Μακρύς")]
    assert kinds() == [("reviews_in", editor.email)]


@pytest.mark.parametrize(
    ("sent", "language"),
    [({"advice": "change"}, "el"), ({"advice": "refuse"}, "en"), ({"advice": ""}, "en"), ({"advice": "x"}, "el")],
)
def test_an_advice_without_its_reasons_is_asked_again_and_loses_nothing(
    sent: dict[str, str], language: str, stranger: User, reviews: list[Review]
) -> None:
    review = reviews[0]

    answer = enter(stranger, language).post(page_of(review, language), sent | {"note-summary": "ΤΟ ΕΓΡΑΨΑ"})

    assert (answer.status_code, "ΤΟ ΕΓΡΑΨΑ" in answer.content.decode()) == (422, True)
    assert states() == ["asked", "asked"]


def test_nobody_sees_another_advice_before_giving_their_own_and_then_no_name(
    practice: GoodPracticePage, editor: User, stranger: User, facilitator: User
) -> None:
    first, second = ask(practice, editor, stranger, facilitator)
    give(first, "refuse", "ΚΑΝΑΡΙΝΙ", title="ΣΗΜΕΙΩΣΗ")

    before = read(enter(facilitator), page_of(second))
    give(second)
    after = read(enter(facilitator), page_of(second))

    assert [word in before for word in ("ΚΑΝΑΡΙΝΙ", "ΣΗΜΕΙΩΣΗ", "Stranger")] == [False, False, False]
    assert [word in after for word in ("ΚΑΝΑΡΙΝΙ", "ΣΗΜΕΙΩΣΗ", "Stranger")] == [True, True, False]


def test_declining_takes_a_reason_and_makes_room_for_somebody_else(
    practice: GoodPracticePage, editor: User, stranger: User, facilitator: User, moderator: User
) -> None:
    review = ask(practice, editor, stranger, facilitator)[0]
    kinds()
    client, where = enter(stranger), page_of(review) + "decline/"

    assert client.post(where, {"reasons": " "}).status_code == 422
    assert client.post(where, {"reasons": "Δεν προλαβαίνω"}).status_code == 302

    assert (states(), kinds()) == (["declined", "asked"], [("review_declined", editor.email)])
    assert client.get(page_of(review)).status_code == 404
    ask(practice, editor, moderator)
    assert len(reviewing.round_of(again(practice))) == 3


# The end of a round


def take_back(practice: GoodPracticePage, member: User, editor: User) -> None:
    actions.withdraw(practice, member)


def hand_back(practice: GoodPracticePage, member: User, editor: User) -> None:
    number = again(practice).latest_revision_id or 0
    actions.return_to_author(practice, editor, revision=number, notes={}, message="Ξανά")


def put_online(practice: GoodPracticePage, member: User, editor: User) -> None:
    publish(practice, editor)


@pytest.mark.parametrize("end", [take_back, hand_back, put_online])
def test_whatever_ends_the_round_ends_open_reviews_and_tells_those_asked(
    end: Callable[..., None], practice: GoodPracticePage, member: User, editor: User, reviews: list[Review]
) -> None:
    give(reviews[0])
    kinds()

    end(practice, member, editor)

    people = [review.reviewer for review in reviews]
    assert (states(), kinds()) == (["given", "ended"], [("review_ended", "facilitator@nima.example")])
    for person, review in zip(people, reviews, strict=True):
        assert person
        assert enter(person).get(page_of(review)).status_code == 404


def test_an_advice_that_comes_too_late_is_shown_again_without_the_text(
    practice: GoodPracticePage, member: User, editor: User, stranger: User, facilitator: User
) -> None:
    review = ask(practice, editor, stranger, facilitator)[0]
    actions.withdraw(practice, member)

    answer = enter(stranger).post(page_of(review), {"advice": "publish", "note-title": "ΤΟ ΕΓΡΑΨΑ"})

    page = answer.content.decode()
    assert (answer.status_code, "ΤΟ ΕΓΡΑΨΑ" in page, "μαθαίνουν μαζί" in page) == (409, True, False)
    assert (states(), ReviewNote.objects.count()) == (["ended", "ended"], 0)


def test_a_text_that_an_editor_changes_is_not_read_any_more(
    practice: GoodPracticePage, editor: User, stranger: User, facilitator: User
) -> None:
    review = ask(practice, editor, stranger, facilitator)[0]
    draft = again(practice).get_latest_revision_as_object()
    draft.one_line = "Άλλαξε"
    draft.save_revision(user=editor)

    assert enter(stranger).get(page_of(review)).status_code == 404
    reviewing.end_open(again(practice), but=again(practice).latest_revision_id)
    assert states() == ["ended", "ended"]


def test_the_editor_takes_the_notes_over_and_the_author_reads_them_without_names(
    practice: GoodPracticePage, member: User, editor: User, stranger: User, facilitator: User
) -> None:
    first, second = ask(practice, editor, stranger, facilitator)
    give(first, "change", "Λείπουν τα αποτελέσματα", title="Μακρύς τίτλος")
    give(second)
    client = enter(editor)

    page = html.unescape(read(client, f"{desk(practice)}?take=notes"))
    before = read(enter(member), f"/el/my/practices/{practice.translation_key}/")
    sent = {"step": "return", "revision": practice.latest_revision_id, "note-title": "Μακρύς τίτλος", "message": "Ναι"}
    client.post(desk(practice), sent)
    after = read(enter(member), f"/el/my/practices/{practice.translation_key}/")

    assert page.count("Μακρύς τίτλος") == 2
    assert ("Λείπουν τα αποτελέσματα" in before, "Λείπουν τα αποτελέσματα" in after) == (False, True)
    assert "Stranger" not in after
    assert FieldNote.objects.get().written_by == editor


def test_taking_it_back_shows_the_author_no_advice(
    practice: GoodPracticePage, member: User, reviews: list[Review]
) -> None:
    give(reviews[0], "change", "ΚΑΝΑΡΙΝΙ")
    actions.withdraw(practice, member)

    assert "ΚΑΝΑΡΙΝΙ" not in read(enter(member), f"/el/my/practices/{practice.translation_key}/")


def test_the_author_sees_how_far_the_review_is(
    practice: GoodPracticePage, editor: User, stranger: User, facilitator: User
) -> None:
    first, second = ask(practice, editor, stranger, facilitator)
    give(first)
    with override("en"):
        half = Life(again(practice)).review_step
        give(second)
        whole = Life(again(practice)).review_step

    assert half.startswith("1 of 2 answered, until ")
    assert whole == "2 of 2 answered, the editors decide"


# Late ones, heaps, own data


def test_a_late_reviewer_is_reminded_once(
    practice: GoodPracticePage, editor: User, stranger: User, facilitator: User
) -> None:
    first, _second = ask(practice, editor, stranger, facilitator, due_on=localdate() + DAY)
    give(first)
    kinds()
    now = timezone.now()

    counts = [reviewing.remind(now + days * DAY) for days in (1, 2, 3, 30)]

    assert (counts, kinds()) == ([0, 1, 0, 0], [("review_reminder", facilitator.email)])


def test_the_command_of_the_night_says_what_it_did(
    practice: GoodPracticePage, editor: User, stranger: User, facilitator: User
) -> None:
    ask(practice, editor, stranger, facilitator)
    Review.objects.update(due_on=localdate() - DAY)
    said = StringIO()

    call_command("remind_reviewers", stdout=said)

    assert said.getvalue() == "2 reminders queued\n"


def test_what_is_with_reviewers_lies_on_heaps_of_its_own(
    practice: GoodPracticePage, editor: User, stranger: User, facilitator: User
) -> None:
    def where() -> set[str]:
        return {name for name, number in worklist.counts().items() if number}

    found = [where()]
    reviews = ask(practice, editor, stranger, facilitator)
    found.append(where())
    Review.objects.update(due_on=localdate() - DAY)
    found.append(where())
    for review in reviews:
        give(review)
    found.append(where())

    assert found == [{"waiting"}, {"in-review"}, {"in-review", "overdue"}, {"waiting"}]


def test_one_copy_holds_ones_own_reviews_and_an_erased_reviewer_keeps_nobody_waiting(
    practice: GoodPracticePage, editor: User, stranger: User, facilitator: User
) -> None:
    first, _second = ask(practice, editor, stranger, facilitator)
    give(first, "change", "Γιατί", title="Σημείωση")
    kept = [one for one in everything() if one.model.startswith("good_practices.Review")]

    own = {str(row) for one in kept for row in one.rows_of(stranger)}
    for one in kept:
        if one.forget:
            one.forget(facilitator)

    assert own == {str(first), "Σημείωση"}
    assert states() == ["given", "ended"]


@pytest.mark.parametrize("number", [1, 3])
def test_the_own_space_asks_as_much_for_three_reviews_as_for_one(
    number: int, member: User, editor: User, stranger: User, facilitator: User
) -> None:
    for place in range(number):
        ask(make_submitted(member, title=f"Πρακτική {place}"), editor, stranger, facilitator)

    assert count_queries(enter(stranger, "en"), "/en/my/") == 15


@pytest.mark.parametrize("number", [2, 3])
def test_the_check_asks_as_much_for_three_reviews_as_for_two(
    number: int, practice: GoodPracticePage, editor: User, moderator: User, reviews: list[Review]
) -> None:
    for review in [*reviews, *(ask(practice, editor, moderator) if number == 3 else [])]:
        give(review, "change", "Γιατί", title="Σημείωση", summary="Κι άλλη")

    assert count_queries(enter(editor), desk(practice)) == 45


def test_what_was_typed_signed_out_is_there_after_the_login(
    practice: GoodPracticePage, editor: User, stranger: User, facilitator: User
) -> None:
    review = ask(practice, editor, stranger, facilitator)[0]
    client: Any = Client()

    client.post(page_of(review), {"advice": "publish", "note-title": "ΤΟ ΕΓΡΑΨΑ"})
    client.force_login(stranger, "allauth.account.auth_backends.AuthenticationBackend")

    assert "ΤΟ ΕΓΡΑΨΑ" in read(client, page_of(review))


# Published from the page editor


@pytest.mark.parametrize("changed", [False, True])
@pytest.mark.parametrize("language", ["el", "en"])
def test_the_author_reads_the_advice_after_publishing_from_the_page_editor(
    language: str, changed: bool, request: pytest.FixtureRequest
) -> None:
    member, editor, stranger = (request.getfixturevalue(name) for name in ("member", "editor", "stranger"))
    practice = make_submitted(member)
    for review in ask(practice, editor, stranger, request.getfixturevalue("facilitator")):
        give(review, "change", "ΚΑΝΑΡΙΝΙ: πιο σύντομα")

    words = {"one_line": "Άλλη πρόταση"} if changed else {}
    send_editor(enter(editor), practice, **words, **{"action-publish": "action-publish"})

    page = read(enter(member, language), f"/{language}/my/practices/{practice.translation_key}/")
    assert again(practice).live
    assert page.count("ΚΑΝΑΡΙΝΙ: πιο σύντομα") == 2
    assert str(stranger) not in page


def test_taking_a_practice_back_opens_no_advice(member: User, editor: User, stranger: User, facilitator: User) -> None:
    practice = make_submitted(member)
    for review in ask(practice, editor, stranger, facilitator):
        give(review, "change", "ΚΑΝΑΡΙΝΙ: πιο σύντομα")

    actions.withdraw(practice, member)

    assert list(reviewing.decided(again(practice))) == []
    assert "ΚΑΝΑΡΙΝΙ" not in read(enter(member), f"/el/my/practices/{practice.translation_key}/")
