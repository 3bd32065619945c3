"""A mail server for tests: it keeps what it gets, and fails where it is told to."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

DROP, HANG = "drop", "hang"
ANSWERS = {
    "HELLO": "220 sink",
    "EHLO": "250 sink",
    "MAIL": "250 fine",
    "RCPT": "250 fine",
    "DATA": "354 go on",
    "TEXT": "250 kept",
    "RSET": "250 fine",
    "QUIT": "221 bye",
}


class Sink(socketserver.ThreadingTCPServer):
    """Answers as `ANSWERS` says, unless `answers` says otherwise for a step; TEXT is the one after the mail."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Talk)
        self.answers: dict[str, str] = {}
        self.kept: list[bytes] = []
        self.envelopes: list[list[str]] = []
        self.over = threading.Event()
        self.asked_for_text = threading.Event()

    @property
    def port(self) -> int:
        """Return where it listens."""
        return int(self.server_address[1])

    @property
    def mails(self) -> list[EmailMessage]:
        """Return what it took, as a mail reader would read it."""
        return [message_from_bytes(raw, policy=policy.default) for raw in self.kept]


class Talk(socketserver.StreamRequestHandler):
    """One connection."""

    server: Sink

    def handle(self) -> None:
        """Speak until one side has enough."""
        self.lines: list[str] = []
        going_on = self.answer("HELLO")
        while going_on and (line := self.rfile.readline()):
            verb = line[:4].decode().upper()
            self.lines.append(line.decode().strip())
            going_on = self.answer(verb) and verb != "QUIT" and (verb != "DATA" or self.take())

    def answer(self, step: str) -> bool:
        """Answer a step; say whether the talk goes on."""
        words = self.server.answers.get(step, ANSWERS.get(step, "250 fine"))
        if words == HANG:
            self.server.over.wait(30)
        if words in (DROP, HANG):
            return False
        self.wfile.write(f"{words}\r\n".encode())
        return not words.startswith("421")

    def take(self) -> bool:
        """Read the text of a mail, if it was asked for, and keep it unless told to refuse it."""
        if not self.server.answers.get("DATA", "354").startswith("354"):
            return True
        self.server.asked_for_text.set()
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        if not self.server.answers.get("TEXT", "250").startswith(("4", "5")):
            self.server.kept.append(b"".join(lines))
            self.server.envelopes.append(self.lines)
        return self.answer("TEXT")


@contextmanager
def running_sink() -> Iterator[Sink]:
    """Yield a mail server of its own."""
    with Sink() as sink:
        thread = threading.Thread(target=sink.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield sink
        sink.over.set()
        sink.shutdown()
        thread.join()
