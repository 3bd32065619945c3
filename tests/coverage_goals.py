"""What share of the branches tests have to take."""

import ast
import json
import shutil
from pathlib import Path
from typing import Any

import slipcover

ROOT = Path(__file__).resolve().parents[1]
NOTES = ROOT / "var" / "tests" / "measured"
"""Where each process of a measured run leaves what it saw."""
ALL = 95.0
"""Per cent of all branches."""
DECISIVE = ("rules", "actions")
"""Files whose every branch and statement is tested: who may, and what happens."""


def forget() -> None:
    """Throw away what an earlier run noted."""
    shutil.rmtree(NOTES, ignore_errors=True)


def shortfalls() -> list[str]:
    """Return a sentence for each goal that the last measured run missed."""
    report = measured()
    if not report:
        return ["Nothing was measured."]
    taken, missed = (count(report, kind) for kind in ("executed_branches", "missing_branches"))
    share = 100 * taken / (taken + missed) if taken + missed else 100.0
    short = [f"Tests take {share:.1f} % of the branches; the goal is {ALL:.0f} %."] if share < ALL else []
    decisive = {name: gaps(name, file) for name, file in report["files"].items() if is_decisive(name)}
    return short + [sentence(name, lines) for name, lines in decisive.items() if lines]


def measured() -> dict[str, Any]:
    """Return what all processes saw together, in SlipCover's words."""
    report: dict[str, Any] = {}
    for path in sorted(NOTES.glob("*.json")):
        seen = json.loads(path.read_text())
        report = slipcover.merge_coverage(report, seen) if report else seen
    return report


def count(report: dict[str, Any], kind: str) -> int:
    """Return how many branches of a kind all files have together."""
    return sum(len(file[kind]) for file in report["files"].values())


def is_decisive(name: str) -> bool:
    """Say whether a file decides who may or what happens."""
    path = Path(name)
    return path.stem in DECISIVE or path.parent.name in DECISIVE


def gaps(name: str, file: dict[str, Any]) -> list[int]:
    """Return the lines at which statements were never run or branches never taken."""
    missing = statements(ROOT / name).intersection(file["missing_lines"])
    return sorted(missing | {start for start, _ in file["missing_branches"]})


def statements(path: Path) -> set[int]:
    """Return the lines at which a statement begins; a probe stands at the lines inside it too."""
    return {node.lineno for node in ast.walk(ast.parse(path.read_bytes())) if isinstance(node, ast.stmt)}


def sentence(name: str, lines: list[int]) -> str:
    """Name the lines of a decisive file that no test takes."""
    return f"{name}: no test takes every branch of line {', '.join(map(str, lines))}."


if __name__ == "__main__":
    print(*shortfalls(), sep="\n")
