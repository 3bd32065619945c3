"""Organisations and people as things to follow: their practices are what happens to them."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from following.subjects import Kind, Title
from network_members.models import Organisation, User

BODY, PERSON = "body", "person"
LARGEST = 2**63 - 1


def key_of(number: int) -> UUID:
    """Return the key of an organisation, made of its number: organisations have no other."""
    return UUID(int=number)


def body() -> Kind:
    """Return organisations as something that can be followed."""
    return Kind(BODY, titles_of_bodies, address_of_body, name=Organisation._meta.verbose_name)


def titles_of_bodies(keys: Collection[UUID], user: Any, language: str) -> dict[UUID, Title]:
    """Return the names of the organisations that a person may see."""
    numbers = [key.int for key in keys if key.int <= LARGEST]
    found = Organisation.objects.visible_to(user).filter(pk__in=numbers)
    return {key_of(one.pk): Title(one.name_in(language), one.name_language(language)) for one in found}


def address_of_body(key: UUID, user: Any, language: str) -> str:
    """Return where a person reads about an organisation; nothing when they may not."""
    if key.int > LARGEST:
        return ""
    code = Organisation.objects.visible_to(user).filter(pk=key.int).values_list("code", flat=True).first()
    return reverse("organisations:detail", args=[code]) if code else ""


def person() -> Kind:
    """Return people as something that can be followed, as far as they show themselves."""
    return Kind(PERSON, titles_of_people, address_of_person, name=_("person"))


def titles_of_people(keys: Collection[UUID], user: Any, language: str) -> dict[UUID, Title]:
    """Return the names of the people who let this person know; a name is of no language."""
    found = User.objects.visible_to(user).filter(public_id__in=keys)
    return {one.public_id: Title(one.get_full_name(), "") for one in found}


def address_of_person(key: UUID, user: Any, language: str) -> str:
    """Return where a person reads about another; nothing when they may not."""
    seen = User.objects.visible_to(user).filter(public_id=key).exists()
    return reverse("people:profile", args=[key]) if seen else ""
