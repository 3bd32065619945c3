"""What the site finds when it asks itself how it is: each question with both answers."""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from django.utils import timezone
from django.utils.translation import override
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from wagtail.models import Locale, Page
from wagtail.search.index import insert_or_update_object

from health import running
from health.findings import Answer, Check, look
from mail.models import Message
from network_members.models import User
from pages.models import SiteFacts
from search.models import DeskEntry, Note
from search.rebuilding import step
from tests.factories.mails import make_mail
from tests.factories.practices import make_practice
from tests.factories.translations import start_translation
from tests.faults import database_away

pytestmark = pytest.mark.django_db
YEAR = timedelta(days=365)
Question = Callable[[], Answer]


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Let answers be English."""
    with override("en"):
        yield


@pytest.fixture
def real(settings: Any, tmp_path: Path) -> Any:
    """The settings of a real site."""
    settings.DEMO, settings.WAGTAILADMIN_BASE_URL = False, "https://nima.example"
    settings.BACKUP_FOLDER = settings.MEDIA_ROOT = str(tmp_path)
    settings.CERTIFICATE_FILE = str(tmp_path / "fullchain.pem")
    return settings


@pytest.fixture
def indexed(db: None) -> None:
    """Let search know the pages that migrations made."""
    for page in Page.objects.filter(depth__gt=1).specific():
        insert_or_update_object(page)


def found(question: Question) -> tuple[str, str, str]:
    """Return state, words and remedy."""
    answer = question()
    return answer.state.value, str(answer.said), str(answer.remedy)


def make_task(status: str, minutes: int) -> None:
    """Keep a background task that was put off, or begun, some minutes ago."""
    then = timezone.now() - timedelta(minutes=minutes)
    begun = then if status == TaskResultStatus.RUNNING else None
    values = {"task_path": "mail.tasks.some", "args_kwargs": {}, "run_after": then, "started_at": begun}
    task = DBTaskResult.objects.create(status=status, backend_name="bg", **values)
    DBTaskResult.objects.filter(pk=task.pk).update(enqueued_at=then)


def write_certificate(path: Path, ends: datetime) -> None:
    """Write a certificate that is valid until a day."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    blank = x509.CertificateBuilder().subject_name(name).issuer_name(name).serial_number(1)
    dated = blank.public_key(key.public_key()).not_valid_before(ends - YEAR).not_valid_after(ends)
    path.write_bytes(dated.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM))


def test_a_site_at_rest_is_in_order(indexed: None) -> None:
    make_practice()
    step()

    states = {finding.check.name: finding.answer.state.value for finding in look(running.CHECKS)}

    assert states == dict.fromkeys(states, "good") | {"backup": "unknown", "statement": "look"}


@pytest.mark.parametrize(("days", "state"), [(0, "good"), (365, "good"), (366, "look")])
def test_a_statement_that_nobody_reviewed_for_a_year_needs_a_look(days: int, state: str, db: None) -> None:
    SiteFacts.objects.create(reviewed_on=timezone.localdate() - timedelta(days=days))

    assert running.statement().state == state


def test_without_a_database_what_asks_it_is_broken_and_the_rest_still_answers() -> None:
    with database_away():
        states = {one.check.name: str(one.answer.state) for one in look(running.CHECKS)}

    assert {name for name, state in states.items() if state == "broken"} == {
        "database",
        "mail",
        "tasks",
        "search",
        "index",
        "statement",
        "translations",
        "versions",
    }


def test_a_check_that_fails_hides_neither_the_others_nor_tells_what_its_fault_said() -> None:
    def fail() -> Answer:
        raise ValueError("password=canary")

    findings = look([Check("one", "One", fail), Check("two", "Two", lambda: running.good("Fine."))])

    assert [(one.answer.state.value, str(one.answer.said)) for one in findings] == [
        ("broken", "The check itself failed (ValueError)."),
        ("good", "Fine."),
    ]


def test_a_lost_cache_is_broken(settings: Any) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}

    assert found(running.cache_store)[0] == "broken"


@pytest.mark.parametrize(
    ("state", "minutes", "expected"),
    [
        ("sent", 60, ("good", "Waiting: 0. Failed: 0. Uncertain: 0.")),
        ("queued", 1, ("good", "Waiting: 1. Failed: 0. Uncertain: 0.")),
        ("queued", 12, ("broken", "Waiting: 1. Failed: 0. Uncertain: 0. The oldest has been due for 12 minutes.")),
        ("failed", 60, ("look", "Waiting: 0. Failed: 1. Uncertain: 0.")),
        ("uncertain", 60, ("look", "Waiting: 0. Failed: 0. Uncertain: 1.")),
    ],
)
def test_mails_that_wait_or_failed_are_told(state: str, minutes: int, expected: tuple[str, str]) -> None:
    mail = make_mail(state=state, sent_at=timezone.now() if state == "sent" else None)
    Message.objects.filter(pk=mail.pk).update(queued_at=timezone.now() - timedelta(minutes=minutes))

    assert found(running.mails)[:2] == expected


@pytest.mark.parametrize(
    ("status", "minutes", "expected"),
    [
        (TaskResultStatus.SUCCESSFUL, 60, ("good", "Waiting: 0. Failed: 0. Stuck: 0.")),
        (TaskResultStatus.READY, 1, ("good", "Waiting: 1. Failed: 0. Stuck: 0.")),
        (TaskResultStatus.READY, 10, ("broken", "Waiting: 1. Failed: 0. Stuck: 0.")),
        (TaskResultStatus.RUNNING, 10, ("good", "Waiting: 0. Failed: 0. Stuck: 0.")),
        (TaskResultStatus.RUNNING, 60, ("broken", "Waiting: 0. Failed: 0. Stuck: 1.")),
        (TaskResultStatus.FAILED, 60, ("look", "Waiting: 0. Failed: 1. Stuck: 0.")),
    ],
)
def test_tasks_that_wait_hang_or_failed_are_told(status: str, minutes: int, expected: tuple[str, str]) -> None:
    make_task(status, minutes)

    assert found(running.tasks)[:2] == expected


def test_a_page_that_search_lost_is_told(indexed: None) -> None:
    make_practice()
    assert found(running.search)[0] == "good"

    DeskEntry.objects.all().delete()

    state, said, remedy = found(running.search)
    assert (state, said.startswith("It does not know "), remedy) == ("look", True, "Run manage.py update_index.")


def test_an_index_that_is_not_built_or_not_followed_is_told(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    remedy = "Start the background worker: manage.py worker."
    before = found(running.index)
    step()
    make_practice()
    waiting = Note.objects.count()
    there = found(running.index)
    monkeypatch.setattr(running, "MANY_WAIT", 0)
    late = found(running.index)
    while step():
        pass

    assert before == ("look", "The index is being built.", remedy)
    assert (there[0], there[1].endswith(f"wait to be read: {waiting}."), late[0], late[2]) == (
        "good",
        True,
        "look",
        remedy,
    )
    assert found(running.index)[0] == "good"


def test_a_forgotten_translation_is_told(member: User) -> None:
    translation = start_translation(make_practice(live=False, owner=member))
    assert found(running.translations) == ("good", "1 translation waits.", "")

    source = translation.source
    type(source).objects.filter(pk=source.pk).update(last_updated_at=timezone.now() - YEAR)

    assert found(running.translations)[:2] == ("look", "1 translation waits. For more than a month: 1.")


def test_a_missing_language_is_broken(settings: Any) -> None:
    Locale.objects.filter(language_code="en").update(language_code="pt")

    assert found(running.translations)[:2] == ("broken", "Missing languages: en.")


def test_uploads_need_a_folder_to_write_to(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = str(tmp_path / "new")
    assert found(running.media)[0] == "good"

    (tmp_path / "file").write_text("")
    settings.MEDIA_ROOT = str(tmp_path / "file")

    assert found(running.media)[0] == "broken"


@pytest.mark.parametrize(("gigabytes", "expected"), [(50, "good"), (0.9, "look"), (0.1, "broken")])
def test_little_room_is_told(gigabytes: float, expected: str, monkeypatch: Any) -> None:
    free = SimpleNamespace(free=int(gigabytes * running.GIGABYTE))
    monkeypatch.setattr(shutil, "disk_usage", lambda _: free)

    assert found(running.disk)[:2] == (expected, f"{gigabytes:.1f} GB are free.")


@pytest.mark.parametrize(
    ("hours", "expected"),
    [(None, "broken"), (5, "good"), (30, "look"), (24 * 8, "broken")],
)
def test_an_old_backup_is_told(hours: int | None, expected: str, real: Any) -> None:
    if hours is not None:
        path = Path(real.BACKUP_FOLDER, "nima-20261125T022000Z.tar.gz")
        path.write_text("")
        then = (timezone.now() - timedelta(hours=hours)).timestamp()
        os.utime(path, (then, then))

    assert found(running.backup)[0] == expected


@pytest.mark.parametrize(("folder", "demo", "expected"), [("", False, "unknown"), ("", True, "good")])
def test_where_nobody_said_where_backups_are_none_is_missed(
    folder: str, demo: bool, expected: str, settings: Any
) -> None:
    settings.BACKUP_FOLDER, settings.DEMO = folder, demo

    assert found(running.backup)[0] == expected


@pytest.mark.parametrize(("days", "expected"), [(60, "good"), (5, "look"), (-1, "broken")])
def test_a_certificate_that_runs_out_is_told(days: int, expected: str, real: Any) -> None:
    write_certificate(Path(real.CERTIFICATE_FILE), datetime.now(UTC) + timedelta(days=days, hours=1))

    assert found(running.certificate)[0] == expected


@pytest.mark.parametrize("file", ["", "/nowhere/fullchain.pem"])
def test_a_certificate_out_of_sight_is_not_known(file: str, real: Any) -> None:
    real.CERTIFICATE_FILE = file

    assert found(running.certificate)[0] == "unknown"


@pytest.mark.parametrize(
    ("changes", "version"),
    [("## Unreleased\n\n## 1.2.0 - 2026-12-01\n\n## 1.1.0 - 2026-11-01\n", "1.2.0"), ("", "before its first release")],
)
def test_versions_name_the_newest_release(changes: str, version: str, settings: Any, tmp_path: Path) -> None:
    settings.ROOT = tmp_path
    (tmp_path / "CHANGELOG.md").write_text(changes)

    numbers = running.versions().numbers

    assert (numbers["Nima"], {"Python", "Django", "Wagtail"} < set(numbers)) == (version, True)
