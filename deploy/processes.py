"""Runs several programs as one: when one of them ends, or somebody says stop, all of them end."""

import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType

STOPS_WITHIN = 25.0
"""Seconds that a program may take to finish what it does; more than gunicorn's own limit."""


class Together:
    """Programs that live and die together."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder = folder
        self.environment = environment
        self.programs: dict[str, subprocess.Popen[bytes]] = {}
        self.asked_to_stop = False
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self.on_signal)

    def on_signal(self, number: int, frame: FrameType | None) -> None:
        """Remember that somebody said stop."""
        self.asked_to_stop = True

    def start(self, name: str, words: list[str]) -> None:
        """Start a program out of reach of the terminal's Ctrl-C, which comes to us alone."""
        self.programs[name] = subprocess.Popen(words, cwd=self.folder, env=self.environment, start_new_session=True)

    def ended(self) -> str | None:
        """Return the name of a program that has ended."""
        return next((name for name, program in self.programs.items() if program.poll() is not None), None)

    def wait(self, until: Callable[[], bool] = lambda: False) -> str | None:
        """Wait until something is so, somebody says stop or a program ends; return the name of the ended program."""
        while not self.asked_to_stop and self.ended() is None and not until():
            time.sleep(0.1)
        return self.ended()

    def stop(self) -> None:
        """End all programs, first politely."""
        for program in self.programs.values():
            program.terminate()
        deadline = time.monotonic() + STOPS_WITHIN
        for program in self.programs.values():
            try:
                program.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                program.kill()
                program.wait()
