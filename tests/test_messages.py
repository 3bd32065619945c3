"""Both languages are complete: a missing, fuzzy, stale or English-looking Greek string fails."""

import re
import shutil
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.core.management import call_command

from deploy import admin_words

ROOT = Path(__file__).resolve().parents[1]
CATALOGUE = ROOT / "site" / "locale" / "el" / "LC_MESSAGES" / "django.po"
CATALOGUES = {"ours": CATALOGUE, **{domain: admin_words.OURS / f"{domain}.po" for domain in admin_words.DOMAINS}}
IGNORED = [".venv", "var", "tests", "docs", "deploy"]
NAMES = frozenset({"IPv4", "IPv6"})
"""What is the same in both languages, such as a name in Latin letters."""
HEADER = {
    "Project-Id-Version": "Nima",
    "Language-Team": "Greek",
    "Language": "el",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}
ENDS = {"?": ";"}
"""How a sentence ends in Greek, where that differs."""


VALUE = r"%\(\w+\)[sdr]|%[sd]|\{\w*\}"


@pytest.fixture(scope="module", params=list(CATALOGUES.values()), ids=list(CATALOGUES))
def catalogue(request: pytest.FixtureRequest) -> Path:
    """Where a Greek catalogue is written: the words of our rooms, and those of the admin."""
    where: Path = request.param
    return where


@pytest.fixture(scope="module")
def greek(catalogue: Path) -> polib.POFile:
    """A Greek catalogue."""
    return polib.pofile(str(catalogue))


def texts_of(entry: polib.POEntry) -> list[str]:
    """Return the Greek words of an entry, both of its plural forms."""
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def identity(entry: polib.POEntry) -> tuple[str, str, str]:
    """Return what makes an entry the one it is."""
    return entry.msgctxt or "", entry.msgid, entry.msgid_plural


def words(entry: polib.POEntry) -> tuple[tuple[str, str, str], list[str]]:
    """Return an entry with its translations."""
    return identity(entry), texts_of(entry)


def plain(text: str) -> str:
    """Return a message without tags and placeholders."""
    return re.sub(rf"<[^>]*>|{VALUE}", " ", text)


def test_every_string_has_its_greek_words(greek: polib.POFile) -> None:
    assert [entry.msgid for entry in greek if not all(texts_of(entry))] == []


def test_every_plural_has_its_two_forms(greek: polib.POFile) -> None:
    assert [entry.msgid for entry in greek if entry.msgid_plural and set(entry.msgstr_plural) != {0, 1}] == []


def test_no_translation_is_fuzzy_or_left_over(greek: polib.POFile) -> None:
    assert [entry.msgid for entry in greek if entry.fuzzy or entry.obsolete or entry.previous_msgid] == []


def test_nothing_english_stands_for_greek(greek: polib.POFile) -> None:
    found = [plain(text) for entry in greek for text in texts_of(entry)]
    english = [text for text in found if re.search(r"[^\W\d_]", text) and not re.search("[Ͱ-Ͽ]", text)]

    assert set(english) - NAMES == set()


def test_no_word_mixes_the_two_alphabets(greek: polib.POFile) -> None:
    found = [word for entry in greek for text in texts_of(entry) for word in re.findall(r"\w+", plain(text))]

    assert [word for word in found if re.search("[a-zA-Z]", word) and re.search("[Ͱ-Ͽ]", word)] == []


def test_quotations_stand_in_greek_marks(greek: polib.POFile) -> None:
    assert [text for entry in greek for text in texts_of(entry) if re.search("[“”\"']", plain(text))] == []


def test_translations_keep_placeholders_tags_and_the_last_mark(greek: polib.POFile) -> None:
    broken = [entry.msgid for entry in greek if marks(entry.msgid_plural or entry.msgid) != marks(texts_of(entry)[-1])]

    assert broken == []


def marks(text: str) -> tuple[list[str], str]:
    """Return what values and links go into, and how the text ends, as it ends in Greek."""
    last = re.findall(r"[.,:;?!…]$", text)
    end = last[0] if last else ""
    return sorted(re.findall(rf"<[^>]*>|{VALUE}", text)), ENDS.get(end, end)


def test_the_header_names_no_person_and_no_day(greek: polib.POFile) -> None:
    assert (dict(greek.metadata), bool(greek.metadata_is_fuzzy)) == (HEADER, False)


def test_the_compiled_catalogue_is_the_written_one(catalogue: Path, greek: polib.POFile) -> None:
    compiled = polib.mofile(str(catalogue.with_suffix(".mo")))

    assert sorted(map(words, compiled)) == sorted(map(words, greek))


def test_the_catalogue_holds_the_strings_of_the_source_and_no_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # In a copy, as makemessages writes into the nearest folder of the name `locale`.
    copy = tmp_path / "source"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*IGNORED, ".*", "static", "__pycache__"))
    monkeypatch.chdir(copy)
    monkeypatch.setattr(settings, "LOCALE_PATHS", [str(copy / CATALOGUE.relative_to(ROOT).parents[2])])

    call_command("makemessages", locale=["el"], no_obsolete=True, no_location=True, verbosity=0)

    found = polib.pofile(str(copy / CATALOGUE.relative_to(ROOT)))
    assert set(map(identity, found)) ^ set(map(identity, polib.pofile(str(CATALOGUE)))) == set()


@pytest.mark.parametrize("domain", admin_words.DOMAINS)
def test_the_admin_lacks_no_greek_and_keeps_nothing_that_the_packages_no_longer_say(domain: str) -> None:
    refreshed = admin_words.refreshed(domain)

    assert [entry.msgid for entry in refreshed.untranslated_entries()] == []
    assert list(map(words, refreshed)) == list(map(words, admin_words.ours(domain)))


def test_a_word_of_the_admin_that_our_rooms_use_too_is_the_same_in_greek() -> None:
    # Ours wins everywhere: where it means something else, it needs a context of its own.
    ours = {identity(entry): texts_of(entry) for entry in polib.pofile(str(CATALOGUE))}
    theirs = {identity(entry): texts_of(entry) for entry in admin_words.ours("django")}

    shared = ours.keys() & theirs.keys()

    assert {name: ours[name] for name in shared if ours[name] != theirs[name]} == {}
