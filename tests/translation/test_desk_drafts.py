"""Editors let a machine draft several translations from the table: in the background, never beyond the budget."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.models import PageViewRestriction
from wagtail_localize.models import StringTranslation, Translation

from network_members.models import User
from tests.factories.practices import make_practice
from tests.factories.translations import fill_in, start_translation
from tests.network_members.rooms import enter, words_of
from tests.translation.machine_engine import LocalEngine, running
from translation import tasks
from translation.models import MachineDraft, MachineMonth

pytestmark = pytest.mark.django_db
TABLE = "/admin/translations/"


@pytest.fixture
def engine(settings: LazySettings) -> Iterator[LocalEngine]:
    """LibreTranslate on this machine."""
    with running() as local:
        settings.MACHINE_TRANSLATION = "libretranslate"
        settings.MACHINE_TRANSLATION_URL = local.url
        yield local


def order(client: Client, *pages: Any) -> str:
    """Order drafts of the ticked rows; return what the table says then."""
    client.post(TABLE, {"step": "draft", "page": [page.pk for page in pages]})
    return words_of(client.get(TABLE))


def test_several_drafts_are_ordered_at_once_and_written_in_the_background(
    engine: LocalEngine,
    editor: User,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    begun, new = make_practice("Γειτονιά"), make_practice("Mentors", language="en")
    start_translation(begun)
    client = enter(editor)

    with django_capture_on_commit_callbacks(execute=True):
        waits = order(client, begun, new)
    asked_within_the_request = list(engine.asked)
    for draft in MachineDraft.objects.all():
        tasks.write_draft.call(draft.pk)

    assert (MachineDraft.objects.filter(state="done").count(), asked_within_the_request) == (2, [])
    assert ("waits for the background worker" in waits, "Done for 2 of 2 rows." in waits) == (True, True)
    assert re.search(r"done · \d+ texts? written", words_of(client.get(TABLE)))
    assert set(StringTranslation.objects.values_list("translation_type", flat=True)) == {"machine"}


@pytest.mark.parametrize(
    ("language", "says"), [("el", "δεν επαρκούν"), ("en", "The characters of this month do not suffice")]
)
def test_what_costs_more_than_the_month_has_left_is_refused_at_its_name(
    language: str, says: str, engine: LocalEngine, editor: User, settings: LazySettings
) -> None:
    User.objects.filter(pk=editor.pk).update(language=language)
    settings.MACHINE_TRANSLATION_CHARACTERS = 1
    page = make_practice("Γειτονιά")

    told = order(enter(User.objects.get(pk=editor.pk)), page)

    assert ("“Γειτονιά”" in told, says in told) == (True, True)
    assert (MachineDraft.objects.count(), MachineMonth.objects.count(), engine.asked) == (0, 0, [])


def test_a_refused_draft_begins_no_translation(engine: LocalEngine, editor: User, settings: LazySettings) -> None:
    settings.MACHINE_TRANSLATION_CHARACTERS = 1

    order(enter(editor), make_practice("Γειτονιά"))

    assert Translation.objects.count() == 0


def test_together_they_never_send_more_than_the_budget(
    engine: LocalEngine, editor: User, settings: LazySettings
) -> None:
    pages = [make_practice(f"Γειτονιά {place}") for place in range(3)]
    order(enter(editor), pages[0])
    tasks.write_draft.call(MachineDraft.objects.get().pk)
    cost = MachineMonth.objects.get().sent
    settings.MACHINE_TRANSLATION_CHARACTERS = 2 * cost

    order(enter(editor), *pages[1:])
    for draft in MachineDraft.objects.filter(state="waiting"):
        tasks.write_draft.call(draft.pk)

    ends = sorted(MachineDraft.objects.values_list("state", "problem"))
    assert ends == [("done", ""), ("done", ""), ("failed", "budget")]
    assert MachineMonth.objects.get().sent <= 2 * cost


def test_a_restricted_page_is_neither_begun_nor_sent(engine: LocalEngine, editor: User) -> None:
    page = make_practice("Γειτονιά")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

    order(enter(editor), page)

    assert (MachineDraft.objects.count(), Translation.objects.count(), engine.asked) == (0, 0, [])


def test_where_no_text_lacks_nothing_is_ordered(engine: LocalEngine, editor: User) -> None:
    page = make_practice("Γειτονιά")
    fill_in(start_translation(page))

    told = order(enter(editor), page)

    assert ("No text lacks" in told, MachineDraft.objects.count()) == (True, 0)


def test_without_an_engine_the_table_offers_no_draft(editor: User) -> None:
    page = make_practice("Γειτονιά")

    told = order(enter(editor), page)

    assert "No machine engine is set up on this site." in told
    assert (MachineDraft.objects.count(), "Write a machine draft" in told) == (0, False)


@pytest.mark.parametrize("role", ["member", "translator"])
def test_who_may_not_see_the_table_orders_nothing(role: str, engine: LocalEngine, request: Any) -> None:
    page = make_practice("Γειτονιά")

    answer = enter(request.getfixturevalue(role)).post(
        reverse("translation_desk:table"), {"step": "draft", "page": page.pk}
    )

    assert (answer.status_code == 200, MachineDraft.objects.count(), Translation.objects.count()) == (False, 0, 0)
