"""Editors see which translations wait for them."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from time_machine import TimeMachineFixture

from network_members.models import User
from tests.factories.practices import make_practice
from tests.factories.translations import start_translation, translate
from translation.waiting import Waiting, waiting

MAY, JUNE = (datetime(2026, month, 1, 12, tzinfo=UTC) for month in (5, 6))


def test_begun_and_overtaken_translations_wait(db: None, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(MAY, tick=False)
    begun = start_translation(make_practice("Σύμβουλοι"))
    original = make_practice("Mentors", language="en")
    overtaken = translate(original, words=lambda text: "Μέντορες")
    translate(make_practice("Γειτονιά"), words=lambda text: "Neighbourhood")
    time_machine.move_to(JUNE, tick=False)
    draft = original.get_latest_revision_as_object()
    draft.one_line = "Something new"
    draft.save_revision().publish()

    assert waiting(limit=10) == [
        Waiting("Σύμβουλοι", "en", begun.get_target_instance().pk, False, MAY),
        Waiting("Mentors", "el", overtaken.pk, True, JUNE),
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_takes_one_query(number: int, db: None) -> None:
    for place in range(number):
        start_translation(make_practice(f"Πρακτική {place}"))

    with CaptureQueriesContext(connection) as queries:
        found = waiting(limit=10)

    assert (len(found), len(queries)) == (number, 1)


@pytest.mark.parametrize("role", ["editor", "administrator", "superuser"])
def test_editors_find_the_list_on_their_first_page(role: str, request: Any, client: Client) -> None:
    start_translation(make_practice("Σύμβουλοι"))
    client.force_login(request.getfixturevalue(role))

    page = client.get(reverse("wagtailadmin_home")).content.decode()

    assert ("translations-waiting" in page, "Σύμβουλοι" in page, "localize/reports" in page) == (True, True, True)


@pytest.mark.parametrize(("language", "word"), [("el", "Αγγλικά"), ("en", "English")])
def test_the_list_names_the_language_in_words(language: str, word: str, editor: User, client: Client) -> None:
    start_translation(make_practice("Σύμβουλοι"))
    User.objects.filter(pk=editor.pk).update(language=language)
    client.force_login(User.objects.get(pk=editor.pk))

    assert f"<td>{word}</td>" in client.get(reverse("wagtailadmin_home")).content.decode()


def test_nothing_waiting_shows_no_list(superuser: Any, client: Client) -> None:
    client.force_login(superuser)

    assert "translations-waiting" not in client.get(reverse("wagtailadmin_home")).content.decode()


@pytest.mark.parametrize("role", ["translator", "moderator"])
def test_others_learn_no_titles(role: str, request: Any, client: Client) -> None:
    start_translation(make_practice("Σύμβουλοι"))
    client.force_login(request.getfixturevalue(role))

    page = client.get(reverse("wagtailadmin_home")).content.decode()

    assert ("Σύμβουλοι" in page, "localize/reports" in page) == (False, False)
