"""The lesson of an adoption as a proposed change to what the practice tells those who want to do the same."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from adoptions.models import Adoption
from adoptions.rules import can_take_lesson
from good_practices.models import GoodPracticePage
from network_members.models import User
from proposals import actions as proposals
from proposals.models import Proposal
from proposals.practices import original_of, page_in, texts_of

FIELD = "transfer"
"""What others need."""


class TooLong(Exception):  # noqa: N818 - reads as what happened
    """The text of the practice has no room for the lesson."""


def propose(adoption: Adoption, *, by: User) -> Proposal:
    """Make a proposal out of the lesson, or return the one there is; the body that adopted is credited for it."""
    original = original_of(adoption.practice_key)
    if original is None or not can_take_lesson(by, adoption, original):
        raise proposals.NotPublic
    language = original.source_language
    page = page_in(adoption.practice_key, language)
    lesson: str = getattr(adoption, f"lessons_{language}")
    text = "\n\n".join(filter(None, (texts_of(page, (FIELD,))[FIELD], lesson)))
    if len(text) > (GoodPracticePage._meta.get_field(FIELD).max_length or 0):
        raise TooLong
    with override(language):
        why = _("What was learned where the practice was adopted: %(where)s.") % {"where": adoption.where}
    return proposals.bring(
        page,
        {FIELD: text},
        by=by,
        author=adoption.owner,
        adoption_key=adoption.key,
        organisation=adoption.organisation,
        body_name=adoption.body_name,
        why=why,
    )
