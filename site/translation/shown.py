"""How fresh each text of a public translation is, for the reader; a newer draft of a text does not count."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.strings import StringValue

from translation.publishing import translation_of
from translation.states import FieldState, State, is_sound, state_of, words_of


@dataclass(frozen=True)
class Shown:
    """A field of the page, or its rows of one kind, as old as the oldest of their texts."""

    state: State
    since: datetime | None
    """For an outdated text: since when the original is newer."""
    original: str = ""
    """For a missing text: what the original says."""


def texts_shown(page: Page) -> dict[str, Shown]:
    """Return how fresh the texts of a public translation are, by field, in a fixed number of queries."""
    translation = translation_of(page)
    if translation is None or page.last_published_at is None:
        return {}
    written: dict[int, list[StringTranslation]] = {}
    for words in words_of(translation):
        written.setdefault(words.context_id, []).append(words)
    fields: dict[str, Shown] = {}
    for segment in translation.source.stringsegment_set.select_related("string", "context").order_by("order"):
        there = written.get(segment.context_id, [])
        name = segment.context.path.partition(".")[0]
        one = as_shown(state_of(segment, there, translation, name), there, translation, page)
        fields[name] = worse(fields.get(name), one)
    return fields


def as_shown(found: FieldState, there: Iterable[Any], translation: Translation, page: Page) -> Shown:
    """Return a text as the public page has it: words that were written later are not on it yet."""
    changed = translation.source.last_updated_at
    if found.state == State.MISSING:
        return Shown(State.MISSING, None, StringValue(found.original).render_text())
    if found.state == State.OUTDATED:
        return Shown(State.OUTDATED, changed)
    if found.since and page.last_published_at and found.since > page.last_published_at:
        earlier = [one for one in there if is_sound(one) and one.translation_of.data != found.original]
        # Somebody works on the text; what stands on the page was good enough to be published.
        return Shown(State.OUTDATED, changed) if earlier else Shown(State.REVIEWED, None)
    return Shown(found.state, None)


def worse(one: Shown | None, other: Shown) -> Shown:
    """Return the one in the worse state."""
    order = list(State)
    return one if one and order.index(one.state) <= order.index(other.state) else other


def best(fields: Iterable[Shown]) -> State:
    """Return the state of the whole, which only single texts fall short of."""
    found = {one.state for one in fields}
    return next((state for state in reversed(State) if state in found), State.REVIEWED)
