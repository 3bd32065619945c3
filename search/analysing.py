"""What the index takes of a text. It needs no database, so that a second process can do it while this one writes."""

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import NamedTuple

from language.chain import Read
from search.lexemes import lexemes
from search.weighing import read_weighed

Fields = tuple[str, str, str, str]
"""Title, summary, keywords and body."""
Look = Callable[[Iterable[Fields]], None]
"""Has texts analysed that will be written after those that were given before."""


BEGINNING, STEP = 0.8, 0.04
"""Share of texts that the second process analyses: less as long as it is waited for, more when it has waited itself."""


RARELY = 100_000
"""Objects that are made before those that refer to each other are looked for: at 700 that takes a seventh of a run."""


class Analysed(NamedTuple):
    """What the index takes of a text; words are the same objects in all texts, so that each goes across once."""

    lexemes: str
    """With spaces between them, as no lexeme holds any."""
    words: dict[str, Read]
    """By how they are folded."""


def analysed(fields: Fields) -> Analysed:
    """Return what the index takes of a text, worked out already or now."""
    return _known.get(fields) or analyse(fields)


def analyse(fields: Fields) -> Analysed:
    """Work out what the index takes of a text."""
    words, tiers = read_weighed(*fields)
    return Analysed(" ".join(lexemes(tiers)), words)


@contextmanager
def ahead() -> Iterator[Look]:
    """Give a function that has texts analysed by a second process, which begins with the first of them."""
    others: list[Second] = []

    def look(texts: Iterable[Fields]) -> None:
        coming = list(texts)
        if coming and not others:
            others.append(Second())
        for other in others:
            other.look(coming)

    often = gc.get_threshold()
    gc.set_threshold(RARELY)
    try:
        yield look
    finally:
        gc.set_threshold(*often)
        _known.clear()
        for other in others:
            other.end()


def nobody(texts: Iterable[Fields]) -> None:
    """Have nothing analysed ahead."""


class Second:
    """A second process; it ends by itself when this one does."""

    def __init__(self) -> None:
        context = get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=serve, args=(theirs,), daemon=True)
        self.process.start()
        theirs.close()
        self.coming: list[Fields] = []
        self.sent: list[Fields] = []
        self.share = BEGINNING

    def look(self, coming: list[Fields]) -> None:
        """Take what was sent last, which is written next, and send of what comes after it what there is time for."""
        _known.clear()
        left = self.coming[len(self.sent) :]
        if self.sent:
            self.share = min(1.0, max(0.0, self.share + (STEP if self.connection.poll() else -STEP)))
            _known.update(zip(self.sent, self.connection.recv(), strict=True))
        self.coming, self.sent = coming, coming[: max(1, round(len(coming) * self.share))]
        if self.sent:
            self.connection.send(self.sent)
        _known.update((fields, analyse(fields)) for fields in left)

    def end(self) -> None:
        """End the process."""
        self.connection.close()
        self.process.terminate()
        self.process.join()


def serve(connection: Connection) -> None:
    """Analyse what is sent until nobody sends any more."""
    # Nothing here refers to itself, and what is remembered need not be looked through.
    gc.disable()
    with suppress(EOFError, KeyboardInterrupt):
        while True:
            connection.send([analyse(fields) for fields in connection.recv()])


_known: dict[Fields, Analysed] = {}
