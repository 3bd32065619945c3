"""Reads `SEARCH_URL`: where the nodes of a cluster are, and who we are to them."""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

EXAMPLE = "elasticsearch+tls://user:password@one.example:9200,two.example:9200/nima-search"
SCHEMES = {"elasticsearch": "http", "elasticsearch+tls": "https"}
PORT = 9200
NAME = "nima-search"
"""Of the index, unless the address names another one."""
HOST = re.compile(r"(?P<host>[A-Za-z0-9._-]+|\[[0-9A-Fa-f:]+\])(?::(?P<port>[0-9]{1,5}))?")
INDEX = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")


@dataclass(frozen=True)
class Access:
    """Where the nodes are, who we are to them, and the name of the index there."""

    addresses: tuple[str, ...]
    name: str = NAME
    api_key: str = ""
    basic_auth: tuple[str, str] | None = None
    ca_certs: str = ""


def read(url: str) -> Access:
    """Return what an address says; ValueError says what is wrong with it, and nothing that it holds."""
    try:
        parts = urlsplit(url)
        asked = parse_qs(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
    except ValueError:
        raise ValueError("it is no address") from None
    if parts.scheme not in SCHEMES:
        raise ValueError("it must begin with elasticsearch:// or elasticsearch+tls://")
    if set(asked) - {"api_key", "ca"} or any(len(values) > 1 for values in asked.values()) or parts.fragment:
        raise ValueError("after the question mark, only api_key and ca are known, each once")
    user, _at, hosts = parts.netloc.rpartition("@")
    key, authority = (asked.get(name, [""])[0] for name in ("api_key", "ca"))
    return Access(
        tuple(address(SCHEMES[parts.scheme], host) for host in hosts.split(",")),
        index_name(parts.path),
        key,
        account(user, key),
        certificate(parts.scheme, authority),
    )


def address(scheme: str, written: str) -> str:
    """Return the address of a node."""
    found = HOST.fullmatch(written)
    port = int(found["port"] or PORT) if found else 0
    if not found or not 0 < port < 2**16:
        raise ValueError("each host is a name or number, and perhaps a port, with a comma between two")
    return f"{scheme}://{found['host']}:{port}"


def index_name(path: str) -> str:
    """Return the name of the index."""
    name = path.strip("/") or NAME
    if not INDEX.fullmatch(name):
        raise ValueError("the name of the index is of small Latin letters, digits, - and _")
    return name


def account(written: str, key: str) -> tuple[str, str] | None:
    """Return name and password, if there are any."""
    name, colon, password = written.partition(":")
    if not written:
        return None
    if key or not (name and colon and password):
        raise ValueError("it takes either name and password, with a colon between them, or api_key")
    return unquote(name), unquote(password)


def certificate(scheme: str, path: str) -> str:
    """Return the file of the authority that vouches for the nodes."""
    if path and (scheme != "elasticsearch+tls" or not Path(path).is_file()):
        raise ValueError("ca is a file that this process may read, and goes with elasticsearch+tls://")
    return path
