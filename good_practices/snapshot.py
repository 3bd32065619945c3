"""The snapshot of a practice: the few facts a member writes first, read from a draft and written into it."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from good_practices.models import GoodPracticePage
from network_members.models import User
from vocabulary.models import Place, TargetGroup, Theme

Values = dict[str, Any]
"""Name of a field → what stands in it; words are codes, people are their public ids."""

TEXTS = ("one_line", "summary", "area_kind", "status", "ended_reason", "period_kind", "start_year", "end_year")
WORDS = {"themes": Theme, "target_groups": TargetGroup}
TYPED = ("title", "one_line", "summary", "ended_reason", "place", "area_kind", "start_year", "end_year", *WORDS)
"""What shows that somebody has begun to write; the other fields have a choice from the start."""


def working_title(language: str) -> str:
    """Return what a practice is called until its author names it."""
    with override(language):
        return _("Untitled practice")


def working_titles() -> set[str]:
    """Return what practices without a name are called, in all languages."""
    return {working_title(code) for code, _name in settings.LANGUAGES}


def has_title(practice: GoodPracticePage) -> bool:
    """Say whether the author has named the practice."""
    return practice.title not in working_titles()


def read(practice: GoodPracticePage) -> Values:
    """Return what stands in a draft."""
    return {
        "title": practice.title if has_title(practice) else "",
        "place": practice.place.code if practice.place else "",
        "contact": str(practice.contact.public_id) if practice.contact else "",
        **{name: getattr(practice, name) for name in TEXTS},
        **{name: sorted(word.code for word in getattr(practice, name).all()) for name in WORDS},
    }


def write(practice: GoodPracticePage, values: Values) -> None:
    """Put what was typed into a draft in memory."""
    forget_months(practice, values)
    practice.title = values["title"] or working_title(practice.source_language)
    practice.place = Place.objects.anchors().filter(code=values["place"]).first() if values["place"] else None
    practice.contact = User.objects.filter(public_id=values["contact"]).first() if values["contact"] else None
    for name in TEXTS:
        setattr(practice, name, values[name])
    for name, kind in WORDS.items():
        setattr(practice, name, list(kind.objects.anchors().filter(code__in=values[name])))


def forget_months(practice: GoodPracticePage, values: Values) -> None:
    """Drop the month of a year that changed: the snapshot asks for years only."""
    for end in ("start", "end"):
        if getattr(practice, f"{end}_year") != values[f"{end}_year"]:
            setattr(practice, f"{end}_month", None)


def is_begun(values: Values) -> bool:
    """Say whether there is anything worth keeping."""
    return any(values.get(name) for name in TYPED)
