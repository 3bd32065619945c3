"""Makes a copy of all that is kept about a person: one JSON file that explains itself, and the files."""

import json
import zipfile
from datetime import datetime
from functools import partial
from pathlib import PurePath
from tempfile import TemporaryFile
from typing import Any

from django.core.files import File
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.db.models.fields.files import FieldFile
from django.utils import timezone
from django.utils.encoding import force_str
from django.utils.translation import gettext as _
from django.utils.translation import override

from network_members.copies import DataCopy
from network_members.models import User
from network_members.register import Kept, everything

SMALL = 300
"""Rows; copies of more are made in the background."""
NAME = "nima.zip"


def ask(person: User) -> DataCopy:
    """Begin a copy, at once or in the background; a copy that was asked for before goes."""
    with transaction.atomic():
        drop(DataCopy.objects.filter(person=person))
        copy = DataCopy.objects.create(person=person)
    if number_of_rows(person) <= SMALL:
        make(copy)
    else:
        from network_members.tasks import make_copy

        make_copy.enqueue(copy.pk)
    return copy


def number_of_rows(person: User) -> int:
    """Return how much is kept."""
    return sum(kept.rows_of(person).count() for kept in everything())


def make(copy: DataCopy) -> None:
    """Write the copy, and say how far it is."""
    with TemporaryFile() as target:
        write(copy, target)
        target.seek(0)
        copy.file.save(NAME, File(target), save=False)
    copy.ready_at, copy.done = timezone.now(), 100
    copy.save(update_fields=["file", "ready_at", "done"])


def write(copy: DataCopy, target: Any) -> None:
    """Put rows and files into an archive."""
    parts: list[dict[str, Any]] = []
    register = list(everything())
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive, override(copy.person.language):
        for number, kept in enumerate(register, start=1):
            parts.append(part_of(kept, copy.person, archive))
            DataCopy.objects.filter(pk=copy.pk).update(done=99 * number // len(register))
        whole = {"about": _("All that the network keeps about you, by kind."), "made": timezone.now(), "kinds": parts}
        archive.writestr("nima.json", json.dumps(whole, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2))


def part_of(kept: Kept, person: User, archive: zipfile.ZipFile) -> dict[str, Any]:
    """Return one kind of data: what it is for, and its rows."""
    rows = [row_of(row, kept, archive) for row in kept.rows_of(person)] if kept.copied else []
    return {
        "kind": str(kept.title),
        "purpose": str(kept.purpose),
        "seen_by": str(kept.audience),
        "kept": str(kept.retention),
        "rows": rows,
    }


def row_of(row: models.Model, kept: Kept, archive: zipfile.ZipFile) -> dict[str, Any]:
    """Return one row by the names of its fields."""
    return {name: value_of(row, name, archive) for name in kept.copied}


def value_of(row: models.Model, name: str, archive: zipfile.ZipFile) -> Any:
    """Return a value for JSON; files go into the archive, other rows become their names."""
    value = getattr(row, name)
    if isinstance(value, FieldFile):
        return packed(value, archive)
    if isinstance(value, models.Manager):
        return [str(one) for one in value.all()]
    if isinstance(value, models.Model):
        return str(value)
    plain = isinstance(value, str | int | float | bool | dict | list | datetime) or value is None
    return value if plain else force_str(value)


def packed(file: FieldFile, archive: zipfile.ZipFile) -> str:
    """Put a file into the archive; return its name there."""
    if not file:
        return ""
    name = f"files/{PurePath(str(file.name))}"
    if name not in archive.namelist():
        try:
            with file.open("rb") as content:
                archive.writestr(name, content.read())
        except FileNotFoundError:
            return ""
    return name


def take(copy: DataCopy, now: datetime) -> bytes | None:
    """Hand a copy over, once; nothing when it was taken, or is too old."""
    with transaction.atomic():
        fresh = DataCopy.objects.select_for_update().filter(pk=copy.pk).first()
        if fresh is None or not fresh.is_ready(now):
            return None
        with fresh.file.open("rb") as content:
            archive = bytes(content.read())
        drop(DataCopy.objects.filter(pk=fresh.pk))
    return archive


def drop(copies: Any) -> int:
    """Delete copies with their files; return their number."""
    found = list(copies)
    for copy in found:
        if copy.file:
            transaction.on_commit(partial(copy.file.storage.delete, copy.file.name))
        copy.delete()
    return len(found)
