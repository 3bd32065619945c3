"""`make run`: Django's own server, which reloads changed code, with the background worker, until Ctrl-C."""

import os
import sys
from pathlib import Path

from deploy.processes import Together

ROOT = Path(__file__).resolve().parents[1]


def main(port: str) -> None:
    """Run server and worker until somebody says stop or one of them ends."""
    site = Together(ROOT, os.environ | {"DEBUG": "1"})
    site.start("web server", [sys.executable, "manage.py", "runserver", port])
    site.start("background worker", [sys.executable, "manage.py", "worker"])
    try:
        ended = site.wait()
    finally:
        site.stop()
    if ended and not site.asked_to_stop:
        sys.exit(f"Nima: the {ended} has ended; the lines above say why.")


if __name__ == "__main__":
    main(sys.argv[1])
