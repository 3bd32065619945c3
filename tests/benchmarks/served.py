"""A server of its own with so many practices: one process, as one of those that serve the site."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.browser.demo import ROOT, environment, fill, free_port, manage, wait_for

KEPT = ROOT / "var" / "bench"


@contextmanager
def running(practices: int) -> Iterator[tuple[str, Path]]:
    """Yield the address of a site with that many practices, and the folder for what the bare view answers."""
    folder = KEPT / str(practices)
    port = free_port()
    pages = folder / "pages"
    pages.mkdir(parents=True, exist_ok=True)
    env = environment(folder, port) | {"BENCH_PAGES": str(pages)}
    prepare(folder, env, practices)
    server = [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py", "--max-requests", "0"]
    env["DJANGO_SETTINGS_MODULE"] = "tests.benchmarks.settings"
    process = subprocess.Popen([*server, "--bind", f"127.0.0.1:{port}"], cwd=ROOT, env=env)
    try:
        wait_for(f"http://127.0.0.1:{port}/-/ready")
        yield f"127.0.0.1:{port}", pages
    finally:
        process.terminate()
        process.wait(timeout=20)


def prepare(folder: Path, env: dict[str, str], practices: int) -> None:
    """Load the demo and add practices; what an earlier run left is taken further, not made anew."""
    database = folder / "nima.sqlite3"
    if not database.exists():
        fill(database, env)
    manage(env, "migrate", "-v0")
    manage(env, "scale_data", "--practices", str(practices))
    manage(env, "collectstatic", "-v0", "--noinput")
    os.sync()
