"""The files of a draft: taking one in, taking it out; nobody else sees them until they are published."""

from typing import Any

from django.db import transaction

from good_practices import rules
from good_practices.actions import Full, draft_to_change
from good_practices.models import GoodPracticePage, PracticeFile
from good_practices.reports import forget
from library.models import NetworkDocument
from network_members.models import User

MOST = 6
"""How many files a member gives a practice."""


@transaction.atomic
def put_in(practice: GoodPracticePage, by: User, *, file: Any, title: str) -> NetworkDocument:
    """Take a file into the latest draft; raises Full when there are enough."""
    _page, draft = draft_to_change(practice, by)
    rows = list(draft.files.all())
    if len(rows) >= MOST:
        raise Full
    document = NetworkDocument.objects.create(
        title=title, file=file, uploaded_by_user=by, language=practice.source_language
    )
    keep(draft, [*rows, PracticeFile(document=document)], by)
    return document


@transaction.atomic
def take_out(practice: GoodPracticePage, by: User, number: int) -> None:
    """Take a file out of the latest draft; what is online keeps its own."""
    _page, draft = draft_to_change(practice, by)
    rows = list(draft.files.all())
    keep(draft, [row for row in rows if row.document_id != number], by)
    for row in rows:
        if row.document_id == number:
            forget(row.document, by)


def keep(draft: GoodPracticePage, rows: list[PracticeFile], by: User) -> None:
    """Save the files of a draft in their order."""
    for order, row in enumerate(rows):
        row.sort_order = order
    draft.files = rows
    draft.save_revision(user=by, clean=False)


def documents_of(draft: GoodPracticePage) -> list[NetworkDocument]:
    """Return the files of a draft in their order, in one query."""
    numbers = [row.document_id for row in draft.files.all()]
    found = NetworkDocument.objects.in_bulk(numbers)
    return [found[number] for number in numbers if number in found]


def file_for(user: Any, practice: GoodPracticePage, number: int) -> NetworkDocument | None:
    """Return a file of the latest draft for those who write on it, check it, or review exactly this text."""
    if not rules.can_open_files(user, practice):
        return None
    found = documents_of(practice.get_latest_revision_as_object())
    return next((document for document in found if document.pk == number), None)
