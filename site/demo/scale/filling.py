"""Writes made-up practices in large steps, each whole in itself: a step that is stopped leaves nothing behind."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Model
from django.db.models.sql import InsertQuery
from wagtail.models import Page

from demo.scale import last_number
from demo.scale.building import WORDS, Version, activities, objectives, partners, result_rows, versions
from demo.scale.texts import pick_some
from demo.scale.words import Ties, ties
from good_practices.models import Activity, GoodPracticeIndexPage, GoodPracticePage, Objective, Partner, ResultRow
from language.slugs import slug_for, unique_slug

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
    # Locks both libraries, so that nobody else takes the same places in the tree.
    libraries = list(GoodPracticeIndexPage.objects.select_for_update(of=("self",)).select_related("locale"))
    first = last_number() + 1
    numbers = range(first, min(first + STEP, wanted + 1))
    by_language = {library.language: library for library in libraries}
    made = [version for number in numbers for version in versions(number, by_language, chosen)]
    if made:
        place_in_tree(made, by_language)
        insert_pages(made)
        insert_rows(made, chosen)
    return len(numbers)


def place_in_tree(made: Sequence[Version], libraries: dict[str, GoodPracticeIndexPage]) -> None:
    """Give pages an address of their own and the next places below their library."""
    give_addresses(made, {library.path for library in libraries.values()})
    for language, library in libraries.items():
        mine = [version for version in made if version.language == language]
        for version, place in zip(mine, count(next_place(library)), strict=False):
            page = version.page
            page.depth = library.depth + 1
            page.path = library._get_path(library.path, page.depth, place)
            page.url_path = f"{library.url_path}{page.slug}/"
        Page.objects.filter(pk=library.pk).update(numchild=F("numchild") + len(mine))


def next_place(library: GoodPracticeIndexPage) -> int:
    """Return the first free place below a library."""
    last = library.get_last_child()
    return library._str2int(last.path[-library.steplen :]) + 1 if last else 1


def give_addresses(made: Sequence[Version], paths: set[str]) -> None:
    """Give each page an address made of its title that no other page of a library has, in neither language."""
    wanted = [slug_for(version.page.title) for version in made]
    found = Page.objects.filter(slug__in=set(wanted)).values_list("slug", "path")
    taken = {slug for slug, path in found if path[: -Page.steplen] in paths}
    for version, slug in zip(made, wanted, strict=True):
        version.page.slug = unique_slug(slug, taken)
        taken.add(version.page.slug)


def insert_pages(made: Sequence[Version]) -> None:
    """Insert the two rows that each page consists of."""
    fields = [field for field in Page._meta.concrete_fields if not field.primary_key]
    pages = [Page(**{field.attname: getattr(version.page, field.attname) for field in fields}) for version in made]
    for version, page in zip(made, Page.objects.bulk_create(pages), strict=True):
        version.page.pk = version.page.page_ptr_id = page.pk
    insert_own_part([version.page for version in made])


def insert_own_part(pages: list[Any]) -> None:
    """Insert what practices have beyond other pages; Django's `bulk_create` takes no inherited models."""
    fields: Any = GoodPracticePage._meta.local_concrete_fields
    size = connection.ops.bulk_batch_size(fields, pages)
    for first in range(0, len(pages), size):
        query = InsertQuery(GoodPracticePage)
        query.insert_values(fields, pages[first : first + size])
        query.get_compiler(connection=connection).execute_sql()


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


def insert(model: Any, rows: Iterable[Model]) -> list[Any]:
    """Insert rows of one table."""
    return model._base_manager.bulk_create(rows)


def tied(made: Sequence[Version], name: str, chosen: Ties) -> Iterator[Any]:
    """Yield the rows that tie pages to their words of one list."""
    kind, most = WORDS[name]
    through = getattr(GoodPracticePage, name).through
    for version in made:
        for word in pick_some(chosen.words[kind], version.number, name, most):
            yield through(goodpracticepage_id=version.page.pk, **{f"{kind}_id": word})
