"""Editors see every public page with the state of its translation, begin translations and publish them."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation

from good_practices.models import GoodPracticePage
from tests.factories.practices import make_practice
from tests.factories.translations import fill_in, start_translation, translate
from translation.states import State
from translation.table import Choice, rows

PRACTICES = "good_practices.goodpracticepage"


@pytest.fixture
def desk(editor: Any, client: Client) -> Client:
    """The browser of an editor."""
    client.force_login(editor)
    return client


def address(**asked: str) -> str:
    """Return the address of the table with what is asked of it."""
    return reverse("translation_desk:table", query=asked)


def titles(**asked: Any) -> list[str]:
    """Return the titles of the rows that fit."""
    return [page.title for page in rows(Choice(kind=PRACTICES, sort="title", **asked))]


def state_of(page: Page) -> str:
    """Return the state of an item in the table."""
    return str(rows(Choice()).get(pk=page.pk).state)


@pytest.mark.parametrize("language", ["el", "en"])
def test_every_public_page_has_its_row_and_a_draft_has_none(language: str, db: None) -> None:
    make_practice("Public", language=language)
    make_practice("Hidden draft", language=language, live=False)

    assert titles() == ["Public"]


def test_a_translation_has_no_row_of_its_own(db: None) -> None:
    translate(make_practice("Σύμβουλοι"), words=lambda text: "Mentors")

    assert titles() == ["Σύμβουλοι"]


def test_a_row_goes_from_missing_over_by_hand_and_reviewed_to_outdated(editor: Any, member: Any) -> None:
    practice = make_practice("Mentors", language="en")
    seen = [state_of(practice)]
    translation = start_translation(practice)
    seen.append(state_of(practice))
    fill_in(translation)
    StringTranslation.objects.update(translation_type="machine", last_translated_by=member)
    seen.append(state_of(practice))
    StringTranslation.objects.update(translation_type="manual")
    seen.append(state_of(practice))
    translation.save_target(user=editor, publish=False)
    translation.get_target_instance().get_latest_revision().publish(user=editor, skip_permission_checks=True)
    seen.append(state_of(practice))
    draft = GoodPracticePage.objects.get(pk=practice.pk).get_latest_revision_as_object()
    draft.one_line = "Quite another thing"
    draft.save_revision().publish()
    seen.append(state_of(practice))

    assert seen == [State.MISSING, State.MISSING, State.MACHINE, State.HUMAN, State.REVIEWED, State.OUTDATED]


def test_rows_are_found_by_language_state_and_title(db: None) -> None:
    translate(make_practice("Mentors", language="en"))
    make_practice("Γειτονιά")

    assert titles(language="el") == ["Mentors"]
    assert titles(language="en") == ["Γειτονιά"]
    assert titles(state="missing") == ["Γειτονιά"]
    assert titles(search="entor") == ["Mentors"]


@pytest.mark.parametrize("asked", [{"kind": "x"}, {"state": "x"}, {"sort": "x"}, {"language": "x"}, {"p": "x"}])
def test_what_the_table_does_not_know_stands_for_everything(asked: dict[str, str], desk: Client) -> None:
    make_practice("Σύμβουλοι")

    answer = desk.get(address(**asked))

    assert (answer.status_code, "Σύμβουλοι" in answer.content.decode()) == (200, True)


@pytest.mark.parametrize(("language", "word"), [("el", "Μεταφράσεις"), ("en", "Translations")])
def test_the_table_speaks_the_language_of_its_reader(language: str, word: str, editor: Any, client: Client) -> None:
    editor.language = language
    editor.save(update_fields=["language"])
    client.force_login(editor)
    make_practice("Σύμβουλοι")

    assert f'aria-label="{word}"' in client.get(address()).content.decode()


def test_several_translations_begin_at_once(desk: Client) -> None:
    pages = [make_practice("Σύμβουλοι"), make_practice("Γειτονιά")]

    answer = desk.post(address(), {"step": "begin", "page": [page.pk for page in pages]}, follow=True)

    assert "Done for 2 of 2 rows." in answer.content.decode()
    assert Translation.objects.filter(source__object_id__in=[page.translation_key for page in pages]).count() == 2


def test_a_complete_translation_is_published_from_the_table(desk: Client) -> None:
    practice = make_practice("Σύμβουλοι")
    translation = start_translation(practice)
    fill_in(translation, words=lambda text: "Mentors")

    desk.post(address(), {"step": "publish", "page": practice.pk})

    page = Page.objects.get(pk=translation.get_target_instance().pk)
    assert (page.live, page.title, page.slug) == (True, "Mentors", "mentors")


def test_each_row_that_cannot_go_live_says_why_and_the_others_do(desk: Client) -> None:
    lacks, complete = make_practice("Σύμβουλοι"), make_practice("Γειτονιά")
    begun = start_translation(lacks)
    fill_in(start_translation(complete))

    answer = desk.post(address(), {"step": "publish", "page": [lacks.pk, complete.pk]}, follow=True)

    said = answer.content.decode()
    assert ("still lack" in said, "Done for 1 of 2 rows." in said) == (True, True)
    assert not Page.objects.get(pk=begun.get_target_instance().pk).live


def test_a_translation_does_not_begin_twice(desk: Client) -> None:
    practice = make_practice("Σύμβουλοι")
    start_translation(practice)

    answer = desk.post(address(), {"step": "begin", "page": practice.pk}, follow=True)

    assert "Its translation was begun already." in answer.content.decode()


@pytest.mark.parametrize("sent", [{}, {"step": "begin"}, {"page": "1"}, {"step": "begin", "page": "²"}])
def test_nothing_ticked_or_chosen_is_said_and_changes_nothing(sent: dict[str, str], desk: Client) -> None:
    make_practice("Σύμβουλοι")

    answer = desk.post(address(), sent)

    assert (answer.status_code, "Tick at least one row" in answer.content.decode()) == (422, True)
    assert not Translation.objects.exists()


def test_drafts_are_not_begun_by_their_number(desk: Client) -> None:
    draft = make_practice("Κρυφό σχέδιο", live=False)

    answer = desk.post(address(), {"step": "begin", "page": draft.pk})

    assert (answer.status_code, "Κρυφό" in answer.content.decode()) == (422, False)


@pytest.mark.parametrize("role", ["translator", "moderator", "member"])
def test_others_learn_no_title_and_change_nothing(role: str, request: Any, client: Client) -> None:
    practice = make_practice("Σύμβουλοι")
    client.force_login(request.getfixturevalue(role))

    answers = [
        client.get(address(), follow=True),
        client.get(reverse("translation_desk:texts", args=[practice.pk]), follow=True),
        client.post(address(), {"step": "begin", "page": practice.pk}, follow=True),
    ]

    assert [answer for answer in answers if "Σύμβουλοι" in answer.content.decode()] == []
    assert not Translation.objects.exists()


def test_an_item_shows_its_texts_and_what_changed(desk: Client) -> None:
    practice = make_practice("Mentors", language="en", one_line="We help ten people")
    translate(practice, words=lambda text: f"Τ {text}")
    draft = practice.get_latest_revision_as_object()
    draft.one_line = "We help twenty people"
    draft.save_revision().publish()

    page = desk.get(reverse("translation_desk:texts", args=[practice.pk])).content.decode()

    assert all(part in page for part in ("<del>ten</del>", "<ins>twenty</ins>", "Τ We help ten people", 'lang="el"'))


def test_the_table_takes_the_same_queries_for_one_row_and_three(desk: Client, member: Any) -> None:
    def queries_of_the_table() -> int:
        desk.get(address(kind=PRACTICES))
        with CaptureQueriesContext(connection) as queries:
            answer = desk.get(address(kind=PRACTICES))
        assert answer.status_code == 200
        return len(queries)

    fill_in(start_translation(make_practice("Πρακτική", owner=member)))
    with_one = queries_of_the_table()
    for place in range(2):
        fill_in(start_translation(make_practice(f"Πρακτική {place}", owner=member)))

    assert (len(titles()), queries_of_the_table()) == (3, with_one)
