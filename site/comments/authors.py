"""Who wrote a comment, as one reader may know them."""

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from network_members import rules
from network_members.models import User
from network_members.profiles import Part
from network_members.showing import is_listed_for
from network_members.space import language, names_of_roles


@dataclass(frozen=True)
class Author:
    """What stands above a comment; what the reader may not know is empty."""

    name: str
    sign: str
    """What the sign is woven from: it tells nothing of who keeps their name to themselves."""
    url: str = ""
    organisation: str = ""
    organisation_language: str = ""
    roles: list[str] = field(default_factory=list)


def author_of(person: User | None, reader: Any, number: int) -> Author:
    """Return the author of the comment with a number."""
    if person is None or person.erased_at:
        return Author(_("Former member"), f"comment {number}")
    if not rules.can_see(reader, person, Part.NAME):
        return Author(_("A member of the network"), f"comment {number}")
    is_member = getattr(reader, "is_approved", False)
    organisation = person.organisation if rules.can_see(reader, person, Part.ORGANISATION) else None
    if organisation and not is_listed_for(reader, person):
        organisation = None
    return Author(
        name=str(person),
        sign=str(person.public_id),
        url=reverse("people:profile", args=[person.public_id]) if is_member and person.is_active else "",
        organisation=organisation.name_in(language()) if organisation else "",
        organisation_language=organisation.name_language(language()) if organisation else "",
        roles=names_of_roles(person),
    )
