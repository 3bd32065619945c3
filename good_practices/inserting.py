"""Puts many new practices into the tree at once, each with all its rows, in a few queries for all of them."""

from collections.abc import Iterable, Sequence
from itertools import count
from typing import Any

from django.db import connection
from django.db.models import F, Model, Q
from django.db.models.sql import InsertQuery
from modelcluster.models import ClusterableModel, get_all_child_m2m_relations, get_all_child_relations
from wagtail.models import Page

from good_practices.models import GoodPracticeIndexPage, GoodPracticePage
from language.slugs import slug_for, unique_slug


def lock_libraries() -> list[GoodPracticeIndexPage]:
    """Return the library of each language; nobody else takes a place in them until the transaction ends."""
    return list(GoodPracticeIndexPage.objects.select_for_update(of=("self",)).select_related("locale"))


def place_in_tree(pages: Sequence[GoodPracticePage], libraries: Iterable[GoodPracticeIndexPage]) -> None:
    """Give pages, which have their addresses, the next places below the library of their language."""
    for library in libraries:
        mine = [page for page in pages if page.locale_id == library.locale_id]
        for page, place in zip(mine, count(next_place(library)), strict=False):
            page.depth = library.depth + 1
            page.path = library._get_path(library.path, page.depth, place)
            page.url_path = f"{library.url_path}{page.slug}/"
        Page.objects.filter(pk=library.pk).update(numchild=F("numchild") + len(mine))


def next_place(library: GoodPracticeIndexPage) -> int:
    """Return the first free place below a library."""
    last = Page.objects.filter(path__startswith=library.path, depth=library.depth + 1).order_by("-path").first()
    return library._str2int(last.path[-library.steplen :]) + 1 if last else 1


def give_addresses(pages: Sequence[GoodPracticePage], libraries: Iterable[GoodPracticeIndexPage]) -> None:
    """Give each page an address made of its title that no other practice has, in neither language."""
    beside = Q()
    for library in libraries:
        beside |= Q(path__startswith=library.path, depth=library.depth + 1)
    wanted = [slug_for(page.title) for page in pages]
    others = Page.objects.filter(beside)
    taken = dict(others.filter(slug__in=set(wanted)).values_list("slug", "translation_key"))
    for slug in {slug for slug in wanted if slug in taken or wanted.count(slug) > 1}:
        taken |= dict(others.filter(slug__startswith=slug).values_list("slug", "translation_key"))
    for page, slug in zip(pages, wanted, strict=True):
        page.slug = unique_slug(slug, {one for one, key in taken.items() if key != page.translation_key})
        taken[page.slug] = page.translation_key


def insert_pages(pages: Sequence[GoodPracticePage]) -> None:
    """Insert the two rows that each page consists of."""
    fields = [field for field in Page._meta.concrete_fields if not field.primary_key]
    base = [Page(**{field.attname: getattr(page, field.attname) for field in fields}) for page in pages]
    for page, inserted in zip(pages, Page.objects.bulk_create(base), strict=True):
        page.id = page.pk = inserted.pk
        page._state.adding = False
    insert_own_part(list(pages))


def insert_own_part(pages: list[Any]) -> None:
    """Insert what practices have beyond other pages; Django's `bulk_create` takes no inherited models."""
    fields: Any = GoodPracticePage._meta.local_concrete_fields
    size = connection.ops.bulk_batch_size(fields, pages)
    for first in range(0, len(pages), size):
        query = InsertQuery(GoodPracticePage)
        query.insert_values(fields, pages[first : first + size])
        query.get_compiler(connection=connection).execute_sql()


def hold_in_memory(page: ClusterableModel) -> None:
    """Let a new page hold all its rows in memory from the start: it never asks the database for some."""
    for relation in get_all_child_relations(type(page)):
        setattr(page, relation.get_accessor_name(), [])
    for field in get_all_child_m2m_relations(type(page)):
        setattr(page, field.name, [])


def insert_children(parents: Sequence[ClusterableModel]) -> None:
    """Insert the rows that hang on inserted ones, as they stand in memory, with what hangs on those."""
    for relation in get_all_child_relations(type(parents[0])):
        rows = [row for parent in parents for row in tied(parent, relation)]
        insert(relation.related_model, rows)
        if rows and isinstance(rows[0], ClusterableModel):
            insert_children(rows)
    for field in get_all_child_m2m_relations(type(parents[0])):
        through = field.remote_field.through
        own, other = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
        ties = [
            through(**{own: parent.pk, other: word.pk})
            for parent in parents
            for word in getattr(parent, field.name).all()
        ]
        insert(through, ties)


def tied(parent: Any, relation: Any) -> list[Any]:
    """Return the rows of one kind, which now know the key of what they hang on."""
    rows = list(getattr(parent, relation.get_accessor_name()).all())
    for row in rows:
        setattr(row, relation.field.name, parent)
    return rows


def insert(model: Any, rows: Iterable[Model]) -> list[Any]:
    """Insert rows of one table."""
    return model._base_manager.bulk_create(rows)
