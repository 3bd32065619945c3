"""A proxy before a node that may take its time."""

import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

PASSED_ON = ("content-type", "x-elastic-product")


class Proxy(ThreadingHTTPServer):
    """Answers what a node answers, `seconds` later."""

    def __init__(self, node: str) -> None:
        super().__init__(("127.0.0.1", 0), Relay)
        self.node, self.seconds, self.asked = node, 0.0, 0
        self.ending = threading.Event()

    @property
    def url(self) -> str:
        """Return its address."""
        return f"http://127.0.0.1:{self.server_port}"


class Relay(BaseHTTPRequestHandler):
    """Hands one question on."""

    server: Proxy
    protocol_version = "HTTP/1.1"

    def relay(self) -> None:
        """Ask the node, wait, and answer."""
        self.server.asked += 1
        body = self.rfile.read(int(self.headers.get("content-length", 0))) or None
        headers = {name: self.headers[name] for name in ("content-type", "accept") if self.headers[name]}
        request = urllib.request.Request(self.server.node + self.path, body, headers, method=self.command)
        try:
            answer = urllib.request.urlopen(request, timeout=30)
        except urllib.error.HTTPError as refusal:
            answer = refusal
        said = answer.read()
        self.server.ending.wait(self.server.seconds)
        self.send_response(answer.status)
        for name in PASSED_ON:
            self.send_header(name, answer.headers.get(name, ""))
        self.send_header("content-length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def __getattr__(self, name: str) -> Any:
        """Return what answers a method of HTTP, whichever it is."""
        if name.startswith("do_"):
            return self.relay
        raise AttributeError(name)

    def log_message(self, *words: object) -> None:
        """Keep quiet."""

    def handle(self) -> None:
        """Answer, even if nobody waits for it any more."""
        try:
            super().handle()
        except OSError:
            self.close_connection = True


@contextmanager
def slow(node: str) -> Iterator[Proxy]:
    """Yield a proxy at work."""
    with Proxy(node) as one:
        one.daemon_threads = True
        thread = threading.Thread(target=one.serve_forever, args=[0.05])
        thread.start()
        yield one
        one.ending.set()
        one.shutdown()
        thread.join()
