"""Both languages are complete: a missing, fuzzy or stale Greek string fails."""

import shutil
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[1]
CATALOGUE = ROOT / "site" / "locale" / "el" / "LC_MESSAGES" / "django.po"
IGNORED = [".venv", "var", "tests", "docs", "deploy"]


@pytest.fixture(scope="module")
def greek() -> polib.POFile:
    """The Greek catalogue."""
    return polib.pofile(str(CATALOGUE))


def test_every_string_has_its_greek_words(greek: polib.POFile) -> None:
    assert [entry.msgid for entry in greek if not entry.obsolete and not entry.translated()] == []


def test_no_translation_is_fuzzy_or_left_over(greek: polib.POFile) -> None:
    assert [entry.msgid for entry in greek if entry.fuzzy or entry.obsolete] == []


def test_translations_keep_their_placeholders(greek: polib.POFile) -> None:
    broken = [entry.msgid for entry in greek for text in texts_of(entry) if placeholders(entry.msgid) - placeholders(text)]

    assert broken == []


def texts_of(entry: polib.POEntry) -> list[str]:
    """Return the translations of an entry; of plural forms only the last, which names the number."""
    return [entry.msgstr_plural[max(entry.msgstr_plural)]] if entry.msgstr_plural else [entry.msgstr]


def placeholders(text: str) -> set[str]:
    """Return the named places of a message that values go into."""
    return {part.split(")")[0] for part in text.split("%(")[1:]}


def test_the_compiled_catalogue_is_the_written_one(greek: polib.POFile) -> None:
    compiled = polib.mofile(str(CATALOGUE.with_suffix(".mo")))

    assert {entry.msgid: entry.msgstr for entry in compiled} == {entry.msgid: entry.msgstr for entry in greek}


def test_the_catalogue_holds_every_string_of_the_source(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, greek: polib.POFile
) -> None:
    shutil.copytree(ROOT / "site" / "locale", tmp_path / "locale")
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(settings, "LOCALE_PATHS", [str(tmp_path / "locale")])

    call_command("makemessages", locale=["el"], ignore_patterns=IGNORED, no_obsolete=True, no_location=True, verbosity=0)

    found = polib.pofile(str(tmp_path / "locale" / "el" / "LC_MESSAGES" / "django.po"))
    assert {entry.msgid for entry in found} - {entry.msgid for entry in greek} == set()
