"""What a PO file brings is shown first, with what was refused and why; it is written once that was confirmed."""

import html
import re
from typing import Any

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail_localize.models import StringTranslation, Translation

from network_members.models import User
from tests.factories.practices import make_practice
from tests.factories.translations import start_translation
from tests.good_practices.test_worklist import enter
from translation import po_files

CANARY = "Canary-5c"


@pytest.fixture
def translation(editor: User) -> Translation:
    """The begun translation of a practice with a title and a line."""
    return start_translation(make_practice("Γειτονιά"), editor)


def where(translation: Translation) -> str:
    return reverse("wagtail_localize:upload_pofile", args=[translation.pk])


def file_of(translation: Translation, *words: str, **changes: Any) -> str:
    """Return the file of a translation with words for its texts, in their order."""
    po = translation.export_po()
    for entry, text in zip(po, words, strict=False):
        entry.msgstr = text
        entry.flags = ["fuzzy"] if changes.get("fuzzy") else []
    return str(po)


def upload(client: Client, translation: Translation, content: str | bytes) -> Any:
    data = content if isinstance(content, bytes) else content.encode()
    return client.post(where(translation), {"file": SimpleUploadedFile("a.po", data)})


def confirm(client: Client, translation: Translation, page: Any) -> Any:
    """Press the button of the page that was shown."""
    taken = re.search(r'name="taken" value="([^"]*)"', page.content.decode())
    assert taken
    return client.post(where(translation), {"taken": html.unescape(taken[1])}, follow=True)


def stored() -> list[tuple[str, str]]:
    return list(StringTranslation.objects.order_by("pk").values_list("data", "tool_name"))


@pytest.mark.parametrize(("language", "word"), [("el", "Δεν έχει γραφτεί ακόμη τίποτα"), ("en", "Nothing has been")])
def test_nothing_is_written_before_it_was_confirmed(
    language: str, word: str, translation: Translation, editor: User
) -> None:
    client = enter(editor, language)

    page = upload(client, translation, file_of(translation, "Neighbourhood", CANARY))
    before = stored()
    done = confirm(client, translation, page)

    assert (page.status_code, word in page.content.decode(), before) == (200, True, [])
    assert (done.status_code, stored()) == (200, [("Neighbourhood", "PO file"), (CANARY, "PO file")])
    assert set(StringTranslation.objects.values_list("last_translated_by", "translation_type")) == {
        (editor.pk, "manual")
    }


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("<script>alert(1)</script>", "Keep the marks of the original"),
        ("<b>Bold</b>", ""),
        ('<a href="javascript:alert(1)">x</a>', "Keep the marks of the original"),
        ("Long " * 60, "This text is longer than"),
        ("A\u0007B", "It holds characters that nobody can type."),
    ],
)
def test_a_text_that_does_not_fit_is_named_with_its_line_and_the_rest_is_taken(
    words: str, reason: str, translation: Translation, editor: User
) -> None:
    client = enter(editor)

    page = upload(client, translation, file_of(translation, words, CANARY))
    told = html.unescape(page.content.decode())
    confirm(client, translation, page)

    if reason:
        assert (reason in told, "Line " in told, [text for text, _tool in stored()]) == (True, True, [CANARY])
    assert "<script>alert" not in page.content.decode()


def test_what_is_uncertain_or_no_longer_on_the_page_is_refused(translation: Translation, editor: User) -> None:
    po = polib.pofile(file_of(translation, "Neighbourhood"))
    po.append(polib.POEntry(msgid="Ξένο", msgctxt="title", msgstr=CANARY))

    strange = upload(enter(editor), translation, str(po)).content.decode()
    fuzzy = upload(enter(editor), translation, file_of(translation, "A", "B", fuzzy=True)).content.decode()

    assert "This text is not on the page, or no longer." in strange
    assert (fuzzy.count("It is marked as uncertain (fuzzy)."), "The file brings nothing new." in fuzzy) == (2, True)


@pytest.mark.parametrize("change", ["bom", "crlf", "both"])
def test_line_ends_and_a_byte_order_mark_do_not_matter(change: str, translation: Translation, editor: User) -> None:
    text, client = file_of(translation, "Neighbourhood", "Together"), enter(editor)
    data = text.replace("\n", "\r\n").encode() if change != "bom" else text.encode()

    page = upload(client, translation, (b"\xef\xbb\xbf" if change != "crlf" else b"") + data)
    confirm(client, translation, page)

    assert [words for words, _tool in stored()] == ["Neighbourhood", "Together"]


def other_translation(translation: Translation) -> str:
    """Return the file of another practice's translation."""
    return file_of(start_translation(make_practice("Άλλη")), CANARY)


BROKEN: dict[str, Any] = {
    "nothing": lambda translation: None,
    "no PO file": lambda translation: b"\xff\xfe\x00",
    "a null": lambda translation: file_of(translation, CANARY).replace(CANARY, "a\0b"),
    "broken": lambda translation: file_of(translation, CANARY).replace('msgstr "', "msgstr ", 1) + "\nmsgid",
    "the name of a file": lambda translation: "/etc/passwd",
    "of another page": other_translation,
    "too large": lambda translation: b"#" * (po_files.LARGEST + 1),
    "too many": lambda translation: (
        file_of(translation) + "".join(f'\nmsgid "{number}"\nmsgstr "x"\n' for number in range(po_files.MOST + 1))
    ),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_file_that_cannot_be_read_is_refused_in_words(kind: str, translation: Translation, editor: User) -> None:
    content = BROKEN[kind](translation)
    data = (
        {}
        if content is None
        else {"file": SimpleUploadedFile("a.po", content if isinstance(content, bytes) else content.encode())}
    )

    answer: Any = enter(editor).post(where(translation), data, follow=True)

    assert (answer.status_code, stored()) == (200, [])
    assert any(str(one.level_tag) == "error" for one in answer.context["messages"])


def test_what_somebody_wrote_meanwhile_is_not_overwritten(translation: Translation, editor: User) -> None:
    client = enter(editor)
    page = upload(client, translation, file_of(translation, "From the file"))
    segment = translation.source.stringsegment_set.order_by("order").first()
    assert segment
    po_files.write(translation, segment, "From the editor", editor)

    told = confirm(client, translation, page).content.decode()

    assert "somebody changed the texts in the meantime" in told
    assert [words for words, _tool in stored()] == ["From the editor"]


def test_a_forged_or_foreign_confirmation_writes_nothing(translation: Translation, editor: User) -> None:
    client, other = enter(editor), start_translation(make_practice("Άλλη"), editor)
    page = upload(client, translation, file_of(translation, CANARY))

    forged = client.post(where(translation), {"taken": "x:y:z"}, follow=True)
    foreign = confirm(client, other, page)

    assert all("too much time has passed" in one.content.decode() for one in (forged, foreign))
    assert stored() == []


@pytest.mark.parametrize("name", ["member", "stranger", "moderator"])
def test_who_may_not_translate_uploads_nothing(
    name: str, translation: Translation, request: pytest.FixtureRequest
) -> None:
    answer = upload(enter(request.getfixturevalue(name)), translation, file_of(translation, CANARY))

    assert (answer.status_code in {302, 403}, CANARY in answer.content.decode(), stored()) == (True, False, [])
