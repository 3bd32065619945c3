"""When a word must stay: rows and drafts that point at it."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.db.models import Model
from wagtail.models import Page, Revision

from vocabulary.models import Term


def can_merge(person: Any, kind: type[Term]) -> bool:
    """Say whether a person may let one word take the place of another: whoever may change and delete both."""
    label, name = kind._meta.app_label, kind._meta.model_name
    return bool(person.has_perms([f"{label}.change_{name}", f"{label}.delete_{name}"]))


def is_in_use(word: Term) -> bool:
    """Say whether anything points at a word, in whichever of its languages: stored rows, or a draft being written."""
    numbers = list(type(word).objects.filter(translation_key=word.translation_key).values_list("pk", flat=True))
    return any(uses_in_rows(type(word), numbers)) or any(uses_in_drafts(type(word), set(numbers)))


def uses_in_rows(kind: type[Term], numbers: list[Any]) -> Iterator[bool]:
    """Yield for each table that can point at a kind of word whether it does."""
    for relation in relations_to(kind):
        rows = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": numbers})
        yield rows.exists()


def relations_to(kind: type[Term]) -> list[Any]:
    """Return the ways in which tables point at a kind of word, those of choices of many too."""
    relations: list[Any] = list(kind._meta.get_fields(include_hidden=True))
    return [relation for relation in relations if relation.auto_created and relation.one_to_many]


def uses_in_drafts(kind: type[Term], numbers: set[Any]) -> Iterator[bool]:
    """Yield for each draft whether it names a word, at whatever depth."""
    names = fields_for(kind)
    drafts = Page.objects.filter(has_unpublished_changes=True).values("latest_revision")
    for content in Revision.objects.filter(pk__in=drafts).values_list("content", flat=True).iterator():
        yield names_one(content, names, numbers)


def fields_for(kind: type[Term]) -> frozenset[str]:
    """Return the names of the fields that hold words of a kind, in all rooms."""
    return frozenset(field.name for model in apps.get_models() for field in pointing(model, kind))


def pointing(model: type[Model], kind: type[Term]) -> Iterable[Any]:
    """Return the fields of a model that lead to a kind of word."""
    return [field for field in model._meta.get_fields() if field.concrete and field.related_model is kind]


def names_one(content: Any, names: frozenset[str], numbers: set[Any]) -> bool:
    """Say whether a draft, or one of its rows, holds one of the numbers in one of the fields."""
    if isinstance(content, list):
        return any(names_one(row, names, numbers) for row in content)
    if not isinstance(content, dict):
        return False
    found = (as_set(value) & numbers for name, value in content.items() if name in names)
    return any(found) or any(names_one(value, names, numbers) for value in content.values())


def as_set(value: Any) -> set[Any]:
    """Return the numbers of one field: none, one, or many."""
    return {one for one in (value if isinstance(value, list) else [value]) if isinstance(one, int)}
