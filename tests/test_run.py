"""What `make test` starts, and when it fails."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests import coverage_goals, run


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """The names of the runs that started; none takes any time, and nothing is prepared."""
    names: list[str] = []

    @contextmanager
    def nothing() -> Iterator[str]:
        yield ""

    def passing(name: str) -> int:
        names.append(name)
        return 0

    monkeypatch.setattr(run, "RESULTS", tmp_path)
    monkeypatch.setattr(run, "prepared_databases", nothing)
    monkeypatch.setattr(run, "RUNS", {"first": lambda url: passing("first"), "second": lambda url: passing("second")})
    monkeypatch.setattr(coverage_goals, "shortfalls", list)
    return names


@pytest.mark.parametrize(("check", "status", "runs"), [("true", 0, ["first", "second"]), ("false", 1, [])])
def test_no_test_runs_unless_the_checks_pass(
    check: str, status: int, runs: list[str], started: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "CHECKS", (check,))

    assert (run.main(), started) == (status, runs)


def test_one_run_that_fails_fails_the_whole_but_hinders_no_other(
    started: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "CHECKS", ("true",))
    monkeypatch.setattr(run, "RUNS", {"failing": lambda url: 1, **run.RUNS})

    assert (run.main(), started) == (1, ["first", "second"])
