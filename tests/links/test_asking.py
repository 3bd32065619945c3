"""Links to other sites: asked at night, politely, never inside one's own network; what does not open is reported."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from links import nightly
from links.asking import Asker, is_public
from links.models import BrokenLink
from network_members.models import User
from tests.factories.texts import make_text
from tests.links.test_looking import to_address
from tests.reading import count_queries, faults, read

REPORT = "/admin/links/"
ANSWERS = {"/": 200, "/gone": 404, "/fault": 500, "/shy": 403, "/busy": 429, "/only-get": 405, "/round": 302}


class Site(BaseHTTPRequestHandler):
    """Another site."""

    def do_GET(self) -> None:
        """Answer, and note what was asked."""
        self.server.asked.append((self.command, self.path))  # type: ignore[attr-defined]  # set by the fixture
        if self.path == "/robots.txt":
            self.answer(200, b"User-agent: *\nDisallow: /private")
        elif self.path.startswith("/to-"):
            self.answer(301, further=self.path.removeprefix("/to-"))
        elif self.path == "/only-get" and self.command == "GET":
            self.answer(200)
        else:
            self.answer(ANSWERS.get(self.path, 200), further="/round")

    do_HEAD = do_GET  # noqa: N815 - the name that http.server calls

    def answer(self, status: int, body: bytes = b"", further: str = "") -> None:
        """Send an answer."""
        self.send_response(status)
        if further and status in {301, 302}:
            self.send_header("Location", further)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Stay silent."""


@pytest.fixture
def site() -> Iterator[Any]:
    """Another site on this machine, which notes what it was asked."""
    server: Any = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.asked = []
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def at(site: Any, path: str) -> str:
    return f"http://localhost:{site.server_port}{path}"


def asker(**kwargs: Any) -> Asker:
    """Return one that may ask this machine."""
    return Asker(allowed=lambda number: True, pause=0, **kwargs)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/", ""),
        ("/gone", "gone"),
        ("/fault", "fault"),
        ("/shy", ""),
        ("/busy", ""),
        ("/only-get", ""),
        ("/to-/", ""),
        ("/to-/gone", "gone"),
        ("/round", ""),
        ("/Ελλάδα?α=β", ""),
    ],
)
def test_an_address_is_asked_and_only_what_is_surely_broken_is_called_so(path: str, reason: str, site: Any) -> None:
    assert asker().ask(at(site, path)) == reason


def test_the_head_is_asked_for_before_the_whole(site: Any) -> None:
    asker().ask(at(site, "/only-get"))

    assert site.asked == [("GET", "/robots.txt"), ("HEAD", "/only-get"), ("GET", "/only-get")]


def test_what_a_site_keeps_from_machines_is_not_asked(site: Any) -> None:
    assert asker().ask(at(site, "/private/gone")) == ""
    assert site.asked == [("GET", "/robots.txt")]


def test_a_site_is_left_in_peace_between_two_questions(site: Any) -> None:
    rests: list[float] = []
    patient = Asker(allowed=lambda number: True, sleep=rests.append)

    for path in ("/", "/gone"):
        patient.ask(at(site, path))

    assert len(rests) == 3  # after robots.txt, which is asked for once: HEAD /, HEAD /gone, GET /gone
    assert all(0.5 < rest <= 1 for rest in rests)


@pytest.mark.parametrize(
    "number", ["127.0.0.1", "10.0.0.1", "192.168.1.1", "169.254.169.254", "::1", "fd00::1", "0.0.0.0"]
)
def test_machines_of_ones_own_network_are_never_asked(number: str) -> None:
    assert not is_public(number)


def test_no_way_leads_inside_not_even_by_another_address(site: Any) -> None:
    assert Asker(pause=0).ask(at(site, "/gone")) == ""
    assert site.asked == []


def test_each_step_of_the_way_is_looked_at(site: Any) -> None:
    first: list[str] = []

    def once(number: str) -> bool:
        first.append(number)
        return len(first) <= 2  # robots.txt and the first address

    assert Asker(allowed=once, pause=0).ask(at(site, "/to-/gone")) == ""
    assert ("HEAD", "/gone") not in site.asked


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("http://localhost:1/", "silent"),
        ("http://nobody.invalid/", "unknown"),
        ("ftp://localhost/", ""),
        ("http:///", ""),
    ],
)
def test_who_does_not_answer_is_said_so(address: str, reason: str) -> None:
    assert asker().ask(address) == reason


def broken() -> list[tuple[str, str, str]]:
    return list(BrokenLink.objects.values_list("page__title", "words", "reason"))


def test_what_is_broken_keeps_its_day_and_what_opens_again_is_forgotten(db: None) -> None:
    page = make_text(
        "Κείμενο", body=[("text", to_address("https://a.example/") + to_address("https://b.example/", "εκεί"))]
    )
    make_text("Σχέδιο", body=[("text", to_address("https://a.example/"))], live=False)
    now = timezone.now()

    first = nightly.check(lambda address: "gone", now)
    second = nightly.check(lambda address: "fault" if "a." in address else "", now + timedelta(days=1))

    assert (first, second) == ((2, 2), (2, 1))
    assert list(BrokenLink.objects.values_list("page", "words", "reason", "found_at")) == [
        (page.pk, "εδώ", "fault", now)
    ]


def test_our_own_and_impossible_addresses_are_not_asked(db: None) -> None:
    make_text("Κείμενο", body=[("text", to_address("/el/") + to_address("htp://x.y") + to_address("mailto:a@b.gr"))])

    assert nightly.outside_links() == {}


def test_a_page_has_a_broken_link_once(db: None) -> None:
    page = make_text("Κείμενο")
    values = {"page": page, "address": "https://a.example/", "reason": "gone", "found_at": timezone.now()}
    BrokenLink.objects.create(**values)

    with pytest.raises(IntegrityError), transaction.atomic():
        BrokenLink.objects.create(**values)


def test_nobody_is_asked_unless_the_operator_wants_it(db: None) -> None:
    make_text("Κείμενο", body=[("text", to_address("https://a.example/"))])
    said = StringIO()

    call_command("check_links", stdout=said)

    assert (said.getvalue().strip(), broken()) == ("CHECK_OUTSIDE_LINKS is off: nobody was asked", [])


def test_the_command_says_how_many_do_not_open(db: None, settings: Any) -> None:
    settings.CHECK_OUTSIDE_LINKS = True
    make_text("Κείμενο", body=[("text", to_address("https://nobody.invalid/"))])
    said = StringIO()

    call_command("check_links", stdout=said)

    assert said.getvalue().strip() == "1 addresses asked, 1 do not open"
    assert broken() == [("Κείμενο", "εδώ", "unknown")]


def note(title: str, days: int = 3) -> None:
    """Note a broken link on a page of its own."""
    page = make_text(title, body=[("text", to_address("https://a.example/"))])
    found_at = timezone.now() - timedelta(days=days)
    BrokenLink.objects.create(page=page, address="https://a.example/", words="εδώ", reason="gone", found_at=found_at)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            ["Broken links", "The other site says that the page is gone.", "3 days", "Κείμενο", "https://a.example/"],
        ),
        ("el", ["Σύνδεσμοι που δεν ανοίγουν", "Ο άλλος ιστότοπος λέει ότι η σελίδα δεν υπάρχει πια.", "3 ημέρες"]),
    ],
)
def test_the_report_names_page_words_address_and_age(
    language: str, words: list[str], editor: User, client: Client
) -> None:
    User.objects.filter(pk=editor.pk).update(language=language)
    client.force_login(editor)
    note("Κείμενο")

    page = read(client, REPORT)

    assert [word for word in words if word not in page] == []
    assert faults(page) == []


@pytest.mark.parametrize("name", ["member", "translator", "moderator"])
def test_nobody_else_reads_the_report(name: str, db: None, client: Client, request: pytest.FixtureRequest) -> None:
    note("ΚΑΝΑΡΙΝΙ-77")
    client.force_login(request.getfixturevalue(name))

    response = client.get(REPORT)

    assert response.status_code in {302, 403}
    assert "ΚΑΝΑΡΙΝΙ-77" not in response.content.decode()
    assert not BrokenLink.objects.visible_to(request.getfixturevalue(name)).exists()


def test_the_report_takes_the_same_queries_for_one_and_three(editor: User, client: Client) -> None:
    client.force_login(editor)
    note("Πρώτη")
    one = count_queries(client, REPORT)
    for title in ("Δεύτερη", "Τρίτη"):
        note(title)

    assert count_queries(client, REPORT) == one
