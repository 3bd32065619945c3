"""What makes a text reviewed: a second reader's acceptance, text by text, until the text is edited or outdated."""

from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from good_practices.models import GoodPracticePage
from network_members.models import User
from tests.factories.practices import make_practice
from tests.factories.translations import make_task
from tests.translators.conftest import enter
from translation.publishing import make_public
from translation.states import State, field_states
from translation.table import Choice, rows
from translators import actions
from translators.models import TranslationTask

BOTH = pytest.mark.parametrize("language", ["el", "en"])


def handed_in(language: str, member: User) -> TranslationTask:
    """Return a whole translation from a language that the member handed in."""
    task = make_task(make_practice("Mentors", language=language, summary="One two"))
    actions.take(task, member)
    texts = task.translation.source.stringsegment_set.values_list("pk", flat=True)
    actions.hand_in(task, member, {pk: f"Words {pk}" for pk in texts})
    return task


def states(task: TranslationTask) -> set[str]:
    """Return the states of the texts; the table says the worst of them."""
    found = {str(one.state) for one in field_states(task.translation)}
    page: Any = GoodPracticePage.objects.get(
        translation_key=task.translation.source.object_id, locale=task.translation.source.locale
    )
    shown = rows(Choice()).get(pk=page.pk).state
    assert shown in {next(state for state in State if state in found), State.MISSING}
    return found


def publish(task: TranslationTask, by: User) -> None:
    make_public(task.translation, Page.objects.get(pk=task.translation.get_target_instance().pk), by)


@BOTH
def test_acceptance_makes_every_text_reviewed(language: str, member: User, stranger: User, editor: User) -> None:
    task = handed_in(language, member)
    before = states(task)

    actions.accept(task, stranger)
    publish(task, editor)

    assert (before, states(task)) == ({"human"}, {"reviewed"})


@BOTH
def test_editors_read_who_accepted_each_text_and_when(
    language: str, member: User, stranger: User, superuser: User
) -> None:
    task = handed_in("el", member)
    actions.accept(task, stranger)
    publish(task, superuser)
    superuser.language = language
    superuser.save(update_fields=["language"])
    practice = GoodPracticePage.objects.originals().get(title="Mentors")

    page = enter(superuser).get(reverse("translation_desk:texts", args=[practice.pk])).content.decode()

    texts, words = field_states(task.translation), {"el": "Διαβάστηκε από:", "en": "Read by"}[language]
    task.refresh_from_db()
    assert {(one.reader_pk, one.read_at) for one in texts} == {(stranger.pk, task.decided_at)}
    assert page.count(f"{words} {stranger}") == len(texts)


@BOTH
def test_publication_alone_does_not_review_what_a_member_wrote_in_a_task(
    language: str, member: User, editor: User
) -> None:
    task = handed_in(language, member)

    publish(task, editor)

    assert states(task) == {"human"}


def test_a_text_that_is_edited_after_the_acceptance_loses_it_alone(member: User, stranger: User, editor: User) -> None:
    task = handed_in("el", member)
    actions.accept(task, stranger)
    publish(task, editor)

    words = StringTranslation.objects.filter(context__path="summary").get()
    words.data, words.last_translated_by = "Better words", member
    words.save()

    found = {one.original: str(one.state) for one in field_states(task.translation)}
    assert (found.pop("One two"), set(found.values())) == ("human", {"reviewed"})


def test_a_text_whose_original_changed_is_outdated(member: User, stranger: User, editor: User) -> None:
    task = handed_in("el", member)
    actions.accept(task, stranger)
    publish(task, editor)

    draft = GoodPracticePage.objects.originals().get(title="Mentors").get_latest_revision_as_object()
    draft.summary = "Something else altogether"
    draft.save_revision().publish()
    task.refresh_from_db()

    assert states(TranslationTask.objects.get(pk=task.pk)) == {"outdated", "reviewed"}


def test_without_a_task_publication_by_another_person_still_counts(member: User, editor: User) -> None:
    task = handed_in("el", member)
    task.delete()

    publish(task, editor)

    assert {str(one.state) for one in field_states(task.translation)} == {"reviewed"}


def test_a_second_reader_who_left_keeps_the_text_reviewed(member: User, stranger: User, editor: User) -> None:
    task = handed_in("el", member)
    actions.accept(task, stranger)
    publish(task, editor)

    TranslationTask.objects.update(reviewed_by=None)

    assert states(task) == {"reviewed"}
