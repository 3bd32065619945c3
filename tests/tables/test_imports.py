"""Imports in the admin: looked at first, started by hand, going on where they were, stopped between two rows."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from django_tasks_db.models import DBTaskResult
from openpyxl import load_workbook
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.models import ModelLogEntry

from good_practices.models import GoodPracticePage
from mail.worker import Worker
from network_members.models import Organisation, User
from tables import actions, working
from tables.kinds import Way
from tables.models import Import
from tests.factories.rows import as_csv
from tests.factories.words import make_place

State = Import.State
BODIES: list[dict[str, Any]] = [
    {"external_id": str(number), "name_en": f"Body {number}", "kind": "ngo", "place": "athens"}
    for number in range(1, 4)
]
Hand = Callable[..., Import]


@pytest.fixture
def hand_in(editor: User) -> Hand:
    """Hand rows in as the editor."""

    def begin(*rows: dict[str, Any], kind: str = "organisations", **way: Any) -> Import:
        with override("en"):
            return actions.begin(kind, "bodies.csv", as_csv(*rows), Way(by=editor, **way))

    return begin


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    """The editor's browser."""
    client.force_login(editor, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def now(one: Import) -> Import:
    return Import.objects.get(pk=one.pk)


def numbers(one: Import) -> tuple[str, int, int, int]:
    found = now(one)
    return found.state, found.looked, found.total, found.written


def test_a_sound_file_waits_for_the_word_to_start(hand_in: Hand, editor: User) -> None:
    one = hand_in(*BODIES)
    before = Organisation.objects.count()

    working.work(one.pk)

    assert numbers(one) == (State.SOUND, 3, 3, 0)
    assert Organisation.objects.count() == before

    actions.write(one, by=editor)
    working.work(one.pk)

    assert numbers(one) == (State.DONE, 3, 3, 3)
    assert Organisation.objects.count() == before + 3
    assert bytes(now(one).content) == b""
    assert set(ModelLogEntry.objects.values_list("action", flat=True)) >= {"tables.begin", "tables.write"}


def test_a_faulty_row_keeps_the_file_out_and_is_told_in_the_editors_language(hand_in: Hand, editor: User) -> None:
    one = hand_in(BODIES[0], {**BODIES[1], "place": "atlantis"}, BODIES[0])

    working.work(one.pk)

    assert sorted(now(one).faults) == [
        [3, "place", "“atlantis” is not among the words of “places”."],
        [4, "external_id", "Row 2 has the same number already."],
    ]
    assert now(one).state == State.FAULTY
    with pytest.raises(actions.TooLate):
        actions.write(one, by=editor)


def test_the_work_is_done_some_seconds_at_a_time(
    hand_in: Hand, editor: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    one = hand_in(*BODIES)
    working.work(one.pk, seconds=0)
    assert numbers(one) == (State.LOOKING, 1, 3, 0)
    working.work(one.pk)
    actions.write(one, by=editor)

    with django_capture_on_commit_callbacks(execute=True):
        working.work(one.pk, seconds=0)

    assert numbers(one) == (State.WRITING, 3, 3, 1)
    assert DBTaskResult.objects.filter(task_path="tables.tasks.go_on").count() == 1
    working.work(one.pk)
    assert numbers(one) == (State.DONE, 3, 3, 3)


def test_a_stopped_import_goes_on_where_it_was(hand_in: Hand, editor: User) -> None:
    one = hand_in(*BODIES)
    working.work(one.pk)
    actions.write(one, by=editor)
    working.work(one.pk, seconds=0)

    actions.stop(one, by=editor)
    working.work(one.pk)
    assert numbers(one) == (State.STOPPED, 3, 3, 1)
    with pytest.raises(actions.TooLate):
        actions.stop(one, by=editor)

    actions.write(one, by=editor)
    working.work(one.pk)
    assert numbers(one) == (State.DONE, 3, 3, 3)
    assert Organisation.objects.filter(external_id__gt="").count() == 3


def test_a_check_that_was_stopped_goes_on_too(hand_in: Hand, editor: User) -> None:
    one = hand_in(*BODIES)
    working.work(one.pk, seconds=0)
    actions.stop(one, by=editor)

    actions.write(one, by=editor)
    working.work(one.pk)

    assert numbers(one) == (State.SOUND, 3, 3, 0)


def test_two_workers_at_the_same_import_write_each_row_once(hand_in: Hand, editor: User) -> None:
    one = hand_in(*BODIES)
    working.work(one.pk)
    actions.write(one, by=editor)
    late = Import.objects.get(pk=one.pk)
    working.work(one.pk, seconds=0)

    working.step(late, until=float("inf"))

    assert numbers(one)[3] == 1
    assert Organisation.objects.filter(external_id__gt="").count() == 1


def test_a_row_that_turned_faulty_in_the_meantime_ends_the_import(hand_in: Hand, editor: User) -> None:
    one = hand_in(*BODIES)
    working.work(one.pk)
    Organisation.objects.create(code="taken", name_en="x", kind="ngo", place=make_place("volos", ("Βόλος", "Volos")))
    Import.objects.filter(pk=one.pk).update(
        content=as_csv(BODIES[0], {**BODIES[1], "code": "taken"}, BODIES[2]), state=State.SOUND
    )
    Organisation.objects.filter(code="taken").update(external_id="9")
    actions.write(one, by=editor)

    working.work(one.pk)

    assert numbers(one) == (State.FAULTY, 3, 3, 1)
    assert now(one).faults == [[3, "code", "“x” has this code already."]]


def test_a_fault_of_ours_is_said_and_can_be_tried_again(
    hand_in: Hand, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = hand_in(*BODIES)
    with monkeypatch.context() as patch:
        patch.setattr(working, "step", lambda *ignored: 1 / 0)
        working.work(one.pk)
    assert (now(one).state, now(one).problem) == (
        State.FAILED,
        "Something went wrong on our side. Go on, or tell the administrators.",
    )

    actions.write(one, by=editor)
    working.work(one.pk)

    assert numbers(one) == (State.SOUND, 3, 3, 0)


def test_who_lost_the_right_in_the_meantime_imports_nothing(hand_in: Hand, editor: User) -> None:
    one = hand_in(*BODIES)
    editor.groups.clear()

    working.work(one.pk)

    assert now(one).state == State.FAILED
    with pytest.raises(PermissionDenied):
        actions.write(one, by=User.objects.get(pk=editor.pk))


def test_who_may_not_edit_hands_nothing_in(member: User) -> None:
    with pytest.raises(PermissionDenied):
        actions.begin("organisations", "bodies.csv", as_csv(*BODIES), Way(by=member))

    assert Import.objects.count() == 0


def test_a_file_without_rows_and_one_that_breaks_off_are_said_so(hand_in: Hand) -> None:
    empty, broken = hand_in({"name_en": ""}), hand_in(BODIES[0])
    Import.objects.filter(pk=broken.pk).update(content=b'name_en,kind\n"a')

    working.work(empty.pk)
    working.work(broken.pk)

    assert [(now(one).state, now(one).problem[:20]) for one in (empty, broken)] == [
        (State.FAULTY, "The file holds no ro"),
        (State.FAULTY, "This is not a table "),
    ]


def test_the_worker_takes_up_what_a_dead_one_left_and_forgets_old_imports(
    hand_in: Hand, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    one, old = hand_in(*BODIES), hand_in(*BODIES)
    long_ago = timezone.now() - timedelta(days=31)
    Import.objects.filter(pk=one.pk).update(beat_at=long_ago)
    Import.objects.filter(pk=old.pk).update(begun_at=long_ago)

    with django_capture_on_commit_callbacks(execute=True):
        Worker().sweep_now_and_then()

    assert list(Import.objects.all()) == [one]
    assert [task.args_kwargs["args"] for task in DBTaskResult.objects.all()] == [[one.pk]]


def test_practices_come_in_with_their_translations(hand_in: Hand, editor: User) -> None:
    row = {"external_id": "1", "title_el": "Κουζίνα", "title_en": "Kitchen"}
    one = hand_in(row, kind="practices", source="ewsi")
    working.work(one.pk)
    actions.write(one, by=editor)
    working.work(one.pk)

    page = GoodPracticePage.objects.originals().get()
    assert (page.external_source, page.owner, page.get_translations().get().draft_title) == ("ewsi", editor, "Kitchen")


def upload(content: bytes, name: str = "bodies.csv", **more: Any) -> dict[str, Any]:
    return {"kind": "organisations", "file": SimpleUploadedFile(name, content), **more}


@pytest.mark.parametrize(("language", "said"), [("en", "being checked"), ("el", "ελέγχεται")])
def test_a_file_is_handed_in_and_watched(language: str, said: str, desk: Client, editor: User) -> None:
    User.objects.filter(pk=editor.pk).update(language=language)

    answer = desk.post(reverse("imports:list"), upload(as_csv(*BODIES)))

    one = Import.objects.get()
    page = desk.get(answer["Location"]).content.decode()
    assert answer["Location"] == reverse("imports:detail", args=[one.public_id])
    assert (said in page, "data-progress" in page, 'value="stop"' in page) == (True, True, True)
    assert "bodies.csv" in desk.get(reverse("imports:list")).content.decode()


def test_the_page_starts_stops_and_shows_what_is_wrong(desk: Client, hand_in: Hand) -> None:
    one = hand_in(*BODIES)
    here, step = (reverse(f"imports:{name}", args=[one.public_id]) for name in ("detail", "step"))
    working.work(one.pk)
    assert 'value="start"' in desk.get(here).content.decode()

    assert desk.post(step, {"step": "start"})["Location"] == here
    assert now(one).state == State.WRITING
    desk.post(step, {"step": "stop"})
    assert now(one).state == State.STOPPED
    desk.post(step, {"step": "stop"})
    assert now(one).state == State.STOPPED
    assert [desk.post(step, {"step": "x"}).status_code, desk.get(step).status_code] == [400, 405]

    Import.objects.filter(pk=one.pk).update(state=State.FAULTY, faults=[[7, "place", "<b>no</b>"]])
    page = desk.get(here).content.decode()
    assert ("<td>7</td>" in page, "&lt;b&gt;no" in page) == (True, True)


@pytest.mark.parametrize(
    ("content", "name", "status"),
    [
        (b"", "bodies.csv", 422),
        (b"colour\na", "bodies.csv", 422),
        (b"name_en\na", "bodies.exe", 422),
        (b"\x00\xff", "bodies.csv", 422),
        (b"PK\x03\x04", "bodies.xlsx", 422),
        (b"[1]", "bodies.jsonl", 302),
        (b"name_en\na", "../../\u202eπίνακας\x07.csv", 302),
    ],
)
def test_what_is_no_table_is_refused_at_the_door(content: bytes, name: str, status: int, desk: Client) -> None:
    answer = desk.post(reverse("imports:list"), upload(content, name))

    assert (answer.status_code, Import.objects.count()) == (status, int(status == 302))


def test_a_huge_file_and_a_missing_one_are_refused(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tables.forms.LARGEST", 10)

    codes = [
        desk.post(reverse("imports:list"), upload(b"name_en\n" + b"a" * 10)).status_code,
        desk.post(reverse("imports:list"), {"kind": "organisations"}).status_code,
        desk.post(reverse("imports:list"), upload(b"name_en\na", kind="people")).status_code,
    ]

    assert codes == [422, 422, 422]
    assert Import.objects.count() == 0


@pytest.mark.parametrize("form", ["xlsx", "csv", "jsonl"])
def test_templates_can_be_taken(form: str, desk: Client) -> None:
    answer = desk.get(reverse("imports:template", args=["practices", form]))
    content = b"".join(answer)

    assert answer.status_code == 200
    if form == "xlsx":
        assert load_workbook(BytesIO(content)).worksheets[1]["A1"].value == "external_id"
    if form == "csv":
        assert content.decode("utf-8-sig").startswith("external_id,source,source_language,title_el,title_en")


def test_templates_of_nothing_are_not_there(desk: Client) -> None:
    assert desk.get(reverse("imports:template", args=["practices", "doc"])).status_code == 404
    assert desk.get(reverse("imports:template", args=["people", "csv"])).status_code in {302, 403}
