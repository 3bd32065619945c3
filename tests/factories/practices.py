"""Factories of good practices and of their translations."""

from collections.abc import Callable
from typing import Any

from good_practices.models import GoodPracticeIndexPage, GoodPracticePage
from language.slugs import slug_for
from vocabulary.models import Place
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.operations import translate_object

from tests.factories.words import make_place


def library(language: str = "el") -> GoodPracticeIndexPage:
    """Return the library of a language."""
    return GoodPracticeIndexPage.objects.get(locale__language_code=language)


def make_practice(
    title: str = "Δίκτυο δομών της γειτονιάς", *, language: str = "el", live: bool = True, **fields: Any
) -> GoodPracticePage:
    """Return a practice in the library of its language, published unless `live` is False."""
    index = library(language)
    values: dict[str, Any] = {
        "slug": slug_for(title),
        "one_line": "Δομές που συνεργάζονται" if language == "el" else "Services that work together",
        "source_language": language,
        **fields,
    }
    if "place" not in values:
        values["place"] = Place.objects.anchors().first() or make_place()
    page = GoodPracticePage(title=title, locale=index.locale, live=False, **values)
    index.add_child(instance=page)
    revision = page.save_revision(user=page.owner)
    if live:
        revision.publish()
    return GoodPracticePage.objects.get(pk=page.pk)


def start_translation(page: Page, user: Any = None) -> Translation:
    """Submit a page for translation into the other language; return the record."""
    target = Locale.objects.exclude(pk=page.locale_id).get()
    translate_object(page, [target], user=user)
    return Translation.objects.get(source__object_id=page.translation_key, target_locale=target)


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
    target.get_latest_revision().publish(user=user)
    return type(target).objects.get(pk=target.pk)
