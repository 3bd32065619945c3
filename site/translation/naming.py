"""Names the place of a text as the forms name its field."""

from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.text import capfirst


def label_of(model: Any, path: str) -> str:
    """Return the label of the field at a content path; of the outermost one for what lies in a list of blocks."""
    name, *rest = path.split(".")
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return name
    if isinstance(field, models.ManyToOneRel) and rest[1:]:
        row: Any = field.related_model
        return f"{capfirst(str(row._meta.verbose_name))}: {label_of(row, rest[1])}"
    return str(capfirst(getattr(field, "verbose_name", name)))
