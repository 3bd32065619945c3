"""How each text of a translation stands to its original, from missing to read by a second person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import BooleanField, Case, Exists, OuterRef, Q, QuerySet, Subquery, TextChoices, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.models import PageLogEntry
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from translation.comparing import Piece, compare
from translation.naming import label_of
from translation.places import Place, by_place, is_sound, places_of

READINGS = "translation_readings"
"""Hook of other rooms: functions that return a `Reading` of the outer words."""


@dataclass(frozen=True)
class Reading:
    """What another room knows of the second reader of words, as expressions."""

    was_read: Any
    """Somebody else accepted the words."""
    waits: Any
    """The words were written where a second reader decides; publishing them reads nothing."""
    reader: Any
    at: Any


class State(TextChoices):
    """From the worst to the best: an item is what the worst of its texts is."""

    MISSING = "missing", pgettext_lazy("state of a translation", "Missing")
    OUTDATED = "outdated", pgettext_lazy("state of a translation", "Outdated")
    MACHINE = "machine", _("By machine, not read")
    HUMAN = "human", _("By a person, not reviewed")
    REVIEWED = "reviewed", pgettext_lazy("state of a translation", "Reviewed")


@dataclass(frozen=True)
class FieldState:
    """One text of an original with what stands for it in the other language."""

    label: str
    state: State
    original: str
    words: str
    """The translation; for an outdated text the one of the earlier text."""
    since: datetime | None
    """Since when the text is in this state."""
    error: str
    difference: tuple[Piece, ...] = ()
    """For an outdated text: what changed in the original, word by word."""
    reader_pk: int | None = None
    """Who read a reviewed text as a second person."""
    read_at: datetime | None = None


def field_states(translation: Translation) -> list[FieldState]:
    """Return the state of every text of the original, in its order, in a fixed number of queries."""
    segments = translation.source.stringsegment_set.select_related("string", "context").order_by("order")
    places = places_of(segments, translation.target_locale_id, by_place(words_of(translation)))
    model = translation.source.specific_content_type.model_class()
    return [
        state_of(segment, places[segment.context_id], translation, label_of(model, segment.context.path))
        for segment in segments
    ]


def words_of(*translations: Translation) -> QuerySet[Any]:
    """Return all words that were ever written for the places of originals, the oldest first."""
    words = StringTranslation.objects.filter(
        context__object_id__in={one.source.object_id for one in translations},
        locale_id__in={one.target_locale_id for one in translations},
    )
    return (
        words.select_related("translation_of")
        .annotate(
            was_read=was_read(), reader_pk=reader("revision__user_id", "reader"), read_at=reader("timestamp", "at")
        )
        .order_by("pk")
    )


def was_read() -> Case:
    """Return whether somebody else than their writer read the words; publishing counts where no other room asks."""
    read = Q(Exists(readings()))
    for ask in hooks.get_hooks(READINGS):
        reading = ask()
        read = Q(reading.was_read) | (read & ~Q(reading.waits))
    return Case(When(read, then=Value(True)), default=Value(False), output_field=BooleanField())


def reader(column: str, name: str) -> Any:
    """Return who read the words, or when: whoever accepted them, else the first other person who published them."""
    accepted = [getattr(ask(), name) for ask in hooks.get_hooks(READINGS)]
    published = Subquery(readings().order_by("timestamp", "pk").values(column)[:1])
    return Coalesce(*accepted, published) if accepted else published


def readings() -> QuerySet[PageLogEntry]:
    """Return when somebody else than the writer published the outer words after they were written."""
    published = PageLogEntry.objects.filter(
        page__translation_key=OuterRef("context__object_id"),
        page__locale_id=OuterRef("locale_id"),
        action="wagtail.publish",
        revision__user__isnull=False,
        timestamp__gte=OuterRef("updated_at"),
    )
    return published.exclude(revision__user_id=Coalesce(OuterRef("last_translated_by_id"), Value(0)))


def state_of(segment: StringSegment, place: Place, translation: Translation, label: str) -> FieldState:
    """Judge one text by what was written for it and for the text that stood in its place before."""
    current = place.current(segment)
    original = segment.string.data
    if current and is_sound(current):
        kind = kind_of(current)
        read = (current.reader_pk, current.read_at) if kind == State.REVIEWED else (None, None)
        return FieldState(label, kind, original, current.data, current.updated_at, "", (), *read)
    error = (current.get_error() or "") if current else ""
    changed_at = translation.source.last_updated_at
    earlier = place.earlier(segment)
    if earlier is None:
        return FieldState(label, State.MISSING, original, current.data if current else "", changed_at, error)
    difference = tuple(compare(earlier.translation_of.data, original))
    words = current.data if current else earlier.data
    return FieldState(label, State.OUTDATED, original, words, changed_at, error, difference)


def kind_of(words: Any) -> State:
    """Return who wrote sound words, and whether another person read them."""
    if words.was_read:
        return State.REVIEWED
    by_machine = words.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE
    return State.MACHINE if by_machine else State.HUMAN


def worst(fields: Iterable[FieldState]) -> State:
    """Return the state of an item: that of its worst text, since it goes live whole or not at all."""
    found = {field.state for field in fields}
    return next((state for state in State if state in found), State.REVIEWED)


def unread_words() -> QuerySet[Any]:
    """Return the sound words of the outer translation that nobody else has read."""
    words = StringTranslation.objects.annotate(was_read=was_read()).filter(
        locale_id=OuterRef("target_locale_id"), has_error=False, was_read=False
    )
    return words.filter(Exists(standing("source_id")))


def standing(source: str) -> QuerySet[StringSegment]:
    """Return the texts of a source, two queries further out, for which the outer words stand."""
    return StringSegment.objects.filter(
        source_id=OuterRef(OuterRef(source)),
        string_id=OuterRef("translation_of_id"),
        context_id=OuterRef("context_id"),
    )
