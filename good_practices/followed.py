"""What those who follow a practice, or what it belongs to, are told: when it begins, changes, is labelled, ends."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.models import PageLogEntry, Revision
from wagtail_localize.segments.extract import extract_segments

from following import actions
from following.models import Level
from following.subjects import Happening
from good_practices.models import Confirmation, Ending, GoodPracticePage, LabelStep
from translation.meaning import meaning

RECOMMENDED, CHOSEN, ENDED, TRANSLATED = "recommended", "chosen", "ended", "translated"
PUBLISHED, CHANGED, CONFIRMED = "published", "changed", "confirmed"
TOLD = {LabelStep.Step.RECOMMENDED: RECOMMENDED, LabelStep.Step.CHOSEN: CHOSEN}
"""The steps towards a label that followers hear of."""


def happenings() -> list[Happening]:
    """Return what is told of practices."""
    return [
        Happening(PUBLISHED, _("A new practice"), Level.TRACKING),
        Happening(CHANGED, _("The text of a practice has changed"), Level.TRACKING),
        Happening(CONFIRMED, _("A practice was confirmed as described"), Level.TRACKING),
        Happening(RECOMMENDED, _("The network recommends a practice"), Level.TRACKING),
        Happening(CHOSEN, _("A practice was chosen as a best practice"), Level.TRACKING),
        Happening(ENDED, _("A practice has ended"), Level.TRACKING),
        Happening(TRANSLATED, _("A practice can be read in another language"), Level.TRACKING),
    ]


def tell_label(step: LabelStep) -> None:
    """Let followers hear that a practice got a label."""
    what = TOLD.get(LabelStep.Step(step.step))
    if what:
        actions.happened(what, step.practice_key, f"label:{step.pk}", actor=step.taken_by)


def tell_ended(ending: Ending) -> None:
    """Let followers hear that a practice has ended."""
    actions.happened(ENDED, ending.practice_key, f"ended:{ending.pk}", actor=ending.ended_by)


def tell_online(pages: Iterable[GoodPracticePage]) -> None:
    """Let followers hear of texts that went online: new ones, translations, and what means something else now."""
    actions.all_happened(
        [told for page in pages for told in (published(page), changed(page), translated(page)) if told]
    )


def translated(page: GoodPracticePage) -> actions.Told | None:
    """Say of a translation that it went online for the first time."""
    language, key = page.locale.language_code, page.translation_key
    if is_first(page) and language != page.source_language:
        return actions.Told(TRANSLATED, key, f"translated:{key}:{language}")
    return None


def published(page: GoodPracticePage) -> actions.Told | None:
    """Say of a practice that it went online for the first time; whoever follows what it belongs to hears of it."""
    key = page.translation_key
    if page.is_original and is_first(page):
        return actions.Told(PUBLISHED, key, f"published:{key}", {"actor": page.owner})
    return None


def is_first(page: GoodPracticePage) -> bool:
    """Say whether a page was never online before."""
    return page.first_published_at == page.last_published_at


def changed(page: GoodPracticePage) -> actions.Told | None:
    """Say of a public practice that its text means something else than before."""
    can_differ = page.is_original and page.live_revision_id and not is_first(page)
    before = published_before(page) if can_differ else None
    if before and meanings(before.as_object()) != meanings(page):
        return actions.Told(CHANGED, page.translation_key, name_of_change(page), {"actor": page.owner})
    return None


def published_before(page: GoodPracticePage) -> Revision | None:
    """Return the text that was online before the one that is."""
    published = PageLogEntry.objects.filter(page=page.pk, action="wagtail.publish", revision__isnull=False)
    entry = published.exclude(revision=page.live_revision_id).select_related("revision").order_by("-timestamp").first()
    return entry.revision if entry else None


def meanings(page: Any) -> dict[str, str]:
    """Return what the texts of a practice mean, by their places."""
    return {one.path: meaning(one.string.data) for one in extract_segments(page) if hasattr(one, "string")}


def name_of_change(page: GoodPracticePage) -> str:
    """Return what makes a change one event."""
    return f"changed:{page.translation_key}:{page.live_revision_id}"


def withhold_change(page: GoodPracticePage) -> None:
    """Tell nobody of an edit that editors call minor."""
    actions.did_not_happen(name_of_change(page))


def tell_confirmed(asked: Confirmation, now: datetime) -> None:
    """Let followers hear that a practice still is as described."""
    actions.happened(CONFIRMED, asked.practice_key, f"confirmed:{asked.pk}:{now:%Y-%m-%d}", actor=asked.person)
