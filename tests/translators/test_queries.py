"""A task with many texts takes the database as many questions as one with a few; so do the pages of a machine draft."""

from typing import Any

import pytest
from django.urls import reverse

from network_members.models import User
from tests.factories.practices import make_practice
from tests.factories.translations import fill_in, make_task, start_translation
from tests.reading import count_queries
from tests.translators.conftest import enter
from translation.models import GlossaryTerm
from translators.models import TranslationTask

State = TranslationTask.State
TEXTS = ("summary", "challenge", "transfer", "difficulties", "equality", "users_opinion")


def make(number: int, **fields: object) -> TranslationTask:
    """Return the task of a practice with so many long texts, each with a term of the glossary."""
    texts: dict[str, Any] = {name: f"Ο διαμεσολαβητής {name}" for name in TEXTS[:number]}
    task = make_task(make_practice("Γειτονιά", **texts), **fields)
    fill_in(task.translation)
    return task


@pytest.fixture(autouse=True)
def term(db: None) -> None:
    GlossaryTerm.objects.get_or_create(term_el="διαμεσολαβητής", term_en="mediator")


@pytest.mark.parametrize("number", [1, 3, 6])
def test_a_task_is_written_with_the_same_questions_for_every_number_of_texts(number: int, member: User) -> None:
    task = make(number, taken_by=member, state=State.TAKEN)

    assert count_queries(enter(member), f"/en/my/translations/{task.pk}/") == 10


@pytest.mark.parametrize("number", [1, 3, 6])
def test_a_task_is_read_with_the_same_questions_for_every_number_of_texts(
    number: int, member: User, stranger: User
) -> None:
    task = make(number, taken_by=stranger, state=State.HANDED_IN)

    assert count_queries(enter(member), f"/en/my/translations/{task.pk}/") == 10


@pytest.mark.parametrize("number", [1, 3, 6])
def test_the_list_of_the_three_kinds_of_tasks_takes_the_same_questions(
    number: int, member: User, stranger: User
) -> None:
    for place in range(number):
        make_task(make_practice(f"Δική μου {place}"), taken_by=member, state=State.TAKEN)
        make_task(make_practice(f"Για ανάγνωση {place}"), taken_by=stranger, state=State.HANDED_IN)
        make_task(make_practice(f"Ελεύθερη {place}"))

    assert count_queries(enter(member), "/en/my/translations/") == 10


@pytest.mark.parametrize("number", [1, 3, 6])
def test_the_page_of_a_machine_draft_takes_the_same_questions(number: int, editor: User) -> None:
    texts: dict[str, Any] = {name: f"Ο διαμεσολαβητής {name}" for name in TEXTS[:number]}
    translation = start_translation(make_practice("Γειτονιά", **texts))

    assert count_queries(enter(editor), reverse("machine_draft", args=[translation.pk])) == 25
