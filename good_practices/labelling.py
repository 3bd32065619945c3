"""Labels of practices: the network recommends, names candidates and chooses; the label follows, in both languages."""

from collections import Counter
from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log

from good_practices import followed, mails, rules
from good_practices.actions import Decided, locked
from good_practices.models import GoodPracticePage, LabelStep, Review
from good_practices.same_text import counting_for
from network_members.models import User

Step, Label = LabelStep.Step, GoodPracticePage.Label
NEXT: dict[str, tuple[str, ...]] = {
    "": (Step.RECOMMENDED,),
    Step.WITHDRAWN: (Step.RECOMMENDED,),
    Step.RECOMMENDED: (Step.CANDIDATE, Step.WITHDRAWN),
    Step.NOT_CHOSEN: (Step.CANDIDATE, Step.WITHDRAWN),
    Step.CANDIDATE: (Step.CHOSEN, Step.NOT_CHOSEN, Step.WITHDRAWN),
    Step.CHOSEN: (Step.WITHDRAWN,),
}
"""Which steps may follow one another."""
NEEDED = 2
"""How many reviews in favour of the published text make it "checked"."""


def last_step(key: UUID) -> str:
    """Return the last step of a practice; nothing before the first."""
    return LabelStep.objects.of(key).values_list("step", flat=True).last() or ""


def steps_open_to(practice: GoodPracticePage) -> tuple[str, ...]:
    """Return the steps that can follow now."""
    return NEXT[last_step(practice.translation_key)]


@transaction.atomic
def take(practice: GoodPracticePage, by: User, *, step: str, reason_el: str = "", reason_en: str = "") -> None:
    """Take a step with a reason, note it in the log, and tell the author."""
    page = locked(practice.pk)
    if not rules.can_label(by, page):
        raise PermissionDenied
    if step not in steps_open_to(page):
        raise Decided
    taken = LabelStep.objects.create(
        practice_key=page.translation_key, step=step, reason_el=reason_el, reason_en=reason_en, taken_by=by
    )
    renew(page.translation_key)
    log(instance=page, action=f"good_practices.{step}", user=by)
    mails.tell_label(page, taken, by=by)
    followed.tell_label(taken)


def renew(*keys: UUID) -> None:
    """Write the labels that practices have earned on both of their languages, where they are not there yet."""
    by_label: dict[str, list[UUID]] = {}
    for key, label in earned_by(keys).items():
        by_label.setdefault(label, []).append(key)
    for label, some in by_label.items():
        GoodPracticePage.objects.filter(translation_key__in=some).exclude(label=label).update(label=label)


def earned_by(keys: Collection[UUID]) -> dict[UUID, str]:
    """Return the label of practices: what the network said last, or else what reviewers said of the public text."""
    steps = LabelStep.objects.filter(practice_key__in=keys).order_by("pk")
    last = dict(steps.values_list("practice_key", "step"))
    votes = in_favour(keys)
    return {key: label_after(last.get(key, ""), votes[key]) for key in keys}


def label_after(step: str, votes: int) -> str:
    """Return the label after the last step, with so many reviewers in favour."""
    if step == Step.CHOSEN:
        return Label.BEST
    if step in {Step.RECOMMENDED, Step.CANDIDATE, Step.NOT_CHOSEN}:
        return Label.RECOMMENDED
    return Label.CHECKED if votes >= NEEDED else Label.PUBLISHED


def in_favour(keys: Collection[UUID]) -> Counter[UUID]:
    """Return how many reviewers were in favour of the text that is online, or of one that means the same."""
    of_text = counting_for(keys)
    advice = Review.objects.given().filter(revision__in=of_text, advice=Review.Advice.PUBLISH).order_by()
    given = {(of_text[text], reviewer) for text, reviewer in advice.values_list("revision", "reviewer")}
    return Counter(key for key, _reviewer in given)


def standing_of(practice: Any, language: str) -> list[dict[str, Any]]:
    """Return what the network says of a practice that carries its label, the newest first, with the reasons."""
    if practice.label not in {Label.RECOMMENDED, Label.BEST}:
        return []
    told = []
    for step in reversed(LabelStep.objects.of(practice.translation_key)):
        if step.step == Step.WITHDRAWN:
            break
        text, written_in = step.reason_in(language)
        told.append({"title": step.get_step_display(), "day": step.taken_at, "text": text, "language": written_in})
    return told
