"""Files to take along: looked into, in their order, seen by whoever may read the text they belong to."""

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
from tests.factories.translations import translate
from tests.good_practices.steps import latest
from tests.good_practices.test_worklist import enter
from tests.reading import count_queries, faults, read

PDF = b"%PDF-1.7\nKANARINI\n%%EOF\n"


def page_of(practice: GoodPracticePage, language: str = "en", rest: str = "") -> str:
    return f"/{language}/my/practices/{practice.translation_key}/files/{rest}"


def send(client: Client, practice: GoodPracticePage, content: bytes = PDF, name: str = "r.pdf", **fields: Any) -> Any:
    file = SimpleUploadedFile(name, content)
    language = fields.pop("language", "en")
    return client.post(page_of(practice, language), {"title": "Έντυπο", "consent": "on", "file": file, **fields})


def titles(practice: GoodPracticePage) -> list[str]:
    return [row.document.title for row in practice.files.all()]


def put_online(practice: GoodPracticePage, member: User, editor: User) -> None:
    """Publish the latest draft, with what Wagtail notes of the files it shows."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        actions.submit(practice, member)
        actions.publish(practice, editor, revision=again(practice).latest_revision_id or 0)


@pytest.fixture
def on_disk(settings: Any, tmp_path: Any) -> None:
    """Store files as a real site does, so that the address of a document can send them."""
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}}
    settings.MEDIA_ROOT = str(tmp_path)


@pytest.fixture
def practice(member: User) -> GoodPracticePage:
    """A draft of the council."""
    return make_written(member)


def test_files_become_part_of_the_draft_in_their_order(practice: GoodPracticePage, member: User) -> None:
    client = enter(member)

    response = send(client, practice)
    send(client, practice, title="Πλάνο")

    document = latest(practice).files.all()[0].document
    assert (response.status_code, response["Location"]) == (302, page_of(practice))
    assert titles(latest(practice)) == ["Έντυπο", "Πλάνο"]
    assert (document.language, document.uploaded_by_user) == ("el", member)
    assert titles(again(practice)) == []


def test_one_that_is_taken_out_is_deleted_and_the_others_stay(practice: GoodPracticePage, member: User) -> None:
    client = enter(member)
    send(client, practice)
    send(client, practice, title="Πλάνο")
    first = latest(practice).files.all()[0].document_id

    client.post(page_of(practice, rest=f"{first}/remove/"))

    assert titles(latest(practice)) == ["Πλάνο"]
    assert [one.title for one in NetworkDocument.objects.all()] == ["Πλάνο"]


def test_what_is_online_keeps_its_file_when_the_draft_loses_it(member: User, editor: User) -> None:
    practice = make_written(member)
    send(enter(member), practice)
    put_online(practice, member, editor)
    document = again(practice).files.get().document

    enter(member).post(page_of(practice, rest=f"{document.pk}/remove/"))

    assert (titles(again(practice)), titles(latest(practice))) == (["Έντυπο"], [])
    assert is_public(document)


@pytest.mark.usefixtures("on_disk")
@pytest.mark.parametrize(("language", "heading"), [("el", "Αρχεία για αξιοποίηση"), ("en", "To take along")])
def test_readers_find_published_files_in_both_languages(
    language: str, heading: str, member: User, editor: User, visitor: Client
) -> None:
    practice = make_written(member)
    send(enter(member), practice)
    put_online(practice, member, editor)
    address = again(practice).get_url() if language == "el" else translate(again(practice), user=editor).get_url()

    page = read(visitor, address)

    section = page.partition(f">{heading}</h2>")[2].partition("</section>")[0]
    mark = "" if language == "el" else ' lang="el"'
    document = again(practice).files.get().document
    assert f'<a href="{document.url}"{mark}>Έντυπο</a>' in section
    assert "PDF" in section
    answer = visitor.get(document.url)
    assert (answer.status_code, b"".join(answer)) == (200, PDF)
    assert faults(page) == []


def test_drafts_show_their_files_behind_the_door_of_who_writes(practice: GoodPracticePage, member: User) -> None:
    client = enter(member)
    send(client, practice)
    number = latest(practice).files.all()[0].document_id

    page = read(client, f"/en/my/practices/{practice.translation_key}/preview/")

    assert page_of(practice, rest=f"{number}/") in page or page_of(practice, "el", f"{number}/") in page
    assert "/documents/" not in page


def test_those_who_write_and_review_open_a_draft_s_file_and_nobody_else(
    member: User, colleague: User, stranger: User, editor: User, visitor: Client
) -> None:
    practice = make_written(member)
    send(enter(member), practice)
    where = page_of(practice, rest=f"{latest(practice).files.all()[0].document_id}/")
    document = latest(practice).files.all()[0].document

    for person in (member, colleague):
        assert enter(person).get(where).status_code == 200
    assert enter(stranger).get(where).status_code == 404
    assert visitor.get(where).status_code in {302, 404}
    assert visitor.get(document.url).status_code in {403, 404}


def test_a_reviewer_opens_the_file_of_the_text_they_review(
    practice: GoodPracticePage, member: User, editor: User, facilitator: User, administrator: User
) -> None:
    administrator.groups.set(member.groups.all())
    send(enter(member), practice)
    actions.submit(practice, member)
    where = page_of(practice, rest=f"{latest(practice).files.all()[0].document_id}/")
    before = enter(facilitator).get(where).status_code

    ask(practice, editor, facilitator, administrator)

    assert (before, enter(facilitator).get(where).status_code) == (404, 200)


def test_the_number_of_another_practice_s_file_opens_nothing(
    practice: GoodPracticePage, member: User, stranger: User
) -> None:
    send(enter(member), practice)
    number = latest(practice).files.all()[0].document_id
    own = make_written(stranger, title="Άλλη")

    assert enter(stranger).get(page_of(own, rest=f"{number}/")).status_code == 404
    enter(stranger).post(page_of(own, rest=f"{number}/remove/"))
    assert titles(latest(practice)) == ["Έντυπο"]
    assert NetworkDocument.objects.filter(pk=number).exists()


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"MZ\x90\x00", "r.exe"), (b"<html><script>", "r.pdf"), (b"", "r.pdf"), (b"%PDF-1.7 /JavaScript %%EOF", "r.pdf")],
)
def test_what_is_no_harmless_document_is_refused_and_the_title_stays(
    content: bytes, name: str, practice: GoodPracticePage, member: User
) -> None:
    response = send(enter(member), practice, content, name)

    assert response.status_code == 422
    assert 'value="Έντυπο"' in response.content.decode()
    assert titles(latest(practice)) == []


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Without this, the file cannot be taken."), ("el", "Χωρίς αυτό δεν μπορεί να γίνει δεκτό το αρχείο.")],
)
def test_nothing_is_taken_without_the_word_of_whoever_hands_it_in(
    language: str, said: str, practice: GoodPracticePage, member: User
) -> None:
    response = send(enter(member), practice, consent="", language=language)

    assert (response.status_code, said in response.content.decode()) == (422, True)
    assert titles(latest(practice)) == []


def test_a_seventh_file_is_refused(practice: GoodPracticePage, member: User) -> None:
    client = enter(member)
    for number in range(6):
        send(client, practice, title=f"Αρχείο {number}")

    response = send(client, practice, title="Έβδομο")

    assert (response.status_code, len(titles(latest(practice)))) == (409, 6)
    assert NetworkDocument.objects.count() == 6
    assert "There are enough files." in read(client, page_of(practice))


def test_who_has_it_now_is_told_when_the_editors_have_it(member: User) -> None:
    practice = make_submitted(member)

    response = send(enter(member), practice)

    assert response.status_code == 302
    assert titles(latest(practice)) == []


@pytest.mark.parametrize("language", ["el", "en"])
def test_the_page_is_sound_and_asks_for_files_no_more_than_wagtail_does_when_it_restores_a_draft(
    language: str, practice: GoodPracticePage, member: User
) -> None:
    client, counts = enter(member), []
    for number in (1, 2):
        for _each in range(number):
            send(client, practice, title="Αρχείο")
        read(client, page_of(practice, language))
        counts.append(count_queries(client, page_of(practice, language)))

    assert counts[1] == counts[0] + 2 * 2
    assert faults(read(client, page_of(practice, language))) == []


def test_a_public_page_asks_as_much_for_three_files_as_for_one(member: User, editor: User) -> None:
    practice = make_published(member, editor)
    address = again(practice).get_url()
    counts = []
    for number in (1, 2):
        for _each in range(number):
            send(enter(member), practice, title="Αρχείο")
        put_online(practice, member, editor)
        counts.append(count_queries(Client(), address))

    assert counts[0] == counts[1]
