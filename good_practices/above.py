"""What rooms above add to a practice: sections of its page, that other bodies took it over, who helped to write it."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks

SECTIONS = "practice_sections"
"""Hook: functions that take a practice and the request, and return sections as `Presentation.sections` has them."""
ADOPTED = "practice_adopted"
"""Hook: functions that take a practice and say whether another body has publicly taken it over."""

CONTRIBUTORS = "practice_contributors"
"""Hook: functions that take keys of practices, who reads and their language, and return contributors by key."""
OFFERS = "practice_offers"
"""Hook: functions that take a practice and the request, and return what this reader may do with it: title and url."""

ADOPTIONS = "practice_adoptions"
"""Hook: functions that take keys of practices and return, by key, who publicly took them over, where and when."""

PLACES = "practice_adoption_places"
"""Hook: functions that take a language and return where practices were publicly taken over, as `Adopted` has it."""


@dataclass(frozen=True)
class Adopted:
    """A practice that a body publicly took over at a place of the list, in words of one language."""

    practice: UUID
    """The key of the practice."""
    place: str
    country: str
    body: str
    body_language: str
    years: str


@dataclass(frozen=True)
class Contributor:
    """Somebody whose words stand in a practice; without a name for readers whom they do not show it to."""

    name: str
    is_body: bool = False


def contributors_of(keys: Collection[UUID], user: Any, reader: str) -> dict[UUID, list[Contributor]]:
    """Return who else has a share in the words of practices, by the key of the practice."""
    found: dict[UUID, list[Contributor]] = {}
    for ask in hooks.get_hooks(CONTRIBUTORS):
        for key, people in ask(keys, user, reader).items():
            found.setdefault(key, []).extend(people)
    return found


def adoptions_of(keys: Collection[UUID]) -> dict[UUID, list[str]]:
    """Return who publicly took practices over, by the key of the practice."""
    found: dict[UUID, list[str]] = {}
    for ask in hooks.get_hooks(ADOPTIONS):
        found |= ask(keys)
    return found


def adopted_at_places(language: str) -> list[Adopted]:
    """Return where practices were publicly taken over, in words of a language."""
    return [one for ask in hooks.get_hooks(PLACES) for one in ask(language)]


def in_words(people: list[Contributor]) -> str:
    """Say who has a share in the words of a practice; empty when nobody has."""
    names = [one.name for one in people if one.name]
    others = len(people) - len(names)
    if others:
        words = ngettext("one member of the network", "%(number)s members of the network", others)
        names.append(words % {"number": others})
    return _("With changes proposed by: %(names)s.") % {"names": ", ".join(names)} if names else ""


def offers_above(practice: Any, request: HttpRequest) -> list[dict[str, str]]:
    """Return what other rooms let this reader do with a practice."""
    return [offer for ask in hooks.get_hooks(OFFERS) for offer in ask(practice, request)]


def sections_above(practice: Any, request: HttpRequest) -> list[dict[str, Any]]:
    """Return the sections that other rooms add."""
    return [section for ask in hooks.get_hooks(SECTIONS) for section in ask(practice, request)]


def is_adopted(practice: Any) -> bool:
    """Say whether another body has taken the practice over."""
    return any(ask(practice) for ask in hooks.get_hooks(ADOPTED))
