"""What the fields of a practice are called, for notes on them."""

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from good_practices.forms import SnapshotForm
from good_practices.models import Activity, GoodPracticePage

OF_ENTRIES = {"service_kinds": Activity}
"""Fields of an entry that are checked apart from its texts."""


def label_of(name: str) -> Any:
    """Return the label of a field: the one of the member's form, or else the model's."""
    if not name:
        return _("The whole practice")
    if name in SnapshotForm.base_fields:
        return SnapshotForm.base_fields[name].label
    if name in OF_ENTRIES:
        return capfirst(OF_ENTRIES[name]._meta.get_field(name).verbose_name)
    field = GoodPracticePage._meta.get_field(name)
    model = field.related_model if field.one_to_many else None
    return capfirst(model._meta.verbose_name_plural if model else field.verbose_name)
