"""The texts of a task: the original, the words there are, what changed, and what may be written."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail_localize.models import StringSegment
from wagtail_localize.strings import StringValue, validate_translation_links

from translation.completeness import room_for
from translation.glossary import found_in
from translation.naming import label_of
from translation.places import by_place, places_of
from translation.states import FieldState, State, state_of, words_of
from translators.models import TranslationTask


@dataclass(frozen=True)
class Text:
    """One text of the original, and what stands for it."""

    segment: StringSegment
    state: FieldState
    limit: int | None
    """Characters that its field takes."""
    language: str

    @property
    def name(self) -> str:
        """Return the name of its field in the form."""
        return f"text_{self.segment.pk}"

    @property
    def is_formatted(self) -> bool:
        """Say whether the original holds marks, such as links, that the translation needs too."""
        return "<" in self.original.replace("<br>", "").replace("<br/>", "")

    @property
    def original(self) -> str:
        """Return the original as wagtail-localize keeps it."""
        return self.state.original

    @property
    def shown(self) -> str:
        """Return the original as people read it."""
        return self.read(self.original)

    @property
    def words(self) -> str:
        """Return the words there are, as they are typed."""
        return self.read(self.state.words)

    @property
    def is_outdated(self) -> bool:
        """Say whether the words were written for an earlier text."""
        return self.state.state == State.OUTDATED

    @property
    def is_settled(self) -> bool:
        """Say whether a person wrote the words for this very text."""
        return self.state.state in {State.HUMAN, State.REVIEWED}

    @property
    def has_terms(self) -> bool:
        """Say whether terms of the glossary stand in the original."""
        return bool(found_in([self.shown], self.language))

    def read(self, data: str) -> str:
        """Return stored words as people read and type them."""
        return data if self.is_formatted else StringValue(data).render_text()

    def stored(self, typed: str) -> str:
        """Return typed words as wagtail-localize keeps them; raise ValidationError when they do not fit."""
        lines = typed.replace("\r\n", "\n")
        try:
            value = StringValue.from_translated_html(lines) if self.is_formatted else StringValue.from_plaintext(lines)
            validate_translation_links(self.original, value.data)
        except ValueError as problem:
            raise ValidationError(
                _("Keep the marks of the original, such as <b> and <a id=…>, exactly as they are; add no others.")
            ) from problem
        if self.limit and len(value.render_text()) > self.limit:
            message = _("This text is longer than %(limit)s characters. Shorten it.") % {"limit": self.limit}
            raise ValidationError(message)
        return value.data


def texts_of(task: TranslationTask) -> Iterator[Text]:
    """Yield the texts of a task in the order of the page, in a fixed number of queries."""
    translation = task.translation
    model = translation.source.specific_content_type.model_class()
    segments = translation.source.stringsegment_set.select_related("string", "context").order_by("order", "pk")
    places = places_of(segments, translation.target_locale_id, by_place(words_of(translation)))
    for segment in segments:
        path = segment.context.path
        state = state_of(segment, places[segment.context_id], translation, label_of(model, path))
        yield Text(segment, state, room_for(model, path), task.language)
