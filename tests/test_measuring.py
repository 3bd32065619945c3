"""What is measured is judged: too few branches fail, and so does a gap where it is decided who may."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests import coverage_goals

RULES = "network_members/rules.py"


@pytest.fixture
def notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place for what two processes saw."""
    monkeypatch.setattr(coverage_goals, "NOTES", tmp_path)
    return tmp_path


def note(path: Path, taken: list[list[int]], missed: list[list[int]], missing_lines: list[int]) -> None:
    file: dict[str, Any] = {
        "executed_lines": [],
        "missing_lines": missing_lines,
        "executed_branches": taken,
        "missing_branches": missed,
    }
    path.write_text(json.dumps({"meta": {"software": "slipcover", "branch_coverage": True}, "files": {RULES: file}}))


def test_what_one_process_missed_another_may_have_taken(notes: Path) -> None:
    note(notes / "gw0.json", taken=[[1, 2]], missed=[[1, 3]], missing_lines=[])
    note(notes / "gw1.json", taken=[[1, 3]], missed=[[1, 2]], missing_lines=[])

    assert coverage_goals.shortfalls() == []


def test_a_branch_that_nobody_took_is_named_and_counts(notes: Path) -> None:
    note(notes / "gw0.json", taken=[[5, 6]], missed=[[5, 7]], missing_lines=[])
    note(notes / "gw1.json", taken=[[5, 6]], missed=[[5, 7]], missing_lines=[])

    assert coverage_goals.shortfalls() == [
        "Tests take 50.0 % of the branches; the goal is 95 %.",
        f"{RULES}: no test takes every branch of line 5.",
    ]


def test_a_statement_that_nobody_ran_is_named(notes: Path) -> None:
    first = min(coverage_goals.statements(coverage_goals.ROOT / RULES))
    for name in ("gw0.json", "gw1.json"):
        note(notes / name, taken=[[5, 6]], missed=[], missing_lines=[first])

    assert coverage_goals.shortfalls() == [f"{RULES}: no test takes every branch of line {first}."]


def test_a_run_that_measured_nothing_is_no_success(notes: Path) -> None:
    assert coverage_goals.shortfalls() == ["Nothing was measured."]
