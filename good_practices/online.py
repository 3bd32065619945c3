"""What follows when practices go online: sizes of their pictures, extent, earned labels, notices to followers."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

from good_practices import alike, extent, followed, labelling, pictures
from good_practices.models import GoodPracticePage

waiting: ContextVar[list[GoodPracticePage] | None] = ContextVar("waiting", default=None)
"""The practices that went online and wait for the others."""


@contextmanager
def many() -> Iterator[None]:
    """Let practices that go online inside wait for each other: what follows takes as few queries as for one."""
    pages: list[GoodPracticePage] = []
    before = waiting.set(pages)
    try:
        yield
    finally:
        waiting.reset(before)
    follow(pages)


def went(page: GoodPracticePage) -> None:
    """Do what follows for one practice, now or with the others."""
    pages = waiting.get()
    if pages is None:
        follow([page])
    else:
        pages.append(page)


def follow(pages: Sequence[GoodPracticePage]) -> None:
    """Make the sizes of pictures before anybody reads the practices, write labels, tell followers."""
    for page in pages:
        pictures.prepare(page)
    keys = [page.translation_key for page in pages]
    extent.renew(*keys)
    alike.note(pages)
    labelling.renew(*keys)
    followed.tell_online(pages)
