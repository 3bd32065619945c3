"""A site whose search a real cluster carries, in tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch
from uuid import uuid4

from search import cluster, forwarding
from search.engines import elasticsearch
from search.models import Copy

UNHURRIED = 2.0
"""Seconds that a node has for a question where several tests share two processors: the site gives it 0.8."""


@contextmanager
def carried_by(urls: list[str], settings: Any, name: str = "") -> Iterator[str]:
    """Let nodes carry the search under a name of its own; nothing of it is left there afterwards.

    A single node has a little more time than on the site; where several may be asked one after the other, none has.
    """
    name = name or f"nima-{uuid4().hex}"
    settings.SEARCH_URL = f"elasticsearch://{','.join(url.removeprefix('http://') for url in urls)}/{name}"
    with patch.object(elasticsearch, "PATIENCE", UNHURRIED if len(urls) == 1 else elasticsearch.PATIENCE):
        index = cluster.index()
    yield name
    index.clean(())
    index.client.close()
    cluster.index_at.cache_clear()


def forward_all() -> None:
    """Forward everything, as the worker does half a minute later, to a copy that is made if there is none."""
    Copy.objects.update(rests_until=None)
    if not Copy.objects.exists():
        forwarding.look()
    while forwarding.step():
        pass
