"""What only a command asks, before or after an installation: is all there that the code was written for?"""

import re
import shutil
from ast import literal_eval
from collections.abc import Iterator
from gettext import GNUTranslations
from importlib import metadata
from pathlib import Path

from django.conf import settings
from django.core.checks import WARNING, run_checks
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from blocks.paper import is_possible
from health.findings import Answer, Check, State

# Commands speak English: what they say is not translated.
GOOD = State.GOOD
PINNED = re.compile(r"^([A-Za-z0-9_.-]+)(?:\[[^]]*\])?==(\S+)", re.MULTILINE)
ENTRY = re.compile(r'(?:^msgctxt "(.*)"\n)?^msgid "(.+)"\nmsgstr "(.+)"$', re.MULTILINE)
JOINED = "css/site.css"
POSTGRES_PROGRAMS = ("pg_dump", "pg_restore", "psql")
ALWAYS = ("tar", "gzip")
"""What deploy/backup calls."""
SOME = 5


def configuration() -> Answer:
    """Are the settings those of a real site?"""
    if settings.DEMO:
        return Answer(GOOD, "The settings are the demo's: good for one machine, not for a real site.")
    found = [
        one for one in run_checks(include_deployment_checks=True) if one.level >= WARNING and not one.is_silenced()
    ]
    if not found:
        return Answer(GOOD, f"Nothing to say against {settings.SETTINGS_MODULE}.")
    worst = max(found, key=lambda one: one.level)
    state = State.BROKEN if worst.is_serious() else State.LOOK
    said = f"{len(found)} remarks, the first: {worst.id} {' '.join(worst.msg.split())}"
    return Answer(state, said, "Run manage.py check --deploy, and mend what it names.")


def migrations() -> Answer:
    """Has the database the tables that the code expects?"""
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not waiting:
        return Answer(GOOD, "The database is as the code expects it.")
    first = waiting[0][0]
    said = f"{len(waiting)} migrations wait, the first: {first.app_label} {first.name}."
    return Answer(State.BROKEN, said, "Run deploy/update, or manage.py migrate.")


def packages() -> Answer:
    """Are the pinned Python packages installed?"""
    pins = PINNED.findall((settings.ROOT / "requirements.txt").read_text())
    wrong = [f"{name} {version}" for name, version in pins if installed(name) != version]
    if not wrong:
        return Answer(GOOD, f"{len(pins)} packages are installed as pinned.")
    said = f"Missing, or of another version: {listed(wrong)}."
    return Answer(State.BROKEN, said, "Run python3 deploy/bootstrap.py.")


def installed(name: str) -> str:
    """Return the version of a package, nothing when it is not there."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def programs() -> Answer:
    """Are the programs of the system there that backups call?"""
    needed = (*ALWAYS, *(POSTGRES_PROGRAMS if connection.vendor == "postgresql" else ()))
    missing = [name for name in needed if not shutil.which(name)]
    if not missing:
        return Answer(GOOD, f"{', '.join(needed)} are there.")
    remedy = "Run apt-get install tar gzip postgresql-client, or what brings them here."
    return Answer(State.BROKEN, f"Missing programs: {', '.join(missing)}.", remedy)


def libraries() -> Answer:
    """Are the libraries of the system there that PDF files are drawn with?"""
    if is_possible():
        return Answer(GOOD, "Pango is there: practices can be had as PDF.")
    remedy = "Run apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0, and restart the site."
    return Answer(State.LOOK, "Pango is missing: practices cannot be had as PDF.", remedy)


def static_files() -> Answer:
    """Are the static files collected, and those of this code?"""
    if settings.DEBUG:
        return Answer(GOOD, "With DEBUG they are served from where they lie.")
    remedy = "Run deploy/update, or manage.py collectstatic."
    root = Path(settings.STATIC_ROOT)
    if not (root / "staticfiles.json").exists():
        return Answer(State.BROKEN, "They have not been collected.", remedy)
    stale = [name for name, source in own_files() if not is_same(source, root / name)]
    if stale:
        return Answer(State.BROKEN, f"Not collected anew: {listed(stale)}.", remedy)
    return Answer(GOOD, "They are collected.")


def own_files() -> Iterator[tuple[str, Path]]:
    """Give name and path of the static files of this repository, without the sheet that is joined when collected."""
    for folder in settings.STATICFILES_DIRS:
        for path in sorted(Path(folder).rglob("*")):
            name = path.relative_to(folder).as_posix()
            if path.is_file() and name != JOINED:
                yield name, path


def is_same(source: Path, collected: Path) -> bool:
    """Say whether a file was collected as it is now."""
    return collected.exists() and collected.read_bytes() == source.read_bytes()


def catalogue() -> Answer:
    """Are the Greek words compiled, and are they those of this code?"""
    sources = [one for folder in settings.LOCALE_PATHS for one in Path(folder).glob("*/LC_MESSAGES/*.po")]
    wrong = [str(one.relative_to(settings.ROOT)) for one in sources if is_stale(one)]
    if not wrong:
        return Answer(GOOD, f"{len(sources)} catalogues are compiled.")
    return Answer(State.BROKEN, f"Not compiled, or not anew: {listed(wrong)}.", "Run make messages.")


def is_stale(source: Path) -> bool:
    """Say whether a compiled catalogue is not what its source says, as far as entries of one line tell."""
    compiled = source.with_suffix(".mo")
    if not compiled.exists():
        return True
    with compiled.open("rb") as file:
        words = GNUTranslations(file)
    entries = ([unescaped(part) for part in entry] for entry in ENTRY.findall(source.read_text()))
    return any((words.pgettext(c, key) if c else words.gettext(key)) != word for c, key, word in entries)


def unescaped(text: str) -> str:
    """Return a text of a catalogue as it is meant."""
    return str(literal_eval(f'"{text}"'))


def listed(names: list[str]) -> str:
    """Return the first of some names, and how many more there are."""
    more = f" and {len(names) - SOME} more" if len(names) > SOME else ""
    return ", ".join(names[:SOME]) + more


CHECKS = (
    Check("settings", "Settings", configuration),
    Check("packages", "Python packages", packages),
    Check("programs", "System programs", programs),
    Check("libraries", "System libraries", libraries),
    Check("migrations", "Migrations", migrations),
    Check("static", "Static files", static_files),
    Check("catalogue", "Greek words", catalogue),
)
