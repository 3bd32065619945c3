"""What a check finds: how something stands, in words, and what mends it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import DatabaseError, models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """How something stands; `unknown` is no fault, only out of sight from here."""

    GOOD = "good", _("in order")
    LOOK = "look", _("needs a look")
    BROKEN = "broken", _("broken")
    UNKNOWN = "unknown", _("not known")


@dataclass(frozen=True)
class Answer:
    """What one check says."""

    state: State
    said: Any
    remedy: Any = ""
    numbers: dict[str, Any] = field(default_factory=dict)
    """The same for machines."""


@dataclass(frozen=True)
class Check:
    """A question that the site asks itself."""

    name: str
    label: Any
    ask: Callable[[], Answer]


@dataclass(frozen=True)
class Finding:
    """A question with its answer."""

    check: Check
    answer: Answer

    @property
    def is_broken(self) -> bool:
        """Say whether somebody has to act before all works again."""
        return self.answer.state == State.BROKEN

    def as_json(self) -> dict[str, Any]:
        """Return the finding for machines."""
        words = {"label": self.check.label, "said": self.answer.said, "remedy": self.answer.remedy}
        return {
            "name": self.check.name,
            "state": self.answer.state.value,
            **{name: str(text) for name, text in words.items()},
            "numbers": self.answer.numbers,
        }


def look(checks: Iterable[Check]) -> list[Finding]:
    """Ask each question; one that cannot be asked is a finding too."""
    return [Finding(check, answer_to(check)) for check in checks]


def answer_to(check: Check) -> Answer:
    """Return the answer; never what a fault says of itself, which may hold passwords or names."""
    try:
        return check.ask()
    except DatabaseError:
        return Answer(State.BROKEN, _("The database did not answer this question."), _("First mend the database."))
    except Exception as fault:  # whatever is broken must not hide the rest
        said = _("The check itself failed (%(fault)s).") % {"fault": type(fault).__name__}
        return Answer(State.BROKEN, said, _("Look into the log of the site."))
