"""What the index takes of a text. It needs no database, so that a second process can do it while this one writes."""

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


class Analysed(NamedTuple):
    """What the index takes of a text; its words are the same objects in all texts, so that they are told once."""

    lexemes: str
    """With spaces between them, as no lexeme holds any."""
    words: tuple[Read, ...]
    """Each once."""


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

    try:
        yield look
    finally:
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
        self.sent: list[Fields] = []

    def look(self, coming: list[Fields]) -> None:
        """Take what was sent last, which is written next, and send what comes after it."""
        _known.clear()
        if self.sent:
            _known.update(zip(self.sent, self.connection.recv(), strict=True))
        self.sent = coming
        if coming:
            self.connection.send(coming)

    def end(self) -> None:
        """End the process."""
        self.connection.close()
        self.process.terminate()
        self.process.join()


def serve(connection: Connection) -> None:
    """Analyse what is sent until nobody sends any more."""
    with suppress(EOFError, KeyboardInterrupt):
        while True:
            connection.send([analyse(fields) for fields in connection.recv()])


_known: dict[Fields, Analysed] = {}
