"""Everybody hears of the steps that concern them, in their own language, and never by a link they cannot open."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core import mail as django_mail
from django.db import transaction
from django.test import Client
from wagtail.models import WorkflowState

from good_practices import actions, snapshot
from good_practices.models import GoodPracticePage
from mail.models import Message
from network_members.models import User
from tests.factories.people import make_user
from tests.factories.practices import make_practice
from tests.factories.snapshots import (
    again,
    make_published,
    make_returned,
    make_submitted,
    make_written,
)
from tests.good_practices.test_worklist import enter, send_editor

BASE = "http://127.0.0.1:8000"


def sent() -> set[tuple[str, str, str]]:
    """Return kind, recipient and language of all mails, and forget them."""
    found = set(Message.objects.values_list("kind", "recipient", "language"))
    assert len(found) == Message.objects.count()
    Message.objects.all().delete()
    return found


def to(person: User, kind: str) -> Message:
    return Message.objects.get(recipient=person.email, kind=kind)


def links(message: Message) -> list[str]:
    return re.findall(r"https?://\S+", message.text)


def speak_english(*people: User) -> None:
    for person in people:
        person.language = "en"
        person.save()


def test_handing_in_is_confirmed_and_asks_the_editors(member: User, editor: User, administrator: User) -> None:
    make_submitted(member)

    assert sent() == {
        ("handed_in", member.email, "el"),
        ("to_check", editor.email, "el"),
    }


def test_each_reads_their_own_language(member: User, editor: User) -> None:
    speak_english(editor)
    practice = make_submitted(member)

    mine, theirs = to(member, "handed_in"), to(editor, "to_check")

    assert (mine.language, theirs.language) == ("el", "en")
    assert theirs.subject == "To check: “Γλώσσα και υγεία στη γειτονιά”"
    assert "Member Test (Patras Migrant Integration Council) has handed in" in theirs.text
    assert links(mine) == [f"{BASE}/el/my/practices/{practice.translation_key}/"]
    assert links(theirs) == [f"{BASE}/admin/practices/{practice.pk}/check/"]


def test_an_editor_is_not_asked_to_check_what_they_handed_in_themselves(member: User, editor: User) -> None:
    practice = make_written(member)
    actions.submit(practice, editor)

    assert sent() == {("handed_in", member.email, "el"), ("handed_in", editor.email, "el")}


def test_closed_accounts_get_no_mail(member: User, editor: User) -> None:
    practice = make_submitted(member)
    sent()
    User.objects.filter(pk=member.pk).update(is_active=False)

    actions.publish(practice, editor, revision=practice.latest_revision_id or 0)

    assert sent() == set()


@pytest.mark.parametrize(
    ("language", "subject", "label"),
    [("en", "The editors ask for changes: “Γλώσσα και υγεία στη γειτονιά”", "What others need"), ("el", "", "")],
)
def test_returning_brings_every_word_of_the_editors(
    language: str, subject: str, label: str, member: User, editor: User
) -> None:
    if language == "en":
        speak_english(member)
    practice = make_returned(member, editor, message="Σχεδόν έτοιμο", summary="Πιο σύντομα & απλά", transfer="Τι;")

    message = to(member, "returned")

    assert message.language == language
    assert all(text in message.text for text in ("Σχεδόν έτοιμο", "Πιο σύντομα & απλά", "Τι;", label))
    assert subject in message.subject
    assert links(message) == [f"{BASE}/{language}/my/practices/{practice.translation_key}/edit/"]


@pytest.mark.parametrize(
    ("language", "public"),
    [
        ("el", "/el/kales-praktikes/glossa-kai-ygeia-sti-geitonia/"),
        ("en", "/en/good-practices/glossa-kai-ygeia-sti-geitonia/"),
    ],
)
def test_publishing_brings_the_address_in_the_authors_language(
    language: str, public: str, member: User, editor: User, visitor: Client
) -> None:
    if language == "en":
        speak_english(member)
    practice = make_published(member, editor)

    message = to(member, "published")

    assert links(message) == [f"{BASE}{public}", f"{BASE}/{language}/my/practices/{practice.translation_key}/"]
    assert visitor.get(public).status_code == 200
    if language == "en":
        assert message.subject == "Published: “Γλώσσα και υγεία στη γειτονιά”"


def test_a_new_version_is_called_so(member: User, editor: User) -> None:
    speak_english(member)
    practice = make_published(member, editor)
    typed = {**snapshot.read(practice), "title": "Νέος τίτλος"}
    actions.save_draft(practice, actions.Typed(typed, actions.version_of(practice)), by=member)
    actions.submit(practice, member)
    Message.objects.all().delete()

    actions.publish(practice, editor, revision=again(practice).latest_revision_id or 0)

    assert to(member, "published").subject == "The new version is online: “Νέος τίτλος”"


def test_the_colleague_who_handed_it_in_hears_too(member: User, colleague: User, editor: User) -> None:
    practice = make_written(member)
    actions.submit(practice, colleague)
    sent()

    actions.publish(practice, editor, revision=again(practice).latest_revision_id or 0)

    assert sent() == {("published", member.email, "el"), ("published", colleague.email, "el")}


def test_taking_it_back_oneself_is_no_news(member: User) -> None:
    practice = make_submitted(member)
    sent()

    actions.withdraw(practice, member)

    assert sent() == set()


@pytest.mark.parametrize("by", ["colleague", None])
def test_somebody_else_taking_it_back_is(by: str | None, member: User, request: pytest.FixtureRequest) -> None:
    speak_english(member)
    practice = make_submitted(member)
    sent()
    person = request.getfixturevalue(by) if by else None

    again(practice).current_workflow_state.cancel(user=person)

    message = to(member, "taken_back")
    assert message.subject == "A draft again: “Γλώσσα και υγεία στη γειτονιά”"
    assert ("Colleague Test has taken" in message.text) == bool(by)


def test_a_title_cannot_break_into_the_head_of_a_mail(member: User, editor: User) -> None:
    practice = make_written(member)
    draft = practice.get_latest_revision_as_object()
    draft.title = "Ένα\r\nBcc: all@nima.example"
    draft.save_revision(clean=False)

    actions.submit(practice, member)

    assert "\n" not in to(editor, "to_check").subject


# From Wagtail's own page editor


def test_publishing_there_tells_the_author_once(member: User, editor: User) -> None:
    practice = make_submitted(member)
    sent()

    send_editor(enter(editor), practice, **{"action-publish": "action-publish"})

    assert sent() == {("published", member.email, "el")}


def test_publishing_a_draft_there_tells_the_author(member: User, editor: User) -> None:
    practice = make_written(member)

    send_editor(enter(editor), practice, **{"action-publish": "action-publish"})

    assert sent() == {("published", member.email, "el")}


def test_publishing_several_at_once_tells_each_author(member: User, stranger: User, editor: User) -> None:
    practices = [make_submitted(member), make_submitted(stranger)]
    Message.objects.all().delete()
    where = "/admin/bulk/wagtailcore/page/publish/"

    enter(editor).post(where + "?" + "&".join(f"id={one.pk}" for one in practices))

    assert sent() == {("published", member.email, "el"), ("published", stranger.email, "en")}


@pytest.mark.parametrize(("action", "kind"), [("approve", "published"), ("reject", "returned")])
def test_deciding_there_tells_the_author(action: str, kind: str, member: User, editor: User) -> None:
    practice = make_submitted(member)
    sent()

    send_editor(enter(editor), practice, **{"action-workflow-action": "true", "workflow-action-name": action})

    assert sent() == {(kind, member.email, "el")}


def test_a_check_that_begins_anew_is_no_news(member: User, editor: User) -> None:
    practice = make_submitted(member)
    sent()
    fields = {"action-workflow-action": "true", "workflow-action-name": "approve", "one_line": "Διορθωμένη"}

    send_editor(enter(editor), practice, **fields)

    assert sent() == set()


def publish_there(practice: GoodPracticePage, editor: User) -> None:
    send_editor(enter(editor), practice, **{"action-publish": "action-publish"})


@pytest.mark.parametrize(
    "step",
    [
        lambda practice, member, editor: actions.withdraw(practice, member),
        lambda practice, member, editor: publish_there(practice, editor),
        lambda practice, member, editor: again(practice).current_workflow_task_state.reject(user=editor),
    ],
)
def test_wagtail_itself_sends_nothing(
    step: Callable[..., Any], member: User, editor: User, superuser: User, mailoutbox: list[Any]
) -> None:
    practice = make_submitted(member)

    step(practice, member, editor)

    assert (mailoutbox, django_mail.outbox) == ([], [])
    assert not any("/admin/" in message.text for message in Message.objects.exclude(kind="to_check"))


def test_translations_and_other_pages_bring_no_mail(member: User, editor: User) -> None:
    from tests.factories.translations import translate

    practice = make_published(member, editor)
    sent()
    page = make_practice("Άλλη").get_parent().specific
    page.save_revision()

    translate(practice, user=editor)
    page.get_workflow().start(page, editor)
    WorkflowState.objects.get(object_id=page.pk).current_task_state.approve(user=editor)

    assert sent() == set()


def test_a_step_that_fails_leaves_no_mail(member: User, editor: User) -> None:
    def step() -> None:
        with transaction.atomic():
            actions.submit(make_written(member), member)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        step()

    assert sent() == set()


def test_nobody_outside_the_group_of_editors_is_asked(member: User) -> None:
    person = make_user("other", "editor")
    person.groups.remove(Group.objects.get(name="editor"))

    make_submitted(member)

    assert sent() == {("handed_in", member.email, "el")}
