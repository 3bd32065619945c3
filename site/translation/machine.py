"""Machine drafts: an engine writes the texts that nobody has translated; people look at each before it is published."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.module_loading import import_string
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.strings import StringValue

from blocks.visible import public
from translation import budget, rules
from translation.completeness import gaps
from translation.engines import AT_ONCE, Engine, EngineFailed, engine
from translation.models import MachineDraft

ASKED = "translation.machine_draft"
MACHINE = StringTranslation.TRANSLATION_TYPE_MACHINE
Problem = MachineDraft.Problem


@transaction.atomic
def ask(translation: Translation, by: Any) -> MachineDraft:
    """Let the background worker draft what a translation lacks; nothing is sent within the request."""
    if not rules.can_translate(by, translation):
        raise PermissionDenied
    values = {"state": MachineDraft.State.WAITING, "problem": "", "texts": 0, "asked_at": timezone.now()}
    asked, _made = MachineDraft.objects.update_or_create(translation=translation, defaults=values)
    log(instance=translation.get_target_instance(), action=ASKED, user=by)
    # By its name, because tasks call actions.
    write_draft = import_string("translation.tasks.write_draft")
    transaction.on_commit(lambda: write_draft.enqueue(asked.pk))
    return asked


def work(asked: MachineDraft) -> None:
    """Draft what was asked for, and note what became of it."""
    texts, problem = draft(asked.translation)
    state = MachineDraft.State.FAILED if problem else MachineDraft.State.DONE
    MachineDraft.objects.filter(pk=asked.pk).update(state=state, problem=problem, texts=texts)


def draft(translation: Translation) -> tuple[int, str]:
    """Write a machine draft; return how many texts it has, and the problem that ended it, if any.

    Nothing is written over the words of people, and nothing is sent that not everybody may read.
    """
    machine, written = engine(), 0
    if machine is None:
        return 0, Problem.OFF
    if not is_public(translation):
        return 0, Problem.PRIVATE
    try:
        for some in batches(list(texts_to_send(translation))):
            written += write(some, translate(machine, translation, some), machine, translation)
    except budget.NoBudget:
        return written, Problem.BUDGET
    except EngineFailed as failure:
        return written, failure.problem
    return written, Problem.NONE


def is_public(translation: Translation) -> bool:
    """Say whether everybody may read the original."""
    source = translation.source
    originals = Page.objects.filter(translation_key=source.object_id, locale_id=source.locale_id)
    return public(originals).exists()


def texts_to_send(translation: Translation) -> Iterator[StringSegment]:
    """Yield the texts that lack and that everybody may read; those that people wrote something for are theirs."""
    closed: frozenset[str] = getattr(translation.source.get_source_instance(), "closed_texts", frozenset())
    of_people = StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"), context_id=OuterRef("context_id"), locale=translation.target_locale
    ).exclude(translation_type=MACHINE)
    lacking = gaps(translation).filter(~Exists(of_people)).select_related("string", "context")
    for segment in lacking:
        if segment.context.path.partition(".")[0] not in closed:
            yield segment


def cost(translation: Translation) -> int:
    """Return how many characters a draft would send."""
    return sum(len(segment.string.data) for segment in texts_to_send(translation))


def batches(segments: list[StringSegment]) -> Iterator[list[StringSegment]]:
    """Yield as many texts as one request takes."""
    for start in range(0, len(segments), AT_ONCE):
        yield segments[start : start + AT_ONCE]


def translate(machine: Engine, translation: Translation, segments: list[StringSegment]) -> dict[Any, Any]:
    """Take the characters from the budget, then ask the engine; what it refused to look at costs nothing."""
    strings = list({segment.string.data: StringValue(segment.string.data) for segment in segments}.values())
    characters, month = sum(len(string.data) for string in strings), budget.this_month()
    budget.take(characters)
    try:
        return machine.translate(translation.source.locale, translation.target_locale, strings)
    except EngineFailed as failure:
        if failure.is_answered:
            budget.give_back(characters, month)
        raise


def write(segments: list[StringSegment], found: dict[Any, Any], machine: Engine, translation: Translation) -> int:
    """Keep the translations whose markup is that of the original; return how many."""
    kept = 0
    for segment in segments:
        text = found[StringValue(segment.string.data)].data
        if is_sound(segment.string.data, text):
            kept += keep(segment, text, machine, translation)
    if segments and not kept:
        raise EngineFailed(Problem.GARBAGE, is_answered=False)
    return kept


def keep(segment: StringSegment, text: str, machine: Engine, translation: Translation) -> bool:
    """Write a text unless somebody wrote one while the engine worked; say whether it was written."""
    place = {"translation_of": segment.string, "context": segment.context, "locale": translation.target_locale}
    values = {"data": text, "translation_type": MACHINE, "tool_name": machine.display_name}
    words, made = StringTranslation.objects.get_or_create(**place, defaults=values)
    if made:
        return True
    own = StringTranslation.objects.filter(pk=words.pk, translation_type=MACHINE)
    return bool(own.update(**values, has_error=False, field_error="", updated_at=timezone.now()))


def is_sound(source: str, text: str) -> bool:
    """Say whether a translation says something, with the same markup as its original."""
    return bool(text.strip()) and tags(source) == tags(text)


def tags(html: str) -> Counter[tuple[str, str]]:
    """Return the elements of a text, each with its name and all that it carries."""
    return Counter((tag.name, str(sorted(tag.attrs.items()))) for tag in BeautifulSoup(html, "html.parser").find_all())


def unread(translation: Translation) -> QuerySet[StringTranslation]:
    """Return the texts of a machine that nobody has looked at yet."""
    words: QuerySet[StringTranslation] = StringTranslation.objects.filter(
        translation_type=MACHINE,
        locale=translation.target_locale,
        context__object_id=translation.source.object_id,
        translation_of__in=StringSegment.objects.filter(source=translation.source).values("string"),
    )
    return words
