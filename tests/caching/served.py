"""The site as two processes serve it beside the tests, on the tests' own database."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from urllib.request import Request, urlopen

from django.db import connection

from tests.browser.demo import ROOT, free_port, wait_for

SITES = 2


def database_url() -> str:
    """Return where the tests keep their rows."""
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{known['NAME']}"
    return f"postgres://{known['USER']}@/{known['HOST']}/{known['NAME']}"


@contextmanager
def one_process() -> Iterator[str]:
    """Yield the address of a server that keeps pages."""
    bind = f"127.0.0.1:{free_port()}"
    env = os.environ | {  # noqa: TID251 - another process of ours
        "DATABASE_URL": database_url(),
        "DJANGO_SETTINGS_MODULE": "tests.caching.settings",
        "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'site'}",
    }
    words = [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py", "--bind", bind, "--workers", "1"]
    process = subprocess.Popen(words, cwd=ROOT, env=env)
    try:
        wait_for(f"http://{bind}/-/ready")
        yield f"http://{bind}"
    finally:
        process.terminate()
        process.wait(timeout=20)


@contextmanager
def processes() -> Iterator[list[str]]:
    """Yield the addresses of two servers."""
    with ExitStack() as stack:
        yield [stack.enter_context(one_process()) for _number in range(SITES)]


def page(site: str, address: str) -> str:
    """Return what a visitor gets, after redirects; nothing when there is no such page."""
    request = Request(site + address, headers={"Accept-Encoding": "identity"})
    try:
        with urlopen(request, timeout=30) as response:
            return str(response.read().decode())
    except OSError:
        return ""
