"""Handing in a document: read first, saved on a word, and every refusal in the language of the page."""

import html
import json
import re
from io import BytesIO
from typing import Any
from uuid import uuid4
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from blocks import scanner
from good_practices import actions
from good_practices.models import GoodPracticePage
from good_practices.word.making import MIME, make_document
from good_practices.word.package import DOCUMENT, TYPES
from network_members.models import User
from tests.factories.snapshots import again, make_submitted, make_written
from tests.good_practices.steps import latest
from tests.good_practices.word.test_round_trip import changed, put_below

BROKEN = {"el": "Αυτό δεν είναι ακέραιο αρχείο Word", "en": "This is not a whole Word file"}
BOMB = b"<a>" + b" " * 11 * 1024**2 + b"</a>"
ENTITY = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'


def enter(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def address(name: str, reader: str = "en", **more: Any) -> str:
    with override(reader):
        return reverse(f"my_practices:{name}", kwargs=more)


def template(author: User, *answers: tuple[str, ...], language: str = "en") -> bytes:
    """Return the template with some answers."""

    def type_all(document: Any) -> None:
        for label, *lines in answers:
            put_below(document, label, *lines)

    return changed(make_document(actions.blank(author, language)), type_all)


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """Return a document with a part of it exchanged or added."""
    file = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(file, "w", ZIP_DEFLATED) as new:
        for one in old.namelist():
            if one != name:
                new.writestr(one, old.read(one))
        new.writestr(name, part)
    return file.getvalue()


def hand_in(client: Client, content: bytes, name: str = "practice.docx", to: str = "") -> Any:
    file = SimpleUploadedFile(name, content, MIME)
    return client.post(to or address("word"), {"file": file})


def confirm(client: Client, answer: Any, to: str = "") -> Any:
    """Press the button of the page that shows what was read."""
    found = re.findall(r'<input type="hidden" name="(read|version|token)" value="([^"]*)"', answer.content.decode())
    return client.post(to or address("word"), {name: html.unescape(value) for name, value in found})


def text_of(answer: Any) -> str:
    return html.unescape(answer.content.decode())


@pytest.mark.parametrize("language", ["el", "en"])
def test_members_take_the_empty_template(member: User, language: str) -> None:
    answer = enter(member).get(address("word_template", language=language))

    assert (answer.status_code, answer["Content-Type"]) == (200, MIME)
    assert "attachment" in answer["Content-Disposition"]


def test_nothing_is_saved_before_its_author_says_so(member: User) -> None:
    client = enter(member)

    answer = hand_in(client, template(member, ("Title", "Women meet"), ("From year", "soon")))

    assert answer.status_code == 200
    assert "Women meet" in text_of(answer)
    assert "soon" in text_of(answer)
    assert not GoodPracticePage.objects.exists()


def test_what_was_read_becomes_a_draft_once(member: User) -> None:
    client = enter(member)
    answer = hand_in(client, template(member, ("Τίτλος", "Γειτονιά"), ("Συνεργάτες", "Ένας", "Άλλος"), language="el"))

    first, second = confirm(client, answer), confirm(client, answer)

    practice = GoodPracticePage.objects.get()
    assert first["Location"] == second["Location"] == address("detail", key=practice.translation_key)
    assert (practice.source_language, latest(practice).title) == ("el", "Γειτονιά")
    assert [partner.name for partner in latest(practice).partners.all()] == ["Ένας", "Άλλος"]


def test_an_own_draft_shows_which_text_replaces_which(member: User) -> None:
    practice, client = make_written(member, title="Παλιός τίτλος"), enter(member)
    to = address("word_fill", key=practice.translation_key)
    answer = hand_in(client, template(member, ("Title", "New title")), to=to)

    assert "Παλιός τίτλος" in text_of(answer)
    assert confirm(client, answer, to).status_code == 302
    assert latest(again(practice)).title == "New title"
    assert latest(again(practice)).summary == practice.get_latest_revision_as_object().summary


def test_a_text_that_somebody_wrote_meanwhile_is_not_replaced_unseen(member: User, colleague: User) -> None:
    practice, client = make_written(member), enter(member)
    to = address("word_fill", key=practice.translation_key)
    answer = hand_in(client, template(member, ("Title", "New title")), to=to)
    draft = latest(practice)
    draft.title = "Της συναδέλφου"
    draft.save_revision(user=colleague)

    refused = confirm(client, answer, to)

    assert refused.status_code == 409
    assert "Της συναδέλφου" in text_of(refused)
    assert latest(again(practice)).title == "Της συναδέλφου"
    assert confirm(client, refused, to).status_code == 302


@pytest.mark.parametrize("language", ["el", "en"])
@pytest.mark.parametrize(
    "spoil",
    [
        lambda good: b"%PDF-1.7",
        lambda good: b"<html><script>alert(1)</script>",
        lambda good: good[:2000],
        lambda good: b"GIF89a" + good,
        lambda good: with_part(good, DOCUMENT, ENTITY),
        lambda good: with_part(good, DOCUMENT, b"<a>"),
        lambda good: with_part(good, TYPES, b'<Types xmlns="x"/>'),
    ],
    ids=["pdf", "html", "cut", "two kinds", "entity", "no xml", "no type"],
)
def test_what_is_no_document_is_refused_at_its_field(member: User, spoil: Any, language: str) -> None:
    content = spoil(template(member, ("Title", "x")))

    answer = hand_in(enter(member), content, to=address("word", language))

    assert answer.status_code == 422
    assert BROKEN[language] in text_of(answer)


@pytest.mark.parametrize(
    ("spoil", "name", "message"),
    [
        (lambda good: good, "a.docm", "Files of this kind are not taken"),
        (lambda good: good, "a.doc", "Files of this kind are not taken"),
        (lambda good: b"\xd0\xcf\x11\xe0" + bytes(600), "a.docx", "locked with a password"),
        (lambda good: with_part(good, "word/vbaProject.bin", b"x"), "a.docx", "holds a program"),
        (lambda good: with_part(good, DOCUMENT, BOMB), "a.docx", "too large"),
        (lambda good: good + bytes(5 * 1024**2), "a.docx", "Make it smaller"),
    ],
    ids=["docm", "doc", "locked", "macros", "bomb", "large"],
)
def test_what_may_do_harm_is_refused_with_its_reason(member: User, spoil: Any, name: str, message: str) -> None:
    answer = hand_in(enter(member), spoil(template(member, ("Title", "x"))), name)

    assert answer.status_code == 422
    assert message in text_of(answer)


def test_an_infected_document_is_refused(member: User, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.VIRUS_SCANNER = "tcp://scanner:3310"
    monkeypatch.setattr(scanner, "scan", lambda chunks, where: "Eicar")

    answer = hand_in(enter(member), template(member, ("Title", "x")))

    assert answer.status_code == 422
    assert "Eicar" in text_of(answer)


def test_an_empty_template_is_told_so(member: User) -> None:
    answer = hand_in(enter(member), template(member))

    assert answer.status_code == 422
    assert "No label of the template was found with text below it" in text_of(answer)


def test_others_learn_nothing_of_a_draft(member: User, stranger: User) -> None:
    key = make_written(member).translation_key

    answers = [enter(stranger).get(address(name, key=key)) for name in ("word_fill", "word_file")]

    assert [answer.status_code for answer in answers] == [404, 404]


def test_what_the_editors_have_cannot_be_filled(member: User) -> None:
    practice = make_submitted(member)
    to = address("word_fill", key=practice.translation_key)

    assert hand_in(enter(member), template(member, ("Title", "x")), to=to).status_code == 302
    assert latest(again(practice)).title == latest(practice).title


def test_what_was_carried_is_read_as_strictly_as_what_was_typed(member: User) -> None:
    client = enter(member)

    assert client.post(address("word"), {"read": "[]"}).status_code == 400
    assert client.post(address("word"), {"read": "{"}).status_code == 400
    assert not GoodPracticePage.objects.exists()


def test_the_hundredth_file_of_a_day_waits(member: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("good_practices.illustrating.allows", lambda action: False)

    answer = hand_in(enter(member), template(member, ("Title", "x")))

    assert answer.status_code == 429
    assert "Go on tomorrow" in text_of(answer)


@pytest.mark.parametrize("kind", ["sdt", "ins"])
def test_a_document_with_parts_that_stand_too_deep_is_refused(member: User, kind: str) -> None:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    inside = f"<w:{kind}>" * 5_000 + "<w:p/>" + f"</w:{kind}>" * 5_000
    deep = f'<w:document xmlns:w="{space}"><w:body>{inside}</w:body></w:document>'

    answer = hand_in(enter(member), with_part(template(member), DOCUMENT, deep.encode()))

    assert (answer.status_code, BROKEN["en"] in html.unescape(answer.content.decode())) == (422, True)


@pytest.mark.parametrize(
    "carried",
    [
        {"fields": {"owner": "1"}, "rows": {}},
        {"fields": {}, "rows": {"title": [{"text": "x"}]}},
        {"fields": {"activities": "x"}, "rows": {}},
        {"fields": {}, "rows": {"activities": [{"practice": "1"}]}},
    ],
)
def test_what_no_page_of_ours_carries_is_a_bad_request(member: User, carried: dict[str, Any]) -> None:
    read = json.dumps({"language": "en", "strays": [], **carried})

    answer = enter(member).post(address("word"), {"read": read, "token": str(uuid4())})

    assert (answer.status_code, GoodPracticePage.objects.count()) == (400, 0)


def test_text_in_headers_is_listed_and_not_lost(member: User) -> None:
    def type_above(document: Any) -> None:
        put_below(document, "Title", "Kitchens")
        document.sections[0].header.paragraphs[0].text = "Draft of the council"

    content = changed(make_document(actions.blank(member, "en")), type_above)

    page = html.unescape(hand_in(enter(member), content).content.decode())

    assert "Draft of the council" in page
    assert "Headers, footers, footnotes and comments are not read." in page
