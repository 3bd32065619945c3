"""Two practices that are one: the duplicate goes, all its addresses and all that readers said lead to the other."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail import hooks
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log

from comments import actions as talking
from good_practices import mails, rules
from good_practices.actions import Busy, NotPublic, locked
from good_practices.models import Bookmark, Confirmation, GoodPracticePage, Merger
from network_members.models import User

MERGED = "good_practices.merge"
"""What the log calls it."""
HOOK = "practices_merged"
"""Hook of other rooms: functions that take the key of the duplicate and of the practice that stays."""


@transaction.atomic
def merge(duplicate: GoodPracticePage, kept: GoodPracticePage, by: User, *, reason: str) -> None:
    """Take a duplicate off in both languages and lead everything to the practice that stays.

    Raises NotPublic unless both are online and two, and Busy while the editors or reviewers have one of them.
    """
    pages = {pk: locked(pk) for pk in sorted((duplicate.pk, kept.pk))}
    duplicate, kept = pages[duplicate.pk], pages[kept.pk]
    hold(duplicate, kept, by)
    lead_on(duplicate, kept)
    duplicate.unpublish(user=by)
    move(duplicate.translation_key, kept.translation_key)
    Merger.objects.create(
        practice_key=duplicate.translation_key, kept_key=kept.translation_key, reason=reason, merged_by=by
    )
    log(instance=duplicate, action=MERGED, user=by, data={"into": str(kept.translation_key)})
    mails.tell_merged(duplicate, kept, reason, by=by)


def hold(duplicate: GoodPracticePage, kept: GoodPracticePage, by: User) -> None:
    """Refuse what cannot be merged as things stand."""
    if not rules.is_checker(by):
        raise PermissionDenied
    keys = {duplicate.translation_key, kept.translation_key}
    public = GoodPracticePage.objects.public_to_all().originals().filter(pk__in=(duplicate.pk, kept.pk))
    if len(keys) < 2 or public.count() < 2:
        raise NotPublic
    if duplicate.workflow_in_progress or kept.workflow_in_progress:
        raise Busy


def lead_on(duplicate: GoodPracticePage, kept: GoodPracticePage) -> None:
    """Lead every address of the duplicate, older ones included, to the other practice in the same language."""
    ours = Redirect.objects.filter(redirect_page__translation_key=duplicate.translation_key)
    for code, _name in settings.LANGUAGES:
        new = kept.url_in(code)
        ours.filter(redirect_page__locale__language_code=code).update(redirect_page=None, redirect_link=new)
        Redirect.objects.filter(redirect_link=duplicate.url_in(code)).update(redirect_link=new)
        values = {"redirect_link": new, "redirect_page": None, "is_permanent": True}
        path = Redirect.normalise_path(duplicate.url_in(code))
        Redirect.objects.update_or_create(old_path=path, site=None, defaults=values)


def move(old: UUID, new: UUID) -> None:
    """Move what readers said and saved; whoever saved both keeps one."""
    savers = Bookmark.objects.filter(practice_key=new).values("owner")
    Bookmark.objects.filter(practice_key=old, owner__in=savers).delete()
    Bookmark.objects.filter(practice_key=old).update(practice_key=new)
    Confirmation.objects.unanswered().filter(practice_key=old).delete()
    talking.join(old, new)
    for follow in hooks.get_hooks(HOOK):
        follow(old, new)


def merged_into(key: UUID) -> UUID | None:
    """Return the key of the practice that stands for one that was merged, however often; None for others."""
    seen: set[UUID] = set()
    found: Any = key
    while found not in seen:
        seen.add(found)
        last = Merger.objects.filter(practice_key=found).order_by("-pk").values_list("kept_key", flat=True).first()
        found = last or found
    return found if found != key else None
