"""The list of documents: what each is, where from, and what its link opens."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.models import ReferenceIndex

from library import rules
from library.files import size_of
from library.models import Publication
from network_members.models import User
from tests.factories.library import make_document, make_publication
from tests.reading import count_queries, faults, read, text_of

LISTS = {"el": "/el/engrafa/", "en": "/en/documents/"}
BOTH = pytest.mark.parametrize("language", ["el", "en"])


def rows(page: str) -> list[str]:
    """Return the words of the rows of the list."""
    return [" ".join(text_of(row).split()) for row in re.findall(r'<h3 class="size-1.*?</h3>', page, re.DOTALL)]


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("el", ["Έκθεση (TXT, 2 KB, αγγλικά)", "Νόμος (Ελληνικά)"]),
        ("en", ["Έκθεση (en) (TXT, 2 KB, English)", "Νόμος (en) (Greek)"]),
    ],
)
def test_links_say_what_they_open(language: str, shown: list[str], visitor: Client, db: None) -> None:
    make_publication("Νόμος", kind="law", date="2020-01-01")
    make_publication("Έκθεση", document=make_document("x", language="en"), language="en")
    make_publication("Καναρίνι", listed=False)

    page = read(visitor, LISTS[language])

    assert rows(page) == shown
    assert faults(page) == []


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("?kind=law", ["Νόμος"]),
        ("?language=en", ["Έκθεση"]),
        ("?year=2020&kind=report", []),
        ("?kind=zz", ["Έκθεση", "Νόμος"]),
    ],
)
def test_filters_narrow_the_list(query: str, shown: list[str], visitor: Client, db: None) -> None:
    make_publication("Νόμος", kind="law", date="2020-01-01")
    make_publication("Έκθεση", language="en")

    assert [row.partition(" (")[0] for row in rows(read(visitor, LISTS["el"] + query))] == shown


@BOTH
@pytest.mark.parametrize("query", ["", "?kind=law&year=1"])
def test_an_empty_list_says_so(language: str, query: str, visitor: Client, db: None) -> None:
    page = read(visitor, LISTS[language] + query)

    assert ('class="empty"' in page, faults(page)) == (True, [])


def test_a_file_that_is_not_listed_is_not_there(db: None) -> None:
    file = make_document()
    one = make_publication("Έκθεση", document=file)
    # Wagtail does so once the row is committed.
    ReferenceIndex.create_or_update_for_object(one)
    shown = rules.is_public(file)
    Publication.objects.update(listed=False)

    assert (shown, rules.is_public(file)) == (True, False)


def test_the_list_takes_as_many_queries_for_three_documents_as_for_one(visitor: Client, db: None) -> None:
    make_publication("Έκθεση 0", document=make_document())
    few = count_queries(visitor, LISTS["el"])
    for number in (1, 2):
        make_publication(f"Έκθεση {number}", document=make_document())

    assert (few, count_queries(visitor, LISTS["el"])) == (7, 7)


@pytest.mark.parametrize(("file", "address"), [(True, "https://example.org"), (False, "")])
def test_a_document_is_a_file_or_an_address(file: bool, address: str, db: None) -> None:
    one = Publication(title_el="α", title_en="a", document=make_document() if file else None, address=address)

    with pytest.raises(ValidationError):
        one.full_clean()


@pytest.mark.parametrize(
    ("size", "language", "words"),
    [(10, "el", "1 KB"), (1_300_000, "el", "1,2 MB"), (1_300_000, "en", "1.2 MB"), (0, "en", ""), (None, "en", "")],
)
def test_sizes_are_written_as_the_language_does(size: int | None, language: str, words: str) -> None:
    assert size_of(size, language) == words


@pytest.mark.parametrize(("role", "code"), [("editor", 200), ("member", 403), ("translator", 302)])
def test_editors_keep_the_list(role: str, code: int, request: pytest.FixtureRequest, client: Client) -> None:
    client.force_login(request.getfixturevalue(role))

    assert client.get(reverse(f"{Publication.snippet_viewset.url_namespace}:list")).status_code == code


def test_an_editor_adds_a_document(editor: User, client: Client) -> None:
    client.force_login(editor)
    sent = {
        "title_el": "Έκθεση",
        "title_en": "Report",
        "text_el": "",
        "text_en": "",
        "source_el": "",
        "source_en": "",
        "kind": "report",
        "date": "2026-03-05",
        "language": "el",
        "document": "",
        "address": "https://example.org/",
        "listed": "on",
    }

    client.post(reverse(f"{Publication.snippet_viewset.url_namespace}:add"), sent)

    assert rows(read(client, LISTS["en"])) == ["Report (Greek)"]
