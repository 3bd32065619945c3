"""When a new version is the same text: what reviewers said of the old one still counts for it.

A comma, a capital or an accent makes no other text, and neither does what an editor calls a minor edit; Wagtail's log
of the page keeps which revision counts as which.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from wagtail.log_actions import log
from wagtail.models import PageLogEntry, Revision

from good_practices.models import GoodPracticePage

SAME = "good_practices.same_text"
"""What the log calls it."""


def keep_minor(page: GoodPracticePage, revision: int, by: Any) -> None:
    """Let what was said of the text that is online count for a revision that an editor calls a minor edit of it."""
    if page.live and page.live_revision and page.live_revision_id != revision:
        keep(page, Revision.objects.get(pk=revision), page.live_revision, by=by)


def keep(page: GoodPracticePage, new: Any, old: Revision, *, by: Any = None) -> None:
    """Write into the log that one revision counts as another."""
    log(instance=page, action=SAME, user=by, revision=new, data={"as": old.pk})


def counting_for(keys: Iterable[UUID]) -> dict[int, UUID]:
    """Return the revisions whose reviews count for what is online, with the key of their practice."""
    public = GoodPracticePage.objects.originals().filter(translation_key__in=keys, live=True)
    found = dict(public.filter(live_revision__isnull=False).values_list("live_revision", "translation_key"))
    entries = PageLogEntry.objects.filter(action=SAME, page__in=public.values("pk")).order_by("pk")
    older = {revision: content["as"] for revision, content in entries.values_list("revision", "data")}
    for revision, key in list(found.items()):
        while revision in older and older[revision] not in found:
            revision = older[revision]
            found[revision] = key
    return found
