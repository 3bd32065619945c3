"""What is named before publishing: links, pictures and headings that do not hold; nothing of it hinders."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils.translation import override
from wagtail.images.tests.utils import get_test_image_file

from library.models import NetworkImage
from links.addresses import can_work
from links.looking import look
from network_members.models import User
from tests.factories.texts import home, make_text, make_twin
from tests.reading import read

GONE = 999_999


def to_page(number: Any, words: str = "εδώ") -> str:
    return f'<p>Δείτε <a linktype="page" id="{number}">{words}</a>.</p>'


def to_address(address: str, words: str = "εδώ") -> str:
    return f'<p>Δείτε <a href="{address}">{words}</a>.</p>'


def told(*body: tuple[str, Any], **fields: Any) -> list[tuple[str, str]]:
    """Return what is told of a Greek page with these blocks."""
    page = make_text("Κείμενο", body=list(body), **fields)
    return said_of(page)


def said_of(page: Any) -> list[tuple[str, str]]:
    """Return what is told of a page, in English."""
    with override("en"):
        return [(fault.words, fault.told) for fault in look(page)]


@pytest.mark.django_db
def test_a_link_to_a_page_that_was_deleted_is_named() -> None:
    assert told(("text", to_page(GONE))) == [("εδώ", "The page was deleted.")]


@pytest.mark.django_db
def test_a_link_to_a_page_that_is_not_public_is_named() -> None:
    draft = make_text("Σχέδιο", live=False)

    assert told(("text", to_page(draft.pk))) == [("εδώ", "The page is not public: readers see words without a link.")]


@pytest.mark.django_db
def test_a_link_to_what_only_the_other_language_has_is_named_and_one_to_a_twin_is_not() -> None:
    alone = make_text("Alone", home("en"))
    greek = make_text("Το δίκτυο")
    twin = make_twin(greek, "The network", home("en"))

    assert told(("text", to_page(alone.pk) + to_page(twin.pk, "δίκτυο") + to_page(greek.pk))) == [
        ("εδώ", "The page can only be read in the other language.")
    ]


@pytest.mark.django_db
def test_a_link_to_a_document_that_was_deleted_is_named() -> None:
    assert told(("text", f'<p><a linktype="document" id="{GONE}">Έκθεση</a></p>')) == [
        ("Έκθεση", "The document was deleted.")
    ]


@pytest.mark.django_db
def test_a_link_to_a_place_of_the_page_leads_to_a_heading_of_it() -> None:
    body = [("heading", "Τι κάνουμε"), ("text", to_address("#ti-kanoume") + to_address("#allo", "αλλού"))]

    assert told(*body) == [
        ("αλλού", "There is no such place on this page. A heading's address changes with its words.")
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/en/network/", "The address leads to the other language of this site. Choose the page instead of typing it."),
        ("/el/diktyo/", "A typed address of this site breaks when the page moves. Choose the page instead."),
        ("htp://example.org", "This address cannot work. It begins with https:// and names a site."),
        ("https://example.org/page", ""),
    ],
)
def test_a_typed_address_is_looked_at_and_nobody_is_asked(address: str, said: str) -> None:
    assert told(("text", to_address(address))) == ([("εδώ", said)] if said else [])


@pytest.mark.parametrize(
    "address",
    [
        *("https://example.org", "http://www.nomos.gr:8080/a?b=ς#γ", "https://δήμος.ελ/σελίδα"),
        *("mailto:info@example.org", "tel:+30 210 123"),
    ],
)
def test_what_is_written_as_an_address_can_work(address: str) -> None:
    assert can_work(address) or " " in address


@pytest.mark.parametrize(
    "address",
    [
        *("", "www.example.org", "https://", "https://localhost", "https://http://example.org", "https://exa mple.org"),
        *(
            "https://example",
            "https://[::1",
            "https://example.org:port/",
            "mailto:info",
            "javascript:alert(1)",
            "tel:x",
        ),
        *("ftp://example.org", "https://-example.org", "//example.org"),
    ],
)
def test_what_is_not_written_as_an_address_cannot_work(address: str) -> None:
    assert not can_work(address)


@pytest.mark.django_db
def test_a_picture_without_words_is_named_unless_it_is_an_ornament() -> None:
    bare = NetworkImage.objects.create(title="Πλατεία", file=get_test_image_file())
    told_of = NetworkImage.objects.create(title="Αίθουσα", file=get_test_image_file(), alt_el="Μάθημα")
    english = NetworkImage.objects.create(title="Room", file=get_test_image_file(), alt_en="A lesson")
    pictures = [("image", {"image": one.pk, "alt_text": "", "decorative": False}) for one in (bare, told_of, english)]
    ornament = ("image", {"image": bare.pk, "alt_text": "", "decorative": True})
    body = [{"type": kind, "value": value} for kind, value in (*pictures, ornament)]
    page = make_text("Κείμενο")
    page.body = page.body.stream_block.to_python(body)

    assert said_of(page) == [
        (title, "The picture has no description in the language of the page.") for title in ("Πλατεία", "Room")
    ]


@pytest.mark.django_db
def test_headings_lead_to_something_and_are_made_as_headings() -> None:
    body = [
        ("heading", "Πρώτη"),
        ("text", "<h3>Υπότιτλος</h3><p>Λόγια</p><p><b>Σαν τίτλος</b></p><p><b>Μόνο</b> η αρχή</p>"),
        ("heading", "Κενή"),
        ("heading", "Τελευταία"),
    ]

    assert told(*body) == [
        ("Κενή", "Nothing stands below this heading."),
        ("Τελευταία", "Nothing stands below this heading."),
        ("Σαν τίτλος", "This paragraph looks like a heading. Make it one, or take the bold away."),
    ]


@pytest.mark.django_db
def test_answers_inside_blocks_are_read_too() -> None:
    answer = {"question": "Πού;", "answer": to_page(GONE)}

    page = make_text("Κείμενο")
    page.body = page.body.stream_block.to_python(
        [{"type": "questions", "value": [{"type": "item", "id": str(uuid4()), "value": answer}]}]
    )

    assert said_of(page) == [("εδώ", "The page was deleted.")]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Before you publish", "The page was deleted.", "none of them hinders publishing"]),
        ("el", ["Πριν δημοσιεύσετε", "Η σελίδα έχει διαγραφεί.", "καμία δεν εμποδίζει τη δημοσίευση"]),
    ],
)
def test_the_page_editor_names_what_to_mend(language: str, words: list[str], editor: User, client: Client) -> None:
    User.objects.filter(pk=editor.pk).update(language=language)
    client.force_login(editor)
    faulty, whole = make_text("Λάθος", body=[("text", to_page(GONE))]), make_text("Σωστό", body=[("text", "<p>Α</p>")])

    page = read(client, f"/admin/pages/{faulty.pk}/edit/")

    assert [word for word in words if word not in page] == []
    assert words[0] not in read(client, f"/admin/pages/{whole.pk}/edit/")


def test_what_is_named_hinders_nobody_from_publishing(editor: User) -> None:
    page = make_text("Λάθος", body=[("text", to_page(GONE))], live=False)

    page.save_revision(user=editor).publish(user=editor)

    page.refresh_from_db()
    assert page.live


@pytest.mark.django_db
@pytest.mark.parametrize("many", [1, 3])
def test_any_number_of_links_is_looked_at_in_four_queries(many: int, django_assert_num_queries: Any) -> None:
    goals = [make_text(f"Στόχος {number}") for number in range(many)]
    body = "".join(to_page(goal.pk) for goal in goals) + f'<a linktype="document" id="{GONE}">Α</a>'
    page = make_text("Κείμενο", body=[("text", body)])

    with django_assert_num_queries(4):
        look(page)
