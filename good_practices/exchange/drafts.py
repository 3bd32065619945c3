"""What one row of a file says about a practice, looked at with the eyes of the forms."""

from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from blocks.forms import field_of
from good_practices.completeness import NEEDED, lacking
from good_practices.exchange.columns import CHOICES, LANGUAGES, PLAIN, ROWS, TEXTS, WORDS, RowKind
from good_practices.forms import SnapshotForm
from good_practices.models import GoodPracticePage
from network_members.lookup import Bodies
from network_members.models import Organisation, User, normalise_address
from tables import cells
from tables.rows import Cell, Row
from vocabulary.lookup import Lookup
from vocabulary.models import FundingProgramme, Place, ServiceKind, Term

KINDS: dict[str, type[Term]] = {
    **WORDS,
    "service_kinds": ServiceKind,
    "place": Place,
    "funding_programme": FundingProgramme,
}
Texts = dict[str, dict[str, str]]
"""Language → field → text; a field without column is not there."""


@dataclass
class RowDraft:
    """One objective, activity or result."""

    number: int
    texts: Texts
    facts: dict[str, Any]

    @property
    def is_empty(self) -> bool:
        """Say whether nothing was written."""
        return not any(self.facts.values()) and not any(text for own in self.texts.values() for text in own.values())


@dataclass
class Draft:
    """A practice as its row describes it; what has no column is not there."""

    row: Row
    source: str = ""
    external_id: str = ""
    language: str = LANGUAGES[0]
    texts: Texts = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    words: dict[str, list[Any]] = field(default_factory=dict)
    tags: dict[str, list[str]] = field(default_factory=dict)
    partners: list[Organisation | str] | None = None
    rows: dict[str, list[RowDraft]] = field(default_factory=dict)
    known: GoodPracticePage | None = None
    """The practice that the row changes; none for a new one."""

    @property
    def key(self) -> Any:
        """Return what a file may hold only once; rows without a number are all new."""
        return (self.source, self.external_id) if self.external_id else None

    @property
    def original(self) -> dict[str, str]:
        """Return the texts in the language that the practice was written in."""
        return self.texts.get(self.language, {})

    @property
    def translation(self) -> dict[str, str]:
        """Return the texts in the other language."""
        return next((texts for language, texts in self.texts.items() if language != self.language), {})


class Eyes:
    """Looks at cells the way the forms do; fetches words and bodies once for a whole file."""

    def __init__(self) -> None:
        self.fields = {**form_fields(GoodPracticePage, (*TEXTS, *PLAIN)), **snapshot_fields()}
        self.row_fields = {kind.relation: form_fields(kind.model, (*kind.texts, *kind.facts)) for kind in ROWS}
        self.words = {name: Lookup(kind) for name, kind in KINDS.items()}
        self.choices = {name: cells.Choices(choices_of(name)) for name in CHOICES}
        self.bodies = Bodies()

    def read(self, row: Row, source: str = "") -> Draft:
        """Return what a row says; what is wrong with it is noted in the row."""
        draft = Draft(row)
        draft.source = self.take(row, "source", cells.one) or source
        draft.external_id = self.take(row, "external_id", cells.one) or ""
        draft.language = self.take(row, "source_language", language_of) or written_in(row)
        for language in LANGUAGES:
            draft.texts[language] = self.texts(row, self.fields, TEXTS, "{field}_" + language)
            self.put(draft.tags, row, language, (f"tags_{language}", cells.several))
        self.read_facts(draft)
        for kind in ROWS:
            self.read_rows(draft, kind)
        return draft

    def read_facts(self, draft: Draft) -> None:
        """Read what is the same in both languages."""
        row = draft.row
        for name in WORDS:
            self.put(draft.words, row, name, (name, self.words_of(name)))
        for name in CHOICES:
            self.put(draft.facts, row, name, (name, self.choice_of(name)))
        for name in PLAIN:
            self.put(draft.facts, row, name, (name, self.cleaned(self.fields[name])))
        for name in ("place", "funding_programme"):
            self.put(draft.facts, row, name, (name, self.word_of(name)))
        self.put(draft.facts, row, "lead_organisation", ("lead_organisation", self.body))
        self.put(draft.facts, row, "contact", ("contact", person))
        draft.partners = self.take(row, "partners", self.partners)

    def read_rows(self, draft: Draft, kind: RowKind) -> None:
        """Read the numbered columns of one kind; what lies between filled ones may be empty."""
        numbers = [n for n in range(1, kind.most + 1) if any(name in draft.row.cells for name in kind.names(n))]
        found = [self.read_row(draft.row, kind, number) for number in numbers]
        if numbers:
            draft.rows[kind.relation] = [one for one in found if not one.is_empty]

    def read_row(self, row: Row, kind: RowKind, number: int) -> RowDraft:
        """Read one objective, activity or result."""
        fields = self.row_fields[kind.relation]
        texts = {
            language: {
                name: self.take(row, kind.name(number, name, language), self.cleaned(fields[name])) or ""
                for name in kind.texts
            }
            for language in LANGUAGES
        }
        facts = {
            name: self.take(row, kind.name(number, name), self.fact(fields, name)) or ([] if name not in fields else "")
            for name in kind.facts
        }
        return RowDraft(number, texts, facts)

    def fact(self, fields: dict[str, Any], name: str) -> Any:
        """Return how a fact of a row is read."""
        return self.cleaned(fields[name]) if name in fields else self.words_of(name)

    def texts(self, row: Row, fields: dict[str, Any], names: Any, column: str) -> dict[str, str]:
        """Return the texts of one language that have a column."""
        found: dict[str, str] = {}
        for name in names:
            self.put(found, row, name, (column.format(field=name), self.cleaned(fields[name])))
        return found

    def put(self, target: dict[str, Any], row: Row, name: str, source: tuple[str, Any]) -> None:
        """Put what stands in a column under a name, if the file has the column and the cell fits."""
        column, ask = source
        if column in row.cells:
            value = self.take(row, column, ask)
            if not any(fault.column == column for fault in row.faults):
                target[name] = value

    def take(self, row: Row, column: str, ask: Any) -> Any:
        """Return what a function makes of a cell; nothing when there is none, or when it does not fit."""
        if column not in row.cells:
            return None
        try:
            return ask(row.cells[column])
        except ValidationError as problem:
            for reason in problem.messages:
                row.blame(column, reason)
            return None

    def cleaned(self, form_field: Any) -> Any:
        """Return how a form field reads a cell."""
        multiline = isinstance(form_field.widget, forms.Textarea)
        return lambda cell: form_field.clean(cells.one(cell, multiline=multiline))

    def choice_of(self, name: str) -> Any:
        """Return how a choice is read; an empty cell means the usual one."""
        usual = str(GoodPracticePage._meta.get_field(name).get_default() or "")
        return lambda cell: self.choices[name].find(cells.one(cell)) if cells.one(cell) else usual

    def word_of(self, name: str) -> Any:
        """Return how one word is read."""
        return lambda cell: self.words[name].find(cells.one(cell)) if cells.one(cell) else None

    def words_of(self, name: str) -> Any:
        """Return how several words are read."""
        return lambda cell: self.words[name].find_all(cells.several(cell))

    def body(self, cell: Cell) -> Organisation | None:
        """Return the organisation that a cell names."""
        text = cells.one(cell)
        return self.bodies.find(text) if text else None

    def partners(self, cell: Cell) -> list[Organisation | str]:
        """Return partners: those of the directory, others by name."""
        names = cells.several(cell)
        longest = GoodPracticePage.partners.rel.related_model._meta.get_field("name").formfield()
        return [self.bodies.get(name) or longest.clean(name) for name in names]


def form_fields(model: Any, names: Any) -> dict[str, Any]:
    """Return the form fields of a model's texts, numbers and days: the same that the admin shows."""
    found = forms.fields_for_model(
        model, fields=[name for name in names if name != "service_kinds"], formfield_callback=field_of
    )
    return {name: cells.optional(one) for name, one in found.items()}


def snapshot_fields() -> dict[str, Any]:
    """Return the fields of the member's form that are narrower than the model's."""
    own = {name: deepcopy(SnapshotForm.base_fields[name]) for name in ("title", "one_line", "summary", "ended_reason")}
    return {name: cells.optional(one) for name, one in own.items()}


def choices_of(name: str) -> Any:
    """Return the choices of a field."""
    return GoodPracticePage._meta.get_field(name).choices


def language_of(cell: Cell) -> str:
    """Return the code of a language; nothing for an empty cell."""
    code = cells.one(cell).lower()
    if code and code not in LANGUAGES:
        raise ValidationError(_("Write el for Greek or en for English."))
    return code


def written_in(row: Row) -> str:
    """Return the only language that has a title, else the first of the site."""
    titled = [language for language in LANGUAGES if row.cells.get(f"title_{language}")]
    return titled[0] if titled else LANGUAGES[0]


def person(cell: Cell) -> User | None:
    """Return the member with an address."""
    address = normalise_address(cells.one(cell))
    found = User.objects.members().filter(email=address).first() if address else None
    if address and found is None:
        raise ValidationError(_("No member has this address."))
    return found


def not_ready(draft: Draft, page: GoodPracticePage) -> dict[str, str]:
    """Return what a practice lacks before it may go online, by column: the same that handing in asks for."""
    values: dict[str, Any] = {name: getattr(page, name) for name in NEEDED if name not in WORDS}
    values |= {name: list(getattr(page, name).all()) for name in WORDS}
    values |= {"ended_reason": page.ended_reason, "end_year": page.end_year}
    missing = lacking(values)
    return {f"{name}_{draft.language}" if name in TEXTS else name: reason for name, reason in missing.items()}
