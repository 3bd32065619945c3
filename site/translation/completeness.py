"""Which texts of a translation lack, are empty, or do not fit."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.strings import StringValue

NOTHING = r"^(\s|<br ?/?>)*$"


def with_gaps(translations: QuerySet[Translation]) -> QuerySet[Translation]:
    """Annotate translations with `has_gaps`: is a text missing, empty or marked as wrong?"""
    segments = StringSegment.objects.filter(source_id=OuterRef("source_id"))
    segments = segments.annotate(target_id=OuterRef("target_locale_id"))
    return translations.annotate(has_gaps=Exists(segments.filter(~Exists(sound_words("target_id")))))


def gaps(translation: Translation) -> QuerySet[StringSegment]:
    """Return the texts of the original that this translation lacks."""
    segments = StringSegment.objects.filter(source_id=translation.source_id)
    segments = segments.annotate(target_id=models.Value(translation.target_locale_id))
    return segments.filter(~Exists(sound_words("target_id"))).order_by("order")


def sound_words(locale: str) -> QuerySet[StringTranslation]:
    """Return what can stand for the outer segment; an empty text would show the other language instead."""
    return StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"),
        context_id=OuterRef("context_id"),
        locale_id=OuterRef(locale),
        has_error=False,
    ).exclude(data__regex=NOTHING)


def mark_misfits(translation: Translation) -> None:
    """Mark the texts that are longer than their field, so that the editor shows which."""
    model = translation.source.specific_content_type.model_class()
    words = translation.source.stringsegment_set.get_translations(translation.target_locale)
    for text in words.filter(has_error=False).select_related("context"):
        limit = room_for(model, text.context.path)
        if limit and len(StringValue(text.data).render_text()) > limit:
            message = _("This text is longer than %(limit)s characters. Shorten it.") % {"limit": limit}
            text.set_field_error([ValidationError(message)])


def room_for(model: Any, path: str) -> int | None:
    """Return how many characters the field at the end of a content path takes; None for no limit."""
    name, *rest = path.split(".")
    field = model._meta.get_field(name)
    if isinstance(field, models.ManyToOneRel) and isinstance(field.remote_field, ParentalKey):
        return room_for(field.related_model, ".".join(rest[1:]))
    return getattr(field, "max_length", None)
