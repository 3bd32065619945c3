"""What those who follow a practice are told of: its labels, its end, its translation."""

from django.utils.translation import gettext_lazy as _

from following import actions
from following.models import Level
from following.subjects import Happening
from good_practices.models import Ending, GoodPracticePage, LabelStep

RECOMMENDED, CHOSEN, ENDED, TRANSLATED = "recommended", "chosen", "ended", "translated"
TOLD = {LabelStep.Step.RECOMMENDED: RECOMMENDED, LabelStep.Step.CHOSEN: CHOSEN}
"""The steps towards a label that followers hear of."""


def happenings() -> list[Happening]:
    """Return what is told of practices."""
    return [
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


def tell_translated(page: GoodPracticePage) -> None:
    """Let followers hear of a translation when it first goes online."""
    is_first = page.first_published_at == page.last_published_at
    language = page.locale.language_code
    if is_first and language != page.source_language:
        key = page.translation_key
        actions.happened(TRANSLATED, key, f"translated:{key}:{language}")
