"""`make demo`: prepares the demo and serves it, with its background worker, until Ctrl-C."""

import argparse
import fcntl
import os
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import IO

from deploy.processes import Together

ROOT = Path(__file__).resolve().parents[1]
VAR = ROOT / "var"
# Whatever the shell holds for a real site must not reach the demo, least of all a database that reset would empty.
NOT_FOR_THE_DEMO = {"ALLOWED_HOSTS", "CACHE_URL", "DEBUG", "EMAIL_URL", "MEDIA_ROOT", "SECRET_KEY", "STATIC_ROOT"}


def main() -> None:
    """Prepare and serve, or start over."""
    arguments = read_arguments()
    VAR.mkdir(exist_ok=True)
    with open(VAR / "demo.lock", "a+") as lock:
        claim(lock, arguments.port)
        environment = make_environment(arguments.port)
        if arguments.reset:
            prepare("reset", environment)
        else:
            check_port(arguments.port)
            prepare("load", environment)
            serve(arguments.port, environment)


def read_arguments() -> argparse.Namespace:
    """Return what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=port_number, default=8000)
    parser.add_argument("--reset", action="store_true", help="start over, and do not serve")
    return parser.parse_args()


def port_number(text: str) -> int:
    """Return a port that a person may use."""
    if not text.isdecimal() or not 1024 <= int(text) <= 65535:
        sys.exit(f"Nima: PORT={text} is no port; take a number from 1024 to 65535, such as PORT=8123.")
    return int(text)


def claim(lock: IO[str], port: int) -> None:
    """Take this folder's demo for us alone, or say where it runs already."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.seek(0)
        sys.exit(f"Nima: the demo runs already, at {lock.read()}; stop it there with Ctrl-C first.")
    lock.truncate(0)
    lock.write(address_of(port))
    lock.flush()


def address_of(port: int) -> str:
    """Return where the demo is served."""
    return f"http://127.0.0.1:{port}"


def check_port(port: int) -> None:
    """Say in one sentence when somebody else listens there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            sys.exit(
                f"Nima: port {port} is taken by another program; choose another, such as make demo PORT={port + 123}."
            )


def make_environment(port: int) -> dict[str, str]:
    """Return an environment in which everything stays in var/."""
    kept = {name: value for name, value in os.environ.items() if name not in NOT_FOR_THE_DEMO}
    return kept | {
        "DJANGO_SETTINGS_MODULE": "config.settings.development",
        "DATABASE_URL": f"sqlite:///{VAR}/nima.sqlite3",
        "BASE_URL": address_of(port),
        "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
    }


def prepare(verb: str, environment: dict[str, str]) -> None:
    """Bring database, content and static files up to date."""
    words = [sys.executable, "-m", "deploy.prepare_demo", verb, environment["BASE_URL"]]
    if subprocess.call(words, cwd=ROOT, env=environment) != 0:
        sys.exit("Nima: the demo could not be prepared; the lines above say why.")


def serve(port: int, environment: dict[str, str]) -> None:
    """Run server and worker until somebody says stop; fail when one of them ends by itself."""
    site = Together(ROOT, environment)
    gunicorn = ["-m", "gunicorn", "--config", "gunicorn.conf.py", "--bind", f"127.0.0.1:{port}"]
    site.start("web server", [sys.executable, *gunicorn])
    site.start("background worker", [sys.executable, "manage.py", "worker"])
    try:
        ended = site.wait(lambda: answers(port))
        if ended is None and not site.asked_to_stop:
            print(f"\nNima is served at {address_of(port)}/ (stop with Ctrl-C)", flush=True)
            ended = site.wait()
    finally:
        site.stop()
    if ended and not site.asked_to_stop:
        sys.exit(f"Nima: the {ended} has ended; the lines above say why.")


def answers(port: int) -> bool:
    """Say whether the site is ready."""
    try:
        with urllib.request.urlopen(f"{address_of(port)}/-/ready", timeout=2):
            return True
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


if __name__ == "__main__":
    main()
