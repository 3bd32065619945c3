"""What can happen to a practice on its way to the public, and who saves it; each step is one transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.models import Page, Revision, TaskState

from good_practices import followed, rules, same_text, snapshot
from good_practices.addresses import working_slug
from good_practices.completeness import hindrances, lacking
from good_practices.models import Bookmark, FieldNote, GoodPracticeIndexPage, GoodPracticePage, PracticeImage
from good_practices.parts import BASICS, Part, digest
from good_practices.pictures import MOST
from good_practices.snapshot import Values
from library.models import NetworkImage
from library.rules import is_published
from network_members.models import User
from translation import keeping

OWN = ".own"
"""Ends the version of a draft whose latest revision was begun by the same open form."""


SEEN = "~"
"""Stands in a version before the mark of what the part held when its form was opened."""


@dataclass(frozen=True)
class Typed:
    """What a form holds: a part of the practice, and the version that the form knows."""

    values: Values
    version: str
    part: Part = BASICS

    @property
    def known(self) -> str:
        """Return the version without the mark."""
        return self.version.partition(SEEN)[0]

    @property
    def seen(self) -> str:
        """Return the mark of what the part held."""
        return self.version.partition(SEEN)[2]


class Refused(Exception):  # noqa: N818 - reads as what happened
    """A step that cannot be taken as things stand; nothing was changed."""


class Conflict(Refused):
    """Somebody else changed the practice in the meantime."""


class Busy(Refused):
    """The editors have the practice, or it is locked."""


class Incomplete(Refused):
    """Something that handing in needs is missing."""


class Decided(Refused):
    """Somebody else has decided already, or the author took the practice back."""


class Full(Refused):
    """There is no room for more."""


class NotPublic(Refused):
    """There is no such practice that everybody may read."""


def version_of(practice: Page) -> str:
    """Return what a form has to show to prove that it knows the latest text."""
    saved_at = practice.latest_revision_created_at
    return f"{practice.latest_revision_id or 0}.{int(saved_at.timestamp() * 1_000_000) if saved_at else 0}"


def locked(pk: int) -> GoodPracticePage:
    """Return a practice that nobody else can take a step with until the transaction ends."""
    Page.objects.select_for_update().get(pk=pk)
    return GoodPracticePage.objects.select_related("locale", "owner").get(pk=pk)


@transaction.atomic
def create_draft(author: User, values: Values, *, key: UUID, language: str) -> GoodPracticePage:
    """Begin a practice with what was typed so far; the same key begins it only once."""
    if not rules.can_create(author):
        raise PermissionDenied
    library = GoodPracticeIndexPage.objects.select_for_update().get(locale__language_code=language)
    begun = GoodPracticePage.objects.filter(translation_key=key, locale=library.locale_id).first()
    if begun:
        return begun
    practice = blank(author, language)
    practice.translation_key, practice.slug, practice.locale_id = key, working_slug(key), library.locale_id
    library.add_child(instance=practice)
    snapshot.write(practice, values)
    practice.save_revision(user=author, clean=False)
    return locked(practice.pk)


def blank(author: User, language: str) -> GoodPracticePage:
    """Return a practice before its first word: the author's own, for their body."""
    return GoodPracticePage(
        title=snapshot.working_title(language),
        source_language=language,
        owner=author,
        contact=author,
        lead_organisation=author.organisation,
        live=False,
    )


@transaction.atomic
def save_draft(practice: GoodPracticePage, typed: Typed, *, by: User, quietly: bool = False) -> str:
    """Keep what was typed as the latest draft and return its version; what is online stays as it is.

    `quietly` says that an open form saves by itself: it keeps writing into the revision it began. What somebody wrote
    into another part in the meantime is no conflict.
    """
    page, draft = draft_to_change(practice, by)
    stored = typed.part.read(draft)
    if stored == typed.values:
        return typed.known if typed.known.startswith(version_of(page)) else version_of(page)
    is_latest = knows_latest(page, typed.known, by)
    if not is_latest and typed.seen != digest(stored):
        raise Conflict
    typed.part.write(draft, typed.values)
    own = own_revision(page) if quietly and is_latest and typed.known.endswith(OWN) else None
    draft.save_revision(user=by, clean=False, overwrite_revision=own, log_action=own is None)
    return version_of(draft) + (OWN if quietly else "")


def knows_latest(page: GoodPracticePage, version: str, by: User) -> bool:
    """Say whether a form knows the latest text: by its version, or because it wrote it and the answer was lost."""
    known, mark, _end = version.partition(OWN)
    if known == version_of(page):
        return True
    latest = page.get_latest_revision()
    if latest is None or latest.user_id != by.pk:
        return False
    if mark:
        return known.partition(".")[0] == str(latest.pk)
    return not version and page.revisions.count() == 1


def own_revision(page: GoodPracticePage) -> Revision | None:
    """Return the latest revision if nobody has checked or published it: those stay as they were."""
    return page.revisions.filter(pk=page.latest_revision_id, task_states=None).exclude(pk=page.live_revision_id).first()


@transaction.atomic
def add_picture(practice: GoodPracticePage, typed: dict[str, Any], *, by: User) -> NetworkImage:
    """Take a picture into the latest draft; nobody but those who may read the draft sees it until it is published."""
    _page, draft = draft_to_change(practice, by)
    if draft.images.count() >= MOST:
        raise Full
    words = {name: typed[name] for name in ("alt_el", "alt_en", "credit", "consent", "file")}
    title = typed["alt_el"] or typed["alt_en"]
    image = NetworkImage.objects.create(title=title, uploaded_by_user=by, licence=draft.licence, **words)
    keep_pictures(draft, [*draft.images.all(), PracticeImage(image=image)], by)
    return image


@transaction.atomic
def remove_picture(practice: GoodPracticePage, number: int, *, by: User) -> None:
    """Take a picture out of the latest draft; one that nothing published shows is deleted."""
    _page, draft = draft_to_change(practice, by)
    rows = list(draft.images.all())
    gone = [row.image for row in rows if row.image_id == number]
    keep_pictures(draft, [row for row in rows if row.image_id != number], by)
    for image in gone:
        if image.uploaded_by_user_id == by.pk and not is_published(image):
            image.delete()


@transaction.atomic
def lift_picture(practice: GoodPracticePage, number: int, *, by: User) -> None:
    """Let a picture of the latest draft change places with the one above it."""
    _page, draft = draft_to_change(practice, by)
    rows = list(draft.images.all())
    place = next((place for place, row in enumerate(rows) if row.image_id == number), 0)
    if place:
        rows[place - 1 : place + 1] = [rows[place], rows[place - 1]]
        keep_pictures(draft, rows, by)


def draft_to_change(practice: GoodPracticePage, by: User) -> tuple[GoodPracticePage, GoodPracticePage]:
    """Return a practice, locked, and its latest draft, for somebody who may change it now."""
    page = locked(practice.pk)
    if not rules.can_write(by, page):
        raise PermissionDenied
    if not rules.can_edit(by, page):
        raise Busy
    return page, page.get_latest_revision_as_object()


def keep_pictures(draft: GoodPracticePage, rows: list[PracticeImage], by: User) -> None:
    """Save the pictures of a draft in their order."""
    for order, row in enumerate(rows):
        row.sort_order = order
    draft.images = rows
    draft.save_revision(user=by, clean=False)


@transaction.atomic
def submit(practice: GoodPracticePage, by: User) -> None:
    """Hand the latest draft to the editors; from now on it waits for them unchanged."""
    page = locked(practice.pk)
    if not rules.can_write(by, page):
        raise PermissionDenied
    if not rules.can_submit(by, page):
        raise Busy
    draft = page.get_latest_revision_as_object()
    if lacking(snapshot.read(draft)) or hindrances(draft):
        raise Incomplete
    state = page.current_workflow_state
    if state:
        state.resume(user=by)
    else:
        page.get_workflow().start(page, by)


@transaction.atomic
def withdraw(practice: GoodPracticePage, by: User) -> None:
    """Take a practice back from the editors, so that it can be changed again."""
    page = locked(practice.pk)
    if not rules.can_write(by, page):
        raise PermissionDenied
    if not rules.can_withdraw(by, page):
        raise Decided
    page.current_workflow_state.cancel(user=by)


@transaction.atomic
def return_to_author(
    practice: GoodPracticePage, by: User, *, revision: int, notes: Mapping[str, str], message: str
) -> None:
    """Give a practice back with notes on its fields."""
    task = task_to_decide(practice, by, revision)
    FieldNote.objects.bulk_create(
        FieldNote(practice=practice, task_state_id=task.pk, field=field, text=text, written_by=by)
        for field, text in notes.items()
    )
    task.reject(user=by, comment=message)


@transaction.atomic
def publish(practice: GoodPracticePage, by: User, *, revision: int, is_minor: bool = False) -> None:
    """Put exactly the revision that was checked online; after a minor edit translation and reviews stay in step."""
    task = task_to_decide(practice, by, revision)
    if is_minor:
        same_text.keep_minor(GoodPracticePage.objects.get(pk=practice.pk), revision, by)
    task.approve(user=by)
    if is_minor:
        page = GoodPracticePage.objects.get(pk=practice.pk)
        keeping.follow(page, is_minor=True)
        followed.withhold_change(page)


def task_to_decide(practice: GoodPracticePage, by: User, revision: int) -> TaskState:
    """Return the check that waits for a decision, if the one who decides has seen its latest text."""
    page = locked(practice.pk)
    if not rules.is_checker(by):
        raise PermissionDenied
    if not rules.can_check(by, page):
        raise Decided
    if page.latest_revision_id != revision:
        raise Conflict
    task: TaskState = page.current_workflow_task_state
    if task.revision_id != revision:
        # Only an editor can have written since it was handed in; what they saw is what is decided on.
        task.revision = Revision.objects.get(pk=revision)
        task.save(update_fields=["revision"])
    return task


@transaction.atomic
def bookmark(person: User, key: UUID) -> None:
    """Save a public practice for a member, once for both of its languages."""
    if not rules.can_bookmark(person):
        raise PermissionDenied
    if not GoodPracticePage.objects.public_to_all().filter(translation_key=key).exists():
        raise NotPublic
    Bookmark.objects.get_or_create(owner=person, practice_key=key)


def remove_bookmark(person: User, key: UUID) -> None:
    """Take a practice off what a person saved, if it is there; others keep theirs."""
    Bookmark.objects.visible_to(person).filter(practice_key=key).delete()
