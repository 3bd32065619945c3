"""A practice as a PDF file: tagged, in both languages, with what this reader may read and nothing else."""

import re
import socket
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from pypdf import PdfReader
from wagtail.models import PageViewRestriction

from blocks import paper
from good_practices import pdf
from good_practices.models import GoodPracticePage, PracticeImage
from library.models import NetworkImage
from network_members import limits
from network_members.models import Organisation, User
from pages.models import FooterText, Funder
from tests.factories.files import picture, upload
from tests.factories.full_practice import CONTACT, COST, STAFF
from tests.factories.practices import make_draft, make_practice
from tests.factories.translations import translate
from tests.network_members.rooms import enter, page_of
from tests.reading import count_anew, read

pytestmark = pytest.mark.skipif(not paper.is_possible(), reason="Pango is not installed")
BOTH = pytest.mark.parametrize("language", ["el", "en"])
PAGES = {"el": "/el/kales-praktikes/diktyo/", "en": "/en/good-practices/diktyo/"}
CANARY = "ΚΑΝΑΡΙΝΙ-6c20"


def address(practice: Any, language: str = "en") -> str:
    return f"/{language}/practices/{getattr(practice, 'translation_key', practice)}/pdf/"


def file_at(client: Client, where: str) -> PdfReader:
    answer = client.get(where)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    return PdfReader(BytesIO(answer.content))


def words(file: PdfReader) -> str:
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in file.pages))


def elements(file: PdfReader) -> Iterator[Any]:
    """Yield the elements of the structure tree."""
    root: Any = file.root_object
    waiting = [root["/StructTreeRoot"]["/K"]]
    while waiting:
        found = waiting.pop().get_object()
        if isinstance(found, list):
            waiting.extend(found)
        elif isinstance(found, dict) and "/S" in found:
            yield found
            waiting.append(found.get("/K", []))


# What is in it


@BOTH
def test_the_file_names_its_language_and_title_and_is_tagged(
    language: str, full: GoodPracticePage, visitor: Client, editor: User
) -> None:
    translate(full, user=editor)

    file = file_at(visitor, address(full, language))

    root: Any = file.root_object
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == (language, True)
    assert file.metadata
    assert file.metadata.title == {"el": "Δίκτυο", "en": "T Δίκτυο"}[language]
    assert b"pdfuaid:part" in root["/Metadata"].get_data()


@BOTH
def test_the_file_says_what_the_page_says(language: str, full: GoodPracticePage, visitor: Client, editor: User) -> None:
    translate(full, user=editor)
    expected = {
        "el": (
            "Σύνοψη του έργου.",
            "Γράφτηκε στα ελληνικά.",
            "Αποτελέσματα ως προς τους στόχους",
            "σελίδα 1 από 3",
            "Νήμα",
            "http://testserver/el/kales-praktikes/diktyo/",
        ),
        "en": (
            "T Σύνοψη του έργου.",
            "Translated from Greek and reviewed on",
            "Results against objectives",
            "page 1 of 3",
            "Nima",
            "http://testserver/en/good-practices/t-diktyo/",
        ),
    }[language]

    said = words(file_at(visitor, address(full, language)))

    assert [one for one in (*expected, "CC BY 4.0") if one not in said] == []


def test_headings_tables_and_pictures_are_elements_and_headings_are_bookmarks(
    full: GoodPracticePage, visitor: Client
) -> None:
    footer, _made = FooterText.objects.get_or_create(locale=full.locale)
    Funder.objects.create(footer=footer, emblem="eu", sentence="Με τη συγχρηματοδότηση της Ένωσης.")
    show_picture(full)

    file = file_at(visitor, address(full, "el"))

    found = [str(one["/S"]) for one in elements(file)]
    assert {"/H1", "/H2", "/H3", "/Table", "/TH", "/TD", "/L", "/LI", "/Link", "/Figure"} <= set(found)
    assert [found.count(name) for name in ("/H1", "/Table")] == [1, 1]
    alts = [str(one["/Alt"]) for one in elements(file) if one["/S"] == "/Figure"]
    assert sorted(alts) == ["Έμβλημα της Ευρωπαϊκής Ένωσης", "Μια πλατεία"]
    assert "Με τη συγχρηματοδότηση της Ένωσης." in words(file)
    outline: Any = file.outline
    title, below = outline
    assert [one["/Title"] for one in (title, *below[:2])] == ["Δίκτυο", "Με λίγα λόγια", "Η ανάγκη"]


def test_the_file_warns_of_what_nobody_confirmed_and_shows_all_pictures_as_the_page_does(
    full: GoodPracticePage, visitor: Client
) -> None:
    for alt in ("Μια πλατεία", "Ένας δρόμος"):
        show_picture(full, alt)
    GoodPracticePage.objects.filter(pk=full.pk).update(unconfirmed_since=date(2021, 5, 4))

    file = file_at(visitor, address(full, "el"))

    assert "4 Μαΐου 2021" in words(file).partition("Με λίγα λόγια")[0]
    alts = [str(one.get("/Alt")) for one in elements(file) if one["/S"] == "/Figure"]
    assert sorted(alts) == ["Ένας δρόμος", "Μια πλατεία"]


def show_picture(practice: GoodPracticePage, alt: str = "Μια πλατεία") -> NetworkImage:
    """Give a practice a picture, as its author and editor would."""
    image = NetworkImage.objects.create(title="square", file=upload("a.png", picture()), alt_el=alt, alt_en="A square")
    practice.images.add(PracticeImage(image=image))
    practice.save_revision().publish()
    return image


def test_a_picture_that_not_everybody_may_see_is_not_in_the_file(
    full: GoodPracticePage, visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    show_picture(full)
    monkeypatch.setattr(pdf, "is_public", lambda image: False)

    file = file_at(visitor, address(full, "el"))

    assert [image for page in file.pages for image in page.images] == []


@BOTH
def test_a_practice_without_translation_is_had_in_its_own_language(
    language: str, full: GoodPracticePage, visitor: Client
) -> None:
    answer = visitor.get(address(full, language))
    said = words(PdfReader(BytesIO(answer.content)))

    assert "Σύνοψη του έργου." in said
    assert answer["Content-Language"] == "el"
    assert ("has not been translated into English yet" in said) == (language == "en")
    assert f"http://testserver{PAGES[language]}" in said
    assert 'http://testserver/el/kales-praktikes/diktyo/>; rel="cite-as"' in answer["Link"]


def test_a_practice_with_nothing_but_a_title_makes_a_file(visitor: Client, db: None) -> None:
    bare = make_practice("Δίκτυο", one_line="", place=None)

    assert "Δίκτυο" in words(file_at(visitor, address(bare, "el")))


# Who reads what


def test_costs_are_in_the_file_of_a_member_and_in_no_visitors(
    full: GoodPracticePage, visitor: Client, member: User
) -> None:
    for_member = words(file_at(enter(member), address(full, "el")))
    for_visitor = words(file_at(visitor, address(full, "el")))

    assert [COST in said for said in (for_member, for_visitor)] == [True, False]
    assert [STAFF in said for said in (for_member, for_visitor)] == [True, False]
    assert not [said for said in (for_member, for_visitor) if CONTACT in said or "canary@" in said]


@pytest.mark.parametrize("name", ["visitor", "stranger", "member", "editor", "superuser"])
def test_a_draft_is_no_file_and_looks_as_if_it_were_not_there(
    name: str, member: User, request: pytest.FixtureRequest
) -> None:
    draft = make_draft(member, title=CANARY, summary=CANARY)
    client = Client() if name == "visitor" else enter(request.getfixturevalue(name))

    answers = [client.get(address(key)) for key in (draft, uuid4())]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert CANARY not in page_of(answers[0], 404)


def test_what_is_hidden_later_is_no_file_any_more(full: GoodPracticePage, visitor: Client) -> None:
    file_at(visitor, address(full))

    PageViewRestriction.objects.create(page=full, restriction_type=PageViewRestriction.LOGIN)

    assert visitor.get(address(full)).status_code == 404


def test_a_file_says_what_the_page_says_after_a_change(full: GoodPracticePage, visitor: Client) -> None:
    before = words(file_at(visitor, address(full, "el")))

    full.summary = CANARY
    full.save_revision().publish()

    assert [CANARY in said for said in (before, words(file_at(visitor, address(full, "el"))))] == [False, True]


# How it is made


def test_making_a_file_asks_no_other_host(
    full: GoodPracticePage, visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: Any) -> None:
        raise AssertionError("somebody was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    full.summary = "![x](https://evil.example/a.png) <img src='https://evil.example/b.png'>"
    full.save_revision().publish()

    file = file_at(visitor, address(full, "el"))

    assert [image for page in file.pages for image in page.images] == []


def test_a_file_is_made_once_until_something_changes(
    full: GoodPracticePage, visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []

    def count(html: str, files: paper.OwnFiles) -> bytes:
        made.append(html)
        return b"%PDF"

    monkeypatch.setattr(paper, "print_page", count)

    for _time in range(3):
        assert visitor.get(address(full)).content == b"%PDF"

    assert len(made) == 1


def test_whoever_asks_too_often_waits(full: GoodPracticePage, visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(limits.LIMITS, "pdf", "2/h/ip")
    monkeypatch.setattr(pdf, "file_of", lambda shown: b"%PDF")

    answers = [visitor.get(address(full)) for _time in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[2]["Retry-After"] == "3600"


def test_files_are_only_read(full: GoodPracticePage, visitor: Client) -> None:
    assert [visitor.generic(way, address(full)).status_code for way in ("POST", "PUT", "DELETE")] == [405] * 3


def test_the_queries_do_not_grow_with_the_rows(
    full: GoodPracticePage, visitor: Client, monkeypatch: pytest.MonkeyPatch, council: Organisation
) -> None:
    monkeypatch.setattr(paper, "print_page", lambda html, files: b"%PDF")
    one = count_anew(visitor, address(full))
    for text in ("Στόχος δύο", "Στόχος τρία"):
        full.objectives.create(text=text, locale=full.locale)
        full.partners.create(name=text)
    full.save_revision().publish()

    assert count_anew(visitor, address(full)) == one


# On the page


@BOTH
def test_the_page_leads_to_the_file_and_says_how_to_cite(
    language: str, full: GoodPracticePage, visitor: Client
) -> None:
    answer = visitor.get(PAGES[language])
    page = page_of(answer)

    assert f'href="{address(full, language)}"' in page
    assert {"el": "Λήψη ως PDF", "en": "Download as PDF"}[language] in page
    assert re.search(r'<cite class="to-copy"[^>]*>.*http://testserver/el/kales-praktikes/diktyo/</cite>', page)
    assert answer["Link"] == '<http://testserver/el/kales-praktikes/diktyo/>; rel="cite-as"'


def test_a_machine_without_pango_offers_no_file(
    full: GoodPracticePage, visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("blocks.paper.is_possible", "good_practices.presentation.is_possible"):
        monkeypatch.setattr(module, lambda: False)

    assert "/pdf/" not in read(visitor, PAGES["el"])
    assert visitor.get(address(full)).status_code == 404


def test_a_preview_of_a_draft_leads_to_no_file(member: User) -> None:
    draft = make_draft(member)

    assert "/pdf/" not in read(enter(member), f"/el/my/practices/{draft.translation_key}/preview/")
