"""What questions to a large index cost, as JSON: in the application, and of the bare engine beside it."""

import json
import statistics
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import django
from django.db import connection

QUERIES, ROUNDS = 40, 5
WORDS = ((0.01, 0.05), (0.05, 0.2))
"""How many texts the two words of a query stand in, as shares of all: from, up to."""
COMMON = 0.4
"""Share of the texts above which a word is very common."""
BACKLOGS = (0, 5_000, 50_000)
FILTERS = {"country": ("gr",), "language": ("el",)}
CHANGED, LONG, DIFFERENT = 40, 2_000, 701
"""Practices that change; words of long ones, and how many of them are different: 701 and 7 have no factor in common."""
RAW = {
    "sqlite": "SELECT rowid FROM search_lexemes WHERE search_lexemes MATCH %s {ranked}",
    "postgresql": "SELECT id FROM search_lexemes WHERE lexemes @@ %s::tsquery {ranked}",
}
RANKED = {
    "sqlite": "ORDER BY bm25(search_lexemes) LIMIT 20",
    "postgresql": "ORDER BY ts_rank(lexemes, %s::tsquery) DESC LIMIT 20",
}
Work = Callable[[], object]


def timed(work: Work) -> tuple[float, float]:
    """Return how many milliseconds a work takes, and in how many of them this process computes."""
    wall, busy = time.perf_counter(), time.process_time()
    work()
    return (time.perf_counter() - wall) * 1000, (time.process_time() - busy) * 1000


def measured(works: dict[str, Sequence[Work]]) -> dict[str, dict[str, float]]:
    """Return the median and the 95th percentile of kinds of works, which take turns; of each the least of some rounds.

    A machine that others use too can only make a work longer.
    """
    least: dict[str, list[tuple[float, float]]] = {name: [(1e9, 1e9)] * len(some) for name, some in works.items()}
    for _round in range(ROUNDS):
        for place in range(max(map(len, works.values()))):
            for name, some in works.items():
                if place < len(some):
                    wall, busy = timed(some[place])
                    before = least[name][place]
                    least[name][place] = min(before[0], wall), min(before[1], busy)
    return {name: summary(found) for name, found in least.items()}


def summary(found: list[tuple[float, float]]) -> dict[str, float]:
    """Return what stands in the table of some times."""
    walls = sorted(wall for wall, _busy in found)
    last = min(len(walls) - 1, round(len(walls) * 0.95))
    return {
        "p50": statistics.median(walls),
        "p95": walls[last],
        "busy": statistics.median(busy for _wall, busy in found),
    }


def words(least: float, most: float) -> list[Any]:
    """Return words that stand in a share of all texts, spread over the alphabet."""
    from search.models import State, Word

    texts = State.objects.get().texts
    found = Word.objects.filter(texts__gte=least * texts, texts__lte=most * texts).order_by("word")
    rows = [word for word in found if word.word.isalpha()]
    return [rows[place * len(rows) // QUERIES] for place in range(QUERIES)] if rows else []


def pairs() -> list[tuple[Any, Any]]:
    """Return words by two that meet in some text."""
    one, other = (words(*shares) for shares in WORDS)
    return list(zip(one, other[7:] + other[:7], strict=True))


def ask(text: str, user: Any, *, anew: bool = True, **wish: Any) -> Any:
    """Search as the page does: within what the person may see, filtered, and counted by all filters.

    Anew: with words that this process has not been asked for since the index changed.
    """
    from search import held
    from search.finding import Wish, find

    if anew:
        held.forget()
    return find(Wish(text, user, **wish))


def show(text: str, user: Any, **wish: Any) -> None:
    """Search, and make the hits of a page as the person sees them, with their passages marked."""
    from search.showing import hits

    found = ask(text, user, **wish)
    hits(found.things + found.more, found.scores, found.asked, user, "el")


def raw(stems: Sequence[str], *, ranked: bool) -> None:
    """Ask the engine itself which texts hold all stems in any tier, ranked as it ranks or in no order at all."""
    from search.lexemes import levels

    vendor = connection.vendor
    every, some, quote = (" & ", " | ", "'") if vendor == "postgresql" else (" AND ", " OR ", '"')
    words = (some.join(f"{quote}{lexeme}{quote}" for lexeme in levels(stem)) for stem in stems)
    match = every.join(f"({lexemes})" for lexemes in words)
    statement = RAW[vendor].format(ranked=RANKED[vendor] if ranked else "")
    with connection.cursor() as cursor:
        cursor.execute(statement, [match] * statement.count("%s"))
        cursor.fetchall()


def searches(user: Any) -> dict[str, dict[str, float]]:
    """Return the times of searches."""
    from search.suggesting import suggest

    two, common = pairs(), words(COMMON, 1)
    beginnings = [word.written[: 2 + place % 4] for place, (word, _other) in enumerate(two)]
    return measured(
        {
            "two words": [bind(ask, f"{a.written} {b.written}", user, filters=FILTERS) for a, b in two],
            "two words, asked before": [bind(ask, f"{a.written} {b.written}", user, anew=False) for a, b in two],
            "two words, with hits as shown": [
                bind(show, f"{a.written} {b.written}", user, filters=FILTERS) for a, b in two
            ],
            "two words, ranked by the engine": [bind(raw, (a.stem, b.stem), ranked=True) for a, b in two],
            "two words, no order": [bind(raw, (a.stem, b.stem), ranked=False) for a, b in two],
            "very common word": [bind(ask, word.written, user, filters=FILTERS) for word in common],
            "very common word, ranked by the engine": [bind(raw, (word.stem,), ranked=True) for word in common[:3]],
            "suggestions": [bind(suggest, text, user, "el") for text in beginnings],
        }
    )


def bind(work: Callable[..., object], *given: Any, **named: Any) -> Work:
    """Return a work that needs nothing more, done as in a request that reads: it sees one version of the content."""
    from caching import versions

    def done() -> None:
        with versions.held():
            work(*given, **named)

    return done


def a_new_process() -> dict[str, float]:
    """Return how long a process takes to know all texts, and how many megabytes that needs."""
    from search import shelf

    shelf.forget()
    tracemalloc.start()
    shelf.current()
    megabytes = tracemalloc.get_traced_memory()[0] / 1e6
    tracemalloc.stop()
    found = []
    for _round in range(ROUNDS):
        shelf.forget()
        found.append(timed(shelf.current))
    return {"texts": shelf.current().texts, "megabytes": megabytes, **summary([min(found)])}


def changes() -> dict[str, dict[str, float]]:
    """Return how long it takes to read one changed practice: as long as those of the site are, and very long ones."""
    from search.models import Word

    few = [word.written for word in words(0.0001, 1)]
    rows = [word.written for word in Word.objects.filter(texts__gte=3).order_by("word") if word.word.isalpha()]
    many = [rows[place * len(rows) // DIFFERENT] for place in range(DIFFERENT)]
    return {
        "a change of a practice": change(lambda turn, text: f"{text} {few[turn % len(few)]}"),
        "a change of 2,000 words": change(lambda turn, _text: long_text(few, turn)),
        "a change of 2,000 words, 701 of them different": change(lambda turn, _text: long_text(many, turn)),
    }


def long_text(known: Sequence[str], turn: int) -> str:
    """Return a text of known words, of which the last ten are others at each turn."""
    return " ".join(known[(place * 7 + turn * (place > LONG - 10)) % len(known)] for place in range(LONG))


def change(write: Callable[[int, str], str]) -> dict[str, float]:
    """Return how long it takes to read a practice whose text was changed, one practice after another."""
    from good_practices.models import GoodPracticePage

    found = []
    for turn, practice in enumerate(GoodPracticePage.objects.filter(live=True).order_by("-pk")[:CHANGED]):
        texts = [write(turn + step, practice.challenge) for step in range(ROUNDS)]
        # Not the first: what stood before it was another kind of text.
        times = [read_anew(practice, text) for text in texts][1:]
        found.append((min(wall for wall, _busy in times), min(busy for _wall, busy in times)))
        read_anew(practice, practice.challenge)
    return summary(found)


def read_anew(practice: Any, text: str) -> tuple[float, float]:
    """Give a practice another text; return how long it takes to read it."""
    from search.actions import catch_up

    type(practice).objects.filter(pk=practice.pk).update(challenge=text)
    return timed(catch_up)


def backlogs(user: Any) -> dict[int, dict[str, float]]:
    """Return how long a search takes while so many changes wait to be read."""
    return {notes: behind(notes, user) for notes in BACKLOGS}


def behind(notes: int, user: Any) -> dict[str, float]:
    """Return the times of searches while so many changes wait; the first one has to look which they are."""
    from search.models import Note

    wait(notes)
    works = [bind(ask, f"{a.written} {b.written}", user) for a, b in pairs()[:10]]
    first = timed(works[0])
    found = measured({"search": works})["search"]
    Note.objects.all().delete()
    return {**found, "first": first[1]}


def wait(notes: int) -> None:
    """Let so many changes wait, as an import of practices leaves them: three for each page."""
    from good_practices.models import GoodPracticePage
    from search.models import Note

    sources = ("wagtailcore_page.id", "practice", "good_practices_goodpracticepage.page_ptr_id")
    pages = GoodPracticePage.objects.order_by("-pk").values_list("pk", flat=True)[: notes // len(sources) + 1]
    rows = (Note(source=source, number=page) for page in pages for source in sources)
    Note.objects.bulk_create(list(rows)[:notes], batch_size=300)


def person() -> Any:
    """Return a member of the demo: somebody who sees more than a visitor."""
    from network_members.models import User

    return User.objects.get(email="editor@nima.example")


def everything() -> Iterator[tuple[str, Any]]:
    """Yield what was measured, by name."""
    user = person()
    yield "common", [word.written for word in words(COMMON, 1)]
    yield "new process", a_new_process()
    yield "searches", searches(user)
    yield "changes", changes()
    yield "backlogs", backlogs(user)


if __name__ == "__main__":
    django.setup()
    json.dump(dict(everything()), sys.stdout)
