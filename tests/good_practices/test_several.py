"""Several practices at once: the same steps as one by one, half a minute to take it back, none hinders the others."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from time_machine import TimeMachineFixture

from following.models import Event
from good_practices import actions, several
from good_practices.life import Stage, stage_of
from good_practices.models import Batch, GoodPracticePage, LabelStep, Review
from mail.models import Message
from network_members.models import User
from tests.factories.reviews import ask
from tests.factories.snapshots import again, make_published, make_submitted, make_written
from tests.good_practices.steps import state
from tests.good_practices.test_worklist import CANARY, LIST, enter
from tests.reading import count_queries, faults, read

WHERE = "/admin/practices/several/"
BOTH = {"reason_el": "Αντέχει στον χρόνο", "reason_en": "It lasts"}


def chosen(*practices: GoodPracticePage) -> list[str]:
    return [f"{page.pk}.{again(page).latest_revision_id}" for page in practices]


def send(client: Client, verb: str, *practices: GoodPracticePage, **fields: Any) -> Any:
    return client.post(WHERE, {"verb": verb, "chosen": chosen(*practices), "key": str(uuid4()), **fields})


def wait() -> None:
    """Let the half minute pass, and the worker look."""
    several.carry_out_due(timezone.now() + several.PAUSE)


def outcomes() -> dict[str, str]:
    """Return what became of each practice of the last decision."""
    last = Batch.objects.order_by("pk").last()
    assert last
    return {item.practice.draft_title: item.outcome for item in last.items.select_related("practice")}


@pytest.fixture
def three(member: User) -> list[GoodPracticePage]:
    """Three practices that wait for the editors."""
    return [make_submitted(member, title=title) for title in ("Πρώτη", "Δεύτερη", "Τρίτη")]


# Half a minute


def test_nothing_happens_before_the_half_minute_is_over(three: list[GoodPracticePage], editor: User) -> None:
    before = state()

    response = send(enter(editor), "publish", *three)
    several.carry_out_due(timezone.now() + several.PAUSE - timedelta(seconds=2))

    assert (response.status_code, response["Location"]) == (302, LIST)
    assert state() == before
    assert [batch.state for batch in Batch.objects.all()] == ["waiting"]


def test_what_is_undone_was_never_told_nor_done(three: list[GoodPracticePage], editor: User) -> None:
    client, before = enter(editor), (state(), Event.objects.count())
    send(client, "return", *three, message="Πιο απλά")

    response = client.post(f"{WHERE}{Batch.objects.get().key}/undo/", follow=True)
    wait()

    assert "Undone: nothing was changed, and nobody was told." in response.content.decode()
    assert (state(), Event.objects.count()) == before
    assert list(Batch.objects.values_list("state", "details")) == [("undone", {})]


def test_it_is_too_late_to_undo_what_has_begun(three: list[GoodPracticePage], editor: User) -> None:
    client = enter(editor)
    send(client, "publish", *three)
    wait()

    response = client.post(f"{WHERE}{Batch.objects.get().key}/undo/", follow=True)

    assert "It is too late to undo this; see below what was done." in response.content.decode()
    assert all(again(page).live for page in three)


@pytest.mark.parametrize("name", ["administrator", "member"])
def test_nobody_undoes_what_another_ordered(
    name: str, three: list[GoodPracticePage], editor: User, request: pytest.FixtureRequest
) -> None:
    send(enter(editor), "publish", *three)
    other = request.getfixturevalue(name)

    response = enter(other).post(f"{WHERE}{Batch.objects.get().key}/undo/")

    assert response.status_code in {302, 403, 404}
    assert Batch.objects.get().state == "waiting"
    with pytest.raises(PermissionDenied):
        several.undo(Batch.objects.get(), other)


def test_a_second_press_orders_nothing_more(three: list[GoodPracticePage], editor: User) -> None:
    client, key = enter(editor), str(uuid4())

    for _ in range(2):
        send(client, "publish", *three, key=key)

    assert Batch.objects.count() == 1


def test_a_worker_goes_on_where_another_one_stopped(three: list[GoodPracticePage], editor: User) -> None:
    send(enter(editor), "publish", *three)
    batch = Batch.objects.get()
    Batch.objects.update(state="begun")
    first = batch.items.all()[0]
    several.carry_out(batch, first)
    mails = Message.objects.count()
    several.carry_out(batch, first)
    assert Message.objects.count() == mails

    wait()

    assert outcomes() == {"Πρώτη": "done", "Δεύτερη": "done", "Τρίτη": "done"}
    assert Message.objects.filter(kind="published").count() == 3


def test_the_list_of_what_was_done_is_kept_for_a_month(
    three: list[GoodPracticePage], editor: User, time_machine: TimeMachineFixture
) -> None:
    send(enter(editor), "publish", three[0])
    wait()
    time_machine.move_to(timezone.now() + several.KEPT + timedelta(hours=1))

    send(enter(editor), "publish", three[1])

    assert outcomes() == {"Δεύτερη": ""}
    assert Batch.objects.count() == 1


def test_what_is_over_keeps_no_details(editor: User) -> None:
    values = {"verb": "return", "ordered_by": editor, "due_at": timezone.now(), "details": {"message": "Λόγια"}}

    with pytest.raises(IntegrityError, match="what_is_over_keeps_no_details"), transaction.atomic():
        Batch.objects.create(state="done", **values)


# The steps


def test_publishing_several_publishes_what_was_checked_and_tells_authors(
    three: list[GoodPracticePage], editor: User
) -> None:
    send(enter(editor), "publish", *three)
    wait()

    assert [(again(page).live, again(page).live_revision_id) for page in three] == [
        (True, page.latest_revision_id) for page in three
    ]
    assert Message.objects.filter(kind="published").count() == 3


def test_several_go_back_with_one_message(three: list[GoodPracticePage], editor: User) -> None:
    send(enter(editor), "return", *three, message="Πιο απλά")
    wait()

    assert {stage_of(again(page)) for page in three} == {Stage.RETURNED}
    assert {page.current_workflow_state.current_task_state.comment for page in map(again, three)} == {"Πιο απλά"}


def test_several_are_recommended_with_one_reason_and_it_is_withdrawn_again(member: User, editor: User) -> None:
    practices = [make_published(member, editor, title=title) for title in ("Πρώτη", "Δεύτερη")]
    client = enter(editor)

    send(client, "label", *practices, step="recommended", **BOTH)
    wait()
    recommended = {again(page).label for page in practices}
    send(client, "label", *practices, step="withdrawn", reason_el="Άλλαξε", reason_en="")
    wait()

    assert (recommended, {again(page).label for page in practices}) == ({"recommended"}, {"published"})
    assert LabelStep.objects.filter(reason_el=BOTH["reason_el"], taken_by=editor).count() == 2


def test_several_go_to_the_same_reviewers(
    three: list[GoodPracticePage], editor: User, stranger: User, facilitator: User
) -> None:
    day = (timezone.localdate() + timedelta(days=10)).isoformat()

    send(enter(editor), "ask", *three, reviewer_1=stranger.pk, reviewer_2=facilitator.pk, due_on=day)
    wait()

    assert set(outcomes().values()) == {"done"}
    assert Review.objects.waiting().count() == 6
    assert Message.objects.filter(kind="review_asked").count() == 6


# What cannot be done


def test_what_cannot_be_done_is_named_with_its_reason_and_the_rest_is_done(
    three: list[GoodPracticePage], member: User, stranger: User, facilitator: User, editor: User
) -> None:
    draft = make_written(member, title="Πρόχειρη")
    ask(three[1], editor, stranger, facilitator)
    ticked = chosen(three[0], three[1], draft)
    sent = {"verb": "publish", "chosen": [*ticked, f"{three[2].pk}.1"], "key": str(uuid4())}
    client = enter(editor)

    client.post(WHERE, sent)
    wait()

    assert outcomes() == {"Πρώτη": "done", "Δεύτερη": "in_review", "Πρόχειρη": "decided", "Τρίτη": "changed"}
    page = read(client, LIST)
    for words in (
        "Done with 1 practice.",
        "Reviewers have not answered yet. Decide on it on its own page.",
        "It does not wait for a decision.",
        "Its text changed in the meantime. Read it again.",
    ):
        assert words in page


def test_what_another_editor_decided_in_the_meantime_stays_as_it_is(
    three: list[GoodPracticePage], editor: User, administrator: User
) -> None:
    send(enter(editor), "publish", *three)
    number = three[0].latest_revision_id or 0
    actions.return_to_author(three[0], administrator, revision=number, notes={}, message="Όχι ακόμη")

    wait()

    assert outcomes() == {"Πρώτη": "decided", "Δεύτερη": "done", "Τρίτη": "done"}
    assert not again(three[0]).live


def test_an_editor_who_is_none_any_more_decides_nothing(three: list[GoodPracticePage], editor: User) -> None:
    send(enter(editor), "publish", *three)
    editor.groups.clear()

    wait()

    assert set(outcomes().values()) == {"not_allowed"}
    assert not any(again(page).live for page in three)


def test_a_fault_with_one_is_named_and_leaves_the_others_alone(
    three: list[GoodPracticePage], editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(enter(editor), "publish", *three)
    before, publish = Message.objects.count(), actions.publish

    def stumble(page: GoodPracticePage, by: User, **kwargs: Any) -> None:
        publish(page, by, **kwargs)
        if page.pk == three[1].pk:
            raise RuntimeError(CANARY)

    monkeypatch.setattr(actions, "publish", stumble)
    wait()

    assert outcomes() == {"Πρώτη": "done", "Δεύτερη": "fault", "Τρίτη": "done"}
    assert [again(page).live for page in three] == [True, False, True]
    assert Message.objects.count() == before + 2
    assert CANARY not in read(enter(editor), LIST)


@pytest.mark.parametrize("step", ["candidate", "withdrawn"])
def test_a_step_that_does_not_follow_is_not_ordered_at_all(step: str, member: User, editor: User) -> None:
    practice = make_published(member, editor)

    response = send(enter(editor), "label", practice, step=step, **BOTH)

    page = response.content.decode()
    assert response.status_code == 422
    assert "This does not follow what the network said of it last." in page
    assert BOTH["reason_el"] in page
    assert not Batch.objects.exists()


def test_the_best_practice_is_not_chosen_in_heaps(member: User, editor: User) -> None:
    practice = make_published(member, editor)

    response = send(enter(editor), "label", practice, step="chosen", **BOTH)

    assert response.status_code == 422
    assert not Batch.objects.exists()


def test_nobody_is_asked_about_what_their_own_body_wrote(
    three: list[GoodPracticePage], colleague: User, stranger: User, editor: User
) -> None:
    day = (timezone.localdate() + timedelta(days=10)).isoformat()

    response = send(enter(editor), "ask", *three, reviewer_1=stranger.pk, reviewer_2=colleague.pk, due_on=day)

    assert response.status_code == 422
    assert "belongs to its organisation" in response.content.decode()
    assert not Review.objects.exists()


@pytest.mark.usefixtures("editor")
@pytest.mark.parametrize(
    ("language", "verb", "fields", "message"),
    [
        ("en", "return", {"message": ""}, "This field is required."),
        ("el", "return", {"message": ""}, "Το πεδίο αυτό είναι απαραίτητο"),
        ("en", "return", {"message": "λ" * 1001}, "Ensure this value has at most 1000 characters (it has 1001)."),
        ("en", "label", {"step": "recommended"}, "Give the reason, in one language at least."),
        ("en", "ask", {"due_on": "2020-01-01"}, "Choose a day between tomorrow and three months from now."),
    ],
)
def test_what_is_missing_is_said_at_its_field(
    language: str, verb: str, fields: dict[str, str], message: str, three: list[GoodPracticePage]
) -> None:
    practices, editor = three, User.objects.get(first_name="Editor")

    response = send(enter(editor, language), verb, *practices, **fields)

    page = response.content.decode()
    assert (response.status_code, message in page) == (422, True)
    assert all(f'value="{one}"' in page for one in chosen(*practices))
    assert not Batch.objects.exists()


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"verb": "publish"},
        {"verb": "delete", "chosen": "1.1"},
        {"verb": "publish", "chosen": ["x", "1", "1.", ".1", "-1.2", "٣.٣", "9999999999.1"]},
    ],
)
def test_without_a_practice_or_a_step_it_leads_back(sent: dict[str, Any], editor: User) -> None:
    client = enter(editor)

    for response in (client.get(WHERE, sent), client.post(WHERE, sent)):
        assert (response.status_code, response["Location"]) == (302, LIST)


@pytest.mark.parametrize("name", ["member", "facilitator", "moderator", "translator"])
def test_nobody_else_decides_about_several(name: str, member: User, request: pytest.FixtureRequest) -> None:
    practice = make_submitted(member, title=CANARY)
    person = request.getfixturevalue(name)
    client, before = enter(person), state()

    for response in (
        client.get(WHERE, {"verb": "publish", "chosen": chosen(practice)}),
        send(client, "publish", practice),
    ):
        assert response.status_code in {302, 403}
        assert CANARY not in response.content.decode()
    with pytest.raises(PermissionDenied):
        several.order([(practice, 1)], person, verb="publish", details={}, key=uuid4())
    assert (state(), Batch.objects.count()) == (before, 0)


# The pages


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", ["Will be done with 3 practices at", "Undo"]), ("el", ["Θα γίνει για 3 πρακτικές στις", "Αναίρεση"])],
)
def test_the_work_list_offers_the_way_back(
    language: str, words: list[str], three: list[GoodPracticePage], editor: User
) -> None:
    client = enter(editor, language)
    assert read(client, LIST).count('name="chosen"') == 3
    send(client, "publish", *three)

    page = read(client, LIST)

    assert [word for word in words if word not in page] == []
    assert 'name="chosen"' not in page
    assert faults(page) == []


def test_what_was_undone_can_be_ticked_again(three: list[GoodPracticePage], editor: User) -> None:
    client = enter(editor)
    send(client, "publish", *three)

    client.post(f"{WHERE}{Batch.objects.get().key}/undo/")

    assert read(client, LIST).count('name="chosen"') == 3


@pytest.mark.parametrize("verb", ["publish", "return", "label", "ask"])
def test_pages_take_the_same_queries_for_one_and_three(
    verb: str, three: list[GoodPracticePage], editor: User, facilitator: User
) -> None:
    client = enter(editor)

    def address(*practices: GoodPracticePage) -> str:
        return f"{WHERE}?verb={verb}&" + "&".join(f"chosen={one}" for one in chosen(*practices))

    numbers = {count_queries(client, address(*three[:number])) for number in (1, 3)}

    assert len(numbers) == 1
    assert faults(read(client, address(*three))) == []


def test_the_order_in_the_work_list_takes_the_same_queries_for_one_and_three(
    three: list[GoodPracticePage], editor: User
) -> None:
    client = enter(editor)
    numbers = []
    for some in (three[:1], three):
        Batch.objects.all().delete()
        send(client, "publish", *some)
        numbers.append(count_queries(client, LIST))

    assert numbers[0] == numbers[1]
