"""Whoever saves too late reads why, and what they typed; of what they may not see they learn nothing."""

from typing import Any

import pytest
from wagtail.models import PageViewRestriction

from good_practices.models import GoodPracticePage
from network_members.models import User
from tests.translators.conftest import enter
from tests.translators.test_views import filled, names, stored, where
from translators import actions
from translators.models import TranslationTask

State = TranslationTask.State
BOTH = pytest.mark.parametrize("language", ["el", "en"])
NOTHING = {"el": "Τίποτα δεν αποθηκεύτηκε", "en": "Nothing was saved"}


@BOTH
@pytest.mark.parametrize("step", ["save", "hand_in"])
def test_words_of_a_second_window_are_shown_after_the_hand_in(
    step: str, language: str, taken: TranslationTask, member: User
) -> None:
    client, first = enter(member, language), names(taken)[0]
    older = filled(client, taken)
    client.post(where(taken), older | {"step": "hand_in"})
    before = stored()

    answer = client.post(where(taken, language), older | {first: "CANARY <b>words</b>", "step": step})

    page = answer.content.decode()
    assert (answer.status_code, NOTHING[language] in page, "CANARY &lt;b&gt;words&lt;/b&gt;" in page) == (
        409,
        True,
        True,
    )
    assert (page.count("<textarea"), stored()) == (1, before)


@BOTH
def test_words_typed_after_giving_back_stand_in_the_form_again_once_it_is_taken(
    language: str, taken: TranslationTask, member: User
) -> None:
    client, first = enter(member, language), names(taken)[0]
    older = filled(client, taken)
    client.post(where(taken), {"step": "give_back"})

    late = client.post(where(taken, language), older | {first: "CANARY", "step": "save"})
    client.post(where(taken, language), {"step": "take"})

    assert (late.status_code, "CANARY" in late.content.decode(), stored()) == (409, True, [])
    assert "CANARY" in client.get(where(taken, language)).content.decode()


@BOTH
@pytest.mark.parametrize("why", ["another person", "private", "not there"])
def test_words_for_what_one_may_not_see_any_more_come_back_without_a_word_of_it(
    why: str, language: str, taken: TranslationTask, practice: GoodPracticePage, people: Any
) -> None:
    client, first = enter(people["member"], language), names(taken)[0]
    older, address = filled(client, taken), where(taken, language)
    if why == "another person":
        TranslationTask.objects.update(taken_by=people["stranger"])
    elif why == "private":
        PageViewRestriction.objects.create(page=practice, restriction_type="login")
    else:
        taken.delete()

    answer = client.post(address, older | {first: "CANARY", "step": "save"})

    page = answer.content.decode()
    assert (answer.status_code, "CANARY" in page, "Γειτονιά" in page, stored()) == (409, True, False, [])
    assert client.post(address, {"step": "save"}).status_code == 404


def test_what_is_told_is_the_same_whether_there_is_a_task_or_not(taken: TranslationTask, stranger: User) -> None:
    client, typed = enter(stranger), {"text_1": "CANARY", "step": "save"}
    tasks = (taken, TranslationTask(pk=taken.pk + 1000))

    answers = [client.post(where(task), typed).content.decode().replace(f"/{task.pk}/", "/") for task in tasks]

    assert "CANARY" in answers[0]
    assert len(answers[0]) == len(answers[1])


@BOTH
@pytest.mark.parametrize("step", ["accept", "return"])
def test_the_note_of_a_second_reader_who_came_second_is_shown(
    step: str, language: str, handed_in: TranslationTask, stranger: User, editor: User
) -> None:
    actions.accept(handed_in, editor)

    answer = enter(stranger, language).post(where(handed_in, language), {"step": step, "note": "CANARY"})

    handed_in.refresh_from_db()
    assert (answer.status_code, "CANARY" in answer.content.decode()) == (409, True)
    assert (handed_in.state, handed_in.reviewed_by) == (State.ACCEPTED, editor)


@BOTH
def test_the_reason_of_who_declines_too_late_is_shown(language: str, handed_in: TranslationTask, member: User) -> None:
    answer = enter(member, language).post(where(handed_in, language), {"step": "decline", "reason": "CANARY"})

    assert (answer.status_code, "CANARY" in answer.content.decode()) == (409, True)
