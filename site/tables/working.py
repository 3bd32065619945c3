"""Works on an import for some seconds at a time, so that mails do not wait, and goes on where it was."""

import io
import logging
import time
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from tables.actions import hand_over
from tables.importing import MOST_FAULTS, survey
from tables.kinds import Importer, Way, kinds
from tables.models import Import
from tables.reading import read
from tables.rows import Fault, Row, Unreadable

State = Import.State
SECONDS = 15.0
TELL_EVERY = 1.0
"""Seconds between two notes of how far the check is."""

logger = logging.getLogger("tables")


def work(pk: int, seconds: float = SECONDS) -> None:
    """Go on with an import, and ask to be called again if it is not over."""
    one = Import.objects.working().filter(pk=pk).select_related("by").first()
    if one is None:
        return
    with override(one.language):
        try:
            step(one, time.monotonic() + seconds)
        except Unreadable as problem:
            end(one, State.FAULTY, str(problem))
        except Exception:
            logger.exception("Import %s stumbled", one.pk)
            end(one, State.FAILED, _("Something went wrong on our side. Go on, or tell the administrators."))
    if Import.objects.working().filter(pk=pk).exists():
        hand_over(one)


def end(one: Import, state: str, problem: str = "") -> None:
    """Note that an import came to an end, unless somebody stopped it."""
    Import.objects.working().filter(pk=one.pk).update(state=state, problem=problem[:500])


def step(one: Import, until: float) -> None:
    """Look at rows or write rows until the time is up."""
    kind = kinds()[one.kind]
    if not kind.may_import(one.by):
        return end(one, State.FAILED, _("Whoever handed the file in may not import it any more."))
    way = Way(by=one.by, source=one.source, publish=one.publish)
    if one.state == State.WRITING:
        return write_rows(one, kind.importer(way), until)
    if not one.total:
        total, doubles = survey(rows_of(one), way)
        one.total, one.faults = total, [as_list(fault) for fault in doubles]
        Import.objects.filter(pk=one.pk).update(total=one.total, faults=one.faults)
        if not total:
            return end(one, State.FAULTY, _("The file holds no rows."))
    return look_at_rows(one, kind.importer(way), until)


def rows_of(one: Import, done: int = 0) -> Iterator[Row]:
    """Yield the rows that are not done yet."""
    kind = kinds()[one.kind]
    return islice(read(io.BytesIO(one.content), one.name, kind.knows, kind.readers), done, None)


def as_list(fault: Fault) -> list[Any]:
    """Return a fault as it is kept."""
    return [fault.row, fault.column, fault.reason]


def look_at_rows(one: Import, importer: Importer, until: float) -> None:
    """Look at rows, and say from time to time how far this is."""
    told = time.monotonic()
    for row in rows_of(one, one.looked):
        importer.check(row)
        one.looked += 1
        one.faults += [as_list(fault) for fault in row.faults]
        now = time.monotonic()
        if now - told >= TELL_EVERY or now >= until:
            told = now
            if not tell(one) or now >= until:
                return
        if len(one.faults) >= MOST_FAULTS:
            break
    tell(one)
    end(one, State.FAULTY if one.faults else State.SOUND)


def tell(one: Import) -> bool:
    """Note how far the check is; say whether it shall go on."""
    going = Import.objects.filter(pk=one.pk, state=State.LOOKING)
    return bool(going.update(looked=one.looked, faults=one.faults, beat_at=timezone.now()))


def write_rows(one: Import, importer: Importer, until: float) -> None:
    """Write rows, each whole together with the note that it is written."""
    for row in rows_of(one, one.written):
        if not write_row(one, row, importer) or time.monotonic() >= until:
            return
    Import.objects.filter(pk=one.pk, state=State.WRITING).update(state=State.DONE, content=b"")


@transaction.atomic
def write_row(one: Import, row: Row, importer: Importer) -> bool:
    """Write one row; say whether the next may follow."""
    found = Import.objects.select_for_update(of=("self",)).get(pk=one.pk)
    if found.state != State.WRITING or found.written != one.written:
        # Stopped, or another worker is at it.
        return False
    item = importer.check(row)
    if row.faults:
        faults = [as_list(fault) for fault in row.faults]
        Import.objects.filter(pk=one.pk).update(state=State.FAULTY, faults=faults)
        return False
    outcome = importer.write([item])[0].value
    Import.objects.filter(pk=one.pk).update(beat_at=timezone.now(), **{outcome: F(outcome) + 1})
    setattr(one, outcome, getattr(one, outcome) + 1)
    return True
