"""Has a file read by a process of its own, so that a hostile one takes neither memory nor time of the site."""

import json
import os
import signal
import subprocess
import sys
import time
from tempfile import TemporaryFile
from threading import Event
from typing import IO

from library.reading.reasons import BROKEN, SLOW

COMMAND = "library.reading.child"
KINDS = frozenset({"docx", "odt", "pdf", "txt"})
"""Extensions of files that it can read."""
PATIENCE = 90
"""Seconds on the clock; the processor's time is bounded by the process itself."""
LOOK = 0.2
"""Seconds between two looks whether the reading has to end."""
NEVER = Event()


class Stopped(Exception):  # noqa: N818 - reads as what happened
    """The reading was ended from outside, and says nothing of the file."""


def read(content: bytes, extension: str, stopped: Event = NEVER) -> tuple[str, str]:
    """Return what became of a file, and its text; raise Stopped when it was ended before."""
    # From a file: to ask a process again after a time-out, Python forgets what of a pipe it has not written yet.
    with TemporaryFile() as file:
        file.write(content)
        file.seek(0)
        with begun(file, extension) as child:
            try:
                answer = answer_of(child, stopped)
            except subprocess.TimeoutExpired:
                return SLOW, ""
            finally:
                child.kill()
    return outcome(child.returncode, answer)


def begun(file: IO[bytes], extension: str) -> "subprocess.Popen[bytes]":
    """Start the process."""
    return subprocess.Popen(  # noqa: S603 - our own module; the file comes in by stdin
        [sys.executable, "-m", COMMAND, extension],
        stdin=file,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        # Nothing else of the surroundings: no addresses and passwords of the site.
        env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        # Ctrl-C is meant for the worker, which then ends this process itself.
        start_new_session=True,
    )


def answer_of(child: "subprocess.Popen[bytes]", stopped: Event) -> bytes:
    """Return what the process writes; raise Stopped when told to stop, and TimeoutExpired when patience is over."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return child.communicate(timeout=min(LOOK, PATIENCE))[0]
        except subprocess.TimeoutExpired:
            if stopped.is_set():
                raise Stopped from None
            if time.monotonic() > until:
                raise


def outcome(code: int, answer: bytes) -> tuple[str, str]:
    """Return what a process that has ended says of its file; raise Stopped for one that somebody ended."""
    if code == -signal.SIGTERM:
        raise Stopped
    if code:
        return (SLOW if code in {-signal.SIGXCPU, -signal.SIGKILL} else BROKEN), ""
    reason, text = json.loads(answer)
    return reason, text
