"""The report of an evaluation: a PDF that was looked into, seen by whoever may read the text it belongs to."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, TestCase

from good_practices import actions
from good_practices.models import GoodPracticePage
from library.models import NetworkDocument
from library.rules import is_public
from network_members.models import User
from tests.factories.reviews import ask
from tests.factories.snapshots import again, make_published, make_submitted, make_written
from tests.good_practices.steps import latest, state
from tests.good_practices.test_worklist import enter
from tests.reading import count_queries, faults, read

PDF = b"%PDF-1.7\nKANARINI\n%%EOF\n"


def page_of(practice: GoodPracticePage, language: str = "en", rest: str = "") -> str:
    return f"/{language}/my/practices/{practice.translation_key}/report/{rest}"


def send(client: Client, practice: GoodPracticePage, content: bytes = PDF, name: str = "r.pdf", **fields: Any) -> Any:
    file = SimpleUploadedFile(name, content)
    return client.post(page_of(practice), {"title": "Έκθεση", "consent": "on", "file": file, **fields})


def put_online(practice: GoodPracticePage, member: User, editor: User) -> None:
    """Publish the latest draft, with what Wagtail notes of the files it shows."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        actions.submit(practice, member)
        actions.publish(practice, editor, revision=again(practice).latest_revision_id or 0)


@pytest.fixture
def practice(member: User) -> GoodPracticePage:
    """A draft of the council."""
    return make_written(member)


def test_a_report_becomes_part_of_the_draft(practice: GoodPracticePage, member: User) -> None:
    client = enter(member)

    response = send(client, practice)

    report = latest(practice).evaluation_report
    assert (response.status_code, response["Location"]) == (302, page_of(practice))
    assert (report.title, report.language, report.uploaded_by_user) == ("Έκθεση", "el", member)
    assert again(practice).evaluation_report is None
    assert "Έκθεση" in read(client, page_of(practice))


def test_another_one_takes_its_place_and_it_can_be_taken_out(practice: GoodPracticePage, member: User) -> None:
    client = enter(member)
    send(client, practice)

    send(client, practice, title="Δεύτερη")
    assert [one.title for one in NetworkDocument.objects.all()] == ["Δεύτερη"]

    client.post(page_of(practice, rest="remove/"))
    assert (latest(practice).evaluation_report, NetworkDocument.objects.count()) == (None, 0)


def test_what_is_online_keeps_its_report_when_the_draft_loses_it(member: User, editor: User) -> None:
    practice = make_written(member)
    send(enter(member), practice)
    put_online(practice, member, editor)

    enter(member).post(page_of(practice, rest="remove/"))

    published = again(practice).evaluation_report
    assert published is not None
    assert latest(practice).evaluation_report is None
    assert is_public(published)


@pytest.mark.parametrize(
    ("language", "file", "fields", "said"),
    [
        ("en", ("r.docx", PDF), {}, "A report is handed in as a PDF."),
        ("el", ("r.docx", PDF), {}, "Η έκθεση υποβάλλεται ως PDF."),
        ("en", ("r.pdf", b"PK\x03\x04 KANARINI"), {}, "This is no PDF file, or a damaged one."),
        ("en", ("r.pdf", PDF.replace(b"KANARINI", b"/JavaScript (x)")), {}, "The PDF holds scripts or other files."),
        ("en", ("r.pdf", PDF.replace(b"KANARINI", b"/Encrypt 1")), {}, "The file is locked with a password."),
        ("en", ("r.pdf", PDF), {"title": ""}, "This field is required."),
        ("en", ("r.pdf", PDF), {"consent": ""}, "Without this, the file cannot be taken."),
    ],
)
def test_what_is_no_such_report_is_refused_at_its_field(
    language: str, file: tuple[str, bytes], fields: Any, said: str, practice: GoodPracticePage
) -> None:
    sent = {"title": "Ο τίτλος μου", "consent": "on", "file": SimpleUploadedFile(*file), **fields}

    response = enter(User.objects.get(pk=practice.owner_id), language).post(page_of(practice, language), sent)

    page = response.content.decode()
    assert (response.status_code, said in page) == (422, True)
    assert sent["title"] in page
    assert NetworkDocument.objects.count() == 0


def test_a_report_that_is_too_large_is_refused(practice: GoodPracticePage, member: User, settings: Any) -> None:
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 20

    response = send(enter(member), practice)

    assert (response.status_code, "Make it smaller." in response.content.decode()) == (422, True)


def test_nobody_changes_it_while_the_editors_have_the_practice(member: User) -> None:
    practice = make_submitted(member)
    client, before = enter(member), state()

    for response in (
        client.get(page_of(practice)),
        send(client, practice),
        client.post(page_of(practice, rest="remove/")),
    ):
        assert response.status_code == 302
    assert (state(), NetworkDocument.objects.count()) == (before, 0)


@pytest.mark.parametrize(
    ("name", "may"),
    [
        ("member", True),
        ("colleague", True),
        ("editor", True),
        ("facilitator", True),
        ("stranger", False),
        ("translator", False),
    ],
)
def test_only_those_who_may_read_the_draft_open_its_report(
    name: str, may: bool, practice: GoodPracticePage, request: pytest.FixtureRequest
) -> None:
    member, editor, reviewer = (request.getfixturevalue(one) for one in ("member", "editor", "facilitator"))
    send(enter(member), practice)
    actions.submit(practice, member)
    other = request.getfixturevalue("administrator")
    other.groups.set(member.groups.all())
    ask(practice, editor, reviewer, other)

    response = enter(request.getfixturevalue(name)).get(page_of(practice, rest="file/"))

    content = b"".join(response)
    assert (response.status_code, b"KANARINI" in content) == ((200, True) if may else (404, False))


def test_a_visitor_is_asked_to_sign_in_and_learns_nothing(practice: GoodPracticePage, member: User) -> None:
    send(enter(member), practice)
    report = latest(practice).evaluation_report

    answers = [Client().get(where) for where in (page_of(practice, rest="file/"), report.url)]

    assert [one.status_code for one in answers] == [302, 404]


def test_the_editor_reads_of_it_in_the_check(practice: GoodPracticePage, member: User, editor: User) -> None:
    send(enter(member), practice)
    actions.submit(practice, member)

    page = read(enter(editor), f"/admin/practices/{practice.pk}/check/")

    assert 'name="note-evaluation_report"' in page
    assert "Έκθεση" in page


@pytest.mark.parametrize("language", ["el", "en"])
def test_the_page_is_whole_and_takes_few_queries(language: str, practice: GoodPracticePage, member: User) -> None:
    client = enter(member, language)
    send(client, practice)
    first = count_queries(client, page_of(practice, language))
    send(client, practice, title="Δεύτερη")

    assert count_queries(client, page_of(practice, language)) == first <= 24
    assert faults(read(client, page_of(practice, language))) == []


def test_a_published_report_is_for_everybody(member: User, editor: User) -> None:
    practice = make_published(member, editor)
    send(enter(member), practice)
    put_online(practice, member, editor)

    report = again(practice).evaluation_report

    assert report is not None
    assert report.title in read(Client(), again(practice).get_url())
    assert is_public(report)
