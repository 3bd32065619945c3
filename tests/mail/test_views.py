"""The mailbox shows every mail of the demo in both languages; a real site has none."""

import re
import uuid
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from mail.layout import dress
from mail.models import Message
from tests.factories.mails import make_mail
from tests.reading import count_queries, read, text_of

pytestmark = pytest.mark.django_db
LIST = {"el": "/el/mailbox/", "en": "/en/mailbox/"}
LINK = "http://127.0.0.1:8000/el/my/"


@pytest.fixture
def demo(settings: Any) -> None:
    """The site as a newcomer runs it."""
    settings.DEMO = True


def make_whole(**fields: Any) -> Message:
    """Return a mail with a link, in both forms."""
    plain, html = dress("Θέμα", f"Γεια σας,\n\nΔείτε το:\n{LINK}", language="el")
    return make_mail(text=plain, html=html, **fields)


@pytest.mark.parametrize("path", ["", "{id}/", "{id}/html/"])
@pytest.mark.parametrize("who", ["visitor", "superuser"])
def test_a_real_site_has_no_mailbox(path: str, who: str, visitor: Client, request: pytest.FixtureRequest) -> None:
    if who != "visitor":
        visitor.force_login(request.getfixturevalue(who), "allauth.account.auth_backends.AuthenticationBackend")
    response = visitor.get(LIST["el"] + path.format(id=make_mail().public_id))

    assert response.status_code == 404
    assert "anna@nima.example" not in response.content.decode()


@pytest.mark.parametrize(("language", "words"), [("el", "Γραμματοκιβώτιο της δοκιμής"), ("en", "Mailbox of the demo")])
def test_the_newest_mail_stands_first(language: str, words: str, demo: None, visitor: Client) -> None:
    make_mail(subject="Παλιό")
    make_mail(subject="New one", language="en", state="sent", sent_at=timezone.now())

    page = read(visitor, LIST[language])

    assert re.findall(r"<h1>(.+)</h1>", page) == [words]
    titles = re.findall(r'<a href="/(el|en)/mailbox/[\w-]{36}/"( lang="\w+")?>(.+)</a>', page)
    marks = {"el": (' lang="en"', ""), "en": ("", ' lang="el"')}[language]
    assert titles == [(language, marks[0], "New one"), (language, marks[1], "Παλιό")]
    assert {"el": "στάλθηκε", "en": "sent"}[language] in text_of(page)


def test_an_empty_mailbox_says_how_mails_come_into_it(demo: None, visitor: Client) -> None:
    assert "No mail yet" in text_of(read(visitor, LIST["en"]))


def test_the_list_has_pages_and_takes_the_same_queries_however_long(demo: None, visitor: Client) -> None:
    make_mail()
    few = count_queries(visitor, LIST["en"])
    for number in range(24):
        make_mail(subject=f"Mail {number}")

    assert count_queries(visitor, LIST["en"]) == few
    assert len(re.findall("<li>\\s*<svg", read(visitor, LIST["en"] + "?page=2"))) == 5
    assert text_of(read(visitor, LIST["en"] + "?page=none")) == text_of(read(visitor, LIST["en"]))


def test_one_mail_is_read_as_text_with_links_that_work(demo: None, visitor: Client) -> None:
    message = make_whole(reply_to="c@nima.example")

    page = read(visitor, f"/en/mailbox/{message.public_id}/")

    assert re.findall(r"<h1[^>]*>", page) == ['<h1 lang="el">']
    assert f'<a href="{LINK}">{LINK}</a>' in page
    for words in ("anna@nima.example", "c@nima.example", "Γεια σας,", "Greek", "queued"):
        assert words in text_of(page)


def test_the_html_form_is_a_document_that_may_do_nothing_but_look(demo: None, visitor: Client) -> None:
    message = make_whole()

    response = visitor.get(f"/el/mailbox/{message.public_id}/html/")

    assert text_of(response.content.decode()) == text_of(message.html)
    assert 'role="main"' in response.content.decode()
    policy = dict(part.split(" ", 1) for part in response["Content-Security-Policy"].split("; "))
    assert policy == {
        "default-src": "'none'",
        "style-src": "'unsafe-inline'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
    }
    assert "'unsafe-inline'" not in visitor.get(LIST["el"])["Content-Security-Policy"]


def test_nothing_of_it_is_cached(demo: None, visitor: Client) -> None:
    assert "no-store" in visitor.get(LIST["el"])["Cache-Control"]


@pytest.mark.parametrize("path", ["", "html/"])
def test_an_unknown_mail_is_not_found(path: str, demo: None, visitor: Client) -> None:
    assert visitor.get(f"/el/mailbox/{uuid.uuid4()}/{path}").status_code == 404


def test_the_notice_of_the_demo_leads_to_the_mailbox(demo: None, visitor: Client) -> None:
    for address in LIST.values():
        notice = read(visitor, address).partition('class="demo-notice"')[2].partition("</div>")[0]
        assert f'href="{address}"' in notice
