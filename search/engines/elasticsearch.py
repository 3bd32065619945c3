"""The copies of the index in Elasticsearch: connection, changes, questions, a new copy that readers do not notice."""

import time
from base64 import b64encode
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from itertools import islice
from typing import Any

from elasticsearch import ApiError, Elasticsearch, NotFoundError, TransportError

from search.engines import elasticsearch_json as said_in
from search.engines.address import Access
from search.engines.shapes import ClusterDownError, Document, Removal

PATIENCE = 0.8
"""Seconds that a node has to say how the copies are."""
PATIENCE_FOR_CHANGES = 10.0
"""Seconds for a batch of changes or a change of the copies, which reach the disks of two nodes."""
WAITS_FOR_A_PLACE = "2s"
"""How long a node waits for the place that changes go to: the worker has mails to send as well. By default a minute."""
MOST_ASKED = 3
"""Nodes that are asked one after the other."""
AGAIN = (429, 502, 503, 504)
"""Answers after which another node is asked: too busy, or just losing a neighbour."""
SENSELESS = 400
"""Answer to a document that makes no sense; whatever else is wrong with a change, it is not its document."""
CLOSED = "index_closed_exception"
"""What is wrong when an index is closed, which is said with the same number."""
BATCH = 500
"""Documents in one request."""
LEAST = 0.05
"""Seconds that a node needs for an answer."""


def connect(access: Access) -> Elasticsearch:
    """Return a client that asks the next node when one is silent or gone: at most three in all.

    A single node is asked once more only when it was gone: what it has no time for once, it has no time for twice.
    """
    others = min(len(access.addresses), MOST_ASKED) - 1
    given: dict[str, Any] = {
        "api_key": access.api_key,
        "basic_auth": encoded(access.basic_auth) if access.basic_auth else None,
        "ca_certs": access.ca_certs,
    }
    return Elasticsearch(
        list(access.addresses),
        request_timeout=PATIENCE,
        max_retries=others or 1,
        retry_on_timeout=others > 0,
        retry_on_status=AGAIN,
        **{name: value for name, value in given.items() if value},
    )


def encoded(account: tuple[str, str]) -> str:
    """Return name and password as the header wants them; the client itself knows no letters but ASCII."""
    return b64encode(":".join(account).encode()).decode()


@contextmanager
def down_if_it_fails() -> Iterator[None]:
    """Turn every failure into `ClusterDownError`, which tells its kind only: the rest may hold what somebody wrote."""
    try:
        yield
    except ApiError as error:
        raise ClusterDownError(f"{error.meta.status} {error.error}") from error
    except TransportError as error:
        raise ClusterDownError(type(error).__name__) from error


class Index:
    """Copies of the index under a name; each method raises `ClusterDownError` when the cluster cannot do it.

    Readers ask a copy by its own name. Changes go by an alias, as a request to a name that is gone would make an index
    with a mapping of its own: `name` leads to the copy that is searched, `next_name` to the one that is made.
    """

    def __init__(self, client: Elasticsearch, name: str) -> None:
        self.client, self.name = client, name
        self.patient = client.options(request_timeout=PATIENCE_FOR_CHANGES)

    @property
    def next_name(self) -> str:
        """The alias of a copy that is being made."""
        return f"{self.name}-next"

    @down_if_it_fails()
    def search(self, copy: str, body: said_in.JSON, until: float) -> Mapping[str, Any]:
        """Return the answer of a whole copy until a moment; a part of it counts as `ClusterDownError`."""
        left = until - time.monotonic()
        if left < LEAST:
            raise ClusterDownError("it takes too long")
        nodes = min(len(self.client.transport.node_pool), MOST_ASKED)
        hurried = self.client.options(request_timeout=left / nodes)
        said: dict[str, Any] = hurried.search(index=copy, allow_partial_search_results=False, body=body).body
        return said

    @down_if_it_fails()
    def write(self, changes: Iterable[Document | Removal], copy: str, *, is_searched: bool) -> dict[str, str]:
        """Store and remove documents in a copy; return which were refused, and the kind of the reason.

        What is written to the copy that is searched is found when this returns.
        """
        refused: dict[str, str] = {}
        rest = iter(changes)
        while batch := list(islice(rest, BATCH)):
            said = self.patient.bulk(
                index=self.name if is_searched else self.next_name,
                operations=said_in.operations(batch),
                require_alias=True,
                refresh=is_searched,
                timeout=WAITS_FOR_A_PLACE,
            ).body
            refused |= refused_by(said, copy)
        return refused

    @down_if_it_fails()
    def start(self, now: datetime) -> str:
        """Make an empty copy beside the one that is searched; return its name."""
        name = f"{self.name}-{now:%Y%m%d%H%M%S%f}"
        settings = {**said_in.SETTINGS, "refresh_interval": "-1"}
        self.patient.indices.create(index=name, mappings=said_in.MAPPING, settings=settings, timeout=WAITS_FOR_A_PLACE)
        self.lead(self.next_name, name)
        return name

    @down_if_it_fails()
    def finish(self, name: str) -> None:
        """Let a copy be searched in place of the others, in one step; these stay until `clean`."""
        self.patient.indices.put_settings(index=name, settings={"refresh_interval": None})
        self.patient.indices.refresh(index=name)
        self.lead(self.name, name)

    def lead(self, alias: str, name: str) -> None:
        """Let an alias lead to a copy alone."""
        others = ({"index": other, "alias": alias, "must_exist": False} for other in self.copies() if other != name)
        self.patient.indices.update_aliases(
            actions=[*({"remove": other} for other in others), {"add": {"index": name, "alias": alias}}]
        )

    def copies(self) -> list[str]:
        """Return the names of all copies under our name, closed ones among them; those of another site are none."""
        known: dict[str, Any] = self.client.indices.get_alias(
            index=f"{self.name}-*", expand_wildcards="open,closed"
        ).body
        return [name for name in known if name.removeprefix(f"{self.name}-").isdecimal()]

    @down_if_it_fails()
    def clean(self, kept: Collection[str]) -> None:
        """Remove the copies that nobody knows any more."""
        for name in self.copies():
            if name not in kept:
                self.patient.indices.delete(index=name, ignore_unavailable=True)

    @down_if_it_fails()
    def stands(self, name: str, *, is_searched: bool) -> bool:
        """Say whether a copy is there, kept as today, with changes led to it."""
        try:
            said: dict[str, Any] = self.client.indices.get(index=name).body[name]
        except NotFoundError:
            return False
        version = said["mappings"].get("_meta", {}).get("version")
        return version == said_in.VERSION and (self.name if is_searched else self.next_name) in said["aliases"]

    @down_if_it_fails()
    def extent(self, name: str) -> tuple[int, int]:
        """Return how many documents are found in a copy, and the newest version of them."""
        newest = {"newest": {"max": {"field": "sequence"}}}
        said = self.client.search(index=name, size=0, track_total_hits=True, aggregations=newest).body
        return said["hits"]["total"]["value"], int(said["aggregations"]["newest"]["value"] or 0)

    @down_if_it_fails()
    def must_be_whole(self, name: str) -> None:
        """Raise `ClusterDownError` if no node holds a copy, which the cluster calls red."""
        if self.client.cluster.health(index=name, timeout="0s")["status"] == "red":
            raise ClusterDownError("the index is red, as no node holds it")

    def versions(self, name: str) -> Iterator[tuple[str, int]]:
        """Yield key and version of every document as it stands now, in no order; a thousand at a time are held."""
        self.must_be_whole(name)
        with down_if_it_fails():
            point = self.patient.open_point_in_time(index=name, keep_alive="2m")["id"]
        after: list[Any] | None = None
        while found := self.some_versions(point, after):
            yield from ((hit["_id"], hit["_version"]) for hit in found)
            after = found[-1]["sort"]
        with down_if_it_fails():
            self.client.close_point_in_time(id=point)

    @down_if_it_fails()
    def some_versions(self, point: str, after: list[Any] | None) -> list[dict[str, Any]]:
        """Return the next thousand hits of a point in time."""
        said = self.patient.search(
            pit={"id": point, "keep_alive": "2m"},
            size=1000,
            version=True,
            source=False,
            sort=["_shard_doc"],
            track_total_hits=False,
            search_after=after,
        )
        return list(said["hits"]["hits"])


def refused_by(said: Mapping[str, Any], copy: str) -> dict[str, str]:
    """Return what a bulk request refused for good; what it could not do just now, or did elsewhere, is a failure."""
    refused = said_in.refusals(said)
    for status, kind in refused.values():
        if status != SENSELESS or kind == CLOSED:
            raise ClusterDownError(f"{status} {kind}")
    places = {result["_index"] for item in said["items"] for result in item.values()}
    if places - {copy}:
        raise ClusterDownError("changes are led to another index")
    return {key: kind for key, (_status, kind) in refused.items()}
