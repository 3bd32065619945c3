"""Has a file read by a process of its own, so that a hostile one takes neither memory nor time of the site."""

import json
import os
import signal
import subprocess
import sys

from library.reading.reasons import BROKEN, SLOW

COMMAND = "library.reading.child"
KINDS = frozenset({"docx", "odt", "pdf", "txt"})
"""Extensions of files that it can read."""
PATIENCE = 90
"""Seconds on the clock; the processor's time is bounded by the process itself."""


def read(content: bytes, extension: str) -> tuple[str, str]:
    """Return what became of a file, and its text."""
    try:
        done = subprocess.run(  # noqa: S603 - our own module; the file comes in by stdin
            [sys.executable, "-m", COMMAND, extension],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # Nothing else of the surroundings: no addresses and passwords of the site.
            env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return SLOW, ""
    if done.returncode:
        return (SLOW if done.returncode in {-signal.SIGXCPU, -signal.SIGKILL} else BROKEN), ""
    reason, text = json.loads(done.stdout)
    return reason, text
