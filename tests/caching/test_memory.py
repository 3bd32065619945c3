"""A process remembers what it worked out until something changes."""

import threading
import time
from datetime import UTC, datetime

import pytest
import time_machine

from caching.memory import Memory
from tests.factories.words import make_theme

pytestmark = pytest.mark.django_db


def counting(memory: Memory, *topics: str) -> int:
    """Return how often the answer has been worked out so far."""
    calls: list[None] = memory.kept.setdefault("calls", [])

    def make() -> str:
        calls.append(None)
        return "made"

    memory.remember(("answer",), make, *topics)
    return len(calls)


def test_an_answer_is_worked_out_once_while_nothing_changes() -> None:
    memory = Memory(10)

    assert [counting(memory), counting(memory)] == [1, 1]


def test_a_change_of_its_topic_makes_an_answer_anew() -> None:
    memory = Memory(10)
    before = counting(memory, "vocabulary")
    make_theme("mentoring")

    assert (before, counting(memory, "vocabulary")) == (1, 2)


def test_a_change_elsewhere_does_not() -> None:
    memory = Memory(10)
    before = counting(memory, "pages")
    make_theme("mentoring")

    assert (before, counting(memory, "pages")) == (1, 1)


def test_the_next_day_makes_an_answer_anew() -> None:
    memory = Memory(10)
    with time_machine.travel(datetime(2026, 11, 25, 21, 59, tzinfo=UTC)):
        before = counting(memory)
    with time_machine.travel(datetime(2026, 11, 25, 22, 1, tzinfo=UTC)):
        assert (before, counting(memory)) == (1, 2)


def test_nothing_is_remembered_of_an_answer_that_is_nothing() -> None:
    memory = Memory(10)
    answers = iter([None, "found"])

    assert [memory.remember(("answer",), lambda: next(answers)) for _time in range(2)] == [None, "found"]


def test_the_least_used_answer_goes_when_the_memory_is_full() -> None:
    memory = Memory(2)
    for key in ("first", "second"):
        memory.put(key, key)
    memory.get("first")
    memory.put("third", "third")

    assert [memory.get(key) for key in ("first", "second", "third")] == ["first", None, "third"]


def test_what_is_larger_than_the_memory_is_not_kept() -> None:
    memory = Memory(5, len)
    memory.put("long", "longer than five")

    assert memory.get("long") is None


def test_one_thread_works_while_others_wait_for_it() -> None:
    memory = Memory(10)
    made: list[object] = []

    def make() -> None:
        with memory.alone("key") as is_first:
            if memory.get("key") is None:
                time.sleep(0.05)
                made.append(is_first)
                memory.put("key", "made")

    together(make)

    assert (made, memory.filling) == ([True], {})


def test_without_waiting_every_thread_works() -> None:
    memory = Memory(10)
    made: list[object] = []

    def make() -> None:
        if memory.get("key") is None:
            time.sleep(0.05)
            made.append(None)
            memory.put("key", "made")

    together(make)

    assert len(made) == 4


def together(work: object) -> None:
    """Run something in four threads at once."""
    threads = [threading.Thread(target=work) for _number in range(4)]  # type: ignore[arg-type]  # any callable
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
