"""Databases are made once: who comes later waits for them and copies."""

import fcntl
from pathlib import Path

import pytest

from tests import prepared
from tests.browser import demo


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


def test_a_folder_is_made_once_and_older_ones_of_its_kind_go(place: Path) -> None:
    def make(folder: Path) -> None:
        made.append(folder)
        (folder / "file").write_text("made once")

    made: list[Path] = []
    (prepared.KEPT / "demo-old").mkdir(parents=True)

    folders = [demo.kept_once(prepared.KEPT / "demo-new", make) for _time in range(2)]

    assert [(one / "file").read_text() for one in folders] == ["made once"] * 2
    assert (len(made), [one.name for one in prepared.KEPT.glob("*/")]) == (1, ["demo-new"])


def test_a_folder_that_was_not_made_whole_is_not_kept(place: Path) -> None:
    def break_off(folder: Path) -> None:
        (folder / "half").touch()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        demo.kept_once(prepared.KEPT / "demo-new", break_off)

    assert list(prepared.KEPT.glob("*/")) == []


@pytest.mark.parametrize("change", ["static/css/base.css", "requirements.lock", "site/config/storage.py"])
def test_static_files_are_collected_anew_when_they_or_what_collects_them_change(
    change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, read = demo.static_path(), Path.read_bytes

    monkeypatch.setattr(Path, "read_bytes", lambda path: read(path) + (b"!" if path == demo.ROOT / change else b""))

    assert demo.static_path() != before
