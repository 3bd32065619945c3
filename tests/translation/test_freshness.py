"""What readers are told about a translation."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from time_machine import TimeMachineFixture
from wagtail_localize.models import Translation

from good_practices.models import GoodPracticePage
from network_members.models import User
from tests.factories.practices import make_practice
from tests.factories.snapshots import again
from tests.factories.translations import translate
from translation.freshness import Freshness, freshness, freshness_of_many

MAY, JUNE, JULY = (datetime(2026, month, 1, 12, tzinfo=UTC) for month in (5, 6, 7))


def change(page: GoodPracticePage, **fields: object) -> GoodPracticePage:
    draft = page.get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision().publish()
    return GoodPracticePage.objects.get(pk=page.pk)


def test_a_practice_without_translation() -> None:
    assert freshness(make_practice(), None) == Freshness(translated=False)


@pytest.mark.parametrize("language", ["el", "en"])
def test_a_translation_was_reviewed_when_an_editor_published_it(
    language: str, editor: User, time_machine: TimeMachineFixture
) -> None:
    original = make_practice(language=language)
    time_machine.move_to(MAY, tick=False)
    translated = translate(original, user=editor)

    assert freshness(original, translated) == Freshness(translated=True, reviewed_at=MAY)


def test_a_translation_is_outdated_when_a_text_of_the_original_changed(
    editor: User, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(MAY, tick=False)
    original = make_practice()
    translated = translate(original, user=editor)

    time_machine.move_to(JUNE, tick=False)
    original = change(original, one_line="Κάτι άλλο")

    assert freshness(original, translated) == Freshness(True, True, reviewed_at=MAY, changed_at=JUNE)


def test_a_change_of_facts_does_not_make_a_translation_outdated(editor: User, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(MAY, tick=False)
    original = make_practice()
    translated = translate(original, user=editor)

    time_machine.move_to(JUNE, tick=False)
    original = change(original, people_reached=12)

    assert freshness(original, translated) == Freshness(True, reviewed_at=MAY)


def test_a_translation_that_nobody_keeps_in_step_is_judged_by_its_day(
    editor: User, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(MAY, tick=False)
    original = make_practice()
    translated = translate(original, user=editor)
    Translation.objects.update(enabled=False)

    assert freshness(original, translated) == Freshness(True, reviewed_at=MAY, reviewed=False)

    time_machine.move_to(JULY, tick=False)
    original = change(original, one_line="Κάτι άλλο")

    assert freshness(original, translated) == Freshness(True, True, MAY, reviewed=False, changed_at=JULY)


def test_many_are_judged_as_each_of_them_in_one_query(editor: User) -> None:
    pairs = []
    for number in range(3):
        original = make_practice(f"Ένα {number}")
        pairs.append((original, translate(original, user=editor) if number else None))
    change(pairs[2][0], one_line="Άλλο")
    pairs = [(again(original), made) for original, made in pairs]

    with CaptureQueriesContext(connection) as queries:
        found = freshness_of_many(pairs)

    assert (found, len(queries)) == ([freshness(*pair) for pair in pairs], 1)
    assert [(one.translated, one.outdated) for one in found] == [(False, False), (True, False), (True, True)]


def test_freshness_takes_one_query(editor: User) -> None:
    original = make_practice()
    translated = translate(original, user=editor)

    with CaptureQueriesContext(connection) as queries:
        freshness(original, translated)

    assert len(queries) == 1
