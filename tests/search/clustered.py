"""A site whose search a real cluster carries, in tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

from search import cluster, forwarding
from search.models import Copy


@contextmanager
def carried_by(urls: list[str], settings: Any, name: str = "") -> Iterator[str]:
    """Let nodes carry the search under a name of its own; nothing of it is left there afterwards."""
    name = name or f"nima-{uuid4().hex}"
    settings.SEARCH_URL = f"elasticsearch://{','.join(url.removeprefix('http://') for url in urls)}/{name}"
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
