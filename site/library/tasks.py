"""The door for the background worker: files are read beside its other work, one after the other."""

import logging
from threading import Event, Thread

from django.db import connections

from library import actions
from library.reading.alone import Stopped

logger = logging.getLogger("library")


class Reader:
    """Reads what waits in a thread of its own, so that no mail and no note of the search waits for a long file."""

    def __init__(self) -> None:
        self.thread: Thread | None = None
        self.stopped = Event()

    def step(self) -> bool:
        """Begin to read if files wait and none is being read; the worker has no need to hurry back for it."""
        if not self.is_busy() and actions.waiting().exists():
            self.stopped = Event()
            self.thread = Thread(target=read_on, args=(self.stopped,), daemon=True)
            self.thread.start()
        return False

    def is_busy(self) -> bool:
        """Say whether a file is being read."""
        return self.thread is not None and self.thread.is_alive()

    def end(self) -> None:
        """End the reading; the file that was begun waits again."""
        self.stopped.set()
        if self.thread:
            self.thread.join()


def read_on(stopped: Event) -> None:
    """Read file after file until none waits; after a fault, told in the log, its file rests until its time is over."""
    try:
        while not stopped.is_set() and actions.read_next(stopped):
            pass
    except Stopped:
        pass
    except Exception:
        logger.exception("Reading a file stumbled")
    finally:
        connections.close_all()
