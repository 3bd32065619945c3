"""Translations of demo practices with members: free to take, asked of one, waiting for a second reader, credited."""

from datetime import timedelta
from typing import Any

from django.utils.timezone import localdate

from demo.loader import content
from demo.loader.ways import original, person
from translators import actions, assigning
from translators.models import TranslationTask


def load_offers() -> int:
    """Offer what was never offered, and take it as far as it is; return how many practices were offered."""
    return sum(offer(one) for one in content("offers"))


def offer(one: dict[str, Any]) -> bool:
    """Offer the translation of a practice, and let members take the next steps."""
    practice = original(one["practice"])
    if TranslationTask.objects.filter(translation__source__object_id=practice.translation_key).exists():
        return False
    if "asked" in one:
        until = localdate() + timedelta(days=one["days"])
        assigning.assign(practice, person("editor"), person=person(one["asked"]), due=until)
        return True
    actions.offer(practice, person("editor"))
    task = TranslationTask.objects.get(translation__source__object_id=practice.translation_key)
    if "translator" in one:
        hand_in(task, one)
    if "reviewer" in one:
        actions.accept(task, person(one["reviewer"]))
    return True


def hand_in(task: TranslationTask, one: dict[str, Any]) -> None:
    """Let a member take a task, write its texts and hand it in; without words those that are there stay."""
    translator, words = person(one["translator"]), one["words"]
    actions.take(task, translator)
    segments = task.translation.source.stringsegment_set.select_related("context")
    written = {segment.pk: words[segment.context.path] for segment in segments} if words else {}
    actions.hand_in(task, translator, written)
