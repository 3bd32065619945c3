"""What the document asks for, in its order: the fields of the member's own forms, with label, hint and words."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from good_practices.draft_forms import DraftForm, flat
from good_practices.forms import SECTIONS
from good_practices.growth import form_for
from good_practices.labels import label_of
from good_practices.models import GoodPracticePage
from good_practices.parts import BASICS, PARTS, Part

MARK = "nima_"
"""Begins the name of the bookmark at a field's label; it stays when the label is rewritten."""
MOST_WORDS_SHOWN = 40
"""Longer lists stand on the site only."""
UNSHOWN = frozenset({"contact"})
"""Names of people stand in no empty document."""


@dataclass(frozen=True)
class Item:
    """One field of the document, or the entries of one kind."""

    name: str
    label: str
    hints: tuple[str, ...]
    columns: tuple[tuple[str, str], ...] = ()
    """Name and label of what an entry holds; none for a field."""
    most: int = 0


def items_of(part: Part, draft: GoodPracticePage) -> list[Item]:
    """Return what the document asks for in one part, in the reader's language."""
    form = form_for(part, draft)
    names = [*own_names(part), *part.lines]
    own = [lines_item(name) if name in part.lines else field_item(name, form.fields[name]) for name in names]
    entries = [entries_item(part, form)] if part.rows else []
    return [*entries, *own] if part.rows_first else [*own, *entries]


def own_names(part: Part) -> tuple[str, ...]:
    """Return the fields of the practice itself, in the order of the page."""
    if part is BASICS:
        return tuple(name for _heading, names in SECTIONS for name in names)
    return *part.facts, *part.texts, *part.words


def field_item(name: str, field: forms.Field) -> Item:
    """Return a field of the practice."""
    return Item(name, str(field.label), hints_of(name, field))


def lines_item(name: str) -> Item:
    """Return partners or keywords, a line each."""
    return Item(name, str(label_of(name)), (_("A line for each of them."),))


def entries_item(part: Part, form: DraftForm) -> Item:
    """Return the entries of a part."""
    rows: Any = part.rows
    fields = {name: form.fields[f"{rows.relation}-0-{name}"] for name in rows.names}
    hints = tuple(f"{field.label}: {hint}" for name, field in fields.items() for hint in hints_of(name, field))
    lines = _("A line of the table for each; at most %(most)s.") % {"most": rows.most}
    columns = tuple((name, str(field.label)) for name, field in fields.items())
    return Item(rows.relation, str(label_of(rows.relation)), (lines, *hints), columns, rows.most)


def hints_of(name: str, field: Any) -> tuple[str, ...]:
    """Return what stands below a label: the hint, the limit, the words to choose from."""
    found = [str(field.help_text)] if field.help_text else []
    if getattr(field, "max_length", None):
        found.append(_("At most %(most)s characters.") % {"most": field.max_length})
    words = [str(label) for code, label in flat(getattr(field, "choices", ())) if code]
    if words and len(words) <= MOST_WORDS_SHOWN and name not in UNSHOWN:
        several = isinstance(field, forms.MultipleChoiceField)
        says = _("One or more of these words, a line each: %(words)s") if several else _("One of: %(words)s")
        found.append(says % {"words": " · ".join(words)})
    return tuple(found)


def opening() -> tuple[str, ...]:
    """Return what the document says of itself, below its title."""
    return (
        _("Write below the labels. Leave empty what you do not know yet; an empty field changes nothing."),
        _("When you are ready, hand the file in on the site: “My practices”, “From a Word file”."),
        _("Pictures and files to take along have pages of their own on the site."),
    )


def all_items(draft: GoodPracticePage) -> list[Item]:
    """Return what the document asks for."""
    return [item for part in PARTS.values() for item in items_of(part, draft)]
