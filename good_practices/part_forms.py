"""The forms of the parts beyond the snapshot: fields of the practice itself, and entries that come in numbers."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blocks.forms import CleanCharField
from good_practices.completeness import about_people, hindering
from good_practices.draft_forms import DraftForm, Group, Row
from good_practices.forms import known_labels
from good_practices.lines import LINES
from good_practices.models import GoodPracticePage
from good_practices.part_fields import MONTHS, counted, field_for
from good_practices.parts import KEYWORDS, Part, Rows
from good_practices.snapshot import Values
from network_members.models import Organisation

ENTRIES = {
    "objectives": (gettext_lazy("Objective %(number)s"), gettext_lazy("One more objective")),
    "activities": (gettext_lazy("Activity %(number)s"), gettext_lazy("One more activity")),
    "links": (gettext_lazy("Link %(number)s"), gettext_lazy("One more link")),
    "result_rows": (gettext_lazy("Result %(number)s"), gettext_lazy("One more result")),
}
"""What an entry is called, and the empty one below them."""


class PartForm(DraftForm):
    """One part of a practice; entries are fields with a number in their name, and the last one is empty."""

    def __init__(self, data: Any = None, *, part: Part, practice: GoodPracticePage, complete: bool = False) -> None:
        self.part, self.practice, self.complete = part, practice, complete
        self.lines: dict[str, int] = {}
        stored = part.read(practice)
        super().__init__(data, initial=self.flattened(stored))
        for name in (*part.facts, *part.texts, *part.words):
            self.fields[name] = field_for(GoodPracticePage, name, practice.source_language)
        self.add_entries(stored, data)
        for kind in part.lines:
            self.add_lines(kind, len(stored[kind]) + 2, data)

    def as_stored(self) -> "PartForm":
        """Return the form as if what is stored had just been sent, asking for what has to be put right."""
        return PartForm(self.initial, part=self.part, practice=self.practice, complete=True)

    def flattened(self, values: Values) -> Values:
        """Return values under the names that fields have in the form."""
        found = {name: values[name] for name in (*self.part.texts, *self.part.facts, *self.part.words)}
        if self.part.rows:
            for number, row in enumerate(values[self.part.rows.relation]):
                found |= {f"{self.part.rows.relation}-{number}-{name}": value for name, value in row.items()}
        for lines in LINES:
            found |= {f"{lines}-{number}": name for number, name in enumerate(values.get(lines, []))}
        return found

    def add_entries(self, stored: Values, data: Any) -> None:
        """Make the fields of all entries and of an empty one."""
        rows = self.part.rows
        self.entries = 0
        if rows is None:
            return
        self.entries = number_of(data, rows.relation, len(stored[rows.relation]), rows.most)
        self.fields[f"{rows.relation}-count"] = counter(self.entries)
        for number in range(self.entries):
            own = f"{rows.relation}-{number}"
            self.fields[f"{own}-key"] = CleanCharField(
                required=False, max_length=40, widget=forms.HiddenInput, initial=f"new-{number}"
            )
            for name in rows.names:
                self.fields[f"{own}-{name}"] = field_for(rows.model, name, self.practice.source_language)

    def add_lines(self, kind: str, stored: int, data: Any) -> None:
        """Make a line for each partner or keyword, and some more."""
        lines = LINES[kind]
        self.lines[kind] = number_of(data, kind, stored, lines.most)
        self.fields[f"{kind}-count"] = counter(self.lines[kind])
        for number in range(self.lines[kind]):
            label = lines.label % {"number": number + 1}
            line = CleanCharField(label=label, required=False, max_length=lines.longest)
            line.widget.attrs["list"] = lines.offered
            if kind == KEYWORDS:
                line.widget.attrs["lang"] = self.practice.source_language
            self.fields[f"{kind}-{number}"] = line

    def clean(self) -> Values:
        """Ask for what has to be put right before the practice is handed in."""
        values: Values = super().clean() or {}
        if self.fields.keys() >= MONTHS and ends_before(self.practice, values):
            self.add_error("end_month", _("The end lies before the start."))
        for name, text in about_people(values).items():
            self.add_error(name, text)
        if self.complete and not self.errors:
            for name, text in hindering(self.part, self.values).items():
                self.add_error(name, text)
        return values

    @property
    def values(self) -> Values:
        """Return what was typed, as the part takes it: without empty entries, in the order asked for."""
        typed = self.cleaned_data
        found: Values = {name: typed[name] for name in self.part.texts}
        found |= {name: default_of(name) if typed[name] == "" else typed[name] for name in self.part.facts}
        found |= {name: sorted(typed[name]) for name in self.part.words}
        if self.part.rows:
            found[self.part.rows.relation] = self.rows_typed(self.part.rows)
        for kind, number_of_lines in self.lines.items():
            names = (typed[f"{kind}-{number}"] for number in range(number_of_lines))
            found[kind] = LINES[kind].sort(dict.fromkeys(name for name in names if name))
        return found

    def rows_typed(self, rows: Rows) -> list[Values]:
        """Return the entries that hold something; one that was moved stands before the one above it."""
        found = [self.row_typed(rows, number) for number in range(self.entries)]
        moved = self.data.get("up", "") if self.is_bound else ""
        for number in range(1, self.entries):
            if moved == f"{rows.relation}-{number}":
                found[number - 1 : number + 1] = [found[number], found[number - 1]]
        return [row for row in found if any(row[name] for name in rows.names)]

    def row_typed(self, rows: Rows, number: int) -> Values:
        """Return one entry with its key."""
        typed = {name: self.cleaned_data[f"{rows.relation}-{number}-{name}"] for name in rows.names}
        typed |= {name: sorted(typed[name]) for name in rows.words}
        token = self.cleaned_data[f"{rows.relation}-{number}-key"] or f"new-{number}"
        return {"key": rows.key_of(self.practice, token), **typed}

    def groups(self, notes: dict[str, list[str]], theirs: dict[str, str]) -> Iterator[Group]:
        """Yield the fields of the practice and its entries one by one."""
        own = self.own_group(notes, theirs)
        entries = list(self.entry_groups(self.part.rows, notes, theirs)) if self.part.rows else []
        yield from [*entries, *own] if self.part.rows_first else [*own, *entries]
        for kind, number_of_lines in self.lines.items():
            rows = [Row(self[f"{kind}-{number}"], [], "") for number in range(number_of_lines)]
            yield Group(LINES[kind].heading, kind, rows, notes.get(kind, []), theirs.get(kind, ""))

    def own_group(self, notes: dict[str, list[str]], theirs: dict[str, str]) -> list[Group]:
        """Return the fields of the practice itself, if the part has some."""
        own = [
            Row(self[name], notes.get(name, []), theirs.get(name, ""), counted(name))
            for name in self.part.names
            if name in self.fields
        ]
        return [Group(self.part.title, "section-own", own)] if own else []

    def entry_groups(self, rows: Rows, notes: dict[str, list[str]], theirs: dict[str, str]) -> Iterator[Group]:
        """Yield the entries of a kind; what was noted on all of them stands at the first."""
        for number in range(self.entries):
            own = f"{rows.relation}-{number}"
            is_new = number == self.entries - 1 and not self.initial.get(f"{own}-key")
            named, more = ENTRIES[rows.relation]
            first = number == 0
            noted = {name: notes.get(name, []) for name in rows.words} if first else {}
            fields = [Row(self[f"{own}-{name}"], noted.get(name, []), "") for name in rows.names]
            yield Group(
                more if is_new and not first else named % {"number": number + 1},
                own,
                fields,
                notes.get(rows.relation, []) if first else [],
                theirs.get(rows.relation, "") if first else "",
                "" if first or is_new else own,
            )

    def text_of(self, name: str, value: Any) -> str:
        """Return a value in words; entries a line each."""
        if self.part.rows and name == self.part.rows.relation:
            return "\n".join(self.line_of(self.part.rows, row) for row in value)
        return ", ".join(value) if name in LINES else super().text_of(name, value)

    def line_of(self, rows: Rows, row: Values) -> str:
        """Return an entry in one line."""
        labels = known_labels()["servicekind"]
        words = [labels.get(code, code) for name in rows.words for code in row[name]]
        return " · ".join(filter(None, [*(row[name] for name in rows.texts), *words]))


def ends_before(practice: GoodPracticePage, values: Values) -> bool:
    """Say whether the months turn a period of one year around."""
    start, end = values.get("start_month"), values.get("end_month")
    is_one_year = practice.start_year is not None and practice.start_year == practice.end_year
    return bool(is_one_year and start and end and end < start)


def number_of(data: Any, relation: str, stored: int, most: int) -> int:
    """Return how many entries the form has: those that were sent, or those that are stored and an empty one."""
    sent = str(data.get(f"{relation}-count", "")) if data is not None else ""
    wanted = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 4 else stored + 1
    return min(max(wanted, 1), most)


def default_of(name: str) -> Any:
    """Return what stands for a choice that nobody made."""
    field = GoodPracticePage._meta.get_field(name)
    return field.get_default() if field.choices else ""


def counter(number: int) -> forms.Field:
    """Return the hidden field that says how many entries a form has."""
    return forms.CharField(required=False, max_length=4, widget=forms.HiddenInput, initial=number)


def bodies() -> list[str]:
    """Return the names of the directory's bodies in both languages, to choose partners by."""
    pairs = Organisation.objects.values_list("name_el", "name_en")
    return sorted({name for pair in pairs for name in pair if name})
