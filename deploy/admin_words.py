"""Keeps our Greek for the words that installed packages bring without Greek, or with poor Greek: `make messages`."""

from collections.abc import Iterator
from pathlib import Path

import django
import polib
from django.apps import apps

ROOT = Path(__file__).resolve().parents[1]
OURS = ROOT / "site" / "locale" / "admin" / "el" / "LC_MESSAGES"
DOMAINS = ("django", "djangojs")
WIDTH = 120

Key = tuple[str, str]
"""What makes a string the one it is: its context and its words."""


def key(entry: polib.POEntry) -> Key:
    """Return what gettext finds an entry by."""
    return entry.msgctxt or "", entry.msgid


def folders() -> Iterator[Path]:
    """Yield where Django and the installed packages keep their words; the rooms keep theirs with us."""
    yield Path(django.__file__).parent / "conf" / "locale"
    for app in apps.get_app_configs():
        if not Path(app.path).is_relative_to(ROOT) or ".venv" in Path(app.path).parts:
            yield Path(app.path) / "locale"


def words(language: str, domain: str) -> Iterator[polib.POEntry]:
    """Yield the entries of the installed packages in a language."""
    for folder in folders():
        file = folder / language / "LC_MESSAGES" / f"{domain}.po"
        if file.exists():
            yield from (entry for entry in polib.pofile(str(file)) if entry.msgid and not entry.obsolete)


def source(domain: str) -> dict[Key, polib.POEntry]:
    """Return what the installed packages say in English."""
    return {key(entry): entry for entry in words("en", domain)}


def missing(domain: str) -> set[Key]:
    """Return what the installed packages say without Greek of their own."""
    return set(source(domain)) - {key(entry) for entry in words("el", domain) if entry.translated()}


def ours(domain: str) -> polib.POFile:
    """Return our catalogue of a domain as it stands."""
    return polib.pofile(str(OURS / f"{domain}.po"), wrapwidth=WIDTH)


def refreshed(domain: str) -> polib.POFile:
    """Return our catalogue with what is missing, still empty, and without what the packages no longer say."""
    standing, needed = ours(domain), missing(domain)
    known = {key(entry): entry for entry in standing}
    fresh = polib.POFile(wrapwidth=WIDTH)
    fresh.header, fresh.metadata = standing.header, standing.metadata
    english = source(domain)
    fresh.extend(renewed(english[name], known.get(name)) for name in english if name in known or name in needed)
    return fresh


def renewed(english: polib.POEntry, greek: polib.POEntry | None) -> polib.POEntry:
    """Return an entry as the package has it now, with the Greek that we have."""
    several = bool(english.msgid_plural)
    kept = greek if greek and greek.msgid_plural == english.msgid_plural else None
    return polib.POEntry(
        msgid=english.msgid,
        msgctxt=english.msgctxt,
        msgid_plural=english.msgid_plural,
        msgstr=kept.msgstr if kept else "",
        msgstr_plural=(kept.msgstr_plural if kept else {0: "", 1: ""}) if several else {},
        comment=english.comment,
        flags=[flag for flag in english.flags if flag != "fuzzy"],
    )


def main() -> None:
    """Write both catalogues anew, and say how many strings wait for their Greek."""
    django.setup()
    for domain in DOMAINS:
        catalogue = refreshed(domain)
        catalogue.save(str(OURS / f"{domain}.po"))
        print(f"{domain}: {len(catalogue)} words of the admin, {len(catalogue.untranslated_entries())} without Greek")


if __name__ == "__main__":
    main()
