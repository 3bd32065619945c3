"""A demo of its own for the browser tests: fresh database, hashed static files, gunicorn, worker."""

import hashlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests import prepared

ROOT = Path(__file__).resolve().parents[2]
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
        "DATABASE_URL": f"sqlite:///{folder}/nima.sqlite3",
        "MEDIA_ROOT": str(folder / "media"),
        "STATIC_ROOT": str(folder / "static"),
        "BASE_URL": f"http://127.0.0.1:{port}",
        "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
    }


def manage(env: dict[str, str], *words: str) -> None:
    """Run a management command to its end."""
    subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=env, check=True, capture_output=True)


def fill(database: Path, env: dict[str, str]) -> None:
    """Load the demo into an empty place; what was loaded once is copied, and only its files are loaded again."""
    with prepared.one_at_a_time("loading"):
        if not kept_path().exists():
            prepared.copy_to(database)
            load(env)
            prepared.keep_as(database, kept_path())
            return
        shutil.copyfile(kept_path(), database)
    load(env)


def load(env: dict[str, str]) -> None:
    """Bring database and files up to the demo of today."""
    for words in (["migrate", "-v0"], ["demo", "load"]):
        manage(env, *words)


def kept_path() -> Path:
    """Return where the demo of today's content and migrations is kept."""
    known = hashlib.sha256(prepared.kept_path().name.encode())
    for path in sorted(path for path in (ROOT / "site" / "demo").rglob("*") if path.suffix in {".json", ".py"}):
        known.update(path.read_bytes())
    return prepared.KEPT / f"demo-{known.hexdigest()[:16]}.sqlite3"


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
        return self.folder / "nima.sqlite3"


@contextmanager
def running_demo(folder: Path) -> Iterator[Demo]:
    """Yield a running demo."""
    port = free_port()
    env = environment(folder, port)
    fill(folder / "nima.sqlite3", env)
    manage(env, "collectstatic", "-v0", "--noinput")
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
    with tempfile.TemporaryDirectory(prefix="nima-demo-") as place:
        fill(Path(place) / "nima.sqlite3", environment(Path(place), free_port()))
