"""Asks a ClamAV daemon about a file, by its INSTREAM command."""

import socket
from collections.abc import Iterable
from urllib.parse import urlsplit

CONNECT_SECONDS, READ_SECONDS = 3.0, 10.0
END = b"\0\0\0\0"


def scan(chunks: Iterable[bytes], address: str) -> str:
    """Return the name of what the daemon found, or nothing; OSError when it does not answer."""
    with connect(address) as daemon:
        daemon.settimeout(READ_SECONDS)
        daemon.sendall(b"zINSTREAM\0")
        for chunk in chunks:
            daemon.sendall(len(chunk).to_bytes(4, "big") + chunk)
        daemon.sendall(END)
        return verdict(answer_of(daemon))


def connect(address: str) -> socket.socket:
    """Open `unix:///run/clamav/clamd.ctl` or `tcp://host:3310`."""
    parts = urlsplit(address)
    if parts.scheme == "tcp":
        return socket.create_connection((parts.hostname or "", parts.port or 3310), CONNECT_SECONDS)
    daemon = socket.socket(socket.AF_UNIX)
    daemon.settimeout(CONNECT_SECONDS)
    try:
        daemon.connect(parts.path)
    except OSError:
        daemon.close()
        raise
    return daemon


def answer_of(daemon: socket.socket) -> str:
    """Return the daemon's one line."""
    parts = []
    while part := daemon.recv(4096):
        parts.append(part)
    return b"".join(parts).strip(b"\0\n ").decode(errors="replace")


def verdict(answer: str) -> str:
    """Read `stream: OK` or `stream: <name> FOUND`; anything else is no answer."""
    if answer.endswith(" OK"):
        return ""
    if answer.endswith(" FOUND"):
        return answer.removeprefix("stream: ").removesuffix(" FOUND")
    raise OSError("the scanner gave no verdict")
