"""Databases are made once: who comes later waits for them and copies."""

import fcntl
from pathlib import Path

import pytest

from tests import prepared


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place where nothing is kept yet."""
    monkeypatch.setattr(prepared, "KEPT", tmp_path / "kept")
    return tmp_path


def enter(path: Path) -> None:
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)


def test_a_second_process_waits_until_the_first_is_done(place: Path) -> None:
    with prepared.one_at_a_time("migrating"), pytest.raises(BlockingIOError):
        enter(place / "kept" / "migrating.lock")

    enter(place / "kept" / "migrating.lock")


def test_what_is_kept_is_copied_and_not_made_again(place: Path) -> None:
    (place / "kept").mkdir()
    prepared.kept_path().write_bytes(b"migrated once")

    prepared.copy_to(place / "copy.sqlite3")

    assert (place / "copy.sqlite3").read_bytes() == b"migrated once"
    assert prepared.kept_path().read_bytes() == b"migrated once"
