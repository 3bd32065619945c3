"""Who may tell of an adoption, write on it, and keep it from readers."""

from typing import Any

from adoptions.models import Adoption
from good_practices.models.queries import CHECKERS, WRITERS
from network_members.rules import has_role


def can_adopt(user: Any) -> bool:
    """May this person tell that a practice was taken over: members and editors?"""
    return bool(getattr(user, "is_approved", False)) and has_role(user, *WRITERS, *CHECKERS)


def can_write(user: Any, adoption: Adoption) -> bool:
    """May this person write on the adoption: its author, their body, or an editor?"""
    return can_adopt(user) and Adoption.objects.writable_by(user).filter(pk=adoption.pk).exists()


def can_publish(user: Any, adoption: Adoption) -> bool:
    """May this person make the adoption public? What the editors hid only they show again."""
    return can_write(user, adoption) and adoption.state == Adoption.State.DRAFT


def can_hide(user: Any) -> bool:
    """May this person keep adoptions from readers, and show them again: editors?"""
    return has_role(user, *CHECKERS)
