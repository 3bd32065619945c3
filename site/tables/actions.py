"""What can happen to an import: begun, started, stopped, taken up again."""

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.module_loading import import_string
from django.utils.translation import get_language, gettext_noop
from wagtail.log_actions import log

from tables import rules
from tables.kinds import Way
from tables.models import Import

State = Import.State
LOST_AFTER = timedelta(minutes=2)
"""An import without a sign of life for so long has lost its worker."""
KEPT = timedelta(days=30)
LOGGED = {
    "tables.begin": gettext_noop("Hand in a file for import"),
    "tables.write": gettext_noop("Import a file"),
    "tables.stop": gettext_noop("Stop an import"),
}


class TooLate(Exception):  # noqa: N818 - reads as what happened
    """The import is not where this step begins any more; nothing was changed."""


@transaction.atomic
def begin(kind: str, name: str, content: bytes, way: Way) -> Import:
    """Keep a file and have its rows looked at; nothing of it is written yet."""
    by = way.by
    if kind not in rules.kinds_for(by):
        raise PermissionDenied
    one = Import.objects.create(
        kind=kind,
        name=name,
        content=content,
        by=by,
        source=way.source,
        publish=way.publish,
        language=get_language() or by.language,
    )
    log(one, "tables.begin", user=by, title=name)
    hand_over(one)
    return one


@transaction.atomic
def write(one: Import, *, by: Any) -> None:
    """Have the rows of an import written, or go on with what was stopped."""
    found = locked(one, by)
    if found.state not in {State.SOUND, State.STOPPED, State.FAILED} or not found.content:
        raise TooLate
    found.state = State.WRITING if found.is_looked_at else State.LOOKING
    found.problem = ""
    found.save(update_fields=["state", "problem"])
    log(found, "tables.write", user=by, title=found.name)
    hand_over(found)


@transaction.atomic
def stop(one: Import, *, by: Any) -> None:
    """Stop an import after the row that is being written; what was written stays."""
    found = locked(one, by)
    if not found.is_working:
        raise TooLate
    found.state = State.STOPPED
    found.save(update_fields=["state"])
    log(found, "tables.stop", user=by, title=found.name)


def locked(one: Import, by: Any) -> Import:
    """Return an import that nobody else can take a step with until the transaction ends."""
    if not rules.can_decide(by, one):
        raise PermissionDenied
    return Import.objects.select_for_update(of=("self",)).get(pk=one.pk)


def hand_over(one: Import) -> None:
    """Let the background worker go on with an import."""
    # By its name, because tasks call actions.
    go_on = import_string("tables.tasks.go_on")
    transaction.on_commit(lambda: go_on.enqueue(one.pk))


@transaction.atomic
def look_after(now: datetime) -> None:
    """Take up the imports whose worker was lost, and forget old ones."""
    for one in Import.objects.working().filter(beat_at__lt=now - LOST_AFTER).select_for_update():
        Import.objects.filter(pk=one.pk).update(beat_at=now)
        hand_over(one)
    Import.objects.filter(begun_at__lt=now - KEPT).delete()
