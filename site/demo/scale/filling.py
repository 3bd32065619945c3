"""Writes made-up practices in large steps, each whole in itself: a step that is stopped leaves nothing behind."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import transaction

from demo.scale import last_number
from demo.scale.building import WORDS, Version, activities, objectives, partners, result_rows, versions
from demo.scale.texts import pick_some
from demo.scale.words import Ties, ties
from good_practices.inserting import give_addresses, insert, insert_pages, lock_libraries, place_in_tree
from good_practices.models import Activity, GoodPracticePage, Objective, Partner, ResultRow

STEP = 250
"""Practices written in one transaction."""


def fill(wanted: int) -> Iterator[int]:
    """Write practices until there are as many as wanted; yield how many each step wrote."""
    with transaction.atomic():
        chosen = ties()
    while written := write_step(wanted, chosen):
        yield written


@transaction.atomic
def write_step(wanted: int, chosen: Ties) -> int:
    """Write the next practices, and return how many."""
    libraries = lock_libraries()
    first = last_number() + 1
    numbers = range(first, min(first + STEP, wanted + 1))
    by_language = {library.language: library for library in libraries}
    made = [version for number in numbers for version in versions(number, by_language, chosen)]
    if made:
        pages = [version.page for version in made]
        give_addresses(pages, libraries)
        place_in_tree(pages, libraries)
        insert_pages(pages)
        insert_rows(made, chosen)
    return len(numbers)


def insert_rows(made: Sequence[Version], chosen: Ties) -> None:
    """Insert everything that hangs on the pages."""
    insert(Objective, (row for version in made for row in objectives(version)))
    insert(ResultRow, (row for version in made for row in result_rows(version)))
    insert(Partner, (row for version in made for row in partners(version, chosen)))
    blocks = insert(Activity, (row for version in made for row in activities(version)))
    services = Activity.service_kinds.through
    kinds = chosen.words["servicekind"]
    insert(services, (services(activity_id=one.pk, servicekind_id=kinds[one.pk % len(kinds)]) for one in blocks))
    for name in WORDS:
        insert(getattr(GoodPracticePage, name).through, tied(made, name, chosen))


def tied(made: Sequence[Version], name: str, chosen: Ties) -> Iterator[Any]:
    """Yield the rows that tie pages to their words of one list."""
    kind, most = WORDS[name]
    through = getattr(GoodPracticePage, name).through
    for version in made:
        for word in pick_some(chosen.words[kind], version.number, name, most):
            yield through(goodpracticepage_id=version.page.pk, **{f"{kind}_id": word})
