"""A PostgreSQL server that lives as long as one test run; alone: `python -m tests.postgres <command>`."""

import glob
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.prepared import migrate

# Nothing of it has to survive a power cut.
SETTINGS = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "listen_addresses=", "max_connections=150")
OWNER = "postgres"
"""The system's user who runs the server when we are root, which PostgreSQL refuses to be."""
MIGRATED = "migrated"
"""The database that every process of the tests copies instead of migrating its own."""


def find_programs() -> Path | None:
    """Return the folder of the newest PostgreSQL of this machine."""
    folders = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: float(path.split("/")[4]))
    return Path(folders[-1]) if folders else None


@contextmanager
def running_postgres() -> Iterator[str]:
    """Yield the DATABASE_URL of a fresh server that only a socket in its own folder leads to."""
    programs = find_programs()
    assert programs, "PostgreSQL is not installed"
    folder = Path(tempfile.mkdtemp(prefix="nima-pg-", dir="/tmp"))
    try:
        give_to_owner(folder)
        call(programs / "initdb", "-D", folder / "data", "-U", "nima", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        options = " ".join(f"-c {setting}" for setting in (*SETTINGS, f"unix_socket_directories={folder}"))
        call(programs / "pg_ctl", "-D", folder / "data", "-l", folder / "log", "-w", "-o", options, "start")
        yield f"postgres://nima@/{folder}/postgres"
    finally:
        call(programs / "pg_ctl", "-D", folder / "data", "-m", "immediate", "stop", check=False)
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def migrated_postgres() -> Iterator[str]:
    """Yield the DATABASE_URL of what every process of the tests copies, on a fresh server."""
    programs = find_programs()
    with running_postgres() as url:
        assert programs
        folder = url.removeprefix("postgres://nima@/").removesuffix("/postgres")
        call(programs / "createdb", "-h", folder, "-U", "nima", MIGRATED)
        migrate(url.removesuffix("postgres") + MIGRATED)
        yield url.removesuffix("postgres") + MIGRATED


def give_to_owner(folder: Path) -> None:
    """Let the server's user write where root made the folder; let us reach the socket in it."""
    folder.chmod(0o755)
    if os.geteuid() == 0:
        shutil.chown(folder, OWNER, OWNER)


def call(program: Path, *arguments: str | Path, check: bool = True) -> None:
    """Run one of PostgreSQL's programs as a user it accepts, quietly unless it fails."""
    as_owner = ["setpriv", f"--reuid={OWNER}", f"--regid={OWNER}", "--init-groups"] if os.geteuid() == 0 else []
    words = [*as_owner, str(program), *map(str, arguments)]
    done = subprocess.run(words, cwd="/", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if check and done.returncode:
        raise RuntimeError(f"{program.name} failed:\n{done.stdout}")


if __name__ == "__main__":
    with migrated_postgres() as url:
        status = subprocess.call(sys.argv[1:], env=os.environ | {"DATABASE_URL": url})
    sys.exit(status)
