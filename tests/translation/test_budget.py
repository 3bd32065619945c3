"""The characters of a month are spent once, however many workers want them."""

from collections.abc import Iterator

import pytest
from django.conf import LazySettings
from pytest_django import DjangoDbBlocker

from tests.mail.test_delivery import in_threads
from translation import budget
from translation.models import MachineMonth


@pytest.fixture
def rights_of_editors() -> None:
    """Give nobody rights: they would stand in a transaction, which threads do not see."""


@pytest.fixture
def month(django_db_setup: None, django_db_blocker: DjangoDbBlocker, settings: LazySettings) -> Iterator[None]:
    """A month of a hundred characters, ten of them spent, without a transaction around the test."""
    settings.MACHINE_TRANSLATION_CHARACTERS = 100
    with django_db_blocker.unblock():
        budget.take(10)
        yield
        MachineMonth.objects.all().delete()


def spend() -> str:
    """Want sixty characters, and say what became of it."""
    try:
        budget.take(60)
    except budget.NoBudget:
        return "refused"
    return "taken"


def test_workers_cannot_spend_the_same_characters(month: None) -> None:
    outcomes = in_threads(4, spend)

    assert (sorted(outcomes), MachineMonth.objects.get().sent) == (["refused"] * 3 + ["taken"], 70)
