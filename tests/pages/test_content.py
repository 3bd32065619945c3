"""Pages of text: read in both languages, headings in order, links to the reader's pages, private ones kept."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import PageViewRestriction

from library.models import NetworkImage
from network_members.models import User
from pages.models import ContentPage
from tests.factories.practices import make_practice
from tests.factories.texts import home, make_text, make_twin
from tests.factories.translations import translate
from tests.reading import count_queries, read, text_of

CANARY = "Καναρίνι"


def headings(page: str) -> list[tuple[str, str]]:
    """Return the headings of the text, with their levels."""
    return re.findall(r"<(h[1-6])[^>]*>(.*?)</h", page.partition("<main")[2].partition("</main>")[0])


def main(page: str) -> str:
    """Return what stands between header and footer."""
    return page.partition("<main")[2].partition("</main>")[0]


def crumbs(page: str) -> list[str]:
    """Return the lines of the way here."""
    nav = page.partition('<nav class="crumbs')[2].partition("</nav>")[0]
    return re.findall(r"<li(.*?)</li>", nav)


@pytest.fixture
def pair(db: None) -> tuple[ContentPage, ContentPage]:
    """A page in both languages, and one below it in Greek alone."""
    outer = make_text("Το δίκτυο", introduction="Ποιοι είμαστε", body=[("text", "<p>Κείμενο</p>")])
    make_twin(outer, "The network", home("en"), introduction="Who we are", body=[("text", "<p>Text</p>")])
    return outer, make_text("Η μέθοδος", outer, introduction="Πώς γίνεται", body=[("text", "<p>Σώμα</p>")])


@pytest.mark.parametrize(
    ("address", "language", "words"),
    [
        ("/el/to-diktyo/", "el", ["Το δίκτυο", "Ποιοι είμαστε", "Κείμενο"]),
        ("/en/the-network/", "en", ["The network", "Who we are", "Text"]),
    ],
)
def test_a_visitor_reads_a_page_in_both_languages(
    address: str, language: str, words: list[str], pair: object, visitor: Client
) -> None:
    page = read(visitor, address)

    assert re.findall(r"<h1>(.*?)</h1>", page) == words[:1]
    assert f'<meta name="description" content="{words[1]}">' in page
    assert f"<p>{words[2]}</p>" in page
    assert f'<html lang="{language}">' in page


def test_a_page_without_translation_keeps_its_language(pair: object, visitor: Client) -> None:
    page = read(visitor, "/en/the-network/i-methodos/")

    assert '<h1 lang="el">Η μέθοδος</h1>' in page
    assert '<div class="stack" lang="el"><p>Σώμα</p></div>' in page
    assert '<meta name="description" content="Πώς γίνεται" lang="el">' in page
    assert main(page).count('class="notice"') == 1


def test_the_way_here_is_in_the_readers_language(pair: object, visitor: Client) -> None:
    greek, english = (read(visitor, path) for path in ("/el/to-diktyo/i-methodos/", "/en/the-network/i-methodos/"))

    assert crumbs(greek) == [
        '><a href="/el/">Αρχική</a>',
        '><a href="/el/to-diktyo/">Το δίκτυο</a>',
        ' aria-current="page">Η μέθοδος',
    ]
    assert crumbs(english) == [
        '><a href="/en/">Home</a>',
        '><a href="/en/the-network/">The network</a>',
        ' lang="el" aria-current="page">Η μέθοδος',
    ]


def test_the_way_here_leads_through_pages_that_stand_in(visitor: Client, db: None) -> None:
    outer = make_text("Σημειώσεις")
    make_text("Μία σημείωση", outer)

    trail = crumbs(read(visitor, "/en/simeioseis/mia-simeiosi/"))
    assert trail[1] == ' lang="el"><a href="/en/simeioseis/">Σημειώσεις</a>'


def test_search_engines_learn_of_both_languages(pair: object, visitor: Client) -> None:
    page = read(visitor, "/el/to-diktyo/")

    assert 'hreflang="en" href="http://testserver/en/the-network/"' in page
    assert '<link rel="canonical" href="http://testserver/el/to-diktyo/">' in page


BODY = [
    ("text", "<h3>Πριν</h3><p>Χωρίς επικεφαλίδα</p>"),
    ("heading", "Πρώτη ενότητα"),
    ("text", "<h3>Μέσα</h3><p>Κείμενο</p>"),
    ("questions", [{"question": "Γιατί;", "answer": "<p>Διότι.</p>", "revised": "2026-03-05"}]),
    ("heading", "Πρώτη ενότητα"),
    ("quote", {"text": "Μας άκουσαν.", "source": "Μία μητέρα"}),
]


def test_headings_skip_no_level_and_are_led_to(visitor: Client, db: None) -> None:
    make_text("Σελίδα", body=BODY)

    page = read(visitor, "/el/selida/")

    assert headings(page) == [
        ("h1", "Σελίδα"),
        ("h2", "Πριν"),
        ("h2", "Πρώτη ενότητα"),
        ("h3", "Μέσα"),
        ("h3", "Γιατί;"),
        ("h2", "Πρώτη ενότητα"),
    ]
    contents = page.partition('<nav class="toc')[2].partition("</nav>")[0]
    anchors = re.findall(r'<a href="#(.*?)">(.*?)</a>', contents)
    assert anchors == [("proti-enotita", "Πρώτη ενότητα"), ("proti-enotita-2", "Πρώτη ενότητα")]
    assert [f'<h2 id="{anchor}">' in page for anchor, _title in anchors] == [True, True]


def test_one_heading_needs_no_contents(visitor: Client, db: None) -> None:
    make_text("Σελίδα", body=[("heading", "Μία"), ("text", "<p>Α</p>")])

    assert '<nav class="toc' not in read(visitor, "/el/selida/")


@pytest.mark.parametrize(
    ("language", "words"), [("el", "Αναθεωρήθηκε στις 5 Μαρτίου 2026"), ("en", "Revised on 5 March 2026")]
)
def test_a_question_says_when_its_answer_was_revised(language: str, words: str, visitor: Client, db: None) -> None:
    make_text("Σελίδα", body=BODY)

    page = read(visitor, f"/{language}/selida/")

    assert words in text_of(page)
    assert "Μας άκουσαν." in page


def test_questions_before_any_heading_stand_one_level_up(visitor: Client, db: None) -> None:
    make_text("Σελίδα", body=[("questions", [{"question": "Γιατί;", "answer": "<p>Α</p>", "revised": None}])])

    page = read(visitor, "/el/selida/")

    assert headings(page)[1] == ("h2", "Γιατί;")
    assert "Αναθεωρήθηκε" not in page


@pytest.fixture
def picture(db: None) -> NetworkImage:
    """A picture described in both languages."""
    return NetworkImage.objects.create(
        title="photo", file=get_test_image_file(), alt_el="Γιορτή", alt_en="A feast", credit="Φωτεινή Μ."
    )


def as_block(image: NetworkImage, **values: Any) -> Any:
    """Return a picture as the body keeps it."""
    block = ContentPage._meta.get_field("body").stream_block.child_blocks["image"]
    return block.to_python({"image": image.pk, "alt_text": "", "decorative": False, **values})


@pytest.mark.parametrize(
    ("values", "language", "alt"),
    [
        ({"alt_text": "Γιορτή στην πλατεία"}, "el", 'alt="Γιορτή στην πλατεία" loading'),
        ({"alt_text": "Γιορτή στην πλατεία"}, "en", 'alt="A feast" loading'),
        ({}, "el", 'alt="Γιορτή" loading'),
        ({"decorative": True}, "en", 'alt="" loading'),
    ],
)
def test_a_picture_is_described_in_the_readers_language(
    values: dict[str, Any], language: str, alt: str, picture: NetworkImage, visitor: Client
) -> None:
    make_text("Σελίδα", body=[("image", as_block(picture, **values))])

    page = read(visitor, f"/{language}/selida/")

    assert alt in page
    assert "Φωτεινή Μ." in page


def test_a_description_in_the_other_language_is_marked(picture: NetworkImage, visitor: Client) -> None:
    NetworkImage.objects.update(alt_en="")
    make_text("Σελίδα", body=[("image", as_block(picture, alt_text="Γιορτή"))])

    assert 'alt="Γιορτή" lang="el" loading' in read(visitor, "/en/selida/")


def test_a_lost_picture_leaves_no_hole(picture: NetworkImage, visitor: Client) -> None:
    make_text("Σελίδα", body=[("image", as_block(picture, alt_text="Γιορτή")), ("text", "<p>Μετά</p>")])
    picture.file.storage.delete(picture.file.name)

    page = main(read(visitor, "/el/selida/"))

    assert ("<img" in page, "Μετά" in page) == (False, True)


def link_to(page: Any) -> list[tuple[str, str]]:
    """Return a body whose text links to a page."""
    return [("text", f'<p><a linktype="page" id="{page.pk}">εδώ</a></p>')]


@pytest.mark.parametrize(("language", "url"), [("el", "/el/to-diktyo/"), ("en", "/en/the-network/")])
def test_links_lead_to_the_page_in_the_readers_language(
    language: str, url: str, pair: tuple[ContentPage, ContentPage], visitor: Client
) -> None:
    make_text("Σελίδα", body=link_to(pair[0]))

    assert f'<a href="{url}">εδώ</a>' in read(visitor, f"/{language}/selida/")


def test_links_lead_to_where_a_page_stands_in(pair: tuple[ContentPage, ContentPage], visitor: Client) -> None:
    make_text("Σελίδα", body=link_to(pair[1]))

    assert '<a href="/en/the-network/i-methodos/">εδώ</a>' in read(visitor, "/en/selida/")


@pytest.mark.parametrize("number", ["0", "999999", "١٢", "x"])
def test_links_to_pages_that_are_gone_lead_nowhere(number: str, visitor: Client, db: None) -> None:
    make_text("Σελίδα", body=[("text", f'<p><a linktype="page" id="{number}">εδώ</a></p>')])

    assert "<a>εδώ</a>" in read(visitor, "/el/selida/")


def test_links_to_drafts_lead_nowhere(visitor: Client, db: None) -> None:
    make_text("Σελίδα", body=link_to(make_text("Πρόχειρο", live=False)))

    assert "<a>εδώ</a>" in read(visitor, "/el/selida/")


def test_pages_below_are_cards_in_either_language(pair: tuple[ContentPage, ContentPage], visitor: Client) -> None:
    make_text("Πρόχειρο", pair[0], live=False)

    greek, english = (read(visitor, path) for path in ("/el/to-diktyo/", "/en/the-network/"))

    assert '<h3><a href="/el/to-diktyo/i-methodos/">Η μέθοδος</a></h3>' in greek
    assert '<h3 lang="el"><a href="/en/the-network/i-methodos/">Η μέθοδος</a></h3>' in english
    assert "Πρόχειρο" not in greek + english


def test_a_translated_page_below_stands_once(pair: tuple[ContentPage, ContentPage], visitor: Client) -> None:
    make_twin(pair[1], "The method", ContentPage.objects.get(title="The network"))

    page = main(read(visitor, "/en/the-network/"))

    assert re.findall(r'<h3[^>]*><a href="(.*?)">', page) == ["/en/the-network/the-method/"]


@pytest.mark.parametrize(("role", "seen"), [("visitor", False), ("member", True)])
def test_private_pages_below_are_for_those_who_may_open_them(
    role: str, seen: bool, pair: tuple[ContentPage, ContentPage], request: Any, client: Client
) -> None:
    secret = make_text(f"{CANARY} σελίδα", pair[0], introduction=CANARY)
    PageViewRestriction.objects.create(page=secret, restriction_type=PageViewRestriction.LOGIN)
    person = request.getfixturevalue(role)
    if isinstance(person, User):
        client.force_login(person)

    assert [CANARY in read(client, path) for path in ("/el/to-diktyo/", "/en/the-network/")] == [seen, seen]


@pytest.mark.parametrize("path", ["/el/selida/", "/en/selida/"])
def test_a_private_page_leads_visitors_to_the_login(path: str, visitor: Client, db: None) -> None:
    page = make_text("Σελίδα", body=[("text", f"<p>{CANARY}</p>")])
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

    answer = visitor.get(path)

    assert (answer.status_code, CANARY in answer.content.decode()) == (302, False)
    assert "/login/" in answer["Location"]


@pytest.mark.parametrize("path", ["/el/selida/", "/en/selida/"])
def test_a_draft_is_not_found(path: str, visitor: Client, db: None) -> None:
    make_text("Σελίδα", live=False)

    assert visitor.get(path).status_code == 404


def test_a_page_made_by_translation_reads_whole(visitor: Client, db: None) -> None:
    original = make_text("Σελίδα", introduction="Λίγα λόγια", body=BODY)
    translate(original, words=lambda text: text.replace("Σελίδα", "Page"))

    page = read(visitor, "/en/page/")

    assert re.findall(r"<h1>(.*?)</h1>", page) == ["Page"]
    assert "Μας άκουσαν." in page


def test_an_editor_previews_a_draft(client: Client, editor: User) -> None:
    draft = make_text("Πρόχειρο", body=BODY, live=False)
    client.force_login(editor)

    page = read(client, reverse("wagtailadmin_pages:view_draft", args=[draft.pk]))

    assert headings(page)[0] == ("h1", "Πρόχειρο")


def test_a_page_takes_as_many_queries_for_three_pages_below_as_for_one(visitor: Client, db: None) -> None:
    outer = make_text("Σελίδα", body=BODY)
    make_practice()
    make_text("Κάτω 0", outer)
    few = count_queries(visitor, "/el/selida/")
    for number in (1, 2):
        make_text(f"Κάτω {number}", outer)

    assert (few, count_queries(visitor, "/el/selida/")) == (5, 5)
