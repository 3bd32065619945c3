"""Begins many translations at once, of pages that have none: wagtail-localize's rows, in a few queries for all.

For pages whose texts are plain; formatted texts are taken apart by wagtail-localize itself, one page at a time.
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import (
    OverridableSegment,
    String,
    StringSegment,
    StringTranslation,
    TranslatableObject,
    Translation,
    TranslationContext,
    TranslationSource,
    get_schema_version,
)
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.strings import StringValue

MARKS = re.compile("[&<>\"'\r\n]")
"""What stands in HTML in another way than in plain text."""


@dataclass
class Begun:
    """The beginning of one translation: original, its content, and the texts of the other language by path."""

    original: Any
    content: dict[str, Any]
    texts: dict[str, str]
    segments: list[Any] = field(default_factory=list)
    source: TranslationSource | None = None
    translation: Translation | None = None

    def __post_init__(self) -> None:
        self.segments = extract_segments(self.original)

    @property
    def strings(self) -> list[StringSegmentValue]:
        """Return the texts to be translated."""
        return [segment for segment in self.segments if isinstance(segment, StringSegmentValue)]

    @property
    def is_complete(self) -> bool:
        """Say whether every text has its translation."""
        return all(self.texts.get(segment.path) for segment in self.strings)

    def context(self, path: str) -> TranslationContext:
        """Return the place of a text; the name of its field leaves out which row it stands in."""
        return TranslationContext(
            object_id=self.original.translation_key,
            path=path,
            path_id=TranslationContext._get_path_id(path),
            field_path=".".join(path.split(".")[::2]),
        )


@dataclass(frozen=True)
class Known:
    """Places and texts that have their rows."""

    contexts: dict[tuple[UUID, str], TranslationContext]
    strings: dict[UUID, String]

    def where(self, one: Begun, segment: Any) -> dict[str, Any]:
        """Return what every segment says of its place."""
        context = self.contexts[one.original.translation_key, segment.path]
        return {"source": one.source, "context": context, "order": segment.order}

    def string(self, segment: StringSegmentValue) -> String:
        """Return the row of a text."""
        return self.strings[String._get_data_hash(segment.string.data)]


def begin(all_begun: Sequence[Begun], target_locale_id: int, by: Any) -> None:
    """Insert sources, their texts, and the words that translate them; the originals are all of one language."""
    insert_sources(all_begun)
    made = [Translation(source=one.source, target_locale_id=target_locale_id) for one in all_begun]
    for one, translation in zip(all_begun, Translation.objects.bulk_create(made), strict=True):
        one.translation = translation
    known = Known(insert_contexts(all_begun), insert_strings(all_begun))
    insert_segments(all_begun, known)
    insert_words(all_begun, known, {"locale_id": target_locale_id, "last_translated_by": by})


def insert_sources(all_begun: Sequence[Begun]) -> None:
    """Insert what wagtail-localize keeps of the originals."""
    page = ContentType.objects.get_for_model(Page)
    TranslatableObject.objects.bulk_create(
        TranslatableObject(translation_key=one.original.translation_key, content_type=page) for one in all_begun
    )
    version = get_schema_version(type(all_begun[0].original)._meta.app_label)
    sources = TranslationSource.objects.bulk_create(source_of(one, version) for one in all_begun)
    for one, source in zip(all_begun, sources, strict=True):
        one.source = source


def source_of(one: Begun, version: str) -> TranslationSource:
    """Return what is kept of an original; the version names the newest migration of its room."""
    return TranslationSource(
        object_id=one.original.translation_key,
        locale_id=one.original.locale_id,
        specific_content_type=ContentType.objects.get_for_model(type(one.original)),
        object_repr=str(one.original)[:200],
        content_json=json.dumps(one.content, cls=DjangoJSONEncoder, ensure_ascii=False),
        schema_version=version,
        last_updated_at=timezone.now(),
    )


def insert_contexts(all_begun: Iterable[Begun]) -> dict[tuple[UUID, str], TranslationContext]:
    """Insert the places of texts."""
    contexts = [one.context(path) for one in all_begun for path in {segment.path: None for segment in one.segments}]
    return {(one.object_id, one.path): one for one in TranslationContext.objects.bulk_create(contexts)}


def insert_strings(all_begun: Sequence[Begun]) -> dict[UUID, String]:
    """Insert the texts that no other page has, and return all of them by their hash."""
    locale_id = all_begun[0].original.locale_id
    texts = {String._get_data_hash(text.string.data): text.string.data for one in all_begun for text in one.strings}
    strings = String.objects.filter(locale_id=locale_id)
    known = set(strings.filter(data_hash__in=texts).values_list("data_hash", flat=True))
    fresh = [String(locale_id=locale_id, data_hash=key, data=data) for key, data in texts.items() if key not in known]
    # Somebody else may write the same text at the same time.
    String.objects.bulk_create(fresh, ignore_conflicts=True)
    return {string.data_hash: string for string in strings.filter(data_hash__in=texts)}


def insert_segments(all_begun: Sequence[Begun], known: Known) -> None:
    """Insert where which text stands, and the facts beside them."""
    texts = [
        StringSegment(string=known.string(segment), attrs="null", **known.where(one, segment))
        for one in all_begun
        for segment in one.strings
    ]
    facts = [
        OverridableSegment(data_json=json.dumps(segment.data, cls=DjangoJSONEncoder), **known.where(one, segment))
        for one in all_begun
        for segment in one.segments
        if not isinstance(segment, StringSegmentValue)
    ]
    StringSegment.objects.bulk_create(texts)
    OverridableSegment.objects.bulk_create(facts)


def as_stored(text: str) -> str:
    """Return a plain text as wagtail-localize keeps it; one without marks and lines it keeps as it is, in no time."""
    return StringValue.from_plaintext(text).data if MARKS.search(text) or text.isspace() else text


def insert_words(all_begun: Sequence[Begun], known: Known, shared: dict[str, Any]) -> None:
    """Insert the texts of the other language."""
    words = {
        (known.string(segment).pk, context.pk): StringTranslation(
            translation_of=known.string(segment),
            context=context,
            data=as_stored(one.texts[segment.path]),
            **shared,
        )
        for one in all_begun
        for segment in one.strings
        if one.texts.get(segment.path)
        for context in [known.contexts[one.original.translation_key, segment.path]]
    }
    StringTranslation.objects.bulk_create(words.values())
