"""A second process analyses what comes next, and what is written is the same as without it."""

import gc
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction

from good_practices import findable
from search import analysing, kinds
from search.actions import catch_up
from search.analysing import RARELY, ahead, analyse, analysed
from search.checking import Fault, check
from search.engines.database import index
from search.models import Text, Word
from search.rebuilding import rebuild
from tests.factories.practices import make_practice
from tests.search.indexing import titles

ONE = ("Ο κήπος", "", "", "Οι κήποι της ΓΕΙΤΟΝΙΆΣ και τα gardens")
OTHER = ("Η θάλασσα", "", "", "")


def kept() -> tuple[list[tuple[str, int]], list[tuple[int, list[str]]]]:
    """Return the vocabulary and the lexemes of all texts."""
    lexemes = index().kept(list(Text.objects.values_list("pk", flat=True)))
    return sorted(Word.objects.values_list("word", "texts")), sorted((key, sorted(one)) for key, one in lexemes.items())


def test_words_and_lexemes_go_from_one_process_to_another_as_they_are() -> None:
    with ahead() as look:
        look([ONE])
        look([OTHER])
        first = dict(analysing._known)
        look([])
        second = dict(analysing._known)

    assert (first, second, analysing._known) == ({ONE: analyse(ONE)}, {OTHER: analyse(OTHER)}, {})


def test_what_the_second_process_has_no_time_for_is_analysed_here() -> None:
    texts = [(f"Κήπος {number}", "", "", "") for number in range(10)]
    with ahead() as look:
        look(texts)
        look(texts[:1])
        known = dict(analysing._known)

    assert known == {one: analyse(one) for one in texts}


def test_while_texts_are_analysed_ahead_python_looks_for_circles_rarely_and_afterwards_as_before() -> None:
    before = gc.get_threshold()
    with ahead():
        meanwhile = gc.get_threshold()[0]

    assert (meanwhile, gc.get_threshold()) == (RARELY, before)


def test_words_are_told_as_written_folded_and_with_their_stems() -> None:
    assert {folded: tuple(word) for folded, word in analysed(OTHER).words.items()} == {
        "η": ("Η", "η", "η"),
        "θαλασσα": ("θάλασσα", "θαλασσα", "θαλακ"),
    }


def test_a_text_without_words_tells_nothing() -> None:
    assert (analysed(("", "", "", "…")).lexemes.split(), analysed(("", "", "", "…")).words) == ([], {})


@pytest.mark.django_db
def test_an_index_built_with_help_is_the_one_built_without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.rebuilding.PIECE", 2)
    for number in range(5):
        make_practice(f"Κήπος {number}", summary=f"Λόγια για τον κήπο {number}")
    call_command("search_rebuild", "--anew", verbosity=0)
    helped = kept()
    for _read in rebuild(anew=True):
        pass

    assert (kept(), [one for one in check() if isinstance(one, Fault)]) == (helped, [])


@pytest.mark.django_db
def test_what_others_read_after_it_was_looked_at_is_not_written_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.rebuilding.PIECE", 1)
    practices = [make_practice(f"Κήπος {number}") for number in range(3)]
    catch_up()
    pieces = rebuild(anew=True)
    while next(pieces, None) != 1:
        pass
    type(practices[1]).objects.filter(pk=practices[1].pk).update(title="Θάλασσα")
    catch_up()
    for _read in pieces:
        pass

    assert [one for one in check() if isinstance(one, Fault)] == []


@pytest.mark.django_db
def test_a_rebuild_alone_reads_each_row_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.rebuilding.PIECE", 1)
    practices = [make_practice(f"Κήπος {number}") for number in range(3)]
    asked: list[int] = []
    tell = findable.tell

    def noting(pages: list[Any]) -> Any:
        asked.extend(page.pk for page in pages)
        return tell(pages)

    monkeypatch.setattr(findable, "tell", noting)
    monkeypatch.setattr(kinds, "_asked", kinds._asked.__wrapped__)
    for _read in rebuild(anew=True):
        pass

    assert asked == [practice.pk for practice in practices]


@pytest.mark.django_db
def test_what_changes_after_it_was_looked_at_is_written_as_it_is_then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.rebuilding.PIECE", 1)
    practices = [make_practice(f"Κήπος {number}") for number in range(3)]
    with ahead() as look:
        pieces = rebuild(anew=True, look=look)
        while next(pieces, None) != 1:
            pass
        with transaction.atomic():
            type(practices[1]).objects.filter(pk=practices[1].pk).update(title="Θάλασσα")
        for _read in pieces:
            pass

    assert (titles("θάλασσα"), titles("κήπος 1")[:2]) == (["Θάλασσα"], ["Κήπος 2", "Κήπος 0"])
