"""Erases an account: what is personal goes, contributions stay under "former member"."""

from functools import partial
from typing import Any
from uuid import uuid4

from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Q
from django.db.models.fields.files import FileField
from django.utils import timezone
from wagtail.log_actions import log

from mail.models import Message
from network_members import mails, photos, rules
from network_members.models import User
from network_members.profiles import Audience, Part
from network_members.register import Fate, Kept, everything

NAMELESS = "…"
"""What stands for a name in the mails of others."""


def numbers(person: User) -> list[tuple[Any, int, Fate]]:
    """Return what erasing would touch: kind, number of rows, fate; kinds without rows are left out."""
    counted = ((kept.title, kept.rows_of(person).count(), kept.fate) for kept in everything())
    return [(title, number, fate) for title, number, fate in counted if number]


@transaction.atomic
def erase(person: User) -> None:
    """Erase an account as a whole or not at all; raises PermissionDenied for the last superuser's."""
    # Lock the superusers in order, so that two of them cannot both leave at once.
    list(User.objects.select_for_update().filter(Q(is_superuser=True) | Q(pk=person.pk)).order_by("pk"))
    person = User.objects.get(pk=person.pk)
    if not rules.can_erase(person):
        raise PermissionDenied
    former, address, language = str(person), person.email, person.language
    for kept in everything():
        settle(kept, person)
    empty(person)
    forget_in_mails(former, address)
    log(person, "network_members.erase", title=f"{person._meta.verbose_name} {person.pk}")
    mails.tell_erased(address, language)


def settle(kept: Kept, person: User) -> None:
    """Do to the rows of one kind what the register says."""
    if kept.forget:
        kept.forget(person)
    if kept.fate == Fate.DELETED:
        for row in kept.rows_of(person):
            drop(row)


def drop(row: models.Model) -> None:
    """Delete a row with its files."""
    for field in row._meta.concrete_fields:
        if isinstance(field, FileField) and getattr(row, field.name):
            transaction.on_commit(partial(field.storage.delete, getattr(row, field.name).name))
    row.delete()


def empty(person: User) -> None:
    """Leave of an account only that it was one."""
    photos.forget(person)
    person.email = f"{uuid4()}@erased.invalid"
    person.public_id, person.erased_at, person.last_login = uuid4(), timezone.now(), None
    person.first_name = person.last_name = person.position = person.photo_alt = person.bio_el = person.bio_en = ""
    person.photo, person.organisation = "", None
    for part in Part:
        setattr(person, f"{part}_shown_to", Audience.NOBODY)
    person.is_active = person.is_superuser = False
    person.session_round += 1
    person.set_unusable_password()
    person.save()
    person.groups.clear()
    person.themes.clear()
    person.user_permissions.set(Permission.objects.none())


def forget_in_mails(name: str, address: str) -> None:
    """Take name and address out of the mails that others got."""
    words = ("subject", "text", "html", "reply_to")
    condition = Q()
    for word in words:
        condition |= Q(**{f"{word}__contains": name}) | Q(**{f"{word}__contains": address})
    for mail in Message.objects.filter(condition):
        for word in words:
            setattr(mail, word, getattr(mail, word).replace(name, NAMELESS).replace(address, NAMELESS))
        mail.save(update_fields=words)
