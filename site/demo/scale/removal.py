"""Takes made-up practices away, with all that hangs on them, and leaves the rest as it was."""

from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.fields import GenericRelation
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from wagtail.models import Page, ReferenceIndex

from demo.scale import made_up, twins_of
from demo.scale.words import remove_words
from good_practices.models import GoodPracticeIndexPage, GoodPracticePage
from search.desk.entries import forget_entries, kind_of

STEP = 250
"""Practices taken away in one transaction."""


def remove() -> Iterator[int]:
    """Take all made-up practices away; yield how many each step took."""
    originals = made_up()
    for first in range(0, len(originals), STEP):
        step = originals[first : first + STEP]
        with transaction.atomic():
            remove_pages(twins_of(step))
        yield len(step)
    with transaction.atomic():
        remove_words()


def remove_pages(keys: list[int]) -> None:
    """Remove pages from the tree, and count anew what stands below their libraries."""
    list(GoodPracticeIndexPage.objects.select_for_update(of=("self",)))
    remove_generic(keys)
    forget_entries({(kind_of(Page), key) for key in keys})
    erase(GoodPracticePage, keys)
    erase(Page, keys)
    for library in GoodPracticeIndexPage.objects.all():
        Page.objects.filter(pk=library.pk).update(numchild=library.get_children().count())


def remove_generic(keys: list[int]) -> None:
    """Remove what names pages by their type: revisions, steps of a workflow, entries of indexes."""
    pages = GoodPracticePage.objects.filter(pk__in=keys).only("pk")
    for field in GoodPracticePage._meta.private_fields:
        if isinstance(field, GenericRelation):
            field.bulk_related_objects(pages).delete()
    kind = ContentType.objects.get_for_model(Page)
    ReferenceIndex.objects.filter(base_content_type=kind, object_id__in=[str(key) for key in keys]).delete()


def erase(model: Any, keys: list[Any]) -> None:
    """Delete rows and what hangs on them without asking each for its own; thousands a second."""
    if not keys:
        return
    for relation in relations_to(model):
        found = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": keys})
        if relation.on_delete is models.SET_NULL:
            found.update(**{relation.field.name: None})
        elif relation.on_delete is models.CASCADE:
            erase(relation.related_model, list(found.values_list("pk", flat=True)))
    rows = model._base_manager.filter(pk__in=keys)
    rows._raw_delete(rows.db)


def relations_to(model: Any) -> list[Any]:
    """Return the foreign keys of other tables that point at a model, those without a name included."""
    fields = model._meta.get_fields(include_hidden=True)
    return [field for field in fields if field.auto_created and not field.concrete and not field.many_to_many]
