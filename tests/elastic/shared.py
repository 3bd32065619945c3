"""The one node that all tests of a run share: each keeps to indices of its own name."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from tests.elastic import home
from tests.elastic.nodes import cluster

ADDRESS = "ELASTICSEARCH_URL"
"""Where `tests.run` and `python -m tests.elastic` say that a node is up already."""
REASON = "needs Maven (mvn), which fetches Elasticsearch"


@contextmanager
def one_node() -> Iterator[str]:
    """Yield the address of the node that is up, else of one that lives as long as this."""
    if ADDRESS in os.environ:
        yield os.environ[ADDRESS]
        return
    with cluster() as own:
        yield own.urls[0]


def is_to_be_had() -> bool:
    """Say whether tests can have a node."""
    return ADDRESS in os.environ or home.is_to_be_had()
