"""A translation is offered once, taken by one, checked by another; refusals change nothing."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from wagtail.models import PageViewRestriction
from wagtail_localize.models import StringTranslation

from good_practices.models import GoodPracticePage
from mail.models import Message
from network_members.erasing import erase
from network_members.models import User
from tests.factories.practices import make_practice
from tests.factories.translations import make_task
from translation.publishing import NotReady
from translators import actions
from translators.models import TranslationTask

State = TranslationTask.State


def mails() -> list[tuple[str, str, str]]:
    """Return kind, recipient and language of all mails."""
    return sorted(Message.objects.values_list("kind", "recipient", "language"))


@pytest.mark.parametrize("language", ["el", "en"])
def test_an_offer_begins_the_translation_and_opens_a_task(language: str, superuser: User) -> None:
    practice = make_practice("Mentors", language=language)

    actions.offer(practice, superuser)

    task = TranslationTask.objects.get()
    assert (task.state, task.language, task.asked_by, task.title) == (State.OPEN, language, superuser, "Mentors")


def test_a_translation_is_offered_once_at_a_time(practice: GoodPracticePage, superuser: User) -> None:
    actions.offer(practice, superuser)

    with pytest.raises(NotReady):
        actions.offer(practice, superuser)

    assert TranslationTask.objects.count() == 1


def test_the_database_keeps_one_open_task_for_each_translation(free: TranslationTask, db: Any) -> None:
    with pytest.raises(IntegrityError, match=r"one_open_task_per_translation|translation_id"), transaction.atomic():
        TranslationTask.objects.create(translation=free.translation, offered_at=free.offered_at, due=free.due)


def test_the_database_keeps_translators_from_checking_their_own(taken: TranslationTask, member: User) -> None:
    with pytest.raises(IntegrityError, match="nobody_checks_their_own_translation"), transaction.atomic():
        TranslationTask.objects.update(reviewed_by=member)


def test_a_restricted_page_is_not_offered(practice: GoodPracticePage, superuser: User) -> None:
    PageViewRestriction.objects.create(page=practice, restriction_type="login")

    with pytest.raises(NotReady):
        actions.offer(practice, superuser)

    assert not TranslationTask.objects.exists()


def test_who_may_not_edit_the_page_offers_nothing(practice: GoodPracticePage, member: User) -> None:
    with pytest.raises(PermissionDenied):
        actions.offer(practice, member)

    assert not TranslationTask.objects.exists()


def test_a_task_has_one_taker(free: TranslationTask, member: User, stranger: User) -> None:
    actions.take(free, member)

    with pytest.raises(actions.Gone):
        actions.take(free, stranger)

    free.refresh_from_db()
    assert (free.state, free.taken_by) == (State.TAKEN, member)


def test_who_is_no_member_takes_nothing(free: TranslationTask, applicant: User) -> None:
    with pytest.raises(PermissionDenied):
        actions.take(free, applicant)

    free.refresh_from_db()
    assert free.taken_by is None


def test_what_is_given_back_is_free_for_its_earlier_reader(
    handed_in: TranslationTask, member: User, stranger: User
) -> None:
    actions.send_back(handed_in, stranger, "Πιο απλά")
    actions.give_back(handed_in, member)
    actions.take(handed_in, stranger)

    handed_in.refresh_from_db()
    assert (handed_in.taken_by, handed_in.reviewed_by, handed_in.note) == (stranger, None, "")


def test_nobody_but_the_translator_writes(taken: TranslationTask, stranger: User) -> None:
    texts = taken.translation.source.stringsegment_set

    with pytest.raises(actions.Gone):
        actions.write(taken, stranger, {text.pk: "Stolen" for text in texts.all()})

    assert not StringTranslation.objects.exists()


def test_the_translator_does_not_check_their_own(handed_in: TranslationTask, member: User) -> None:
    for step in (lambda: actions.accept(handed_in, member), lambda: actions.send_back(handed_in, member, "x")):
        with pytest.raises(PermissionDenied):
            step()

    handed_in.refresh_from_db()
    assert (handed_in.state, handed_in.reviewed_by, mails()) == (State.HANDED_IN, None, [])


def test_translator_and_asker_hear_of_the_acceptance_in_their_languages(
    handed_in: TranslationTask, member: User, editor: User, stranger: User
) -> None:
    User.objects.filter(pk=editor.pk).update(language="en")
    User.objects.filter(pk=member.pk).update(language="el")

    actions.accept(handed_in, stranger)

    assert mails() == [("accepted", member.email, "el"), ("ready", editor.email, "en")]


def test_a_return_brings_the_note_to_the_translator(handed_in: TranslationTask, member: User, stranger: User) -> None:
    actions.send_back(handed_in, stranger, "Πιο απλά λόγια")

    mail = Message.objects.get()
    assert (mail.kind, mail.recipient, "Πιο απλά λόγια" in mail.text) == ("returned", member.email, True)


def test_a_page_that_became_private_stops_its_task(
    handed_in: TranslationTask, practice: GoodPracticePage, stranger: User
) -> None:
    PageViewRestriction.objects.create(page=practice, restriction_type="login")

    with pytest.raises(actions.Gone):
        actions.accept(handed_in, stranger)

    assert TranslationTask.objects.get().state == State.HANDED_IN


def test_erasing_an_account_frees_what_it_had_taken(taken: TranslationTask, member: User) -> None:
    erase(member)

    taken.refresh_from_db()
    assert (taken.state, taken.taken_by) == (State.OPEN, None)


def test_what_a_former_member_had_taken_is_offered_anew(
    taken: TranslationTask, practice: GoodPracticePage, member: User, superuser: User
) -> None:
    member.groups.clear()

    actions.offer(practice, superuser)

    taken.refresh_from_db()
    assert (taken.state, taken.taken_by, TranslationTask.objects.count()) == (State.OPEN, None, 1)


def test_members_see_tasks_of_public_pages_only(
    free: TranslationTask, practice: GoodPracticePage, member: User, applicant: User
) -> None:
    draft, closed = make_practice("Σχέδιο"), make_practice("Κλειστή")
    make_task(draft)
    make_task(closed)
    draft.unpublish()
    PageViewRestriction.objects.create(page=closed, restriction_type="login")

    seen = [list(TranslationTask.objects.visible_to(person)) for person in (member, applicant)]

    assert seen == [[free], []]


def test_who_may_not_translate_offers_nothing_that_was_begun(
    free: TranslationTask, practice: GoodPracticePage, member: User
) -> None:
    with pytest.raises(PermissionDenied):
        actions.offer(practice, member)

    assert TranslationTask.objects.count() == 1


def test_nobody_takes_what_they_have(taken: TranslationTask, member: User) -> None:
    with pytest.raises(actions.Gone):
        actions.take(taken, member)


@pytest.mark.parametrize("step", [actions.write, actions.hand_in])
def test_a_second_reader_writes_nothing(step: Any, handed_in: TranslationTask, stranger: User) -> None:
    text = handed_in.translation.source.stringsegment_set.earliest("order")

    with pytest.raises(PermissionDenied):
        step(handed_in, stranger, {text.pk: "Stolen"})

    assert StringTranslation.objects.filter(data="Stolen").count() == 0


def test_an_emptied_text_is_a_gap_again(taken: TranslationTask, member: User) -> None:
    text = taken.translation.source.stringsegment_set.earliest("order")

    for words in ("Neighbourhood", ""):
        actions.write(taken, member, {text.pk: words})

    assert StringTranslation.objects.filter(context=text.context).count() == 0


def test_nobody_reads_what_was_not_handed_in(free: TranslationTask, stranger: User) -> None:
    with pytest.raises(actions.Gone):
        actions.accept(free, stranger)
