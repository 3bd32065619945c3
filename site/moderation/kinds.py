"""What members say that can be reported; each room registers its own, and hides it when that is decided."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from wagtail import hooks

HOOK = "kinds_of_contributions"
"""Hook: a function without arguments that returns a Kind."""


@dataclass(frozen=True)
class Kind:
    """A kind of contribution: a comment under a page, a post of the forum."""

    name: str
    title: Any
    hide: Callable[[int], None]
    """Keep the one with this number from readers, for good."""
    show: Callable[[int], None]
    """Show it again, if it was only held back until somebody looked."""
    restore: Callable[[int], None]
    """Show it again although it was hidden: an appeal was granted."""
    address: Callable[[int], str]
    """Return where it stands; nothing when it is gone."""
    appeal: Callable[[int], str]
    """Return where its author appeals, by the number of the report."""


def kinds() -> dict[str, Kind]:
    """Return every kind by its name."""
    return {kind.name: kind for kind in (ask() for ask in hooks.get_hooks(HOOK))}
