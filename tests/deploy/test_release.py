"""A release closes the changelog, commits and tags, or does nothing at all."""

import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from deploy.release import release

DAY = date(2026, 12, 10)
CHANGELOG = (
    "# Changelog\n\n## Unreleased\n\n### Added\n\n- Workshops.\n\n## 0.9.0 – 2026-11-01\n\n### Added\n\n- Home.\n"
)
Git = Callable[..., str]


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """A small project of its own, under git."""
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Maria")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "maria@nima.example")

    def run(*words: str) -> str:
        return subprocess.run(["git", *words], cwd=tmp_path, check=True, capture_output=True, text=True).stdout.strip()

    run("init", "--quiet")
    (tmp_path / "CHANGELOG.md").write_text(CHANGELOG)
    run("add", ".")
    run("commit", "--quiet", "--message", "Begin")
    run("tag", "v0.9.0")
    return run


def refusal(root: Path, version: str) -> str:
    """Return the sentence with which a release is refused."""
    with pytest.raises(SystemExit) as end:
        release(root, version, DAY)
    return str(end.value)


def test_a_release_closes_the_open_part_and_tags_it(git: Git, tmp_path: Path) -> None:
    release(tmp_path, "1.0.0", DAY)

    assert (tmp_path / "CHANGELOG.md").read_text() == CHANGELOG.replace(
        "## Unreleased\n", "## Unreleased\n\n## 1.0.0 – 2026-12-10\n"
    )
    assert git("log", "-1", "--format=%s") == "Release 1.0.0"
    assert git("describe", "--exact-match") == "v1.0.0"
    assert git("status", "--porcelain") == ""


@pytest.mark.parametrize("version", ["", "1.0", "v1.0.0", "1.0.0; rm -rf /", "latest"])
def test_a_version_has_three_numbers(version: str, git: Git, tmp_path: Path) -> None:
    assert refusal(tmp_path, version).startswith("Nima: name the version, such as make release VERSION=1.2.0")


def test_uncommitted_work_stops_a_release(git: Git, tmp_path: Path) -> None:
    (tmp_path / "new.py").write_text("")

    assert refusal(tmp_path, "1.0.0") == "Nima: there are changes that are not committed; nothing was released."
    assert git("tag") == "v0.9.0"


@pytest.mark.parametrize(
    ("version", "reason"),
    [("0.9.0", "v0.9.0 is tagged already"), ("0.8.12", "0.8.12 is older than 0.9.0, which is tagged")],
)
def test_a_version_is_new(version: str, reason: str, git: Git, tmp_path: Path) -> None:
    assert refusal(tmp_path, version) == f"Nima: {reason}; nothing was released."


@pytest.mark.parametrize("changelog", ["# Changelog\n", "# Changelog\n\n## Unreleased\n\n## 0.9.0\n\n- Home.\n"])
def test_a_release_has_something_to_tell(changelog: str, git: Git, tmp_path: Path) -> None:
    (tmp_path / "CHANGELOG.md").write_text(changelog)
    git("commit", "--quiet", "--all", "--message", "Empty it")

    assert "CHANGELOG.md has nothing under Unreleased" in refusal(tmp_path, "1.0.0")
    assert git("tag") == "v0.9.0"


def test_a_second_release_needs_something_new(git: Git, tmp_path: Path) -> None:
    release(tmp_path, "1.0.0", DAY)

    assert "CHANGELOG.md has nothing under Unreleased" in refusal(tmp_path, "1.0.1")


def test_git_that_refuses_is_quoted(tmp_path: Path) -> None:
    assert "Nima: git status failed: fatal: not a git repository" in refusal(tmp_path, "1.0.0")
