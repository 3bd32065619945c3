"""The commands that bring a kind of thing in from files and take it out; each room names its own."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import IO, Any, ClassVar

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import override

from tables.importing import Report, bring_in, look
from tables.kinds import Kind, Outcome, Way
from tables.notes import notes_of
from tables.progress import Bar
from tables.rows import Unreadable
from tables.writing import write

FORMATS = ("jsonl", "csv", "xlsx")


class ImportCommand(BaseCommand):
    """Bring a file in: all of its rows or, when one of them is faulty, none."""

    kind: ClassVar[Any]
    """A function that returns the kind."""
    help = (
        "Bring rows in from FILE (.jsonl, .csv or .xlsx). Every row is looked at first; when one is faulty, nothing is "
        "imported and each fault is a line with row, column and reason. Rows with an external_id that is known change "
        "what they made before."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", metavar="FILE", help="the file with the rows")
        parser.add_argument("--dry-run", action="store_true", help="only look for faults, write nothing")
        parser.add_argument("--publish", action="store_true", help="put everything online at once; otherwise drafts")
        parser.add_argument("--as", dest="email", default="", metavar="EMAIL", help="the editor who brings it in")
        parser.add_argument("--source", default="", help="tells numbers of different sources apart")
        parser.add_argument("--language", choices=[code for code, _name in settings.LANGUAGES], default="en")
        parser.add_argument("--template", metavar="FILE", help="write an empty FILE with all columns instead")

    def handle(self, *args: Any, file: str | None, template: str | None, language: str, **options: Any) -> None:
        with override(language):
            if template:
                write_file(template, self.kind(), None)
                return self.stdout.write(_("%(file)s is ready to be filled in.") % {"file": template})
            if not file:
                raise CommandError(_("Say which file: FILE, or --template FILE."))
            try:
                return self.work(Path(file), options)
            except OSError as error:
                raise CommandError(_("“%(file)s” cannot be opened.") % {"file": file}) from error
            except Unreadable as problem:
                raise CommandError(str(problem)) from problem

    def work(self, path: Path, options: dict[str, Any]) -> None:
        """Look at the file, then bring it in."""
        kind: Kind = self.kind()
        way = Way(by=self.editor(kind, options["email"]), source=options["source"], publish=options["publish"])
        with path.open("rb") as stream:
            looking = Bar(self.stderr, 0, _("rows looked at"))
            report = look(kind, way, stream, path.name, told=looking.reach)
            self.refuse_faults(report)
            if options["dry_run"]:
                return self.stdout.write(
                    _("%(rows)s rows, all of them sound. Nothing was written.") % {"rows": report.rows}
                )
            stream.seek(0)
            bar = Bar(self.stderr, report.rows, _("rows"))
            report = bring_in(kind, way, stream, path.name, written=bar.advance)
            self.refuse_faults(report)
        return self.stdout.write(outcome(report))

    def editor(self, kind: Kind, email: str) -> Any:
        """Return the account that brings the file in; it must have the right to."""
        if not email:
            return None
        user = get_user_model().objects.filter(email=email.strip().lower(), is_active=True).first()
        if user is None or not kind.may_import(user):
            raise CommandError(_("There is no account “%(email)s” that may do this.") % {"email": email})
        return user

    def refuse_faults(self, report: Report) -> None:
        """Tell what is wrong, a line for each fault, and stop."""
        if report.is_sound:
            return
        for fault in report.faults:
            self.stdout.write(str(fault))
        raise CommandError(_("Nothing was imported. Faults found: %(faults)s.") % {"faults": len(report.faults)})


def outcome(report: Report) -> str:
    """Say what became of the rows."""
    values = {name.value: report.outcomes[name] for name in Outcome}
    return _("%(new)s new, %(changed)s changed, %(same)s as they were.") % values


class ExportCommand(BaseCommand):
    """Take everything out into a file that can be brought in again."""

    kind: ClassVar[Any]
    help = "Write everything to FILE, or to the standard output; --public takes only what everybody may read."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", metavar="FILE", help="where to; its ending says the format")
        parser.add_argument(
            "--format", choices=(*FORMATS, *type(self).kind().writers), help="the format, if FILE does not say it"
        )
        parser.add_argument("--public", action="store_true", help="only what everybody may read")

    def handle(self, *args: Any, file: str | None, format: str | None, public: bool, **options: Any) -> None:
        kind: Kind = self.kind()
        table = kind.public() if public else kind.everything()
        if file:
            return write_file(file, kind, table, format)
        output: IO[bytes] = getattr(self.stdout._out, "buffer", None) or sys.stdout.buffer
        for piece in write(format or FORMATS[0], table.names, table.rows, more=kind.writers):
            output.write(piece)
        return None


def write_file(name: str, kind: Kind, table: Any, format: str | None = None) -> None:
    """Write a table, or the empty template, into a file."""
    wanted = format or Path(name).suffix.removeprefix(".").lower()
    known = (*FORMATS, *kind.writers)
    if wanted not in known:
        raise CommandError(_("The name of the file must end in one of these: %(kinds)s.") % {"kinds": ", ".join(known)})
    names = table.names if table else [column.name for column in kind.columns()]
    with Path(name).open("wb") as stream:
        for piece in write(wanted, names, table.rows if table else [], notes_of(kind), more=kind.writers):
            stream.write(piece)
