"""The words of a translation: read, and written as whoever accepts a proposal would type them."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.functional import cached_property
from wagtail_localize.models import Translation
from wagtail_localize.strings import StringValue

from proposals.practices import FIELDS, Texts
from translation.po_files import segments_of, write
from translation.rules import can_translate


class Words:
    """The plain texts of a practice in its other language; they go online when editors publish the translation."""

    def __init__(self, original: Any, *, lock: bool = False) -> None:
        found = Translation.objects.select_for_update() if lock else Translation.objects.all()
        self.translation = found.filter(
            source__object_id=original.translation_key, source__locale_id=original.locale_id, enabled=True
        ).first()

    @cached_property
    def segments(self) -> dict[str, Any]:
        """Return the texts of the original with their words, by the field of the practice."""
        if self.translation is None:
            return {}
        found = {one.context.path: one for one in segments_of(self.translation)}
        return {name: found[name] for name in FIELDS if name in found}

    @property
    def texts(self) -> Texts:
        """Return the words as people read and type them."""
        return {name: StringValue(one.translation or "").render_text() for name, one in self.segments.items()}

    def write(self, texts: Texts, by: Any) -> None:
        """Write words as this person's own."""
        if self.translation is None or not can_translate(by, self.translation):
            raise PermissionDenied
        for name, text in texts.items():
            write(self.translation, self.segments[name], StringValue.from_plaintext(text).data, by)
