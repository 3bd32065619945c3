"""The index in Elasticsearch: connection, changes, questions, and a rebuild that readers do not notice."""

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from elasticsearch import ApiError, BadRequestError, Elasticsearch, NotFoundError, TransportError

from search.engines import elasticsearch_json as said_in
from search.engines.shapes import Answer, Document, Question, Removal

NAME = "nima-search"
PATIENCE = 2.0
"""Seconds that a node has for an answer; then the next one is asked."""
PATIENCE_FOR_CHANGES = 20.0
"""Seconds for a batch of changes or a change of the indices, which reach the disks of two nodes."""
RETRIES = 2
AGAIN = (429, 502, 503, 504)
"""Answers after which another node is asked: too busy, or just losing a neighbour."""
BATCH = 500
"""Documents in one request, about a megabyte."""


class ClusterDownError(Exception):
    """The cluster does not answer, does not let us in, or holds no index of ours yet."""


@dataclass(frozen=True)
class Access:
    """Where the nodes are, and who we are to them."""

    addresses: tuple[str, ...]
    api_key: str = ""
    basic_auth: tuple[str, str] | None = None
    ca_certs: str = ""


def connect(access: Access) -> Elasticsearch:
    """Return a client that asks the next node when one is silent for two seconds or gone: at most three in six."""
    given: dict[str, Any] = {
        "api_key": access.api_key,
        "basic_auth": encoded(access.basic_auth) if access.basic_auth else None,
        "ca_certs": access.ca_certs,
    }
    return Elasticsearch(
        list(access.addresses),
        request_timeout=PATIENCE,
        max_retries=RETRIES,
        retry_on_timeout=True,
        retry_on_status=AGAIN,
        **{name: value for name, value in given.items() if value},
    )


def encoded(account: tuple[str, str]) -> str:
    """Return name and password as the header wants them; the client itself knows no letters but ASCII."""
    return b64encode(":".join(account).encode()).decode()


@contextmanager
def down_if_it_fails() -> Iterator[None]:
    """Turn every failure but a request of ours that makes no sense into `ClusterDownError`."""
    try:
        yield
    except BadRequestError:
        raise
    except (TransportError, ApiError) as error:
        raise ClusterDownError(str(error)) from error


class Index:
    """What is searched under an alias; each method raises `ClusterDownError` when the cluster cannot do it."""

    def __init__(self, client: Elasticsearch, name: str = NAME) -> None:
        self.client, self.name = client, name
        self.patient = client.options(request_timeout=PATIENCE_FOR_CHANGES)

    @property
    def next_name(self) -> str:
        """The alias of an index that is being built."""
        return f"{self.name}-next"

    @down_if_it_fails()
    def search(self, question: Question) -> Answer:
        """Return the answer of the whole index; a part of it counts as `ClusterDownError`."""
        body = said_in.search_body(question)
        said = self.client.search(index=self.name, allow_partial_search_results=False, body=body)
        return said_in.read_answer(question, said.body)

    @down_if_it_fails()
    def write(self, changes: Iterable[Document | Removal], to: str = "") -> dict[str, str]:
        """Store and remove documents, in the index that is searched or another; return what was refused, and why."""
        refused: dict[str, str] = {}
        rest = iter(changes)
        while batch := list(islice(rest, BATCH)):
            # Without an alias, the request would make an index of its own with a mapping of its own.
            said = self.patient.bulk(index=to or self.name, operations=said_in.operations(batch), require_alias=True)
            refused |= said_in.refusals(said.body)
        return refused

    @down_if_it_fails()
    def refresh(self, which: str = "") -> None:
        """Let searches see at once what was written; otherwise they do within a second."""
        self.patient.indices.refresh(index=which or self.name)

    @down_if_it_fails()
    def start_rebuild(self, now: datetime) -> str:
        """Make an empty index beside the one that is searched, to be written to as `next_name`; return its own name."""
        stamped = f"{self.name}-{now:%Y%m%d%H%M%S%f}"
        self.patient.indices.create(
            index=stamped, mappings=said_in.MAPPING, settings={**said_in.SETTINGS, "refresh_interval": "-1"}
        )
        self.patient.indices.update_aliases(
            actions=[
                {"remove": {"index": f"{self.name}-*", "alias": self.next_name, "must_exist": False}},
                {"add": {"index": stamped, "alias": self.next_name}},
            ]
        )
        return stamped

    @down_if_it_fails()
    def unfinished_rebuild(self) -> str | None:
        """Return the name of the index that a stopped rebuild left, which may go on."""
        return self.behind(self.next_name)

    @down_if_it_fails()
    def finish_rebuild(self) -> None:
        """Let searches find what was built, in one step; all other indices under our name go."""
        built = self.behind(self.next_name)
        assert built, "no rebuild has been started"
        self.patient.indices.put_settings(index=built, settings={"refresh_interval": None})
        self.patient.indices.refresh(index=built)
        self.patient.indices.update_aliases(
            actions=[
                {"add": {"index": built, "alias": self.name}},
                {"remove": {"index": built, "alias": self.next_name}},
                *({"remove_index": {"index": old}} for old in self.indices() if old != built),
            ]
        )

    def behind(self, alias: str) -> str | None:
        """Return the index that an alias stands for."""
        try:
            return next(iter(self.client.indices.get_alias(name=alias).body))
        except NotFoundError:
            return None

    def indices(self) -> list[str]:
        """Return all indices of ours; those of another site may begin with the same letters."""
        known: dict[str, Any] = self.client.indices.get(index=f"{self.name}-*").body
        return sorted(name for name in known if re.fullmatch(rf"{re.escape(self.name)}-\d{{20}}", name))

    def versions(self, which: str = "") -> Iterator[tuple[str, int]]:
        """Yield key and version of every document as it stands now, in no order; a thousand at a time are held."""
        with down_if_it_fails():
            point = self.patient.open_point_in_time(index=which or self.name, keep_alive="2m")["id"]
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
