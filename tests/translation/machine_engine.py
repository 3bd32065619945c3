"""An engine on this machine that answers as the published interfaces of LibreTranslate and DeepL say."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class LocalEngine:
    """What it was asked, and how it shall answer."""

    url: str = ""
    status: int = 200
    body: bytes | None = None
    """Instead of translations."""
    wait: float = 0
    mark: str = "T "
    """Stands before each translation."""
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    doors: list[str] = field(default_factory=list)
    """Method and path of each request."""

    def answer(self, path: str, body: dict[str, Any]) -> Any:
        """Return what the published interface answers."""
        if path == "/translate":
            assert {"q", "source", "target", "format"} <= body.keys()
            assert body["format"] == "html"
            return {"translatedText": [self.mark + text for text in body["q"]]}
        if path.startswith("/v3/glossaries"):
            return self.keep_glossary(body)
        assert path == "/v2/translate"
        assert {"text", "source_lang", "target_lang", "tag_handling"} <= body.keys()
        assert len(body["text"]) <= 50
        return {"translations": [{"detected_source_language": "EL", "text": self.mark + text} for text in body["text"]]}

    def keep_glossary(self, body: dict[str, Any]) -> Any:
        """Return what DeepL answers to terms: the glossary it made, or the dictionary it replaced."""
        for one in body.get("dictionaries", [body]):
            assert {"source_lang", "target_lang", "entries", "entries_format"} == one.keys()
            phrases = [line.split("\t")[0] for line in one["entries"].split("\n")]
            assert (one["entries_format"], len(set(phrases))) == ("tsv", len(phrases))
        made = {"glossary_id": "def3a26b-3e84-45b3-84ae-0c0aaf3525f7", "name": body.get("name")}
        return made if "dictionaries" in body else {"source_lang": "el", "target_lang": "en", "entry_count": 1}


@contextmanager
def running() -> Iterator[LocalEngine]:
    """Run an engine."""
    local = LocalEngine()

    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            local.asked.append(body)
            local.doors.append(f"{self.command} {self.path}")
            local.keys.append(self.headers.get("Authorization", ""))
            time.sleep(local.wait)
            content = local.body if local.body is not None else json.dumps(local.answer(self.path, body)).encode()
            self.send_response(local.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            if local.status in {302, 307}:
                self.send_header("Location", "/elsewhere")
            self.end_headers()
            self.wfile.write(content)

        def do_PUT(self) -> None:
            self.do_POST()

        def log_message(self, *args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    local.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield local
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
