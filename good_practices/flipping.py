"""Turning the text of a practice into its other language, while the page around it stays in the reader's."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from good_practices.facts import Facts
from good_practices.models.practice import GoodPracticePage
from language.dates import format_date

PARAMETER, OTHER = "text", "other"


def is_asked(request: HttpRequest) -> bool:
    """Say whether a reader wants the other text."""
    return request.GET.get(PARAMETER) == OTHER and not getattr(request, "is_preview", False)


def shown(practice: GoodPracticePage, request: HttpRequest) -> GoodPracticePage:
    """Return the practice whose text is shown: the other language of it, if that was asked for and is public."""
    twin = practice.twin if is_asked(request) else None
    other = twin and GoodPracticePage.to_read().live().filter(pk=twin.pk).first()
    if not other:
        return practice
    other.is_open, other.twin = practice.is_open, practice
    return other


def choices(practice: Facts) -> list[dict[str, Any]]:
    """Return both texts of a practice with state and address, the original first; nothing while there is but one."""
    if not practice.freshness.translated or practice.is_preview:
        return []
    source = practice.practice.source_language
    languages = sorted((code for code, _name in settings.LANGUAGES), key=lambda code: code != source)
    return [
        {
            "language": code,
            "name": settings.LANGUAGE_NAMES[code],
            "kind": "original" if code == source else "translation",
            "state": _("original") if code == source else state_of_translation(practice),
            "url": practice.url if code == practice.reader else f"{practice.url}?{PARAMETER}={OTHER}",
            "current": code == practice.language,
        }
        for code in languages
    ]


def state_of_translation(practice: Facts) -> str:
    """Say how the translation stands to the original."""
    fresh = practice.freshness
    if fresh.outdated:
        return _("translation, the original has changed since")
    if fresh.reviewed_at:
        date = format_date(practice.day(fresh.reviewed_at), practice.reader)
        if fresh.reviewed:
            return _("translation, reviewed on %(date)s") % {"date": date}
        return _("translation, published on %(date)s") % {"date": date}
    return _("translation")
