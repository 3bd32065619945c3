"""Each text of a translation says how it stands to its original, and an item is as good as its worst text."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail_localize.models import StringTranslation, Translation

from tests.factories.practices import make_practice
from tests.factories.translations import fill_in, start_translation, translate
from translation.comparing import Piece, compare
from translation.states import FieldState, State, field_states, worst


def record(page: Any) -> Translation:
    """Return the record of a page's translation."""
    return Translation.objects.get(source__object_id=page.translation_key)


def states(page: Any) -> set[State]:
    """Return the states of all texts of a page's translation."""
    return {field.state for field in field_states(record(page))}


def change(page: Any, **texts: str) -> None:
    """Publish new texts of an original."""
    draft = page.get_latest_revision_as_object()
    for name, text in texts.items():
        setattr(draft, name, text)
    draft.save_revision().publish()


def field(page: Any, text: str) -> FieldState:
    """Return the state of the text that the original has now."""
    return next(one for one in field_states(record(page)) if one.original == text)


@pytest.mark.parametrize("language", ["el", "en"])
def test_what_nobody_wrote_is_missing(language: str, db: None) -> None:
    practice = make_practice("Mentors", language=language)
    start_translation(practice)

    assert states(practice) == {State.MISSING}


def test_what_a_machine_wrote_says_so(db: None) -> None:
    practice = make_practice()
    fill_in(start_translation(practice))
    StringTranslation.objects.update(translation_type="machine")

    assert states(practice) == {State.MACHINE}


def test_what_a_person_wrote_waits_for_a_second_reader(db: None) -> None:
    practice = make_practice()
    fill_in(start_translation(practice))
    StringTranslation.objects.update(translation_type="manual")

    assert states(practice) == {State.HUMAN}


def test_what_somebody_else_published_is_reviewed(editor: Any, member: Any) -> None:
    practice = make_practice()
    start_translation(practice)
    fill_in(record(practice))
    StringTranslation.objects.update(last_translated_by=member, translation_type="manual")
    publish(practice, editor)

    assert states(practice) == {State.REVIEWED}


def test_nobody_reviews_their_own_words(editor: Any) -> None:
    practice = make_practice()
    start_translation(practice)
    fill_in(record(practice))
    StringTranslation.objects.update(last_translated_by=editor, translation_type="manual")
    publish(practice, editor)

    assert states(practice) == {State.HUMAN}


def publish(practice: Any, by: Any) -> None:
    """Publish a translation in somebody's name."""
    record(practice).save_target(user=by, publish=False)
    page = record(practice).get_target_instance()
    page.get_latest_revision().publish(user=by, skip_permission_checks=True)


def test_a_changed_sentence_makes_one_text_outdated_and_shows_what_changed(db: None) -> None:
    practice = make_practice("Mentors", language="en", one_line="We help ten people")
    translate(practice, words=lambda text: f"Τ {text}")

    change(practice, one_line="We help twenty people")

    found = field(practice, "We help twenty people")
    assert (found.state, found.words) == (State.OUTDATED, "Τ We help ten people")
    assert found.difference == (
        Piece("We help", "same"),
        Piece("ten", "gone"),
        Piece("twenty", "new"),
        Piece("people", "same"),
    )
    assert [one.original for one in field_states(record(practice)) if one.state == State.OUTDATED] == [found.original]


def test_a_changed_comma_makes_none_outdated(db: None) -> None:
    practice = make_practice(one_line="Γιατροί και δάσκαλοι")
    translate(practice)

    change(practice, one_line="Γιατροί, και δάσκαλοι")

    assert State.OUTDATED not in states(practice)


def test_words_by_hand_survive_when_their_original_changes(db: None) -> None:
    practice = make_practice("Mentors", language="en", one_line="Old sentence")
    page = translate(practice)
    StringTranslation.objects.filter(translation_of__data="Old sentence").update(data="Γραμμένο με το χέρι")

    change(practice, one_line="Quite another thing")

    found = field(practice, "Quite another thing")
    assert (found.words, found.original) == ("Γραμμένο με το χέρι", "Quite another thing")
    assert type(page).objects.get(pk=page.pk).live


def test_words_that_do_not_fit_are_named_with_their_fault(db: None) -> None:
    practice = make_practice("Mentors", language="en")
    fill_in(start_translation(practice))
    StringTranslation.objects.filter(translation_of__data="Mentors").update(has_error=True, field_error="Too long.")

    found = field(practice, "Mentors")

    assert (found.state, found.error) == (State.MISSING, "Too long.")


def test_an_item_is_what_its_worst_text_is() -> None:
    def one(state: State) -> FieldState:
        return FieldState("", state, "", "", None, "")

    assert worst([one(State.REVIEWED), one(State.MACHINE), one(State.HUMAN)]) == State.MACHINE
    assert worst([one(State.OUTDATED), one(State.MISSING)]) == State.MISSING


def test_formatting_is_no_difference() -> None:
    assert list(compare("<b>Λόγια</b> &amp; έργα", "Λόγια &amp; έργα")) == [Piece("Λόγια & έργα", "same")]


@pytest.mark.parametrize("number", [1, 3])
def test_the_states_take_two_queries_however_many_texts_there_are(number: int, db: None) -> None:
    texts: dict[str, Any] = dict(list({"summary": "Περίληψη", "challenge": "Δυσκολία"}.items())[: number - 1])
    practice = make_practice("Σύμβουλοι", **texts)
    fill_in(start_translation(practice))
    kept = Translation.objects.select_related("source__specific_content_type", "target_locale").get()

    with CaptureQueriesContext(connection) as queries:
        field_states(kept)

    assert len(queries) == 2
