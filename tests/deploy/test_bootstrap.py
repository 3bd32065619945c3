"""Setting up .venv/: one sentence when it cannot be, and nothing that was not meant."""

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from deploy import bootstrap

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place of its own, with a lock file."""
    path = tmp_path / "requirements.lock"
    path.write_text("nima==1\n")
    monkeypatch.setattr(bootstrap, "VENV", tmp_path)
    monkeypatch.setattr(bootstrap, "LOCKS", {"site": path, "dev": path})
    monkeypatch.setattr(bootstrap, "works", lambda python: True)
    return path


def test_what_is_installed_is_known_until_the_lock_file_changes(lock: Path) -> None:
    assert not bootstrap.is_installed("site")
    bootstrap.stamp("site").write_text(bootstrap.fingerprint("site"))
    assert bootstrap.is_installed("site")

    lock.write_text("nima==2\n")

    assert not bootstrap.is_installed("site")


def test_packages_are_installed_by_hash_and_nothing_else(lock: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[list[str]] = []

    def run(words: list[str], quiet: bool = False) -> bool:
        calls.append(words)
        return True

    monkeypatch.setattr(bootstrap, "run", run)

    bootstrap.install("site")

    assert {"--require-hashes", "--no-deps", "-r", str(lock)} <= set(calls[0])
    assert bootstrap.is_installed("site")


def test_a_failing_installation_ends_with_a_sentence_and_is_tried_again(
    lock: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "run", lambda words, quiet=False: False)

    with pytest.raises(SystemExit, match=r"^Nima: the packages could not be installed; the lines above say why\.$"):
        bootstrap.install("site")

    assert not bootstrap.is_installed("site")


@pytest.mark.parametrize(
    ("page", "wheel", "words"),
    [
        (b"", b"", "pip could not be fetched from https://index.example/simple/pip/"),
        (f'<a href="../{bootstrap.PIP}#sha256=0">'.encode(), b"another pip", "is not the expected one"),
    ],
)
def test_an_unknown_pip_is_not_installed(
    page: bytes, wheel: bytes, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "https://index.example/simple/")
    monkeypatch.setattr(bootstrap, "read", lambda address: page if address.endswith("/pip/") else wheel)

    with pytest.raises(SystemExit, match=words):
        bootstrap.fetch_pip()


def test_the_known_pip_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PIP_INDEX_URL", raising=False)
    monkeypatch.setattr(bootstrap, "PIP_SHA256", hashlib.sha256(b"pip").hexdigest())
    asked: list[str] = []

    def read(address: str) -> bytes:
        asked.append(address)
        return b"pip" if address.endswith(".whl") else f'<a href="/files/{bootstrap.PIP}">'.encode()

    monkeypatch.setattr(bootstrap, "read", read)

    assert bootstrap.fetch_pip() == b"pip"
    assert asked == ["https://pypi.org/simple/pip/", f"https://pypi.org/files/{bootstrap.PIP}"]


def make_python(python: str) -> tuple[int, str]:
    """Return how `make` judges a Python, and what it says."""
    done = subprocess.run(["make", "-s", "python", f"PYTHON={python}"], cwd=ROOT, capture_output=True, text=True)
    return done.returncode, done.stderr.splitlines()[0] if done.stderr else ""


def test_a_python_that_is_missing_or_too_old_is_named_in_a_sentence(tmp_path: Path) -> None:
    old = tmp_path / "python3.9"
    old.write_text(
        f'#!/bin/sh\nexec {sys.executable} -c "import sys; sys.version_info = (3, 9, 2); exec(sys.argv[1])" "$2"\n'
    )
    old.chmod(0o755)

    assert make_python(sys.executable) == (0, "")
    assert make_python("no-python") == (2, "Nima: no-python is missing; install Python 3.11 or newer.")
    assert make_python(str(old)) == (
        2,
        f"Nima: {old} is Python 3.9, but 3.11 or newer is needed; name one, such as make demo PYTHON=python3.12.",
    )
