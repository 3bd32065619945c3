"""The house keeps its plan: rooms, names, directions and twins of documents."""

import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

ROOT = Path(__file__).resolve().parents[1]
SITE = ROOT / "site"
NO_ROOMS = {"config", "locale", "templates"}
TOP = {
    "deploy",
    "docs",
    "forum",
    "good_practices",
    "network_members",
    "newsletters",
    "search",
    "site",
    "static",
    "tests",
    "workshops",
}


def tracked() -> list[str]:
    """Return the files that belong to the project."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True
    )
    return sorted(name for name in listed.stdout.splitlines() if (ROOT / name).is_file())


FILES = tracked()
ROOMS = sorted({Path(name).parent for name in FILES if name.endswith("/apps.py")})


def lowest_steps() -> list[str]:
    """Return the rooms of the staircase in pyproject.toml."""
    linter = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    return [room.strip() for step in linter["contracts"][0]["layers"] for room in step.split("|")]


def test_site_is_a_folder_and_no_package() -> None:
    assert not (SITE / "__init__.py").exists()


def test_only_the_planned_folders_stand_at_the_top() -> None:
    assert {name.split("/")[0] for name in FILES if "/" in name and not name.startswith(".")} - TOP == set()


@pytest.mark.parametrize("room", ROOMS, ids=str)
def test_a_room_is_its_folder_its_import_and_its_label(room: Path) -> None:
    config = apps.get_app_config(room.name)

    assert (config.name, config.label, Path(config.path)) == (room.name, room.name, ROOT / room)


@pytest.mark.parametrize("room", [*ROOMS, Path("site/config")], ids=str)
def test_a_room_takes_nobodys_name(room: Path) -> None:
    assert room.name not in sys.stdlib_module_names
    assert packages_distributions().get(room.name, []) == []


def test_every_room_is_installed_and_stands_on_the_staircase() -> None:
    names = {room.name for room in ROOMS}

    assert names == set(settings.ROOMS)
    assert names | {"config"} == set(lowest_steps())


def test_every_folder_of_site_is_a_room_or_part_of_the_frame() -> None:
    assert {name.split("/")[1] for name in FILES if re.match(r"site/[^/]+/", name)} - NO_ROOMS == {
        room.name for room in ROOMS if room.parts[0] == "site"
    }


@pytest.mark.parametrize("room", ROOMS, ids=str)
def test_a_room_tells_what_it_is_for(room: Path) -> None:
    assert (ROOT / room / "README.md").is_file()


def test_no_file_is_empty_but_those_that_mark_a_package() -> None:
    assert [name for name in FILES if Path(name).name != "__init__.py" and not (ROOT / name).stat().st_size] == []


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".py") and "/migrations/" not in name])
def test_a_module_opens_with_a_sentence(name: str) -> None:
    text = (ROOT / name).read_text()

    assert not text.strip() or re.match(r'(#!.*\n)?r?"""\S', text)


def test_no_work_is_left_for_somebody_else() -> None:
    words = re.compile("|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X")))
    texts = (name for name in FILES if name.endswith((".py", ".html", ".css", ".js", ".md", ".po")))

    assert [name for name in texts if words.search((ROOT / name).read_text())] == []


def test_templates_hold_no_code_and_no_looks() -> None:
    inline = re.compile(
        r"<style|\sstyle=|\son[a-z]+=[\"']|<script(?![^>]*\bsrc=|\stype=\"application/ld\+json\">)", re.IGNORECASE
    )
    pages = [
        name for name in FILES if name.endswith(".html") and not name.startswith(("tests/", "site/templates/email/"))
    ]

    assert [name for name in pages if inline.search(without_comments(name))] == []


def without_comments(name: str) -> str:
    """Return a template without what readers never get."""
    return re.sub(r"{% comment %}.*?{% endcomment %}|{#.*?#}", "", (ROOT / name).read_text(), flags=re.DOTALL)


def test_both_lock_files_agree() -> None:
    site, dev = (pins(name) for name in ("requirements.lock", "requirements-dev.lock"))

    assert {name: dev.get(name) for name in site} == site


def pins(name: str) -> dict[str, str]:
    """Return the version of every package of a lock file."""
    return dict(re.findall(r"^([\w.-]+)==(\S+)", (ROOT / name).read_text(), re.MULTILINE))


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_every_requirement_is_locked_and_says_why_it_is_here(name: str) -> None:
    lines = [line for line in (ROOT / f"{name}.txt").read_text().splitlines() if line and line[0] not in "#-"]
    locked = pins(f"{name}.lock")

    found = [re.match(r"([\w-]+)(?:\[[\w-]+\])?==(\S+)\s+# \w", line) for line in lines]
    assert [line for line, match in zip(lines, found, strict=True) if not match] == []
    assert [match[0] for match in found if match and locked.get(match[1].lower()) != match[2]] == []
