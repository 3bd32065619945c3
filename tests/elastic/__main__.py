"""Runs a command beside a fresh Elasticsearch: `python -m tests.elastic [--nodes N] COMMAND…`.

The command finds the addresses in ELASTICSEARCH_URLS, the first of them in ELASTICSEARCH_URL.
"""

import argparse
import os
import subprocess
import sys

from tests.elastic.nodes import cluster


def main() -> int:
    """Run the command and return its status."""
    parser = argparse.ArgumentParser(prog="python -m tests.elastic")
    parser.add_argument("--nodes", type=int, default=1, help="how many nodes (1)")
    parser.add_argument("--heap", type=int, default=400, help="MB of heap for each node (400)")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    asked = parser.parse_args()
    with cluster(asked.nodes, asked.heap, swift=False) as one:
        return subprocess.call(asked.command, env=os.environ | addresses(one.urls))


def addresses(urls: list[str]) -> dict[str, str]:
    """Return the environment that tells where the nodes are."""
    return {"ELASTICSEARCH_URL": urls[0], "ELASTICSEARCH_URLS": ",".join(urls)}


if __name__ == "__main__":
    sys.exit(main())
