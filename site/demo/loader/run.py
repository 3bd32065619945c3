"""The order in which the demo is loaded, and how it is emptied."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

from demo.loader.adoptions import load_adoptions
from demo.loader.follows import load_follows, load_notices
from demo.loader.glossary import load_glossary
from demo.loader.library import load_documents, load_guides
from demo.loader.menus import load_menus
from demo.loader.news import load_news
from demo.loader.offers import load_offers
from demo.loader.pages import load_home, load_pages, load_projects
from demo.loader.people import load_organisations, load_people, load_superuser
from demo.loader.practices import load_practices
from demo.loader.proposals import load_proposals
from demo.loader.statements import load_statements
from demo.loader.talks import load_talks
from demo.loader.ways import load_ways
from demo.loader.words import load_words

STEPS: tuple[tuple[str, Callable[[], int]], ...] = (
    ("words", load_words),
    ("glossary", load_glossary),
    ("organisations", load_organisations),
    ("people", load_people),
    ("superuser", load_superuser),
    ("practices", load_practices),
    ("pages", load_pages),
    ("projects", load_projects),
    ("documents", load_documents),
    ("guides", load_guides),
    ("news", load_news),
    ("home", load_home),
    ("menus", load_menus),
    ("statements", load_statements),
    ("comments", load_talks),
    ("follows", load_follows),
    ("ways", load_ways),
    ("notices", load_notices),
    ("offers", load_offers),
    ("adoptions", load_adoptions),
    ("proposals", load_proposals),
)
CAST = (
    "member",
    "colleague",
    "stranger",
    "applicant",
    "facilitator",
    "moderator",
    "translator",
    "editor",
    "administrator",
    "superuser",
)


def load() -> Iterator[tuple[str, int]]:
    """Load what is missing, step by step; yield each step's name and how many things it made."""
    for name, step in STEPS:
        with transaction.atomic():
            made = int(step())
        yield name, made


def remove_everything() -> None:
    """Drop all tables and files of the demo, and make the tables anew."""
    if connection.vendor == "sqlite":
        drop_sqlite_file(Path(str(connection.settings_dict["NAME"])))
    else:
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
    call_command("migrate", verbosity=0, interactive=False)


def drop_sqlite_file(path: Path) -> None:
    """Delete a SQLite database with its write-ahead log."""
    connection.close()
    for suffix in ("", "-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)


def roles() -> list[tuple[str, str]]:
    """Return one login per role."""
    return [(role, f"{role}@nima.example") for role in CAST]
