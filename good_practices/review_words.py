"""The words of a review: its criteria, and an advice as others read it."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from good_practices.labels import label_of
from good_practices.models import Review

CRITERIA = {
    "clear": _("Is it clear to somebody who does not know the place?"),
    "shown": _("Are its results shown?"),
    "transferable": _("Can others take it over with what it says?"),
    "fair": _("Does it treat those it speaks of with respect?"),
}
MARKS = [
    ("yes", pgettext_lazy("of a criterion", "Yes")),
    ("partly", pgettext_lazy("of a criterion", "In part")),
    ("no", pgettext_lazy("of a criterion", "No")),
]
"""Answers to a criterion; none has to be given."""


def told(review: Review) -> dict[str, Any]:
    """Return an advice in words, as editors, author and fellow reviewers read it."""
    marks = dict(MARKS)
    return {
        "advice": review.get_advice_display(),
        "reasons": review.reasons,
        "criteria": [(CRITERIA[code], marks[mark]) for code, mark in review.criteria.items() if code in CRITERIA],
        "notes": [(label_of(note.field), note.text) for note in review.notes.all()],
    }
