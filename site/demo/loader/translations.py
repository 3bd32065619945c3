"""Translations of demo practices, entered string by string as a translator would."""

from typing import Any

from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from good_practices.models import GoodPracticePage
from network_members.models import User

ROW_FIELDS = {
    "objectives": ("text",),
    "activities": ("name", "what", "enabling", "lesson"),
    "links": ("title",),
    "result_rows": ("objective", "indicator", "unit"),
}


def translate(page: GoodPracticePage, practice: dict[str, Any]) -> None:
    """Publish the translation of a practice into the other language."""
    target = Locale.objects.exclude(pk=page.locale_id).get()
    source, _made = TranslationSource.update_or_create_from_instance(page)
    translation = Translation.objects.create(source=source, target_locale=target)
    texts = texts_by_path(page, practice, target.language_code)
    translator = User.objects.get(email="translator@nima.example")
    for segment in StringSegment.objects.filter(source=source).select_related("string", "context"):
        StringTranslation.objects.get_or_create(
            translation_of=segment.string,
            locale=target,
            context=segment.context,
            defaults={"data": texts[segment.context.path], "last_translated_by": translator},
        )
    translation.save_target(user=User.objects.get(email="editor@nima.example"), publish=True)


def texts_by_path(page: GoodPracticePage, practice: dict[str, Any], language: str) -> dict[str, str]:
    """Return the translated texts under the paths that wagtail-localize gives them."""
    texts = {name: value[language] for name, value in flat_texts(practice).items() if value}
    for rows, fields in ROW_FIELDS.items():
        content_rows = practice.get("results" if rows == "result_rows" else rows) or []
        for row, words in zip(getattr(page, rows).all(), content_rows, strict=True):
            for field in fields:
                value = words if rows == "objectives" else words.get(field)
                texts[f"{rows}.{row.translation_key}.{field}"] = (value or {}).get(language, "")
    return texts


def flat_texts(practice: dict[str, Any]) -> dict[str, dict[str, str] | None]:
    """Return the page's own texts by field name."""
    from demo.loader.practices import TEXTS

    return {
        **{name: practice.get(name) for name in (*TEXTS, "ended_reason")},
        "resources": (practice.get("cost") or {}).get("text"),
        "funding_source": (practice.get("funding") or {}).get("source"),
        "evaluation_text": practice.get("evaluation_text"),
    }
