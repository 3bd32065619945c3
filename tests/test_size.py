"""Files and functions stay short enough to be read at once."""

import ast
from pathlib import Path

import pytest

from tests.test_layout import FILES, ROOT

LONGEST_FUNCTION = 50
MOST_ARGUMENTS = 5
# The first pattern that fits counts.
BUDGETS: tuple[tuple[str, int | None], ...] = (
    ("*/migrations/*", None),
    ("tests/*.py", 500),
    ("*.py", 300),
    ("*.html", 100),
    ("static/css/*.css", 200),
    ("static/js/*.js", 150),
    ("docs/decisions/*.md", 60),
    ("README*.md", 100),
)


def budget(name: str) -> int | None:
    """Return how many lines a file may have; None for as many as it takes."""
    return next((lines for pattern, lines in BUDGETS if Path(name).match(pattern) or fits(name, pattern)), None)


def fits(name: str, pattern: str) -> bool:
    """Say whether a file lies anywhere below a pattern's folder."""
    folder, _, ending = pattern.rpartition("/*")
    return bool(folder) and name.startswith(f"{folder}/") and name.endswith(ending)


def length(name: str) -> int:
    """Return how many lines a file has."""
    return len((ROOT / name).read_text().splitlines())


LIMITED = [name for name in FILES if budget(name)]
MODULES = [name for name in FILES if name.endswith(".py") and "/migrations/" not in name]


@pytest.mark.parametrize("name", LIMITED)
def test_a_file_keeps_to_its_budget(name: str) -> None:
    assert length(name) <= (budget(name) or 0)


@pytest.mark.parametrize("name", MODULES)
def test_functions_are_short_and_take_few_arguments(name: str) -> None:
    tree = ast.parse((ROOT / name).read_text())
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]

    assert [node.name for node in functions if lines_of(node) > LONGEST_FUNCTION] == []
    assert [node.name for node in functions if positional(node) > MOST_ARGUMENTS] == []


def lines_of(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return the number of lines from the name to the end."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def positional(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return how many things a caller hands over by position, the object itself not counted."""
    names = [argument.arg for argument in (*node.args.posonlyargs, *node.args.args)]
    return len([name for name in names if name not in ("self", "cls")])


def test_budgets_reach_what_they_name() -> None:
    assert [
        budget(name) for name in ("site/pages/models.py", "tests/blocks/test_maps.py", "site/x/migrations/0001.py")
    ] == [
        300,
        500,
        None,
    ]
    assert [budget(name) for name in ("static/css/components/card.css", "site/templates/base.html")] == [200, 100]
