"""A real Elasticsearch of one node or several, each a process of its own that ends with whoever started it."""

import json
import random
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from tests.elastic import home

HERE = "127.0.0.1"
FLAGS = ("-XX:+UseSerialGC", "-XX:-UsePerfData", "--enable-native-access=ALL-UNNAMED")
SWIFT = ("-XX:TieredStopAtLevel=1",)
"""Compiles once and less thoroughly: starts a second sooner, but is no measure of speed."""
PORTS = range(20_000, 32_000)
"""Below those that the system gives to callers, which might take the port of a killed node."""
PATIENCE = 90
"""Seconds until a cluster that is not whole counts as broken."""
COMMON = {
    "cluster.name": "nima-tests",
    # A disk that is nearly full is no reason to store nothing.
    "cluster.routing.allocation.disk.threshold_enabled": "false",
    # Lost nodes are noticed soon; the vendor's ten seconds suit slower networks.
    "cluster.fault_detection.leader_check.timeout": "2s",
    "cluster.fault_detection.follower_check.timeout": "2s",
    "network.host": HERE,
}


class Cluster:
    """Nodes with addresses, which can be killed and brought back; `urls` are those of HTTP, in order."""

    def __init__(self, folder: Path, count: int, java: tuple[str, ...]) -> None:
        self.folder, self.java, self.home = folder, java, home.prepare()
        ports = free_ports(2 * count)
        self.ports, self.transports = ports[:count], ports[count:]
        self.urls = [f"http://{HERE}:{port}" for port in self.ports]
        self.running: dict[int, subprocess.Popen[bytes]] = {}

    def start(self, number: int) -> None:
        """Start a node and do not wait for it; its data stays what it was."""
        with (self.folder / f"{number}.log").open("ab") as log:
            words = [home.JAVA, *FLAGS, *self.java, "-cp", home.class_path(self.home), "Start", str(self.home)]
            settings = [f"{name}={value}" for name, value in self.settings(number).items()]
            self.running[number] = subprocess.Popen(
                # The node reads until its input ends, which happens however this process ends.
                [*words, *settings],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
            )

    def settings(self, number: int) -> dict[str, str]:
        """Return what a node is told."""
        return (
            COMMON
            | self.meeting()
            | {
                "node.name": f"node-{number}",
                "http.port": str(self.ports[number]),
                "transport.port": str(self.transports[number]),
                "path.data": str(self.folder / str(number)),
                "path.logs": str(self.folder / f"logs-{number}"),
            }
        )

    def meeting(self) -> dict[str, str]:
        """Return how the nodes find each other."""
        if len(self.urls) == 1:
            return {"discovery.type": "single-node"}
        return {
            "discovery.seed_hosts": ",".join(f"{HERE}:{port}" for port in self.transports),
            "cluster.initial_master_nodes": ",".join(f"node-{number}" for number in range(len(self.urls))),
        }

    def kill(self, number: int) -> None:
        """End a node at once, as a power cut does."""
        process = self.running.pop(number)
        process.kill()
        process.wait()
        assert process.stdin
        process.stdin.close()

    def restart(self, number: int) -> None:
        """Bring a killed node back with its data, and wait until the cluster is whole."""
        self.start(number)
        self.wait()

    def wait(self) -> None:
        """Wait until all running nodes have met and every copy is where it should be; RuntimeError when they do not."""
        until = time.monotonic() + PATIENCE
        while not self.is_whole():
            ended = [number for number, process in self.running.items() if process.poll() is not None]
            if ended or time.monotonic() > until:
                raise RuntimeError(f"Elasticsearch did not start:\n{self.last_words(ended or list(self.running))}")
            time.sleep(0.1)

    def is_whole(self) -> bool:
        """Say whether every running node answers, and sees as many others as run."""
        seen = [health(self.urls[number]) for number in self.running]
        return all((each.get("status"), each.get("number_of_nodes")) == ("green", len(self.running)) for each in seen)

    def last_words(self, numbers: list[int]) -> str:
        """Return the ends of the nodes' logs."""
        return "\n".join((self.folder / f"{number}.log").read_text(errors="replace")[-3000:] for number in numbers)

    def stop(self) -> None:
        """End all nodes."""
        for number in list(self.running):
            self.kill(number)


@contextmanager
def cluster(nodes: int = 1, heap: int = 256, swift: bool = True) -> Iterator[Cluster]:
    """Yield a fresh cluster that is whole; `heap` is in MB for each node, and `swift` is no measure of speed."""
    with launched(nodes, heap, swift) as one:
        one.wait()
        yield one


@contextmanager
def launched(nodes: int = 1, heap: int = 256, swift: bool = True) -> Iterator[Cluster]:
    """Yield a fresh cluster that is about to start; nothing of it is left afterwards."""
    with ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix="nima-elastic-"))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        one = Cluster(folder, nodes, (f"-Xms{heap}m", f"-Xmx{heap}m", *(SWIFT if swift else ())))
        stack.callback(one.stop)
        for number in range(nodes):
            one.start(number)
        yield one


def free_ports(count: int) -> list[int]:
    """Return ports that nobody listens at."""
    found: list[int] = []
    for port in random.sample(PORTS, len(PORTS)):
        if len(found) == count:
            break
        found += [port] if is_free(port) else []
    return found


def is_free(port: int) -> bool:
    """Say whether a port can be listened at."""
    try:
        socket.create_server((HERE, port)).close()
    except OSError:
        return False
    return True


def health(url: str) -> dict[str, Any]:
    """Return what a node says of its cluster; nothing while it does not answer."""
    try:
        with urllib.request.urlopen(f"{url}/_cluster/health", timeout=2) as answer:
            return dict(json.load(answer))
    except OSError:
        return {}
