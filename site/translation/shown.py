"""How fresh each text of a public translation is, for the reader; a newer draft of a text does not count."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from wagtail.models import Page
from wagtail_localize.models import StringSegment, Translation
from wagtail_localize.strings import StringValue

from translation.places import Written, by_place, places_of
from translation.publishing import translations_of
from translation.states import FieldState, State, state_of, words_of


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
    return texts_shown_of([page]).get(page.pk, {})


def texts_shown_of(pages: Iterable[Page]) -> dict[int, dict[str, Shown]]:
    """Return the same for many pages at once, by number of the page; nothing for what is no public translation."""
    public = [page for page in pages if page.last_published_at and getattr(page, "kept_in_step", True)]
    if not public:
        return {}
    kept = {(one.source.object_id, one.target_locale_id): one for one in translations_of(public)}
    if not kept:
        return {}
    written = by_place(words_of(*kept.values()))
    segments = segments_of(kept.values())
    found = [(page, kept.get((page.translation_key, page.locale_id))) for page in public]
    return {page.pk: fields_of(page, one, segments[one.source_id], written) for page, one in found if one}


def segments_of(translations: Iterable[Translation]) -> dict[int, list[StringSegment]]:
    """Return the texts of originals in their order, by source."""
    found: dict[int, list[StringSegment]] = {one.source_id: [] for one in translations}
    for segment in StringSegment.objects.filter(source__in=found).select_related("string", "context").order_by("order"):
        found[segment.source_id].append(segment)
    return found


def fields_of(
    page: Page, translation: Translation, segments: list[StringSegment], written: Written
) -> dict[str, Shown]:
    """Return how fresh the fields of one translation are."""
    places = places_of(segments, translation.target_locale_id, written)
    fields: dict[str, Shown] = {}
    for segment in segments:
        place, name = places[segment.context_id], segment.context.path.partition(".")[0]
        stands_before = bool(place.left or place.earlier(segment))
        one = as_shown(state_of(segment, place, translation, name), stands_before, translation, page)
        fields[name] = worse(fields.get(name), one)
    return fields


def as_shown(found: FieldState, stands_before: bool, translation: Translation, page: Page) -> Shown:
    """Return a text as the public page has it: words that were written later are not on it yet."""
    older = Shown(State.OUTDATED, translation.source.last_updated_at)
    if found.state == State.OUTDATED or (found.state == State.MISSING and stands_before):
        return older
    if found.state == State.MISSING:
        return Shown(State.MISSING, None, StringValue(found.original).render_text())
    if found.since and page.last_published_at and found.since > page.last_published_at:
        # Somebody works on the text; what stands on the page was good enough to be published.
        is_behind = stands_before and translation.source.last_updated_at > page.last_published_at
        return older if is_behind else Shown(State.REVIEWED, None)
    return Shown(found.state, None)


def worse(one: Shown | None, other: Shown) -> Shown:
    """Return the one in the worse state."""
    order = list(State)
    return one if one and order.index(one.state) <= order.index(other.state) else other


def best(fields: Iterable[Shown]) -> State:
    """Return the state of the whole, which only single texts fall short of."""
    found = {one.state for one in fields}
    return next((state for state in reversed(State) if state in found), State.REVIEWED)
