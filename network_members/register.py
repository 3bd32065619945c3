"""What is kept about people, declared beside the models by each room in its `privacy.py`.

Export, erasure and the published register read it; a test finds the personal fields that nobody declared.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.module_loading import autodiscover_modules

Rows = Callable[[Any], Any]


class Fate(Enum):
    """What erasing an account does to its rows."""

    DELETED = "deleted"
    NAMELESS = "nameless"
    """They stay, and say "former member"."""
    EMPTIED = "emptied"
    """They stay without what is declared here."""


@dataclass(frozen=True)
class Kept:
    """Personal fields of one model: what for, who sees them, how long they stay, and what erasure does to them."""

    model: str
    title: Any
    fields: tuple[str, ...]
    purpose: Any
    audience: Any
    retention: Any
    fate: Fate
    owner: str = ""
    """The field that says whose rows they are; without one `rows` does."""
    rows: Rows | None = None
    forget: Callable[[Any], None] | None = None
    """What erasure does beside its fate."""
    exported: tuple[str, ...] | None = None
    """What a copy holds, when that is not just the fields: secrets stay out of it."""

    @property
    def kind(self) -> type[models.Model]:
        """Return the model."""
        return apps.get_model(self.model)

    def rows_of(self, person: Any) -> Any:
        """Return what is kept about a person."""
        if self.rows:
            return self.rows(person)
        return self.kind._default_manager.filter(**{self.owner: person}).order_by("pk")

    @property
    def copied(self) -> tuple[str, ...]:
        """Return the names of what a copy holds."""
        return self.fields if self.exported is None else self.exported


REGISTER: list[Kept] = []


def declare(*kept: Kept) -> None:
    """Add to the register."""
    REGISTER.extend(kept)


def everything() -> Iterator[Kept]:
    """Yield the register; rooms that are not installed declare nothing."""
    yield from REGISTER


def read_rooms() -> None:
    """Let every room declare what it keeps."""
    autodiscover_modules("privacy")
