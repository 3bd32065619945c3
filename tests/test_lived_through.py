"""One practice lived through: from its first word in one language to its confirmation a year later in both."""

import html
import io
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from blocks import paper
from good_practices import yearly
from good_practices.models import Confirmation, GoodPracticePage, Review
from good_practices.review_words import CRITERIA
from moderation.models import Report
from network_members.models import User
from tests.factories.people import make_organisation, make_user
from tests.factories.snapshots import typed
from tests.good_practices.test_part_pages import fields_of
from tests.reading import read
from translation.completeness import gaps
from translation.publishing import translation_of
from translation.table import judged, originals
from translators.models import TranslationTask

SENTENCE = "Every Tuesday two mediators listen to newcomers and bring them to the right service together."
LINE = "Newcomers tell their needs once."
TITLE = "A desk that listens first"


def enter(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def author(db: None) -> User:
    """A member of the demo's organisation in Lisbon."""
    body = make_organisation("lisbon", name_el="Σπίτι των Γλωσσών", name_en="House of Languages")
    return make_user("ines", "member", organisation=body, language="en")


def again(practice: GoodPracticePage) -> GoodPracticePage:
    return GoodPracticePage.objects.get(pk=practice.pk)


def write(author: User) -> GoodPracticePage:
    """Write the snapshot on the site, and hand it in."""
    client = enter(author)
    where = client.get("/en/my/practices/new/en/")["Location"]
    client.post(where, typed(author, title=TITLE, one_line=LINE, summary=" ".join([SENTENCE] * 5), next="submit"))
    practice = GoodPracticePage.objects.get()
    client.post(f"/en/my/practices/{practice.translation_key}/submit/")
    return again(practice)


def decide(editor: User, practice: GoodPracticePage, step: str, **more: str) -> None:
    """Take the editor's decision at the desk."""
    sent = {"step": step, "revision": again(practice).latest_revision_id, **more}
    assert enter(editor).post(f"/admin/practices/{practice.pk}/check/", sent).status_code == 302


def grow(author: User, practice: GoodPracticePage) -> None:
    """Add what the editors asked for, and hand it in again."""
    client, base = enter(author), f"/en/my/practices/{practice.translation_key}"
    opened = fields_of(client.get(f"{base}/edit/lessons/").content.decode())
    client.post(f"{base}/edit/lessons/", opened | {"transfer": "Two mediators and a desk.", "difficulties": "Hours"})
    client.post(f"{base}/submit/")


def change(author: User, practice: GoodPracticePage, **texts: str) -> None:
    """Write a new version of the snapshot, and hand it in."""
    client, base = enter(author), f"/en/my/practices/{practice.translation_key}"
    client.post(f"{base}/edit/", fields_of(client.get(f"{base}/edit/").content.decode()) | texts)
    client.post(f"{base}/submit/")


def review(reviewers: list[User], editor: User, practice: GoodPracticePage) -> None:
    """Ask two members on exactly what was handed in, and let both advise."""
    due = timezone.localdate() + timedelta(days=14)
    chosen = {f"reviewer_{number}": person.pk for number, person in enumerate(reviewers, start=1)}
    sent = {"revision": again(practice).latest_revision_id, "due_on": due.isoformat(), **chosen}
    assert enter(editor).post(f"/admin/practices/{practice.pk}/reviewers/", sent).status_code == 302
    for asked in Review.objects.filter(practice=practice):
        assert asked.reviewer
        address = f"/el/my/reviews/{asked.key}/"
        answer = enter(asked.reviewer).post(
            address, {"advice": "publish", **{f"criterion-{name}": "yes" for name in CRITERIA}}
        )
        assert answer.status_code == 302


def from_the_table(editor: User, practice: GoodPracticePage, step: str) -> None:
    """Take a step with the translation of a practice at the editors' table."""
    assert enter(editor).post("/admin/translations/", {"page": practice.pk, "step": step}).status_code == 302


def press(person: User, address: str, step: str, **typed: str) -> None:
    """Press a button of a page: what the page keeps hidden goes with it."""
    client = enter(person)
    hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', read(client, address))
    assert client.post(address, {**dict(hidden), **typed, "step": step}).status_code == 302


def translate(translator: User, reader: User, editor: User, practice: GoodPracticePage) -> GoodPracticePage:
    """Offer it, let one member translate it and another read it, then publish what both stand for."""
    from_the_table(editor, practice, "offer")
    task = TranslationTask.objects.get()
    address, texts = f"/el/my/translations/{task.pk}/", task.translation.source.stringsegment_set.all()
    press(translator, address, "take")
    press(translator, address, "hand_in", **{f"text_{text.pk}": f"ΕΛ {text.string.data}" for text in texts})
    press(reader, address, "accept")
    from_the_table(editor, practice, "publish")
    return GoodPracticePage.objects.exclude(pk=practice.pk).get(translation_key=practice.translation_key)


def lacking(translated: GoodPracticePage) -> list[str]:
    """Return the texts of which the translation is outdated."""
    translation = translation_of(translated)
    assert translation
    return [segment.context.path for segment in gaps(translation)]


def comment(person: User, practice: GoodPracticePage, language: str, text: str) -> int:
    """Say something under the practice."""
    where = f"/{language}/talk/{practice.translation_key}/write/"
    return enter(person).post(where, {"text": text, "language": language}).status_code


def words_of_pdf(practice: GoodPracticePage, language: str) -> str:
    """Return the words of the file that readers take along."""
    answer: Any = Client().get(f"/{language}/practices/{practice.translation_key}/pdf/")
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return " ".join("\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


Commit = Callable[..., AbstractContextManager[Any]]


@dataclass(frozen=True)
class People:
    """Who has a part in the life of the practice."""

    author: User
    translator: User
    reader: User
    editor: User


def returned_once_and_published(people: People, commit: Commit) -> GoodPracticePage:
    """Write, return with a note at the field, answer it, review, publish; publication waits for no translation."""
    author, editor = people.author, people.editor
    with commit(execute=True):
        practice = write(author)
        decide(editor, practice, "return", **{"note-summary": "What does it need?", "message": "Nearly there"})
    form = read(enter(author), f"/en/my/practices/{practice.translation_key}/edit/")
    assert "What does it need?" in html.unescape(form)
    with commit(execute=True):
        grow(author, practice)
        review([people.translator, people.reader], editor, practice)
        decide(editor, practice, "publish")
    practice = again(practice)
    assert (practice.live, practice.transfer, practice.label) == (True, "Two mediators and a desk.", "checked")
    assert TITLE in html.unescape(read(Client(), practice.url_in("el")))
    return practice


def translated_and_kept_in_step(people: People, practice: GoodPracticePage, commit: Commit) -> None:
    """Translate it; a comma leaves the translation as fresh as it was, a sentence makes one field outdated."""
    author, editor = people.author, people.editor
    with commit(execute=True):
        translated = translate(people.translator, people.reader, editor, practice)
    assert (translated.live, translated.title, lacking(translated)) == (True, f"ΕΛ {TITLE}", [])
    assert [item.state for item in judged(originals()).filter(pk=practice.pk)] == ["reviewed"]
    outdated = []
    for line in ("Newcomers tell their needs, once!", "Newcomers tell their needs once. Nobody is sent away."):
        with commit(execute=True):
            change(author, practice, one_line=line)
            decide(editor, practice, "publish")
        outdated.append(lacking(again(translated)))
    assert outdated == [[], ["one_line"]]


def talked_about(author: User, member: User, editor: User, practice: GoodPracticePage) -> None:
    """Say something in each language; readers of both find both, once an editor has looked at these first comments."""
    said = ["Το δοκιμάσαμε στην Πάτρα.", "Tell us more!"]
    assert [comment(member, practice, "el", said[0]), comment(author, practice, "en", said[1])] == [302, 302]
    assert [text for text in said if text in read(Client(), again(practice).url_in("en"))] == []
    for report in Report.objects.all():
        assert enter(editor).post(f"/admin/moderation/{report.pk}/", {"step": "dismiss"}).status_code == 302
    pages = [html.unescape(read(Client(), again(practice).url_in(language))) for language in ("el", "en")]
    assert [text for text in said for page in pages if text not in page] == []


def recommended(editor: User, practice: GoodPracticePage) -> None:
    """Let the network recommend it, with a reason that readers of both languages find."""
    reasons = {"reason_el": "Έδειξε τον δρόμο σε άλλους.", "reason_en": "It showed others the way."}
    address = f"/admin/practices/{practice.pk}/label/"
    assert enter(editor).post(address, {"step": "recommended", **reasons}).status_code == 302
    assert {page.label for page in GoodPracticePage.objects.all()} == {"recommended"}


def confirmed_a_year_later(practice: GoodPracticePage) -> None:
    """Move the clock by a year, and press the button of the mail without signing in."""
    published = again(practice).first_published_at
    assert published
    assert yearly.ask_about_all(published + timedelta(days=366)) == 1
    asked = Confirmation.objects.get()
    # The link is pressed on the day of the mail, which is today for the page that answers.
    Confirmation.objects.update(asked_at=timezone.now())
    assert Client().post(f"/en/practices/confirm/{asked.token}/").status_code == 302
    assert {page.confirmed_on for page in GoodPracticePage.objects.all()} == {timezone.localdate()}


def test_one_practice_is_lived_through(
    author: User,
    member: User,
    facilitator: User,
    editor: User,
    django_capture_on_commit_callbacks: Commit,
) -> None:
    people = People(author, member, facilitator, editor)
    practice = returned_once_and_published(people, django_capture_on_commit_callbacks)
    translated_and_kept_in_step(people, practice, django_capture_on_commit_callbacks)
    talked_about(author, member, editor, practice)
    if paper.is_possible():
        assert f"ΕΛ {TITLE}" in words_of_pdf(practice, "el")
        assert TITLE in words_of_pdf(practice, "en")
    recommended(editor, practice)
    confirmed_a_year_later(practice)
