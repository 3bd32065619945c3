"""What a member's document changes, once they have confirmed it: one transaction for all parts of the practice."""

from uuid import UUID

from django.db import transaction

from good_practices import actions
from good_practices.models import GoodPracticePage
from good_practices.parts import BASICS
from good_practices.word.filling import Filling
from network_members.models import User


@transaction.atomic
def begin_with(filling: Filling, *, by: User, key: UUID) -> GoodPracticePage:
    """Begin a draft with what a document says; the same key begins it only once."""
    values = filling.values_of(BASICS)
    practice = actions.create_draft(by, values, key=key, language=filling.draft.source_language)
    if practice.revisions.count() == 1:
        fill_with(practice, filling, by=by, version=actions.version_of(practice))
    return practice


@transaction.atomic
def fill_with(practice: GoodPracticePage, filling: Filling, *, by: User, version: str) -> None:
    """Put what a document says into a draft; refused if somebody else has written since it was shown."""
    for part, values in filling.parts:
        version = actions.save_draft(practice, actions.Typed(values, version, part), by=by)
