"""Keeps translations in step with their originals: texts are asked for anew, facts follow at once."""

from contextlib import suppress
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel, get_all_child_relations
from wagtail.models import Page, TranslatableMixin
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from translation.completeness import gaps
from translation.meaning import meaning
from translation.places import Place, by_place, places_of


def follow(original: Page, *, is_minor: bool = False) -> None:
    """Note what changed in a published original; publish its translations again where only facts changed.

    A text that means the same as before keeps its translation, and so does every text of a minor edit.
    """
    if TranslationSource.objects.get_for_instance_or_none(original):
        carry(original, is_minor=is_minor)


@transaction.atomic
def carry(original: Page, *, is_minor: bool) -> None:
    """Carry texts and facts of an original over to its translations."""
    source, _changed = TranslationSource.update_or_create_from_instance(original)
    source.refresh_from_db()
    for translation in source.translations.filter(enabled=True).select_related("target_locale"):
        carry_over(translation, is_minor=is_minor)
        carry_facts(original, translation)


def carry_over(translation: Translation, *, is_minor: bool) -> None:
    """Let the words of a translation stand for texts that changed without changing their meaning."""
    places = places_now(translation)
    for segment in gaps(translation).select_related("string"):
        earlier = places[segment.context_id].earlier(segment)
        if earlier and (is_minor or meaning(earlier.translation_of.data) == meaning(segment.string.data)):
            stand_for(earlier, segment)


def places_now(translation: Translation) -> dict[int, Place]:
    """Return the places of an original as it is now, with all words that were ever written for them."""
    words = StringTranslation.objects.filter(
        context__object_id=translation.source.object_id, locale_id=translation.target_locale_id
    )
    written = by_place(words.select_related("translation_of").order_by("pk"))
    segments = translation.source.stringsegment_set.select_related("string").order_by("order")
    return places_of(segments, translation.target_locale_id, written)


def stand_for(earlier: StringTranslation, segment: StringSegment) -> None:
    """Let the words of a translation stand for a text too, as old as they are."""
    written_at = earlier.updated_at
    fresh = StringTranslation.objects.create(
        translation_of=segment.string,
        locale=earlier.locale,
        context=segment.context,
        data=earlier.data,
        translation_type=earlier.translation_type,
        tool_name=earlier.tool_name,
        last_translated_by=earlier.last_translated_by,
    )
    StringTranslation.objects.filter(pk=fresh.pk).update(updated_at=written_at)


def carry_facts(original: Page, translation: Translation) -> None:
    """Bring places, numbers and words of a list over to a public, complete translation."""
    page = Page.objects.filter(translation_key=original.translation_key, locale_id=translation.target_locale_id).first()
    if page is None:
        return
    clear_emptied(original.specific, page.specific)
    complete = page.live and not gaps(translation).exists()
    if complete and not edited_since(page, translation):
        # A text that does not fit any more is marked by wagtail-localize and shows as a gap.
        with suppress(ValidationError):
            translation.save_target(publish=True)


def edited_since(page: Page, translation: Translation) -> bool:
    """Say whether somebody changed texts of a translation after it was last published."""
    words = StringTranslation.objects.filter(
        context__object_id=page.translation_key, locale_id=translation.target_locale_id
    )
    return bool(page.last_published_at) and words.filter(updated_at__gt=page.last_published_at).exists()


def clear_emptied(original: Any, translated: Any) -> None:
    """Empty the lists of words that the original emptied; wagtail-localize 1.14 copies only filled ones."""
    for field in original._meta.local_many_to_many:
        if isinstance(field, ParentalManyToManyField) and not getattr(original, field.name).all():
            through = field.remote_field.through
            through.objects.filter(**{field.m2m_field_name(): translated.pk}).delete()
    for relation in rows_of(original):
        twins = {row.translation_key: row for row in getattr(translated, relation).all()}
        for row in getattr(original, relation).all():
            if row.translation_key in twins:
                clear_emptied(row, twins[row.translation_key])


def rows_of(item: models.Model) -> list[str]:
    """Return the names of the child relations whose rows exist in both languages."""
    if not isinstance(item, ClusterableModel):
        return []
    relations = get_all_child_relations(type(item))
    return [one.get_accessor_name() for one in relations if issubclass(one.related_model, TranslatableMixin)]


@transaction.atomic
def hide_translations(original: Page) -> None:
    """Unpublish the kept translations of an original that is no longer public."""
    kept = Translation.objects.filter(
        source__object_id=original.translation_key, source__locale_id=original.locale_id
    ).values("target_locale_id")
    pages = Page.objects.filter(translation_key=original.translation_key, locale_id__in=kept, live=True)
    for page in pages:
        page.specific.unpublish()
