"""Moves everything that points at a word over to another one: rows of all rooms, drafts and older versions, indexes."""

import json
from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, QuerySet
from wagtail.models import ReferenceIndex, Revision
from wagtail_localize.models import TranslationSource

from vocabulary.models import Term
from vocabulary.rules import fields_for, relations_to


def move_rows(kind: type[Term], old: list[Any], new: Any) -> None:
    """Let all tables point at another word of the same kind."""
    for relation in relations_to(kind):
        rows = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": old})
        if relation.related_model._meta.auto_created:
            rows = without_doubles(rows, relation.field, new)
        rows.update(**{relation.field.attname: new})


def without_doubles(rows: QuerySet[Any], field: Any, new: Any) -> QuerySet[Any]:
    """Leave one pair of an owner and the new word: delete the rows that would say the same twice."""
    model: Any = field.model
    owner = next(one for one in model._meta.fields if one.is_relation and one is not field)
    same = model._base_manager.filter(**{owner.attname: OuterRef(owner.attname)})
    earlier = same.filter(pk__lt=OuterRef("pk"), **{f"{field.name}__in": [new, *old_of(rows, field)]})
    double = rows.filter(Exists(same.filter(**{field.attname: new})) | Exists(earlier))
    model._base_manager.filter(pk__in=list(double.values_list("pk", flat=True))).delete()
    return rows.all()


def old_of(rows: QuerySet[Any], field: Any) -> list[Any]:
    """Return the words that rows point at."""
    return list(rows.values_list(field.attname, flat=True).distinct())


def move_in_texts(kind: type[Term], old: Iterable[Any], new: Any) -> None:
    """Let versions of pages, and what translations were made from, name another word."""
    names, numbers = fields_for(kind), set(old)
    for model, column in ((Revision, "content"), (TranslationSource, "content_json")):
        for pk, content in model.objects.values_list("pk", column).iterator():
            moved = in_text(content, names, numbers, new)
            if moved != content:
                model.objects.filter(pk=pk).update(**{column: moved})


def in_text(content: Any, names: frozenset[str], old: set[Any], new: Any) -> Any:
    """Return a stored text, written as JSON or as what JSON stands for, with the new word in it."""
    if isinstance(content, str):
        loaded = json.loads(content)
        moved = renamed(loaded, names, old, new)
        return content if moved == loaded else json.dumps(moved)
    return renamed(content, names, old, new)


def renamed(content: Any, names: frozenset[str], old: set[Any], new: Any) -> Any:
    """Return what JSON stands for with the new word wherever a field for it, at whatever depth, held the old one."""
    if isinstance(content, list):
        return [renamed(one, names, old, new) for one in content]
    if not isinstance(content, dict):
        return content
    return {
        name: swapped(value, old, new) if name in names else renamed(value, names, old, new)
        for name, value in content.items()
    }


def swapped(value: Any, old: set[Any], new: Any) -> Any:
    """Return the value of a field with the new word, once."""
    if isinstance(value, list):
        return list(dict.fromkeys(swapped(one, old, new) for one in value if isinstance(one, int | str)))
    return new if isinstance(value, int) and value in old else value


def move_in_index(kind: type[Term], old: Iterable[Any], new: Any) -> None:
    """Let Wagtail's record of uses count for the new word."""
    uses = ReferenceIndex.objects.filter(to_content_type=ContentType.objects.get_for_model(kind))
    there = uses.filter(
        to_object_id=str(new),
        base_content_type=OuterRef("base_content_type"),
        object_id=OuterRef("object_id"),
        content_path_hash=OuterRef("content_path_hash"),
    )
    for number in old:
        moving = uses.filter(to_object_id=str(number))
        uses.filter(pk__in=list(moving.filter(Exists(there)).values_list("pk", flat=True))).delete()
        moving.update(to_object_id=str(new))
