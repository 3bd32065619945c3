"""What changed in a practice since it was handed in last, field by field and word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Revision, TaskState
from wagtail.models import get_default_page_content_type as page_type

from good_practices.checking import Shown, shown
from good_practices.models import GoodPracticePage

PIECES = re.compile(r"\w+\s*|[^\w\s]+\s*|\s+")
SAME, GONE, NEW = "", "gone", "new"


@dataclass(frozen=True)
class Piece:
    """Some words that stayed, went or came."""

    kind: str
    text: str


@dataclass(frozen=True)
class Change:
    """A field that is not as it was."""

    label: Any
    language: str
    pieces: list[Piece]


def earlier_text(practice: GoodPracticePage, revision: Revision) -> Revision | None:
    """Return the text that was handed in before this one, or else what is online; nothing for a first one."""
    checks = TaskState.objects.filter(
        workflow_state__object_id=str(practice.pk),
        workflow_state__base_content_type=page_type(),
        revision__created_at__lt=revision.created_at,
    )
    last = checks.exclude(revision=revision).order_by("-revision__created_at", "-pk").first()
    if last:
        return last.revision
    online: Revision | None = practice.live_revision
    return online if online and online.pk != revision.pk else None


def changes_in(practice: GoodPracticePage, revision: Revision) -> list[Change] | None:
    """Return what changed, in the order of the form; nothing at all when there is no earlier text."""
    earlier = earlier_text(practice, revision)
    if earlier is None:
        return None
    before = {row.name: row for row in shown(earlier.as_object())}
    after = {row.name: row for row in shown(revision.as_object())}
    return list(compare(before, after))


def compare(before: dict[str, Shown], after: dict[str, Shown]) -> Iterator[Change]:
    """Yield the fields that differ; those that are empty now come last."""
    for name in [*after, *(name for name in before if name not in after)]:
        row = after.get(name) or before[name]
        old, new = (texts[name].by_language if name in texts else {} for texts in (before, after))
        for language in {**old, **new}:
            then, now = old.get(language, []), new.get(language, [])
            if then != now:
                yield Change(row.label, language, list(pieces("\n".join(then), "\n".join(now))))
        if name in before and name in after:
            yield from exchanged(before[name], after[name])


def exchanged(then: Shown, now: Shown) -> Iterator[Change]:
    """Tell of pictures that took the place of others with the same words."""
    same_words = then.by_language == now.by_language
    if same_words and [picture.url for picture in then.pictures] != [picture.url for picture in now.pictures]:
        yield Change(now.label, "", [Piece(NEW, _("Other pictures, or in another order, with the same words."))])


def pieces(old: str, new: str) -> Iterator[Piece]:
    """Yield the words of two texts: what stayed once, what went before what came."""
    left, right = PIECES.findall(old), PIECES.findall(new)
    for step, start, end, begin, stop in SequenceMatcher(None, left, right).get_opcodes():
        if step == "equal":
            yield Piece(SAME, "".join(left[start:end]))
            continue
        if start < end:
            yield Piece(GONE, "".join(left[start:end]))
        if begin < stop:
            yield Piece(NEW, "".join(right[begin:stop]))
