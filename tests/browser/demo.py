"""A demo of its own for the browser tests: fresh database, hashed static files, gunicorn, worker."""

import hashlib
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests import prepared

ROOT = Path(__file__).resolve().parents[2]
DATABASE = "nima.sqlite3"
STARTS_WITHIN = 60.0
"""Seconds that the server may take to answer."""


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(folder: Path, port: int) -> dict[str, str]:
    """Return the environment of a demo that keeps everything in one folder."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings.development",
        "DATABASE_URL": f"sqlite:///{folder}/{DATABASE}",
        "MEDIA_ROOT": str(folder / "media"),
        "STATIC_ROOT": str(folder / "static"),
        "BASE_URL": f"http://127.0.0.1:{port}",
        "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
    }


def manage(env: dict[str, str], *words: str) -> None:
    """Run a management command to its end."""
    subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=env, check=True, capture_output=True)


def fill(database: Path, env: dict[str, str]) -> None:
    """Copy the demo, which is loaded once, into an empty place: its rows, and its files beside them."""
    kept = kept_once(kept_path(), loaded)
    shutil.copyfile(kept / DATABASE, database)
    shutil.copytree(kept / "media", Path(env["MEDIA_ROOT"]), dirs_exist_ok=True)


def kept_once(target: Path, make: Callable[[Path], None]) -> Path:
    """Return a kept folder; whoever comes first has it made, whole or not at all, and older ones of its kind go."""
    kind = target.name.partition("-")[0]
    with prepared.one_at_a_time(kind):
        if not target.exists():
            for old in target.parent.glob(f"{kind}-*/"):
                shutil.rmtree(old)
            with tempfile.TemporaryDirectory(dir=target.parent, prefix="making-") as place:
                whole = Path(place) / "whole"
                whole.mkdir()
                make(whole)
                whole.rename(target)
    return target


def loaded(folder: Path) -> None:
    """Load the demo into a folder."""
    prepared.copy_to(folder / DATABASE)
    load(environment(folder, free_port()))
    with closing(sqlite3.connect(folder / DATABASE)) as database:
        # What still stands in the log beside the file would not be copied with it.
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def collected(folder: Path) -> None:
    """Collect and hash the static files in a folder."""
    manage(environment(folder, 0) | {"STATIC_ROOT": str(folder)}, "collectstatic", "-v0", "--noinput")


def load(env: dict[str, str]) -> None:
    """Bring database and files up to the demo of today."""
    for words in (["migrate", "-v0"], ["demo", "load"]):
        manage(env, *words)


def kept_path() -> Path:
    """Return where the demo of today's content and migrations is kept."""
    sources = (path for path in (ROOT / "site" / "demo").rglob("*") if path.suffix in {".json", ".py"})
    return prepared.KEPT / f"demo-{fingerprint(prepared.kept_path().name, sources)}"


def static_path() -> Path:
    """Return where the static files of today are kept; those of packages change with the lock file."""
    folders = [ROOT / "static", *(ROOT / "site").glob("*/static"), *ROOT.glob("*/static")]
    sources = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    makers = [ROOT / "requirements.lock", *(ROOT / "site" / "config").rglob("*.py")]
    return prepared.KEPT / f"static-{fingerprint('', [*sources, *makers])}"


def fingerprint(known: str, sources: Iterable[Path]) -> str:
    """Return what changes with the names and contents of files."""
    digest = hashlib.sha256(known.encode())
    for path in sorted(set(sources)):
        digest.update(f"{path.relative_to(ROOT)}".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


@dataclass(frozen=True)
class Demo:
    """A running demo."""

    address: str
    folder: Path
    env: dict[str, str]

    def manage(self, *words: str) -> None:
        """Run a management command in it to its end."""
        manage(self.env, *words)

    @property
    def database(self) -> Path:
        """Return the file with its rows."""
        return self.folder / DATABASE


@contextmanager
def running_demo(folder: Path) -> Iterator[Demo]:
    """Yield a running demo."""
    port = free_port()
    env = environment(folder, port) | {"STATIC_ROOT": str(kept_once(static_path(), collected))}
    fill(folder / DATABASE, env)
    bind = f"127.0.0.1:{port}"
    server = [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py", "--bind", bind, "config.wsgi"]
    worker = [sys.executable, "manage.py", "worker"]
    processes = [subprocess.Popen(words, cwd=ROOT, env=env) for words in (server, worker)]
    try:
        wait_for(f"http://{bind}/-/ready")
        yield Demo(f"http://{bind}", folder, env)
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(timeout=20)


def wait_for(address: str) -> None:
    """Return when the address answers; raise TimeoutError when it does not in time."""
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(f"{address} does not answer")


if __name__ == "__main__":
    kept_once(kept_path(), loaded)
    kept_once(static_path(), collected)
