"""What share of the branches tests have to take."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ALL = 95.0
"""Per cent of all branches."""
DECISIVE = ("rules", "actions")
"""Files whose every branch and line is tested: who may, and what happens."""


def shortfalls(root: Path) -> list[str]:
    """Return a sentence for each goal that the last measured run missed."""
    report = measure(root)
    taken, branches = report["totals"]["covered_branches"], report["totals"]["num_branches"]
    share = 100 * taken / branches if branches else 100.0
    missed = [f"Tests take {share:.1f} % of the branches; the goal is {ALL:.0f} %."] if share < ALL else []
    return missed + [gap(name, file) for name, file in report["files"].items() if is_decisive(name) and has_gap(file)]


def measure(root: Path) -> dict[str, Any]:
    """Return what coverage.py found."""
    words = [sys.executable, "-m", "coverage", "json", "-q", "-o", "-"]
    found: dict[str, Any] = json.loads(subprocess.run(words, cwd=root, capture_output=True, check=True).stdout)
    return found


def is_decisive(name: str) -> bool:
    """Say whether a file decides who may or what happens."""
    path = Path(name)
    return path.stem in DECISIVE or path.parent.name in DECISIVE


def has_gap(file: dict[str, Any]) -> bool:
    """Say whether lines or branches of a file were never taken."""
    return bool(file["missing_lines"] or file["missing_branches"])


def gap(name: str, file: dict[str, Any]) -> str:
    """Name the lines of a decisive file that no test takes."""
    lines = sorted({*file["missing_lines"], *(start for start, _ in file["missing_branches"])})
    return f"{name}: no test takes every branch of line {', '.join(map(str, lines))}."
