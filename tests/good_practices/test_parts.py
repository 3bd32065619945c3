"""The full template, part by part: what is read, what is written, and what keeps its translation."""

from typing import Any

import pytest

from good_practices import actions, snapshot
from good_practices.checking import ORDER
from good_practices.growth import BEGUN, EMPTY, READY, WRONG, first_to_mend, growth_of, state_of, steps_of
from good_practices.models import GoodPracticePage
from good_practices.parts import BASICS, GROWN, PARTS, Part, digest
from network_members.models import User
from tests.factories.parts import KEYS, block, full
from tests.factories.people import make_organisation
from tests.factories.snapshots import again, make_submitted, make_written
from tests.good_practices.steps import latest

LESSONS = {"difficulties": "Ώρες", "transfer": "Ένας χώρος", "equality": "Παιδότοπος"}


def write(practice: GoodPracticePage, part: Part, values: dict[str, Any], by: User) -> str:
    """Save a part as its form would."""
    version = f"{actions.version_of(again(practice))}{actions.SEEN}{digest(part.read(latest(practice)))}"
    return actions.save_draft(practice, actions.Typed(values, version, part), by=by)


def test_every_field_that_editors_check_stands_in_exactly_one_part() -> None:
    names = [name for part in PARTS.values() for name in part.noted]

    # The body is the author's own, and the years are told with the period. The report of an evaluation, the pictures and
    # the files have pages of their own.
    apart = {"lead_organisation", "evaluation_report", "files", "images"}
    assert sorted(names) == sorted({*ORDER, "start_year", "end_year"} - apart)


@pytest.mark.parametrize("part", GROWN, ids=lambda part: part.code)
def test_a_part_comes_out_of_a_draft_as_it_went_in(part: Part, member: User) -> None:
    practice, typed = make_written(member), full(part.code)
    before = {code: other.read(latest(practice)) for code, other in PARTS.items() if other is not part}

    write(practice, part, typed, member)

    assert part.read(latest(practice)) == typed
    assert {code: other.read(latest(practice)) for code, other in PARTS.items() if other is not part} == before


@pytest.mark.parametrize("part", GROWN, ids=lambda part: part.code)
def test_a_part_survives_its_check_and_its_publication(part: Part, member: User, editor: User) -> None:
    practice, typed = make_written(member), full(part.code)
    write(practice, part, typed, member)
    actions.submit(practice, member)
    actions.publish(again(practice), editor, revision=again(practice).latest_revision_id)

    assert part.read(again(practice)) == typed


def test_entries_keep_their_key_when_they_move_and_change(member: User, editor: User) -> None:
    practice, part = make_written(member), PARTS["activities"]
    first, second = full("activities")["activities"]
    write(practice, part, {"activities": [first, second]}, member)
    actions.submit(practice, member)
    actions.publish(again(practice), editor, revision=again(practice).latest_revision_id)
    before = {str(row.translation_key): row.pk for row in again(practice).activities.all()}

    write(practice, part, {"activities": [second, {**first, "name": "Μαθήματα το πρωί"}]}, member)

    rows = list(latest(practice).activities.all())
    assert [(str(row.translation_key), row.pk, row.name) for row in rows] == [
        (KEYS[1], before[KEYS[1]], "Βόλτες"),
        (KEYS[0], before[KEYS[0]], "Μαθήματα το πρωί"),
    ]


def test_the_key_of_a_new_entry_is_the_practices_own(member: User, stranger: User) -> None:
    mine, theirs = make_written(member), make_written(stranger)
    rows = PARTS["aims"].rows
    assert rows is not None
    write(theirs, PARTS["aims"], {**full("aims"), "objectives": [{"key": KEYS[0], "text": "Ένας"}]}, stranger)

    found = [rows.key_of(latest(practice), KEYS[0]) for practice in (mine, mine, theirs)]

    assert (found[0] == found[1], found[0] == KEYS[0], found[2] == KEYS[0]) == (True, False, True)


def test_a_partner_of_the_directory_is_tied_to_it(member: User) -> None:
    body = make_organisation("volos", name_el="Δήμος Βόλου", name_en="Municipality of Volos")
    practice = make_written(member)

    write(practice, PARTS["people"], {**full("people"), "partners": ["ΔΗΜΟΣ ΒΟΛΟΥ", "Παρέα"]}, member)

    partners = [(partner.organisation, partner.name) for partner in latest(practice).partners.all()]
    assert partners == [(body, ""), (None, "Παρέα")]
    assert PARTS["people"].read(latest(practice))["partners"] == ["Δήμος Βόλου", "Παρέα"]


# Two at once


def test_two_parts_written_at_once_are_no_conflict(member: User, colleague: User) -> None:
    practice = make_written(member)
    old = f"{actions.version_of(practice)}{actions.SEEN}{digest(PARTS['lessons'].read(latest(practice)))}"
    write(practice, PARTS["aims"], full("aims"), colleague)

    actions.save_draft(practice, actions.Typed(full("lessons"), old, PARTS["lessons"]), by=member)

    assert [PARTS[code].read(latest(practice)) for code in ("aims", "lessons")] == [full("aims"), full("lessons")]


def test_one_part_written_twice_is_a_conflict(member: User, colleague: User) -> None:
    practice, part = make_written(member), PARTS["lessons"]
    old = f"{actions.version_of(practice)}{actions.SEEN}{digest(part.read(latest(practice)))}"
    write(practice, part, LESSONS, colleague)

    with pytest.raises(actions.Conflict):
        actions.save_draft(practice, actions.Typed({**LESSONS, "transfer": "Δύο"}, old, part), by=member)

    assert part.read(latest(practice)) == LESSONS


def test_saving_by_itself_never_writes_into_what_somebody_else_began(member: User, colleague: User) -> None:
    practice, part = make_written(member), PARTS["lessons"]
    own = actions.save_draft(
        practice,
        actions.Typed(LESSONS, actions.version_of(again(practice)), part),
        by=member,
        quietly=True,
    )
    write(practice, BASICS, {**snapshot.read(latest(practice)), "title": "Του άλλου"}, colleague)
    known = f"{own}{actions.SEEN}{digest(LESSONS)}"

    actions.save_draft(practice, actions.Typed({**LESSONS, "transfer": "Δύο"}, known, part), by=member, quietly=True)

    authors = [revision.user for revision in again(practice).revisions.order_by("pk")][-2:]
    assert (authors, latest(practice).title) == ([colleague, member], "Του άλλου")


# How far it is


def test_growth_counts_what_the_full_text_needs(member: User) -> None:
    practice = make_written(member)
    before = growth_of(latest(practice))
    for part in GROWN:
        write(practice, part, full(part.code), member)

    after = growth_of(latest(practice))
    assert ((before.ready, before.needed), (after.ready, after.needed, after.is_full)) == ((12, 18), (18, 18, True))


@pytest.mark.parametrize(
    ("code", "changes", "state"),
    [
        ("lessons", {}, READY),
        ("lessons", {"transfer": ""}, BEGUN),
        ("lessons", {"difficulties": "", "transfer": "", "equality": ""}, EMPTY),
        ("lessons", {"equality": "λέξη " * 81}, WRONG),
        ("lessons", {"equality": "λέξη " * 80}, READY),
        ("activities", {"activities": [block(KEYS[0], "")]}, WRONG),
        ("activities", {"activities": []}, EMPTY),
        ("people", {"women_reached": 51}, WRONG),
        ("results", {"evaluation": "none", "evaluation_text": ""}, READY),
        ("results", {"evaluation_text": ""}, BEGUN),
    ],
)
def test_the_state_of_a_part_follows_its_fields(code: str, changes: dict[str, Any], state: str, db: None) -> None:
    assert state_of(PARTS[code], {**full(code), **changes}) == state


def test_what_is_wrong_in_any_part_keeps_a_practice_from_being_handed_in(member: User) -> None:
    practice = make_written(member)
    write(practice, PARTS["lessons"], {**LESSONS, "equality": "λέξη " * 81}, member)

    with pytest.raises(actions.Incomplete):
        actions.submit(practice, member)

    assert first_to_mend(latest(practice)) is PARTS["lessons"]


def test_the_full_text_is_not_needed_to_hand_in(member: User) -> None:
    assert make_submitted(member).workflow_in_progress


def test_steps_count_the_notes_in_each_part(member: User) -> None:
    notes = {"transfer": ["ένα"], "equality": ["δύο"], "activities": ["τρία"], "": ["όλα"]}

    steps = steps_of(latest(make_written(member)), notes)

    assert {step.part.code: step.notes for step in steps if step.notes} == {"activities": 1, "lessons": 2}
