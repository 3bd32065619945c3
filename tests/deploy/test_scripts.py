"""Backup and restore, and what the files of a real site name, tried for real."""

import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import get_commands
from django.db import connection

from config.middleware import LARGEST_REQUEST
from deploy import database, error_pages
from tests.postgres import find_programs, running_postgres
from tests.prepared import on_sqlite

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
SITE = "UPDATE wagtailcore_site SET site_name = ?"
Run = Callable[..., subprocess.CompletedProcess[str]]


def rename(path: Path, name: str) -> None:
    """Change something in a database file."""
    with closing(sqlite3.connect(path)) as site:
        site.execute(SITE, [name])
        site.commit()


def name_of(path: Path) -> str:
    """Return what was changed."""
    with closing(sqlite3.connect(path)) as site:
        return str(site.execute("SELECT site_name FROM wagtailcore_site").fetchone()[0])


def uploads(folder: Path) -> dict[str, str]:
    """Return the uploads of a site."""
    return {str(path.relative_to(folder)): path.read_text() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run a script of deploy/ for a site of its own."""
    environment = {
        "DATABASE_URL": f"sqlite:///{tmp_path}/site.sqlite3",
        "DJANGO_SETTINGS_MODULE": "config.settings.development",
        "MEDIA_ROOT": str(tmp_path / "media"),
        "DEFAULT_FROM_EMAIL": "Nima <no-reply@nima.example>",
    }
    lines = [f"{name}={value}" for name, value in environment.items()]
    (tmp_path / "nima.env").write_text("\n".join(["# Settings", "", *lines]))

    def script(name: str, *words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        own = {"PATH": "/usr/bin:/bin", "NIMA_ENV": str(tmp_path / "nima.env"), "PYTHON": sys.executable}
        return subprocess.run([DEPLOY / name, *words], cwd="/", env=own, input=typed, capture_output=True, text=True)

    return script


if on_sqlite():

    @pytest.fixture
    def site(tmp_path: Path, db: None) -> Path:
        """A site with one upload; its database is a copy of the tests' own."""
        database.copy_sqlite(Path(str(connection.settings_dict["NAME"])), tmp_path / "site.sqlite3")
        (tmp_path / "media" / "images").mkdir(parents=True)
        (tmp_path / "media" / "images" / "α β.png").write_text("picture")
        rename(tmp_path / "site.sqlite3", "before")
        return tmp_path

    def test_a_site_comes_back_from_its_backup(site: Path, run: Run) -> None:
        (site / "backups").mkdir()
        made = run("backup", str(site / "backups"))
        file = made.stdout.strip()
        rename(site / "site.sqlite3", "after")
        shutil.rmtree(site / "media" / "images")
        (site / "media" / "later.png").write_text("later")

        refused = run("restore", file, typed="no\n")
        assert (refused.returncode, "Nothing was changed." in refused.stdout) == (1, True)
        assert (name_of(site / "site.sqlite3"), uploads(site / "media")) == ("after", {"later.png": "later"})

        done = run("restore", file, typed="site.sqlite3\n")
        assert (done.returncode, done.stderr) == (0, "")
        assert "1 uploads.\nIt replaces the database site.sqlite3 and 1 uploads in" in done.stdout
        assert name_of(site / "site.sqlite3") == "before"
        assert uploads(site / "media") == {"images/α β.png": "picture"}
        assert [path.stat().st_mode & 0o777 for path in (site / "backups").iterdir()] == [0o600]

    def test_a_damaged_backup_changes_nothing(site: Path, run: Run) -> None:
        (site / "half.tar.gz").write_bytes(Path(run("backup", str(site)).stdout.strip()).read_bytes()[:5000])

        done = run("restore", str(site / "half.tar.gz"), typed="site.sqlite3\n")

        assert (done.returncode, "Nothing was changed." in done.stdout) == (1, True)
        assert (name_of(site / "site.sqlite3"), uploads(site / "media")) == ("before", {"images/α β.png": "picture"})

    def test_fourteen_backups_are_kept(site: Path, run: Run) -> None:
        for day in range(1, 17):
            (site / f"nima-202601{day:02}T020000Z.tar.gz").write_text("old")

        made = Path(run("backup", str(site)).stdout.strip())

        kept = sorted(path.name for path in site.glob("nima-*.tar.gz"))
        assert (len(kept), kept[0], kept[-1]) == (14, "nima-20260104T020000Z.tar.gz", made.name)


def test_a_damaged_database_is_not_loaded(tmp_path: Path) -> None:
    (tmp_path / "damaged").write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    with closing(sqlite3.connect(tmp_path / "site")) as site:
        site.execute("CREATE TABLE wagtailcore_site (site_name)")
        site.execute("INSERT INTO wagtailcore_site VALUES ('kept')")
        site.commit()

    with pytest.raises(sqlite3.DatabaseError):
        database.load_sqlite({"NAME": str(tmp_path / "site")}, tmp_path / "damaged")

    assert name_of(tmp_path / "site") == "kept"


if find_programs():

    def test_postgresql_comes_back_whole_or_stays_as_it_is(tmp_path: Path) -> None:
        with running_postgres() as url:
            found = re.fullmatch(r"postgres://nima@/(/.*)/postgres", url)
            assert found
            place = {"HOST": found[1], "USER": "nima", "NAME": "postgres", "PASSWORD": ""}
            ask(place, "CREATE TABLE place (name text); INSERT INTO place VALUES ('Πάτρα')")
            database.dump_postgres(place, tmp_path / "whole")
            ask(place, "UPDATE place SET name = 'Λισαβόνα'; CREATE TABLE later (id int)")
            (tmp_path / "half").write_bytes((tmp_path / "whole").read_bytes()[:-200])

            with pytest.raises(subprocess.CalledProcessError):
                database.load_postgres(place, tmp_path / "half")
            assert ask(place, "SELECT name FROM place") == "Λισαβόνα"

            for _ in range(2):
                database.load_postgres(place, tmp_path / "whole")
                assert ask(place, "SELECT name FROM place") == "Πάτρα"
                assert ask(place, "SELECT to_regclass('later') IS NULL") == "t"
                database.dump_postgres(place, tmp_path / "whole")


def ask(place: dict[str, Any], question: str) -> str:
    """Return the answer of a PostgreSQL server."""
    words = ["psql", "-h", place["HOST"], "-U", "nima", "-d", "postgres", "-tAqc", question]
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout.strip()


def test_the_web_server_has_pages_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(error_pages, "settings", SimpleNamespace(STATIC_ROOT=tmp_path))

    error_pages.main()

    pages = {path.name: path.read_text() for path in (tmp_path / "errors").iterdir()}
    assert sorted(pages) == ["413.html", "503.html"]
    assert [
        "Το αρχείο είναι πολύ μεγάλο" in pages["413.html"],
        "Nima is taking a short break" in pages["503.html"],
    ] == [True, True]


def test_units_and_containers_run_commands_that_exist() -> None:
    files = [*DEPLOY.glob("systemd/*.service"), DEPLOY / "compose.yaml", DEPLOY / "update", DEPLOY / "restore"]
    named = {name for file in files for name in re.findall(r'manage\.py"?,? "?([a-z_]+)', file.read_text())}

    assert named - set(get_commands()) == set()
    assert {"worker", "migrate", "collectstatic", "publish_scheduled", "clearsessions"} <= named


def test_every_unit_keeps_its_rights_small() -> None:
    wanted = ("User=nima", "NoNewPrivileges=true", "PrivateTmp=true", "ProtectSystem=strict", "ProtectHome=true")
    units = {file.name: file.read_text().splitlines() for file in DEPLOY.glob("systemd/*.service")}

    assert [(name, line) for name, lines in units.items() for line in wanted if line not in lines] == []


def test_the_example_names_every_setting_that_has_to_be_there() -> None:
    source = (ROOT / "site/config/settings/production.py").read_text()
    needed = set(re.findall(r'env\.(?:required|names|number|mail_server)\(\s*"([A-Z_]+)"', source))
    named = re.findall(r"^([A-Z_]+)=", (DEPLOY / "nima.env.example").read_text(), re.MULTILINE)

    assert needed - set(named) == set()


def test_proxy_and_site_agree_on_what_is_too_large() -> None:
    assert f"client_max_body_size {LARGEST_REQUEST // 1024**2}m;" in (DEPLOY / "nginx.conf").read_text()


def test_the_proxy_has_no_way_to_uploads() -> None:
    assert "/media" not in (DEPLOY / "nginx.conf").read_text()
