"""Whether what a list shows of a page is a machine draft that nobody read, in the query that fetches the list."""

from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from wagtail_localize.models import StringSegment, StringTranslation

from translation.completeness import NOTHING
from translation.states import was_read


def is_draft(*fields: str) -> Exists:
    """Return as an expression whether one of these texts, as the outer page has it online, is a draft of a machine.

    What a machine wrote is looked for first, so that a page without any costs next to nothing.
    """
    drafts = in_language(OuterRef("locale_id")).filter(
        context__object_id=OuterRef("translation_key"),
        context__path__in=fields,
        translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE,
        updated_at__lte=OuterRef("last_published_at"),
    )
    shown = Q(Exists(standing())) | ~Q(Exists(rivals()))
    return Exists(drafts.annotate(was_read=was_read()).filter(shown, was_read=False))


def in_language(locale: OuterRef) -> QuerySet[StringTranslation]:
    """Return the words of a language that can stand for a text.

    Half of all words are of one language: adding nothing to its number keeps SQLite, which would take the index of
    languages, to the few words of a text.
    """
    own = StringTranslation.objects.annotate(language=F("locale_id") + 0).filter(language=locale)
    return own.filter(has_error=False).exclude(data__regex=NOTHING)


def standing() -> QuerySet[StringSegment]:
    """Return the texts of originals for which the outer words stand."""
    return StringSegment.objects.filter(string_id=OuterRef("translation_of_id"), context_id=OuterRef("context_id"))


def rivals() -> QuerySet[StringTranslation]:
    """Return the words that the page, two queries further out, has online rather than the outer ones."""
    there = in_language(OuterRef("locale_id")).filter(
        context_id=OuterRef("context_id"),
        updated_at__lte=OuterRef(OuterRef("last_published_at")),
    )
    newer = Q(updated_at__gt=OuterRef("updated_at")) | Q(updated_at=OuterRef("updated_at"), pk__gt=OuterRef("pk"))
    return there.filter(newer | Q(Exists(standing())))


def mark_of(page: Any) -> str:
    """Say of a page in a list that a machine drafted what is shown of it, in the words of the page itself."""
    return _("Machine draft; nobody has edited or read it yet.") if page.is_draft else ""
