"""The bar that shows how far a command is."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

WIDTH = 30
EVERY_LINE, EVERY_REDRAW = 10.0, 0.2
"""Seconds between two lines in a log, and between two looks of the bar in a terminal."""


@dataclass
class Bar:
    """Shows how many of so many are done: a bar in a terminal, now and then a line elsewhere."""

    stream: Any
    total: int
    words: str
    clock: Callable[[], float] = time.monotonic
    done: int = field(default=0, init=False)
    shown_at: float = field(default=-EVERY_LINE, init=False)

    def __post_init__(self) -> None:
        self.began = self.clock()
        self.in_terminal = bool(self.stream.isatty())

    def advance(self, number: int = 1) -> None:
        """Count what was done, and show it unless it was shown just now."""
        self.done += number
        now = self.clock()
        pause = EVERY_REDRAW if self.in_terminal else EVERY_LINE
        if now - self.shown_at >= pause or self.done == self.total:
            self.shown_at = now
            self.show(now)

    def reach(self, done: int, total: int) -> None:
        """Say how many are done, and of how many."""
        self.total = total
        self.advance(done - self.done)

    def show(self, now: float) -> None:
        """Draw the bar over the one before it, or write a line."""
        line = f"{self.drawing()} {self.done}/{self.total} {self.words}{self.pace(now)}"
        last = self.done == self.total
        self.stream.write(
            f"\r{line}" if self.in_terminal else line, ending="\n" if last or not self.in_terminal else ""
        )
        self.stream.flush()

    def drawing(self) -> str:
        """Return the bar itself."""
        filled = WIDTH * self.done // self.total if self.total else WIDTH
        return f"[{'#' * filled}{'.' * (WIDTH - filled)}]"

    def pace(self, now: float) -> str:
        """Return how many are done in a minute; nothing before there is something to judge by."""
        passed = now - self.began
        return f", {round(self.done / passed * 60)} a minute" if passed >= 1 else ""
