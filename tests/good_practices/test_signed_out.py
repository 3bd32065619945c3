"""Somebody writes while their session ends: the text waits for them."""

from uuid import uuid4

import pytest
from django.test import Client

from good_practices import actions
from good_practices.models import GoodPracticePage
from network_members.models import User
from tests.factories.snapshots import make_written, typed, words
from tests.good_practices.test_writing import CANARY, address, latest, save_quietly, text_of, version_in


def test_the_script_is_told_that_the_session_is_over(member: User) -> None:
    practice = make_written(member)

    answer = save_quietly(Client(), address("autosave", practice), title=CANARY)

    assert answer == (401, {"state": "signed-out"})
    assert latest(practice)["title"] == typed(member)["title"]


@pytest.mark.parametrize("language", ["el", "en"])
def test_what_was_sent_after_the_session_ended_is_there_after_the_login(language: str, member: User) -> None:
    practice, client = make_written(member), Client()
    where = address("edit", practice, language)
    sent = typed(member, title="Γράφτηκε χωρίς σύνδεση", version=actions.version_of(practice))

    response = client.post(where, sent)

    assert response["Location"].startswith(f"/{language}/account/login/?next=")
    client.force_login(member)
    page = text_of(client.get(where))
    assert 'value="Γράφτηκε χωρίς σύνδεση"' in page
    assert latest(practice)["title"] == typed(member)["title"]
    client.post(where, typed(member, title="Γράφτηκε χωρίς σύνδεση", version=version_in(page)))
    assert latest(practice)["title"] == "Γράφτηκε χωρίς σύνδεση"
    assert 'value="Γράφτηκε χωρίς σύνδεση"' in text_of(client.get(where))


def test_a_new_practice_survives_the_end_of_the_session_too(member: User) -> None:
    words()
    client, where = Client(), f"/el/my/practices/new/el/{uuid4()}/"
    client.post(where, {"title": CANARY})

    client.force_login(member)

    assert f'value="{CANARY}"' in text_of(client.get(where))
    assert GoodPracticePage.objects.count() == 0


def test_kept_text_shows_on_its_own_page_only_and_once(member: User) -> None:
    practice, other, client = make_written(member), make_written(member), Client()
    client.post(address("edit", practice), {"title": CANARY})
    client.force_login(member)

    found = [CANARY in text_of(client.get(address("edit", one))) for one in (other, practice, practice)]

    assert found == [False, True, False]


def test_more_text_than_a_form_takes_is_not_kept(member: User) -> None:
    practice, client = make_written(member), Client()
    client.post(address("edit", practice), {"summary": "λ" * 50_001})

    assert "kept_practice" not in client.session
