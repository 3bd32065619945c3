"""Tasks of a public practice, and who writes and reads them."""

from typing import Any

import pytest
from django.test import Client
from wagtail_localize.models import Translation

from good_practices.models import GoodPracticePage
from network_members.models import User
from tests.factories.practices import make_practice
from tests.factories.translations import make_task
from translators.models import TranslationTask


def enter(person: User, language: str = "en") -> Client:
    """Return the browser of somebody who is signed in."""
    client = Client(HTTP_ACCEPT_LANGUAGE=language)
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def practice(db: Any) -> GoodPracticePage:
    """A public practice in Greek."""
    return make_practice("Γειτονιά")


@pytest.fixture
def free(practice: GoodPracticePage, editor: User) -> TranslationTask:
    """A task that nobody has taken."""
    return make_task(practice, asked_by=editor)


@pytest.fixture
def taken(free: TranslationTask, member: User) -> TranslationTask:
    """The task in the hands of the member."""
    free.state, free.taken_by = TranslationTask.State.TAKEN, member
    free.save()
    return free


@pytest.fixture
def handed_in(taken: TranslationTask) -> TranslationTask:
    """The member's translation, waiting for a second reader."""
    taken.state = TranslationTask.State.HANDED_IN
    taken.save()
    return taken


def record(practice: GoodPracticePage) -> Translation:
    """Return the record of a practice's translation."""
    return Translation.objects.get(source__object_id=practice.translation_key)
