"""Keeps what the admin finds objects by, in tables that no reader's search asks."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Manager, Model
from wagtail.search.index import AutocompleteField, RelatedFields, SearchField

from language.chain import Read
from search.engines.database import DESK, index
from search.lexemes import VERSION, lexemes
from search.models import DeskEntry, DeskWord
from search.weighing import Weighed, read_weighed
from search.writing import change_counts, row_of

TITLES = ("title", "draft_title", "name")
"""How the fields begin that say what an object is called."""
KEPT = ("title", "more", "version")
Key = tuple[str, int]
"""Kind and number of an object."""
Told = tuple[str, str, int]
"""Titles, the rest, and the version of the analysis that they have passed."""
NOWHERE: Told = ("", "", 0)


def kind_of(model: type[Model]) -> str:
    """Return what entries call a model: the one at the root, to which the numbers belong."""
    concrete: Any = model._meta.concrete_model
    root = (concrete._meta.get_parent_list() or [concrete])[-1]
    return str(root._meta.label_lower)


def keep(objects: Iterable[Any]) -> None:
    """Keep what objects say now; what says the same as before costs one question."""
    said = {(kind_of(type(one)), one.pk): (*texts_of(one), VERSION) for one in objects}
    before = entries_of(said)
    fresh = [entry(key, told) for key, told in said.items() if before.get(key, NOWHERE) != told]
    if not fresh:
        return
    with transaction.atomic():
        learn(fresh, [before.get((one.kind, one.number), NOWHERE) for one in fresh])
        fields = ["title", "more", "version"]
        DeskEntry.objects.bulk_create(
            fresh, update_conflicts=True, unique_fields=["kind", "number"], update_fields=fields
        )
        index(DESK).write({number: lexemes_of(*told[:2]) for number, told in numbered(fresh).items()})


def entry(key: Key, told: Told) -> DeskEntry:
    """Return the row of an object."""
    (kind, number), (title, more, version) = key, told
    return DeskEntry(kind=kind, number=number, title=title, more=more, version=version)


def forget(objects: Iterable[Any]) -> None:
    """Forget objects that are gone."""
    forget_entries({(kind_of(type(one)), one.pk) for one in objects})


def forget_entries(keys: Collection[Key]) -> None:
    """Forget entries by kind and number."""
    before = entries_of(keys)
    for kind in {kind for kind, _number in before}:
        gone = DeskEntry.objects.filter(kind=kind, number__in=[number for one, number in before if one == kind])
        with transaction.atomic():
            index(DESK).write(dict.fromkeys(gone.values_list("pk", flat=True), ""))
            gone.delete()
    count(Counter(), before.values(), {})


def entries_of(keys: Iterable[Key]) -> dict[Key, Told]:
    """Return what is kept of objects: title, the rest, and the version of the analysis; one query for each kind."""
    keys = set(keys)
    found = {}
    for kind in sorted({kind for kind, _number in keys}):
        rows = DeskEntry.objects.filter(kind=kind, number__in=[number for one, number in keys if one == kind])
        found.update({(kind, number): tuple(told) for number, *told in rows.values_list("number", *KEPT)})
    return found


def numbered(entries: Iterable[DeskEntry]) -> dict[int, tuple[str, str]]:
    """Return title and the rest of entries by the numbers that the database gave them."""
    told = {(one.kind, one.number): (one.title, one.more) for one in entries}
    rows = DeskEntry.objects.filter(kind__in={kind for kind, _number in told}, number__in=[key[1] for key in told])
    found = {pk: (kind, number) for pk, kind, number in rows.values_list("pk", "kind", "number")}
    return {pk: told[key] for pk, key in found.items() if key in told}


def texts_of(one: Any) -> tuple[str, str]:
    """Return an object's titles, those of its draft among them, and everything else that it is found by."""
    values = list(dict.fromkeys(values_of(one, one.get_search_fields())))
    draft = [("draft_title", str(getattr(one, "draft_title", "") or ""))]
    titles = dict.fromkeys(text for name, text in [*values, *draft] if name.startswith(TITLES) and text)
    more = dict.fromkeys(text for name, text in values if not name.startswith(TITLES) and text and text not in titles)
    return "\n".join(titles), "\n".join(more)


def values_of(one: Any, fields: Iterable[Any]) -> Iterator[tuple[str, str]]:
    """Yield name and text of what Wagtail lets an object be searched by."""
    for field in fields:
        if isinstance(field, SearchField | AutocompleteField):
            yield field.field_name, flat(field.get_value(one))
        elif isinstance(field, RelatedFields):
            for other in related(field.get_value(one)):
                yield from ((field.field_name, text) for _name, text in values_of(other, field.fields))


def related(value: Any) -> Iterable[Any]:
    """Return the objects behind a relation."""
    if isinstance(value, Manager):
        return value.all()
    return [] if value is None else [value]


def flat(value: Any) -> str:
    """Return a value as one text."""
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, str) or not isinstance(value, Iterable):
        return "" if value is None else str(value)
    return "\n".join(filter(None, map(flat, value)))


def lexemes_of(title: str, more: str) -> str:
    """Return what the index keeps of an object."""
    return " ".join(lexemes(analysed(title, more).tiers))


def learn(entries: list[DeskEntry], before: list[Told]) -> None:
    """Know the words of entries at once, and count them when all is written, so that counts hold nobody up."""
    known: dict[str, Read] = {}
    change: Counter[str] = Counter()
    for one in entries:
        words = words_of(one.title, one.more)
        known |= words
        change.update(words.keys())
    names = ("word", "written", "stem", "sound", "texts")
    rows = [DeskWord(**dict(zip(names, (*row_of(known[word]), 0), strict=True))) for word in sorted(known)]
    DeskWord.objects.bulk_create(rows, ignore_conflicts=True)
    count(change, before, known)


def count(change: Counter[str], before: Iterable[Told], known: dict[str, Read]) -> None:
    """Bring the counts from what entries said to what they say, once the transaction has ended."""
    for title, more, version in before:
        words = words_of(title, more) if version else {}
        known |= words
        change.subtract(words.keys())
    # Who looks in the admin may see drafts: their words are weighed by all entries.
    changed = [(known[word], number, number) for word, number in sorted(change.items()) if number]
    if changed:
        transaction.on_commit(partial(settle, changed), robust=True)


@transaction.atomic
def settle(changed: list[tuple[Read, int, int]]) -> None:
    """Change the counts of words, all or none."""
    change_counts(changed, DeskWord)


def words_of(title: str, more: str) -> dict[str, Read]:
    """Return the words of an entry, folded, each as it was read."""
    return analysed(title, more).words


def analysed(title: str, more: str) -> Weighed:
    """Return the words of an entry, and how much each weighs in it."""
    return read_weighed(title, "", more, "")
