"""The index follows the database, can be built anew and checked, and a stopped run goes on where it was."""

from io import StringIO
from itertools import islice
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from search.actions import catch_up
from search.checking import Fault, check, repair
from search.engines.database import index
from search.kinds import Document
from search.lexemes import VERSION
from search.models import Note, State, Text, Word
from search.rebuilding import rebuild, step
from search.shelf import current
from search.writing import hold, write
from tests.factories.people import make_organisation
from tests.factories.practices import make_practice
from tests.search.indexing import found, read_all, titles

pytestmark = pytest.mark.django_db


def faults() -> list[Fault]:
    """Return what differs between index and database."""
    return [one for one in check() if isinstance(one, Fault)]


def words() -> set[tuple[str, int]]:
    """Return the words of the vocabulary with the number of texts."""
    return set(Word.objects.values_list("word", "texts"))


def run(command: str, *options: str) -> str:
    """Return what a command says."""
    out = StringIO()
    call_command(command, *options, stdout=out)
    return out.getvalue()


def test_a_change_taken_back_leaves_no_note() -> None:
    read_all()
    with transaction.atomic():
        make_practice("Κήπος")
        noted = Note.objects.exists()
        transaction.set_rollback(True)

    assert (noted, Note.objects.exists()) == (True, False)


def test_many_changes_of_a_row_make_few_notes() -> None:
    practice = make_practice("Κήπος")
    read_all()
    for number in range(5):
        type(practice).objects.filter(pk=practice.pk).update(one_line=f"Γραμμή {number}")

    assert list(Note.objects.values_list("source", "number")) == [("practice", practice.pk)]


def test_raw_sql_is_seen() -> None:
    practice = make_practice("Κήπος")
    read_all()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE wagtailcore_page SET title = 'Θάλασσα' WHERE id = %s", [practice.pk])

    assert (titles("κήπος"), titles("θάλασσα")) == ([], ["Θάλασσα"])


def test_words_are_counted_by_texts_and_go_with_the_last_one() -> None:
    first = make_practice("Ουρανός και κήπος", one_line="", summary="")
    read_all()
    second = make_practice("Ουρανός", one_line="", summary="")
    read_all()
    both = dict(words())["ουρανοσ"]
    second.unpublish()
    read_all()
    one = dict(words())["ουρανοσ"]
    first.delete()
    read_all()

    assert (both, one, {word for word, _count in words()} & {"ουρανοσ", "κηποσ"}) == (2, 1, set())


def test_what_went_leaves_its_number_and_nothing_else() -> None:
    practice = make_practice("Κήπος")
    read_all()
    number = Text.objects.get(kind="practice").pk
    practice.delete()
    read_all()
    left = Text.objects.get(pk=number)

    assert (left.title, left.summary, left.body, left.keywords, left.audience, left.address) == ("",) * 6
    assert number not in index().numbers()


def test_a_rebuild_makes_what_reading_change_by_change_makes() -> None:
    for number in range(3):
        make_practice(f"Κήπος {number}", summary="Λόγια για τον κήπο")
    read_all()
    before = words(), sorted(index().kept(list(index().numbers())).items()), titles("κήπος")
    run("search_rebuild", "--anew")

    assert (words(), sorted(index().kept(list(index().numbers())).items()), titles("κήπος")) == before
    assert faults() == []


def test_a_rebuild_that_was_stopped_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.rebuilding.PIECE", 1)
    for number in range(4):
        make_practice(f"Κήπος {number}")
    list(islice(rebuild(anew=True), 3))
    half = State.objects.get().rebuilt
    said = run("search_rebuild")

    assert (sorted(half), State.objects.get().rebuilt, found("κήπος").total) == (["analysis", "practice"], {}, 4)
    assert "rows read" in said


def test_the_worker_reads_all_that_was_there_before_the_index() -> None:
    make_practice("Κήπος")
    Note.objects.all().delete()
    State.objects.all().delete()
    steps = [step(), step()]

    assert (steps, State.objects.get().analysis, titles("κήπος")) == ([True, False], VERSION, ["Κήπος"])


def test_another_analysis_begins_with_an_empty_index() -> None:
    make_practice("Κήπος", one_line="", summary="")
    read_all()
    Word.objects.create(word="κηποι", written="κήποι", stem="κηποι", sound="", texts=7)
    State.objects.update(analysis=VERSION + 1)
    run("search_rebuild")

    assert (titles("κήπος"), "κηποι" in dict(words()), faults(), found("κήπος").total) == (["Κήπος"], False, [], 1)


def test_what_no_room_knows_any_more_goes_with_a_rebuild() -> None:
    read_all()
    with transaction.atomic():
        write("past", [Document("1", 1, "el", "Παλιό", "/el/")], {}, hold())
    before = found("παλιό").total
    run("search_rebuild")

    assert (before, found("παλιό").total) == (1, 0)


def test_the_check_finds_what_is_missing_wrong_and_too_much_and_repairs_it() -> None:
    lost, wrong, changed = (make_practice(f"Κήπος {number}") for number in range(3))
    read_all()
    texts = {text.number: text for text in Text.objects.filter(kind="practice")}
    index().write({texts[lost.pk].pk: ""})
    index().write({texts[wrong.pk].pk: "ψευδ", 9_999_999: "ψευδ"})
    Text.objects.filter(number=changed.pk).update(title="Ψεύδος")
    found_faults = [(fault.number, fault.says) for fault in faults()]
    with pytest.raises(CommandError):
        run("search_check")
    said = run("search_check", "--repair")

    assert found_faults == [
        (lost.pk, "el: lexemes"),
        (wrong.pk, "el: lexemes"),
        (changed.pk, "el: title"),
        (9_999_999, "lexemes without a text"),
    ]
    assert ("repaired" in said, faults(), run("search_check").strip().endswith("equal")) == (True, [], True)


def test_the_check_knows_that_a_note_waits() -> None:
    make_practice("Κήπος")

    assert faults() == []


def test_repairing_nothing_changes_nothing() -> None:
    make_practice("Κήπος")
    read_all()
    before = words()
    repair([])

    assert words() == before


def test_what_says_the_same_is_neither_analysed_nor_written_again(monkeypatch: pytest.MonkeyPatch) -> None:
    practice = make_practice("Κήπος")
    read_all()
    before = Text.objects.get(kind="practice").sequence
    type(practice).objects.filter(pk=practice.pk).update(cost=7)
    monkeypatch.setattr("search.writing.analysed", pytest.fail)
    read_all()

    assert (Note.objects.exists(), Text.objects.get(kind="practice").sequence) == (False, before)


def test_a_rebuild_mends_lexemes_of_a_text_that_says_the_same() -> None:
    make_practice("Κήπος")
    read_all()
    number = Text.objects.get(kind="practice").pk
    index().write({number: "ψευδ"})
    run("search_rebuild", "--anew")

    assert (faults(), titles("κήπος")) == ([], ["Κήπος"])


def test_reading_notes_makes_another_moment_even_when_nothing_is_written() -> None:
    practice = make_practice("Κήπος")
    practice.unpublish()
    read_all()
    before = State.objects.get().mark
    type(practice).objects.filter(pk=practice.pk).update(cost=7)
    read_all()

    assert State.objects.get().mark != before


def test_where_a_run_of_another_analysis_stopped_tells_nothing() -> None:
    practice = make_practice("Κήπος")
    read_all()
    Note.objects.all().delete()
    State.objects.update(analysis=VERSION - 1, rebuilt={"analysis": VERSION - 1, "practice": practice.pk})
    index().write({Text.objects.get(kind="practice").pk: "παλιο"})

    while step():
        pass

    assert (State.objects.get().analysis, titles("κήπος"), faults()) == (VERSION, ["Κήπος"], [])


def test_a_change_that_concerns_nothing_lets_nobody_read_all_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    make_practice("Κήπος")
    read_all()
    shelf, read = current(), []

    def written(after: int, last: int) -> list[Any]:
        read.append((after, last))
        return []

    monkeypatch.setattr("search.shelf.written", written)
    Note.objects.create(source="wagtailcore_page", number=999_999)
    read_all()

    assert (current().audiences, read) == (shelf.audiences, [(shelf.sequence, shelf.sequence + 1)])


def test_rows_of_two_kinds_with_one_number_are_not_taken_for_each_other() -> None:
    practice = make_practice("Κήπος")
    body = make_organisation(pk=practice.pk, listed=True, name_el="Θάλασσα", name_en="Sea")
    read_all()
    Note.objects.create(source="practice", number=practice.pk)
    Note.objects.create(source="network_members_organisation.id", number=9_999_999)
    catch_up()

    assert (titles("κήπος"), titles("θάλασσα"), faults()) == (["Κήπος"], [body.name_el], [])
