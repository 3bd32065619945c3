"""Translations that come back in a PO file: each text is judged before anything is written."""

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import polib
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.strings import StringValue, validate_translation_links

from language.folding import RefusedCharacters, clean_text
from translation.completeness import room_for
from translation.naming import label_of

LARGEST = 1024**2
"""Bytes of a file."""
MOST = 5_000
"""Texts of a file; no page has a tenth of them."""
TOOL = "PO file"


class Unreadable(Exception):  # noqa: N818 - reads as what happened
    """The file as a whole cannot be taken; the message says why."""


class Changed(Exception):  # noqa: N818 - reads as what happened
    """Somebody changed the translation since the file was read; nothing was written."""


@dataclass(frozen=True)
class Line:
    """A text of the file that can be taken."""

    segment: int
    label: str
    original: str
    before: str
    words: str


@dataclass(frozen=True)
class Refused:
    """A text of the file that cannot be taken, and why."""

    number: int
    """Line of the file."""
    text: str
    reason: str


@dataclass(frozen=True)
class Reading:
    """What a file brings."""

    lines: list[Line]
    refused: list[Refused]


def parse(content: bytes) -> polib.POFile:
    """Read a file; line ends and a byte order mark do not matter. Raises Unreadable."""
    if len(content) > LARGEST:
        raise Unreadable(_("Choose a PO file of at most 1 MB."))
    if b"\0" in content:
        raise Unreadable(_("This is not a PO file, or it is damaged."))
    try:
        text = content.decode("utf-8-sig")
        return parsed(text.replace("\r\n", "\n"))
    except (UnicodeDecodeError, OSError, ValueError, IndexError) as broken:
        raise Unreadable(_("This is not a PO file, or it is damaged.")) from broken


def parsed(text: str) -> polib.POFile:
    """Let polib read from a file of ours: it takes text for the name of a file where it can."""
    handle, path = tempfile.mkstemp(suffix=".po")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        return polib.pofile(path, encoding="utf-8")
    finally:
        os.unlink(path)


def read(content: bytes, translation: Translation) -> Reading:
    """Judge every text of a file that was made for this translation; raises Unreadable for any other."""
    po = parse(content)
    if po.metadata.get("X-WagtailLocalize-TranslationID") != str(translation.uuid):
        raise Unreadable(_("This file was made for another translation. Download it here, and translate that one."))
    if len(po) > MOST:
        raise Unreadable(_("This file holds too many texts."))
    known = {(one.context.path, one.string.data): one for one in segments_of(translation)}
    told = [judge(entry, known.get((entry.msgctxt or "", entry.msgid)), translation) for entry in po if entry.msgstr]
    return Reading(
        [one for one in told if isinstance(one, Line) and one.words != one.before],
        [one for one in told if isinstance(one, Refused)],
    )


def segments_of(translation: Translation) -> Iterator[Any]:
    """Yield the texts of the original with the words there are, also wrong ones."""
    found = StringSegment.objects.filter(source_id=translation.source_id).select_related("context", "string")
    yield from found.order_by("order").annotate_translation(translation.target_locale, include_errors=True)


def judge(entry: Any, segment: Any, translation: Translation) -> Line | Refused:
    """Say whether a text of the file can be taken."""
    try:
        if segment is None or entry.obsolete:
            raise ValidationError(_("This text is not on the page, or no longer."))
        if entry.fuzzy:
            raise ValidationError(_("It is marked as uncertain (fuzzy)."))
        words = fitting(entry.msgstr, segment, translation)
    except ValidationError as reason:
        return Refused(entry.linenum or 0, entry.msgid[:80], " ".join(reason.messages))
    model = translation.source.specific_content_type.model_class()
    label = label_of(model, segment.context.path)
    return Line(segment.pk, label, segment.string.data, segment.translation or "", words)


def fitting(words: str, segment: Any, translation: Translation) -> str:
    """Return words as they are kept; raise ValidationError when marks, signs or length do not fit."""
    try:
        value = StringValue.from_translated_html(clean_text(words))
        validate_translation_links(segment.string.data, value.data)
    except RefusedCharacters as refused:
        raise ValidationError(_("It holds characters that nobody can type.")) from refused
    except ValueError as marks:
        raise ValidationError(
            _("Keep the marks of the original, such as <b> and <a id=…>, exactly as they are; add no others.")
        ) from marks
    limit = room_for(translation.source.specific_content_type.model_class(), segment.context.path)
    if limit and len(value.render_text()) > limit:
        raise ValidationError(_("This text is longer than %(limit)s characters. Shorten it.") % {"limit": limit})
    return str(value.data)


@transaction.atomic
def take(translation: Translation, texts: dict[str, tuple[str, str]], by: Any) -> int:
    """Write words by the number of their text, each beside the words it replaces; return how many.

    Raises Changed when the words there, or the texts of the original, are no longer those.
    """
    Translation.objects.select_for_update().get(pk=translation.pk)
    now = {str(one.pk): one for one in segments_of(translation)}
    if any(key not in now or (now[key].translation or "") != before for key, (before, _words) in texts.items()):
        raise Changed
    for key, (_before, words) in texts.items():
        write(translation, now[key], words, by)
    return len(texts)


def write(translation: Translation, segment: Any, words: str, by: Any) -> None:
    """Write one text as this person's own."""
    StringTranslation.objects.update_or_create(
        translation_of_id=segment.string_id,
        context_id=segment.context_id,
        locale_id=translation.target_locale_id,
        defaults={
            "data": words,
            "last_translated_by": by,
            "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
            "tool_name": TOOL,
            "has_error": False,
            "field_error": "",
        },
    )
