"""What somebody typed into a task that is not theirs to change any more: shown, so that it is not lost."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from language.detect import language_of
from network_members import kept
from translators.models import TranslationTask
from translators.texts import texts_of

State = TranslationTask.State
DECISIONS = {"accept", "return"}


@dataclass(frozen=True)
class Typed:
    """Words that were not stored."""

    name: str
    label: str
    words: str
    language: str | None


def too_late(request: HttpRequest, task: TranslationTask | None) -> HttpResponse:
    """Show what was typed, and say why nothing was saved; of a task one may not see, no word is shown."""
    rows = [*typed_texts(request, task), *typed_notes(request)]
    if not rows and task is None:
        raise Http404
    if task and task.state == State.OPEN:
        # Whoever takes the task again finds the words in its form.
        kept.keep(request)
    context = {
        "task": task,
        "rows": rows,
        "why": why(request, task),
        "decides": request.POST.get("step") in DECISIONS,
    }
    return render(request, "translators/too_late.html", context, status=409)


def typed_texts(request: HttpRequest, task: TranslationTask | None) -> list[Typed]:
    """Return the words for the texts of a task; those that are stored already are not lost."""
    posted: Any = request.POST
    sent = {name: words for name, words in posted.items() if name.startswith("text_") and words.strip()}
    if task is None:
        numbered = enumerate(sent.items(), start=1)
        return [Typed(name, f"{_('Text')} {place}", words, language_of(words)) for place, (name, words) in numbered]
    texts = {text.name: text for text in texts_of(task) if plain(sent.get(text.name)) not in ("", plain(text.words))}
    language = task.target_language
    return [Typed(name, text.state.label, sent[name], language) for name, text in texts.items()]


def plain(words: Any) -> str:
    """Return words as they compare: browsers send other line ends than those stored."""
    return str(words or "").replace("\r\n", "\n").strip()


def typed_notes(request: HttpRequest) -> list[Typed]:
    """Return the note or the reason that was typed."""
    labels = {"note": _("Note for the translator"), "reason": _("Why can you not translate it?")}
    posted: Any = request.POST
    notes = {name: posted.get(name, "") for name in labels}
    return [Typed(name, labels[name], words, language_of(words)) for name, words in notes.items() if words.strip()]


def why(request: HttpRequest, task: TranslationTask | None) -> str:
    """Say what happened to the task, as far as this person may know."""
    if task is None:
        return _("it is with another person now, or its page is not public any more.")
    if task.state == State.OPEN:
        return _("it is free, and anybody may take it. Take it again to save this.")
    if task.state == State.ACCEPTED:
        return _("it was accepted already.")
    if task.state == State.HANDED_IN:
        return _("it was handed in, and waits for a second reader.")
    return _("it went back to its translator.")
