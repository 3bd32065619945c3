"""Names of uploads, and the virus scanner."""

import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from blocks import pictures, uploads
from library import papers
from library.models import NetworkDocument, NetworkImage, document_path
from tests.factories.files import picture, upload

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
HOSTILE = {
    "../../etc/passwd.png": "passwd.png",
    "α\x00\u202egnp.png": "αgnp.png",
    "Ω" * 300 + ".png": "Ω" * 60 + ".png",
    "Ε\u0301κθεση.png": "Έκθεση.png",
    "-rf.png": "rf.png",
    ".htaccess.png": "htaccess.png",
    "...png": "file.png",
    "CON.png": "CON.png",
    "a.html.png": "a.html.png",
    "a." + "x" * 300: "a.xxxxxxxxx",
}


@pytest.mark.parametrize(("name", "safe"), HOSTILE.items())
def test_a_name_is_made_harmless(name: str, safe: str) -> None:
    assert uploads.harmless(Path(name).name) == safe


@pytest.mark.parametrize("name", [*HOSTILE, "Έκθεση.PNG"])
def test_stored_names_are_safe_and_not_to_be_guessed(name: str) -> None:
    path = NetworkImage(collection_id=1).get_upload_to(name)
    other = NetworkImage(collection_id=1).get_upload_to(name)

    assert path != other
    assert document_path(NetworkDocument(collection_id=1), name).count("/") == 2
    assert (document_path(NetworkDocument(collection_id=1), name)).isascii()


def test_a_document_keeps_a_readable_name() -> None:
    folder, secret, name = document_path(NetworkDocument(collection_id=1), "Έκθεση για τη γειτονιά.PDF").split("/")

    assert (folder, len(secret), name) == ("documents", 24, "ekthesi-gia-ti-geitonia.pdf")


@pytest.fixture
def daemon(tmp_path: Path, settings: Any) -> Iterator[Callable[[bytes], list[bytes]]]:
    """Start a stand-in for ClamAV that gives one answer and keeps what it was sent."""
    servers: list[tuple[socket.socket, threading.Thread]] = []

    def answering(answer: bytes) -> list[bytes]:
        server = socket.socket(socket.AF_UNIX)
        path = tmp_path / str(len(servers))
        server.bind(str(path))
        server.listen()
        received: list[bytes] = []
        thread = threading.Thread(target=serve, args=(server, answer, received))
        thread.start()
        servers.append((server, thread))
        settings.VIRUS_SCANNER = f"unix://{path}"
        return received

    yield answering
    for server, thread in servers:
        thread.join()
        server.close()


def serve(server: socket.socket, answer: bytes, received: list[bytes]) -> None:
    """Read one stream by the protocol of clamd, then answer."""
    connection, _ = server.accept()
    with connection, connection.makefile("rb") as stream:
        assert stream.read(10) == b"zINSTREAM\0"
        while length := int.from_bytes(stream.read(4), "big"):
            received.append(stream.read(length))
        connection.sendall(answer)


def test_a_clean_file_passes_the_scanner_whole(daemon: Callable[[bytes], list[bytes]]) -> None:
    received = daemon(b"stream: OK\0")
    content = picture()
    file = upload("a.png", content)

    pictures.clean(file)

    assert b"".join(received) == content


def test_an_infected_file_is_refused_by_name(daemon: Callable[[bytes], list[bytes]]) -> None:
    daemon(b"stream: Eicar-Signature FOUND\0")

    with translation.override("en"), pytest.raises(ValidationError) as refusal:
        papers.check(upload("a.txt", EICAR))

    assert refusal.value.messages == ["The virus scanner found “Eicar-Signature” in this file, so it was not stored."]


def test_a_confused_scanner_lets_nothing_pass(daemon: Callable[[bytes], list[bytes]]) -> None:
    daemon(b"INSTREAM size limit exceeded. ERROR\0")

    with pytest.raises(ValidationError):
        papers.check(upload("a.txt", b"text"))


@pytest.mark.parametrize("address", ["unix:///nowhere/clamd.ctl", "tcp://127.0.0.1:1"])
def test_a_scanner_that_is_away_lets_nothing_pass(address: str, settings: Any) -> None:
    settings.VIRUS_SCANNER = address

    with translation.override("en"), pytest.raises(ValidationError) as refusal:
        papers.check(upload("a.txt", b"text"))

    assert refusal.value.messages[0].startswith("The virus scanner does not answer")
