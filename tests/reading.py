"""Reading pages as visitors do."""

import re
from collections import Counter

import html5lib
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from caching import memory


def read(client: Client, address: str) -> str:
    """Return a page that must be there."""
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def text_of(page: str) -> str:
    """Return the words of a page without its elements."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def count_queries(client: Client, address: str) -> int:
    """Return how many queries a page takes once the process is warm."""
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def count_anew(client: Client, address: str) -> int:
    """Return how many queries a page takes of which nothing is remembered."""
    client.get(address)
    memory.forget()
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def faults(page: str) -> list[str]:
    """Return what a browser would have to mend in a page: broken markup, and names that stand twice."""
    parser = html5lib.HTMLParser()
    parser.parse(page)
    broken = [f"line {place[0]}: {fault}" for place, fault, _values in parser.errors]
    ids = Counter(re.findall(r'<[^>]+ id="([^"]+)"', page))
    return broken + [f"id {name} stands {times} times" for name, times in ids.items() if times > 1]
