"""Who may tell of an adoption, write on it, and keep it from readers."""

from typing import Any

from adoptions.models import Adoption
from good_practices.models import GoodPracticePage
from good_practices.models.queries import CHECKERS, WRITERS
from network_members.rules import has_role
from proposals.rules import can_decide_in


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


def can_take_lesson(user: Any, adoption: Adoption, original: GoodPracticePage) -> bool:
    """May this person propose the lesson of an adoption for the practice: who answers for it, when others adopted it?

    The lesson must be written in the language of the original.
    """
    is_told = adoption.state == Adoption.State.PUBLIC and getattr(adoption, f"lessons_{original.source_language}")
    return bool(is_told) and adoption.owner_id != user.pk and can_decide_in(user, original.source_language, original)


def can_report(user: Any, adoption: Adoption) -> bool:
    """May this person report the adoption: everybody who reads it, but for those who wrote it?"""
    return adoption.state == Adoption.State.PUBLIC and not (user.is_authenticated and adoption.owner_id == user.pk)
