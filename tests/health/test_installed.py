"""What the doctor finds on the machine: each question with both answers."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from django.core.checks import Error, Warning
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from health import installed
from health.findings import Answer

ROOT = Path(__file__).parents[2]


def found(answer: Answer) -> tuple[str, str]:
    """Return state and words."""
    return answer.state.value, str(answer.said)


@pytest.mark.parametrize(
    ("remarks", "expected"),
    [([], "good"), ([Warning("Unsafe", id="x.W1")], "look"), ([Error("Wrong", id="x.E1")], "broken")],
)
def test_unsafe_settings_are_told(remarks: list[Any], expected: str, monkeypatch: Any) -> None:
    monkeypatch.setattr(installed, "run_checks", lambda **_: remarks)

    assert found(installed.configuration())[0] == expected


def test_the_demo_is_not_held_to_the_settings_of_a_real_site(settings: Any) -> None:
    settings.DEMO = True

    assert found(installed.configuration())[0] == "good"


def test_a_migration_that_waits_is_told(db: None) -> None:
    assert found(installed.migrations())[0] == "good"

    last = MigrationLoader(connection).graph.leaf_nodes("mail")[0]
    MigrationRecorder(connection).record_unapplied(*last)

    state, said = found(installed.migrations())
    assert (state, "migrations wait, the first: mail" in said) == ("broken", True)


def test_a_package_of_another_version_is_told(settings: Any, tmp_path: Path) -> None:
    assert found(installed.packages())[0] == "good"

    settings.ROOT = tmp_path
    (tmp_path / "requirements.txt").write_text("Django==1.0  # why\nno-such-thing[extra]==2.0\n")

    assert found(installed.packages()) == ("broken", "Missing, or of another version: Django 1.0, no-such-thing 2.0.")


def test_a_missing_program_is_told(monkeypatch: Any) -> None:
    assert found(installed.programs())[0] == "good"

    monkeypatch.setattr(shutil, "which", lambda name: None if name == "tar" else name)

    assert found(installed.programs()) == ("broken", "Missing programs: tar.")


def test_static_files_are_collected_and_of_this_code(settings: Any, tmp_path: Path) -> None:
    source, root = tmp_path / "static", tmp_path / "root"
    for folder in (source / "css", root / "css"):
        folder.mkdir(parents=True)
    settings.STATICFILES_DIRS, settings.STATIC_ROOT = [source], root
    (source / "css" / "site.css").write_text("joined when collected")
    (source / "css" / "base.css").write_text("new")
    states = [found(installed.static_files())]

    (root / "staticfiles.json").write_text("{}")
    (root / "css" / "base.css").write_text("old")
    states.append(found(installed.static_files()))
    (root / "css" / "base.css").write_text("new")
    states.append(found(installed.static_files()))

    assert states == [
        ("broken", "They have not been collected."),
        ("broken", "Not collected anew: css/base.css."),
        ("good", "They are collected."),
    ]


def test_with_debug_nothing_needs_collecting(settings: Any) -> None:
    settings.DEBUG = True

    assert found(installed.static_files())[0] == "good"


def test_greek_words_are_compiled_and_of_this_code(settings: Any, tmp_path: Path) -> None:
    settings.ROOT, settings.LOCALE_PATHS = tmp_path, [tmp_path]
    folder = tmp_path / "el" / "LC_MESSAGES"
    shutil.copytree(ROOT / "site" / "locale" / "el" / "LC_MESSAGES", folder)
    assert found(installed.catalogue()) == ("good", "1 catalogues are compiled.")

    source = folder / "django.po"
    source.write_text(source.read_text() + '\nmsgid "Said \\"anew\\""\nmsgstr "Νέο"\n')
    stale = found(installed.catalogue())
    source.with_suffix(".mo").unlink()

    assert [stale, found(installed.catalogue())] == [
        ("broken", "Not compiled, or not anew: el/LC_MESSAGES/django.po.")
    ] * 2


def test_long_lists_are_cut() -> None:
    assert installed.listed(list("abcdefgh")) == "a, b, c, d, e and 3 more"
