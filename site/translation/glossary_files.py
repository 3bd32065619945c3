"""The glossary in files: brought in by editors, taken out by everybody."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from language.folding import fold
from tables import cells
from tables.kinds import Column, Kind, Outcome, Table, Way
from tables.rows import Cell, Row
from translation import rules, tbx
from translation.models import GlossaryTerm

TEXTS = ("term_el", "term_en", "explanation_el", "explanation_en", "domain")
FORMS = ("forms_el", "forms_en")
PUBLIC = ("code", "term_el", "forms_el", "term_en", "forms_en", "explanation_el", "explanation_en", "domain", "status")
NAMES = (*PUBLIC, "note")
SENTENCES: dict[str, Any] = {
    "code": gettext_lazy("Short Latin name of the term. The same code again changes the term; without one it is new."),
    "forms_el": gettext_lazy("Other forms in Greek texts, with a vertical bar between them."),
    "forms_en": gettext_lazy("Other forms in English texts, with a vertical bar between them."),
    "note": gettext_lazy("For translators only."),
}


@dataclass
class Draft:
    """A term as its row describes it."""

    row: Row
    term: GlossaryTerm
    before: dict[str, Cell]


class GlossaryImporter:
    """Brings the terms of one file in; a row is about the term with its code, else with its pair of words."""

    def __init__(self, way: Way) -> None:
        self.way = way
        self.statuses = cells.Choices(GlossaryTerm.Status.choices)
        self.seen: dict[tuple[str, str], int] = {}

    def check(self, row: Row) -> Draft:
        """Return what a row says; what is wrong with it is noted in the row."""
        told = {name: self.take(row, name) for name in NAMES if name in row.cells}
        term = self.known(told) or GlossaryTerm(code=told.get("code", ""))
        before = as_row(term) if term.pk else {}
        for name, value in told.items():
            if name != "code":
                setattr(term, name, value)
        if not row.faults:
            self.blame(row, term)
        return Draft(row, term, before)

    def take(self, row: Row, name: str) -> str:
        """Return what stands in a cell."""
        try:
            return self.read(name, row.cells[name])
        except ValidationError as problem:
            row.blame(name, " ".join(problem.messages))
            return ""

    def read(self, name: str, cell: Cell) -> str:
        """Return a cell as the model takes it."""
        if name in FORMS:
            return ", ".join(form.strip() for one in cells.several(cell) for form in one.split(",") if form.strip())
        text = cells.one(cell)
        if name == "status":
            return self.statuses.find(text) if text else GlossaryTerm.Status.PREFERRED
        return text.lower() if name == "code" else text

    def known(self, told: dict[str, str]) -> GlossaryTerm | None:
        """Return the term that a row is about."""
        by_code = GlossaryTerm.objects.filter(code=told["code"]).first() if told.get("code") else None
        pair = {"term_el": told.get("term_el", ""), "term_en": told.get("term_en", "")}
        return by_code or (None if told.get("code") else GlossaryTerm.objects.filter(**pair).first())

    def blame(self, row: Row, term: GlossaryTerm) -> None:
        """Note in the row what keeps its term out."""
        try:
            term.full_clean(exclude=[] if term.code else ["code"])
        except ValidationError as problem:
            for name, reasons in problem.message_dict.items():
                row.blame("" if name == "__all__" else name, " ".join(reasons))
        pair = (fold(term.term_el), fold(term.term_en))
        first = self.seen.setdefault(pair, row.number)
        if first != row.number:
            row.blame("", _("Row %(row)s has the same pair of terms already.") % {"row": first})

    def write(self, drafts: Sequence[Draft]) -> list[Outcome]:
        """Write terms."""
        return [self.write_one(draft) for draft in drafts]

    def write_one(self, draft: Draft) -> Outcome:
        """Write a term, unless it stands there already."""
        if draft.before and as_row(draft.term) == draft.before:
            return Outcome.SAME
        draft.term.save()
        return Outcome.CHANGED if draft.before else Outcome.NEW


def columns() -> list[Column]:
    """Return the columns of the template, each with a sentence."""
    codes = {"status": tuple(GlossaryTerm.Status.values)}
    return [
        Column(name, SENTENCES.get(name) or GlossaryTerm._meta.get_field(name).verbose_name, codes.get(name, ()))  # type: ignore[union-attr]  # all of them are columns
        for name in NAMES
    ]


def as_row(term: GlossaryTerm) -> dict[str, Cell]:
    """Return a term as the cells that are not empty."""
    row: dict[str, Cell] = {name: str(getattr(term, name)) for name in NAMES}
    row |= {name: [form.strip() for form in getattr(term, name).split(",") if form.strip()] for name in FORMS}
    return {name: row[name] for name in NAMES if row[name]}


def taken_out(names: Sequence[str]) -> Table:
    """Return all terms as rows."""
    terms = GlossaryTerm.objects.order_by("code")
    rows = (as_row(term) for term in terms.iterator(chunk_size=500))
    return Table(list(names), ({name: row[name] for name in names if name in row} for row in rows))


def kind() -> Kind:
    """Return the glossary as a kind of thing that files hold."""
    return Kind(
        name="glossary",
        title=gettext_lazy("Glossary"),
        columns=columns,
        knows=frozenset(NAMES).__contains__,
        may_import=rules.can_keep_glossary,
        importer=GlossaryImporter,
        everything=lambda: taken_out(NAMES),
        public=lambda: taken_out(PUBLIC),
        number=GlossaryTerm.objects.count,
        readers={".tbx": tbx.read},
        writers={"tbx": tbx.write},
    )
