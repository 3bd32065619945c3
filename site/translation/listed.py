"""Whether what a list shows of a page is a machine draft that nobody read, in the query that fetches the list."""

from typing import Any

from django.db.models import BooleanField, Case, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils.translation import gettext as _
from wagtail_localize.models import StringSegment, StringTranslation

from translation.completeness import NOTHING
from translation.states import was_read


def is_draft(*fields: str) -> Any:
    """Return as an expression whether one of these texts, as the outer page has it online, is a draft of a machine."""
    drafted = Q()
    for name in fields:
        drafted |= Q(Subquery(words_shown(name).values("is_draft")[:1], output_field=BooleanField()))
    return Case(When(drafted, then=Value(True)), default=Value(False), output_field=BooleanField())


def words_shown(field: str) -> QuerySet[Any]:
    """Return what was written for a text of the outer page before it was published last, what stands there first."""
    stands = StringSegment.objects.filter(string_id=OuterRef("translation_of_id"), context_id=OuterRef("context_id"))
    words = StringTranslation.objects.filter(
        context__object_id=OuterRef("translation_key"),
        context__path=field,
        locale_id=OuterRef("locale_id"),
        has_error=False,
        updated_at__lte=OuterRef("last_published_at"),
    ).exclude(data__regex=NOTHING)
    unread = Q(was_read=False, translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE)
    drafted = Case(When(unread, then=Value(True)), default=Value(False), output_field=BooleanField())
    found = words.annotate(was_read=was_read()).annotate(stands=Exists(stands), is_draft=drafted)
    return found.order_by("-stands", "-updated_at", "-pk")


def mark_of(page: Any) -> str:
    """Say of a page in a list that a machine drafted what is shown of it, in the words of the page itself."""
    return _("Machine draft; nobody has edited or read it yet.") if page.is_draft else ""
