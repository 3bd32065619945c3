"""Asks other hosts whether an address opens: politely, and never a machine of one's own network."""

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import SplitResult, quote, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from django.conf import settings

from links.models import BrokenLink

CONNECT_SECONDS, READ_SECONDS = 3.0, 10.0
PAUSE = 1.0
"""Seconds between two requests to one host."""
MOST_STEPS = 5
"""How often one address may lead on to another."""
MOST_BYTES = 100_000
"""How much of a robots.txt is read; of pages nothing is."""
REDIRECTS = frozenset({301, 302, 303, 307, 308})
GONE = frozenset({404, 410})
FAULTY = frozenset({500, 502, 504})
Reason = BrokenLink.Reason


class NotAsked(Exception):  # noqa: N818 - reads as what happened
    """The address is none that may be asked."""


def is_public(host: str) -> bool:
    """Say whether a number of a machine belongs to the public internet."""
    return ipaddress.ip_address(host).is_global


@dataclass
class Asker:
    """Asks addresses one after the other; it knows whom it asked when, and what each host does not want."""

    allowed: Callable[[str], bool] = is_public
    pause: float = PAUSE
    sleep: Callable[[float], None] = time.sleep
    asked_at: dict[str, float] = field(default_factory=dict)
    robots: dict[str, RobotFileParser] = field(default_factory=dict)

    def ask(self, address: str) -> str:
        """Return why an address does not open; nothing when it does, or when nobody can tell."""
        try:
            return verdict(self.follow(address))
        except NotAsked:
            return ""
        except socket.gaierror:
            return Reason.UNKNOWN
        except ssl.SSLCertVerificationError:
            return Reason.UNSAFE
        except (http.client.HTTPException, OSError, ValueError):
            return Reason.SILENT

    def follow(self, address: str) -> int:
        """Return the status that an address ends with; each step is looked at like the first."""
        for _step in range(MOST_STEPS):
            if not self.is_welcome(address):
                raise NotAsked
            status, further = self.head_or_get(address)
            if status not in REDIRECTS or not further:
                return status
            address = urljoin(address, further)
        raise NotAsked

    def head_or_get(self, address: str) -> tuple[int, str]:
        """Ask for the head alone; many refuse that, so what fails is asked for whole, and not read."""
        status, further, _body = self.request("HEAD", address)
        if status >= 400:
            status, further, _body = self.request("GET", address)
        return status, further

    def is_welcome(self, address: str) -> bool:
        """Say whether the robots.txt of a host lets us ask; a host without one lets everybody."""
        parts = urlsplit(address)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self.robots:
            status, _further, body = self.request("GET", f"{site}/robots.txt", most=MOST_BYTES)
            known = RobotFileParser()
            known.parse(body.decode(errors="replace").splitlines() if status == 200 else [])
            self.robots[site] = known
        return self.robots[site].can_fetch(name_of_ours(), address)

    def request(self, method: str, address: str, most: int = 0) -> tuple[int, str, bytes]:
        """Send one request to the very machine that was looked at; return status, next address and a little text."""
        parts = urlsplit(address)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username:
            raise NotAsked
        host = parts.hostname.encode("idna").decode()
        port = parts.port or (443 if parts.scheme == "https" else 80)
        machine = self.machine_of(host, port)
        self.wait(host)
        way = connect(parts.scheme, machine, port, host)
        try:
            way.request(method, path_of(parts), headers={"User-Agent": user_agent(), "Accept": "*/*"})
            answer = way.getresponse()
            return answer.status, answer.headers.get("Location", ""), answer.read(most) if most else b""
        finally:
            way.close()

    def machine_of(self, host: str, port: int) -> str:
        """Return the number of a machine; a name that leads anywhere private is not asked at all."""
        found = {str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
        if not found or not all(self.allowed(number) for number in found):
            raise NotAsked
        return sorted(found, key=lambda number: ":" in number)[0]

    def wait(self, host: str) -> None:
        """Leave a host in peace for a moment."""
        due = self.asked_at.get(host, 0.0) + self.pause - time.monotonic()
        if host in self.asked_at and due > 0:
            self.sleep(due)
        self.asked_at[host] = time.monotonic()


def connect(scheme: str, machine: str, port: int, host: str) -> http.client.HTTPConnection:
    """Return a way to a machine by its number, with the certificate of its name."""
    way = http.client.HTTPConnection(host, port)
    way.sock = socket.create_connection((machine, port), CONNECT_SECONDS)
    way.sock.settimeout(READ_SECONDS)
    if scheme == "https":
        way.sock = ssl.create_default_context().wrap_socket(way.sock, server_hostname=host)
    return way


def path_of(parts: SplitResult) -> str:
    """Return what is asked of a host, with the letters of all languages as hosts take them."""
    path = parts.path or "/"
    return quote(f"{path}?{parts.query}" if parts.query else path, safe="%/:=&?~+!$,;'@()*[]")


def verdict(status: int) -> str:
    """Return what a status means; refusals of machines like ours say nothing about readers."""
    if status in GONE:
        return Reason.GONE
    return Reason.FAULT if status in FAULTY else ""


def name_of_ours() -> str:
    """Return the name under which we ask."""
    return "NimaLinkCheck"


def user_agent() -> str:
    """Say who asks, and where to complain."""
    return f"{name_of_ours()}/1 (+{settings.WAGTAILADMIN_BASE_URL})"
