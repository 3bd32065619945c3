"""Translations made as wagtail-localize makes them, without its screens."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.operations import translate_object

from translators.models import TranslationTask


def start_translation(page: Page, user: Any = None) -> Translation:
    """Submit a page for translation into the other language; return the record."""
    target = Locale.objects.exclude(pk=page.locale_id).get()
    translate_object(page, [target], user=user)
    return Translation.objects.get(source__object_id=page.translation_key, target_locale=target)


def make_task(page: Page, **fields: Any) -> TranslationTask:
    """Return a task for the translation of a page, which is begun if need be; free unless the fields say otherwise."""
    found = Translation.objects.filter(source__object_id=page.translation_key).first()
    now = timezone.now()
    values: dict[str, Any] = {"offered_at": now, "due": timezone.localdate(now), **fields}
    return TranslationTask.objects.create(translation=found or start_translation(page), **values)


def fill_in(translation: Translation, words: Callable[[str], str] = "T {}".format) -> None:
    """Translate every text of a translation by a function of the original's text."""
    for segment in StringSegment.objects.filter(source=translation.source).select_related("string", "context"):
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            locale=translation.target_locale,
            context=segment.context,
            defaults={"data": words(segment.string.data), "has_error": False},
        )


def translate(page: Page, user: Any = None, words: Callable[[str], str] = "T {}".format) -> Any:
    """Return the published translation of a page."""
    translation = start_translation(page, user)
    fill_in(translation, words)
    translation.save_target(user=user, publish=False)
    target = translation.get_target_instance()
    target.get_latest_revision().publish(user=user, skip_permission_checks=True)
    return type(target).objects.get(pk=target.pk)
