"""Translations made as wagtail-localize makes them, without its screens."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, TranslatableObject, Translation
from wagtail_localize.operations import translate_object

from good_practices.exchange.creating import insert_translations
from good_practices.inserting import lock_libraries
from good_practices.models import GoodPracticePage
from tables.kinds import Way
from translation.together import Begun, begin
from translators.models import TranslationTask


def start_translation(page: Page, user: Any = None) -> Translation:
    """Submit a page for translation into the other language; return the record."""
    target = Locale.objects.exclude(pk=page.locale_id).get()
    if stored := fresh(page):
        begin_together(stored, user)
    else:
        translate_object(page, [target], user=user)
    return Translation.objects.get(source__object_id=page.translation_key, target_locale=target)


def fresh(page: Page) -> GoodPracticePage | None:
    """Return a practice as it is stored if it is open to all, online so, in its one language and never translated."""
    # Who published a revision still holds the page of before.
    stored = GoodPracticePage.objects.filter(pk=page.pk, live=True, has_unpublished_changes=False).first()
    if (
        stored is None
        or Page.objects.filter(translation_key=stored.translation_key).count() != 1
        or stored.get_view_restrictions().exists()
        or TranslatableObject.objects.filter(pk=stored.translation_key).exists()
    ):
        return None
    return stored


@transaction.atomic
def begin_together(
    page: Any, user: Any, words: Callable[[str], str] = lambda text: "", *, online: bool = False
) -> None:
    """Write a translation as files bring it in, which leaves what step by step leaves in a tenth of the time."""
    libraries = lock_libraries()
    library = next(one for one in libraries if one.locale_id != page.locale_id)
    begun = Begun(page, page.serializable_data(), {})
    begun.texts = {segment.path: words(segment.string.render_text()) for segment in begun.strings}
    begin([begun], library.locale_id, None)
    insert_translations([begun], library, libraries, Way(by=user, publish=online))


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
    if stored := fresh(page):
        begin_together(stored, user, words, online=True)
        return GoodPracticePage.objects.exclude(pk=page.pk).get(translation_key=page.translation_key)
    translation = start_translation(page, user)
    fill_in(translation, words)
    translation.save_target(user=user, publish=False)
    target = translation.get_target_instance()
    target.get_latest_revision().publish(user=user, skip_permission_checks=True)
    return type(target).objects.get(pk=target.pk)
