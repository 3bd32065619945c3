"""Files of the list are found by their text: read by the worker, once, and only where everybody may open them."""

from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from time_machine import TimeMachineFixture
from wagtail.models import ReferenceIndex

from library import actions, rules
from library.found_documents import papers
from library.models import DocumentText, NetworkDocument, Publication
from library.reading import alone
from network_members.models import User
from tests.factories.files import blank_pdf, paragraph, worded_pdf, worded_word
from tests.factories.library import make_publication
from tests.reading import read, text_of
from tests.search.indexing import found, read_all, shown, titles

pytestmark = pytest.mark.django_db

CANARY = "Καναρίνι"
BOTH = pytest.mark.parametrize("reader", ["el", "en"])


def store(content: bytes, name: str = "report.docx", **fields: Any) -> NetworkDocument:
    """Return a stored document."""
    document: NetworkDocument = NetworkDocument.objects.create(
        title="Έκθεση", file=ContentFile(content, name=name), **fields
    )
    return document


def listed(text: str, title: str = "Έκθεση", **fields: Any) -> Publication:
    """Return a listed document whose file, of Word, says a text."""
    publication = make_publication(title, document=store(worded_word(paragraph(text))), **fields)
    ReferenceIndex.create_or_update_for_object(publication)
    return publication


def read_files() -> None:
    """Read all that waits, as the worker does."""
    while actions.read_next():
        pass
    read_all()


def states() -> list[tuple[str, str]]:
    """Return what became of each file."""
    return list(DocumentText.objects.order_by("document").values_list("state", "text"))


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Count what is really read."""
    taken: list[str] = []

    def reading(content: bytes, extension: str, stopped: Event) -> tuple[str, str]:
        taken.append(extension)
        return "read", f"Κείμενο {len(taken)}"

    monkeypatch.setattr(alone, "read", reading)
    return taken


# Found


@BOTH
@pytest.mark.parametrize("query", ["καναρινιών", "KANARINIA", "ΚΑΝΑΡΊΝΙ"])
def test_a_document_is_found_by_the_text_of_its_file_in_both_languages(reader: str, query: str) -> None:
    publication = make_publication("Έκθεση", document=store(worded_pdf("<p>Τα κανα-<br>ρίνια της πόλης"), "a.pdf"))
    make_publication("Άλλη")
    read_files()
    (hit,) = shown(query, reader=reader)

    assert (hit.id, hit.title) == (f"document:{publication.pk}", {"el": "Έκθεση", "en": "Έκθεση (en)"}[reader])
    assert (hit.marked_passage, hit.passage_language) == (
        "Τα <mark>καναρίνια</mark> της πόλης",
        "el",
    )


def test_the_passage_stands_in_the_language_of_the_file(client: Client) -> None:
    listed("Τα καναρίνια της πόλης")
    read_files()

    assert '<p lang="el">Τα <mark>καναρίνια</mark> της πόλης</p>' in read(client, "/en/search/?q=καναρίνι")
    assert "<p>Τα <mark>καναρίνια</mark> της πόλης</p>" in read(client, "/el/search/?q=καναρίνι")


def test_words_of_the_list_go_before_those_of_the_file() -> None:
    listed("Τα καναρίνια της πόλης", text_en="On canaries (καναρίνια)")
    read_files()
    (hit,) = shown("καναρίνι", reader="en")

    assert (hit.passage, hit.passage_language) == ("On canaries (καναρίνια)", "en")


@pytest.mark.parametrize(
    ("text", "of_file", "of_list", "language"),
    [
        ("Ελληνικά", "en", "el", "en"),
        ("Ελληνικά", "", "en", "el"),
        ("English", "", "el", "en"),
        ("日本語", "", "en", "en"),
    ],
)
def test_a_text_stands_in_the_language_of_its_file_else_of_its_letters(
    text: str, of_file: str, of_list: str, language: str
) -> None:
    publication = listed(text, language=of_list)
    NetworkDocument.objects.update(language=of_file)
    read_files()

    assert [one.language for one in papers([publication.pk]) if one.body == text] == [language]


# Once, and anew


def test_an_unchanged_file_is_read_once_and_its_copy_never(readings: list[str]) -> None:
    for title in ("Πρώτη", "Δεύτερη"):
        listed("Το ίδιο", title)
    read_files()
    read_files()

    assert (readings, states()) == (["docx"], [("read", "Κείμενο 1")] * 2)


def test_another_file_is_not_found_by_the_text_of_the_old_one() -> None:
    publication = listed("Παλιά καναρίνια")
    read_files()
    document: Any = publication.document
    document.file = ContentFile(worded_word(paragraph("Νέα χελιδόνια")), name="new.docx")
    document.save()
    read_all()
    between = titles("καναρίνι"), titles("χελιδόνι")
    read_files()

    assert (between, titles("καναρίνι"), titles("χελιδόνι")) == (([], []), [], ["Έκθεση"])


def test_a_text_goes_with_its_document_and_leaves_the_index_with_its_publication() -> None:
    publication = listed("Τα καναρίνια")
    read_files()
    publication.document, publication.address = None, "https://example.org"
    publication.save()
    gone = titles("καναρίνι")
    NetworkDocument.objects.all().delete()

    assert (gone, states()) == ([], [])


def test_a_file_that_changes_while_it_is_read_keeps_no_old_text(monkeypatch: pytest.MonkeyPatch) -> None:
    publication = listed("Τα καναρίνια")

    def read_while_it_changes(content: bytes, extension: str, stopped: Event) -> tuple[str, str]:
        NetworkDocument.objects.filter(pk=publication.document_id).update(file="documents/other.docx")
        return "read", "Παλιό"

    monkeypatch.setattr(alone, "read", read_while_it_changes)
    actions.read_next()

    assert states() == []


def test_only_files_of_the_list_are_read(readings: list[str]) -> None:
    store(worded_word(paragraph("Κάτι")))
    make_publication("Αλλού")

    assert (actions.read_next(), readings, states()) == (False, [], [])


def test_a_better_reading_reads_all_files_anew(readings: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    listed("Κάτι")
    read_files()
    monkeypatch.setattr("library.models.texts.VERSION", 2)
    monkeypatch.setattr(actions, "VERSION", 2)
    read_files()

    assert (len(readings), states()) == (2, [("read", "Κείμενο 2")])


# What cannot be read


@pytest.mark.parametrize(
    ("name", "content", "state"),
    [
        ("a.pdf", lambda: blank_pdf(), "empty"),
        ("a.pdf", lambda: b"%PDF-1.7 nothing", "broken"),
        ("a.docx", lambda: b"\xd0\xcf\x11\xe0" + bytes(600), "locked"),
        ("a.xlsx", lambda: b"PK", "other"),
        ("a.DOCX", lambda: worded_word(paragraph("Κάτι")), "read"),
    ],
)
def test_a_file_without_text_is_found_by_its_title_and_read_once(
    name: str, content: Callable[[], bytes], state: str
) -> None:
    make_publication("Καναρίνια", document=store(content(), name))
    read_files()

    assert [kept for kept, _text in states()] == [state]
    assert (actions.read_next(), titles("καναρίνι")) == (False, ["Καναρίνια"])


def test_a_large_file_is_not_read(readings: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST_BYTES", 10)
    listed("Κάτι")
    read_files()

    assert (readings, states()) == ([], [("large", "")])


def test_a_file_that_is_missing_is_looked_for_again_the_next_day(time_machine: TimeMachineFixture) -> None:
    publication = listed("Τα καναρίνια")
    document: Any = publication.document
    content = document.file.read()
    document.file.storage.delete(document.file.name)
    read_files()
    lost = states()
    document.file.storage.save(document.file.name, ContentFile(content))
    at_once = actions.read_next()
    time_machine.move_to(timezone.now() + timedelta(days=1, minutes=1))
    read_files()

    assert (lost, at_once, states()) == ([("lost", "")], False, [("read", "Τα καναρίνια")])


def test_a_text_has_a_state_and_a_state_its_text() -> None:
    document = store(b"")
    for state, text in (("read", ""), ("locked", "κάτι")):
        with pytest.raises(IntegrityError), transaction.atomic():
            DocumentText.objects.create(document=document, file="a", state=state, text=text, read_at=timezone.now())


# The command


def test_the_command_reads_what_waits_and_all_when_asked_again(readings: list[str]) -> None:
    for number in range(2):
        listed(f"Κείμενο {number}")
    said = [run(), run(), run("--again")]

    assert ([lines[-1] for lines in said], len(readings)) == (
        ["2 files read", "0 files read", "2 files read"],
        4,
    )


def run(*options: str) -> list[str]:
    """Return the lines that the command writes."""
    out = StringIO()
    call_command("read_documents", *options, stdout=out)
    return out.getvalue().splitlines()


def test_a_stopped_run_goes_on_where_it_was(readings: list[str]) -> None:
    for number in range(3):
        listed(f"Κείμενο {number}")
    next(actions.read_all())

    assert (run()[-1], len(readings)) == ("2 files read", 3)


# Who may see


def test_an_unlisted_document_is_found_by_nobody(editor: User) -> None:
    listed(f"Το {CANARY} πετά", listed=False)
    read_files()

    assert [found(CANARY, user).total for user in (None, editor)] == [0, 0]


def test_to_keep_a_text_shows_its_file_to_nobody(client: Client) -> None:
    document = store(worded_word(paragraph(CANARY)))
    kept = DocumentText.objects.create(
        document=document, file=document.file.name, state="read", text=CANARY, read_at=timezone.now()
    )
    ReferenceIndex.create_or_update_for_object(kept)

    assert (rules.is_public(document), rules.is_published(document)) == (False, False)
    assert client.get(document.url).status_code == 404


def test_reading_documents_takes_as_many_queries_for_three_as_for_one() -> None:
    one = listed("Κείμενο")
    read_files()
    with CaptureQueriesContext(connection) as first:
        list(papers([one.pk]))
    more = [one, *(listed(f"Κείμενο {number}") for number in range(2))]
    read_files()
    with CaptureQueriesContext(connection) as three:
        list(papers([publication.pk for publication in more]))

    assert len(three) == len(first)


# Editors


@pytest.mark.parametrize(
    ("content", "short", "said"),
    [
        (lambda: worded_word(paragraph("Κάτι")), "All of its text", "The search finds the text of this file."),
        (lambda: worded_word(""), "Title and description", "holds pictures and no text"),
    ],
)
def test_editors_read_whether_the_search_knows_the_text_and_why_not(
    content: Callable[[], bytes], short: str, said: str, desk: Client
) -> None:
    publication = make_publication("Έκθεση", document=store(content()))
    waits = text_of(admin(desk, publication, "list")), text_of(admin(desk, publication, "edit"))
    read_files()

    assert ("Waits to be read" in waits[0], "waits to be read for the search" in waits[1]) == (True, True)
    assert (short in text_of(admin(desk, publication, "list")), said in text_of(admin(desk, publication, "edit"))) == (
        True,
        True,
    )
    where = reverse("wagtaildocs:edit", args=[publication.document_id])
    assert said in text_of(desk.get(where).content.decode())


def admin(client: Client, publication: Publication, page: str) -> str:
    """Return a page of the admin about listed documents."""
    args = [publication.pk] if page == "edit" else []
    return str(client.get(reverse(f"wagtailsnippets_library_publication:{page}", args=args)).content.decode())


def test_the_editors_list_takes_as_many_queries_for_three_files_as_for_one(desk: Client) -> None:
    one = listed("Κείμενο")
    admin(desk, one, "list")
    with CaptureQueriesContext(connection) as first:
        admin(desk, one, "list")
    for number in range(2):
        listed(f"Κείμενο {number}")
    read_files()
    with CaptureQueriesContext(connection) as three:
        admin(desk, one, "list")

    assert len(three) == len(first)


def test_a_document_elsewhere_says_nothing_of_a_file(desk: Client) -> None:
    publication = make_publication("Έκθεση")

    assert publication.found_by() == ""
    assert "waits to be read" not in text_of(admin(desk, publication, "edit"))


def test_files_stay_on_the_disk_of_a_real_site(on_disk: Path) -> None:
    listed("Τα καναρίνια της πόλης")
    read_files()

    assert titles("καναρίνι") == ["Έκθεση"]
