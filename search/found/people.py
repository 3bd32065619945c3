"""How people are found: by what they show of themselves, to those to whom they show their name."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from network_members.models import User
from network_members.profiles import Audience
from network_members.roles import ROLES
from search.kinds import EVERYBODY, LANGUAGES, MEMBERS, Document, Kind, Source

TO = {Audience.PUBLIC: EVERYBODY, Audience.MEMBERS: MEMBERS}
WIDER = {EVERYBODY: {Audience.PUBLIC}, MEMBERS: {Audience.PUBLIC, Audience.MEMBERS}}
"""To whom a part is shown that stands in a text for an audience."""


def kind() -> Kind:
    """Return people as something that can be found."""
    return Kind(
        "person",
        _("People"),
        (
            Source(User._meta.db_table, "id"),
            Source("network_members_user_groups", "user_id"),
            Source("network_members_organisation", "id", leads_to=of_bodies, columns=("name_el", "name_en")),
        ),
        documents,
        lambda: shown().order_by("pk").values_list("pk", flat=True),
        visible,
    )


def shown() -> Any:
    """Return the people who show their name to others."""
    return User.objects.filter(is_active=True, groups__name__in=ROLES, name_shown_to__in=list(TO)).distinct()


def of_bodies(numbers: Collection[int]) -> Iterable[int]:
    """Return the people of organisations."""
    return User.objects.filter(organisation__in=numbers).values_list("pk", flat=True)


def visible(user: Any, numbers: Collection[int]) -> Iterable[int]:
    """Return which people a person may see."""
    return User.objects.visible_to(user).filter(pk__in=numbers).values_list("pk", flat=True)


def documents(numbers: Collection[int]) -> Iterator[Document]:
    """Yield what people show, in both languages."""
    for person in shown().filter(pk__in=numbers).select_related("organisation"):
        for language in LANGUAGES:
            yield document(person, language)


def document(person: User, language: str) -> Document:
    """Return what a person shows to those who may find them."""
    audience = TO[person.audience_of("name")]
    body = person.organisation
    parts = {
        "position": person.position,
        "organisation": body.name_in(language) if body else "",
        "bio": getattr(person, f"bio_{language}", ""),
    }
    told = {name: text for name, text in parts.items() if person.audience_of(name) in WIDER[audience]}
    with override(language):
        address = reverse("people:profile", args=[person.public_id])
    return Document(
        key=str(person.pk),
        number=person.pk,
        language=language,
        title=person.get_full_name(),
        address=address,
        summary="\n".join(filter(None, (told.get("position", ""), told.get("organisation", "")))),
        body=told.get("bio", ""),
        audience=audience,
    )
