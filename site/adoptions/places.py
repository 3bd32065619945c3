"""The place of the vocabulary that stands for where a practice was taken over."""

from typing import Any

from django.core.exceptions import ValidationError

from vocabulary.lookup import Lookup
from vocabulary.models import Place


def place_near(where: str, organisation: Any) -> Any:
    """Return the place that people named, also before a comma, or else that of the body; None when there is neither."""
    known = Lookup(Place)
    for name in (where, where.partition(",")[0]):
        try:
            return known.find(name)
        except ValidationError:
            continue
    return organisation.place if organisation else None
