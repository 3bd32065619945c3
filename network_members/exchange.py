"""Organisations in files: brought in by editors, taken out by everybody."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.forms import modelform_factory
from django.forms.models import model_to_dict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from network_members import rules
from network_members.forms import OrganisationForm
from network_members.models import Organisation
from tables import cells
from tables.kinds import Column, Kind, Outcome, Table, Way
from tables.rows import Cell, Row
from vocabulary.lookup import Lookup
from vocabulary.models import Place, ServiceKind

TEXTS = ("name_el", "name_en", "description_el", "description_en", "website")
FIELDS = ("name_el", "name_en", "kind", "place", "services", "description_el", "description_en", "website", "listed")
SENTENCES: dict[str, Any] = {
    "external_id": gettext_lazy(
        "The number that the organisation has where it comes from. The same number again changes it."
    ),
    "source": gettext_lazy("Where the organisation comes from; numbers are told apart by it."),
    "code": gettext_lazy("Short Latin name in its address; without one it is made of the name."),
    "place": gettext_lazy("Code or name of a place in the list."),
    "services": gettext_lazy("Codes or titles, with a vertical bar between them."),
    "listed": gettext_lazy("1 when everybody finds it in the directory, 0 when not."),
}
MARKS = ("external_id", "source", "code")


@dataclass
class Draft:
    """An organisation as its row describes it."""

    row: Row
    source: str
    external_id: str
    code: str
    values: dict[str, Any]
    known: Organisation | None = None

    @property
    def key(self) -> Any:
        """Return what a file may hold only once."""
        return (self.source, self.external_id) if self.external_id else self.code or None


class OrganisationImporter:
    """Brings the organisations of one file in, through the form that editors use."""

    def __init__(self, way: Way) -> None:
        self.way = way
        self.words: dict[str, Lookup] = {"place": Lookup(Place), "services": Lookup(ServiceKind)}
        self.kinds = cells.Choices(Organisation.Kind.choices)
        self.form: Any = modelform_factory(Organisation, form=OrganisationForm, fields=FIELDS)

    def check(self, row: Row) -> Draft:
        """Return what a row says; what is wrong with it is noted in the row."""
        marks = {name: self.take(row, name) or "" for name in MARKS}
        values = {name: self.take(row, name) for name in FIELDS if name in row.cells}
        draft = Draft(row, marks["source"] or self.way.source, marks["external_id"], marks["code"].lower(), values)
        draft.known = self.known(draft)
        if not row.faults:
            for name, reasons in self.filled(draft).errors.items():
                for reason in reasons:
                    row.blame("" if name == "__all__" else name, reason)
            self.check_code(draft)
        return draft

    def check_code(self, draft: Draft) -> None:
        """Refuse a code that is none, or that another organisation has."""
        try:
            Organisation._meta.get_field("code").run_validators(draft.code or "x")
        except ValidationError as problem:
            draft.row.blame("code", " ".join(problem.messages))
        taken = Organisation.objects.filter(code=draft.code).first() if draft.code else None
        if taken and taken != draft.known:
            draft.row.blame("code", _("“%(name)s” has this code already.") % {"name": taken})

    def take(self, row: Row, name: str) -> Any:
        """Return what stands in a cell, as the form takes it."""
        try:
            return self.read(name, row.cells.get(name, ""))
        except ValidationError as problem:
            row.blame(name, " ".join(problem.messages))
            return None

    def read(self, name: str, cell: Cell) -> Any:
        """Return a cell as the form takes it."""
        if name == "services":
            return [word.pk for word in self.words[name].find_all(cells.several(cell))]
        text = cells.one(cell, multiline=name.startswith("description"))
        if name == "listed":
            return cells.yes_or_no(cell) if text else True
        if name == "place" and text:
            return self.words[name].find(text).pk
        return self.kinds.find(text) if name == "kind" and text else text

    def known(self, draft: Draft) -> Organisation | None:
        """Return the organisation that a row is about: by its number, else by its code."""
        numbered = Organisation.objects.filter(external_source=draft.source, external_id=draft.external_id)
        found = numbered.first() if draft.external_id else None
        by_code = Organisation.objects.filter(code=draft.code or draft.external_id)
        return found or by_code.filter(external_id__in=["", draft.external_id]).first()

    def filled(self, draft: Draft) -> Any:
        """Return the form with what the organisation has, and over it what the row says."""
        instance = Organisation.objects.get(pk=draft.known.pk) if draft.known else Organisation(code=draft.code)
        start: dict[str, Any] = model_to_dict(instance, FIELDS) if draft.known else {"listed": True}
        start |= {"services": [word.pk for word in instance.services.all()]} if draft.known else {}
        return self.form({**start, **draft.values}, instance=instance)

    def write(self, drafts: Sequence[Draft]) -> list[Outcome]:
        """Write organisations."""
        return [self.write_one(draft) for draft in drafts]

    def write_one(self, draft: Draft) -> Outcome:
        """Write an organisation."""
        form = self.filled(draft)
        before = as_row(draft.known) if draft.known else {}
        organisation: Organisation = form.save(commit=False)
        organisation.code = draft.code or organisation.code
        if draft.external_id and not (draft.known and draft.external_id == draft.known.code):
            organisation.external_source, organisation.external_id = draft.source, draft.external_id
        organisation.save()
        form.save_m2m()
        if not draft.known:
            return Outcome.NEW
        return Outcome.SAME if as_row(Organisation.objects.get(pk=organisation.pk)) == before else Outcome.CHANGED


def names() -> list[str]:
    """Return the names of the columns."""
    return [*MARKS, *FIELDS]


def columns() -> list[Column]:
    """Return the columns of the template, each with a sentence."""
    fields: dict[str, Any] = {field.name: field for field in Organisation._meta.get_fields() if field.concrete}
    kinds = {"kind": tuple(Organisation.Kind.values)}
    return [Column(name, SENTENCES.get(name) or fields[name].verbose_name, kinds.get(name, ())) for name in names()]


def as_row(organisation: Organisation) -> dict[str, Cell]:
    """Return an organisation as the cells that are not empty."""
    row: dict[str, Cell] = {
        "external_id": organisation.external_id or organisation.code,
        "source": organisation.external_source,
        "code": organisation.code,
        **{name: getattr(organisation, name) for name in (*TEXTS, "kind")},
        "place": organisation.place.code,
        "services": [word.code for word in organisation.services.all()],
        "listed": "1" if organisation.listed else "0",
    }
    return {name: row[name] for name in names() if row[name]}


def taken_out(organisations: Any) -> Table:
    """Return organisations as rows."""
    found = organisations.select_related("place").prefetch_related("services").order_by("pk")
    return Table(names(), (as_row(one) for one in found.iterator(chunk_size=500)))


def kind() -> Kind:
    """Return organisations as a kind of thing that files hold."""
    return Kind(
        name="organisations",
        title=gettext_lazy("Organisations"),
        columns=columns,
        knows=frozenset(names()).__contains__,
        may_import=rules.can_edit_organisations,
        importer=OrganisationImporter,
        everything=lambda: taken_out(Organisation.objects.all()),
        public=lambda: taken_out(Organisation.objects.visible_to(AnonymousUser())),
        number=lambda: Organisation.objects.visible_to(AnonymousUser()).count(),
    )
