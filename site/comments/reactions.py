"""What a page was to its readers: counts for all, one's own buttons for members."""

from dataclasses import dataclass, field
from typing import Any

from comments import rules
from comments.models import Reaction, Talk
from language.detect import language_of

PLACES_SHOWN = 10


@dataclass(frozen=True)
class Button:
    """One kind of reaction: its words, how many there are, and whether the reader's own is among them."""

    kind: str
    label: str
    number: int
    is_pressed: bool


@dataclass(frozen=True)
class Reactions:
    """The head of a talk."""

    buttons: list[Button]
    can_react: bool
    places: list[dict[str, Any]] = field(default_factory=list)
    """Where the page was used, the newest first, each with the language it is written in."""


def reactions_of(talk: Talk | None, reader: Any) -> Reactions:
    """Return what a page was to its readers, and to this one."""
    found = talk.reactions.all() if talk else Reaction.objects.none()
    counts, can_react = found.counts(), rules.can_write(reader) and rules.is_open(talk)
    own = set(found.visible_to(reader).values_list("kind", flat=True)) if can_react else set()
    buttons = [Button(kind, str(label), counts.get(kind, 0), kind in own) for kind, label in Reaction.Kind.choices]
    return Reactions(buttons, can_react, places_of(found))


def places_of(found: Any) -> list[dict[str, Any]]:
    """Return where the page was used last."""
    newest = found.exclude(where="").order_by("-made_at", "-pk").values_list("where", flat=True)[:PLACES_SHOWN]
    return [{"text": where, "language": language_of(where)} for where in newest]
