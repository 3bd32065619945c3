"""Looks at what a document says with the eyes of the forms, and says what would change in a draft."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from good_practices.draft_forms import DraftForm, flat
from good_practices.growth import form_for
from good_practices.labels import label_of
from good_practices.lines import LINES
from good_practices.models import GoodPracticePage
from good_practices.parts import PARTS, Part
from good_practices.snapshot import Values
from good_practices.word.reading import Found, Stray
from language.folding import fold


@dataclass
class Change:
    """A field that the document fills: what stands in it now, and what would."""

    label: str
    before: str
    after: str


class Filling:
    """What a document would make of a draft; nothing is saved here."""

    def __init__(self, draft: GoodPracticePage, found: Found) -> None:
        self.draft, self.found = draft, found
        self.strays = list(found.strays)
        self.changes: list[Change] = []
        self.parts: list[tuple[Part, Values]] = []
        for part in PARTS.values():
            self.fill(part)

    def values_of(self, wanted: Part) -> Values:
        """Return what a part would hold, whether the document says something about it or not."""
        return next((values for part, values in self.parts if part is wanted), wanted.read(self.draft))

    def fill(self, part: Part) -> None:
        """Look at one part."""
        stored = part.read(self.draft)
        names = [name for name in part.names if name in self.found.fields or name in self.found.rows]
        sheet = Sheet(part, self.draft, self.found)
        values = sheet.values(names)
        self.strays += sheet.strays
        changed = [name for name in values if values[name] != stored[name]]
        if changed:
            self.parts.append((part, values))
        for name in changed:
            before, after = (sheet.form.text_of(name, value) for value in (stored[name], values[name]))
            self.changes.append(Change(str(label_of(name)), before, after))


class Sheet:
    """One part of the template as a form that was sent."""

    def __init__(self, part: Part, draft: GoodPracticePage, found: Found) -> None:
        self.part, self.draft, self.found = part, draft, found
        self.strays: list[Stray] = []
        self.blank = form_for(part, draft)
        self.form: DraftForm = self.blank
        self.initial: Values = dict(self.blank.initial)
        self.typed: dict[str, str] = {}

    def values(self, names: list[str]) -> Values:
        """Return what the part would hold; what does not fit is left out and noted."""
        sent: Values = {}
        for name in names:
            sent |= self.sent(name)
        for _round in range(3):
            self.form = form_for(self.part, self.draft, {**self.kept(sent), **sent})
            if self.form.is_valid():
                return self.form.values
            sent = self.without_faults(sent)
        for name in sent:
            if name in self.typed:
                self.leave(self.blank.fields[name].label, self.typed[name], _("First put right what the draft holds."))
        return {}

    def kept(self, sent: Values) -> Values:
        """Return what stands in the draft, but for entries that the document has anew."""
        anew = tuple(name.removesuffix("count") for name in sent if name.endswith("-count"))
        return {name: value for name, value in self.initial.items() if not (anew and name.startswith(anew))}

    def without_faults(self, sent: Values) -> Values:
        """Return what was sent but for what does not fit, which is noted with the form's own reason."""
        for name, reasons in self.form.errors.items():
            if name in sent:
                self.leave(self.form.fields[name].label, self.typed.get(name, ""), " ".join(map(str, reasons)))
        return {name: value for name, value in sent.items() if name not in self.form.errors}

    def leave(self, label: Any, text: str, reason: str) -> None:
        """Note what cannot be read."""
        self.strays.append(Stray(str(label), text, reason))

    def sent(self, name: str) -> Values:
        """Return what a form would send for a field of the document."""
        if name in LINES:
            return self.sent_lines(name, self.found.fields[name])
        if name in self.found.rows:
            return self.sent_rows(self.found.rows[name])
        return self.sent_field(name, name, self.found.fields[name])

    def sent_field(self, name: str, like: str, text: str) -> Values:
        """Return a text as it is, and words by their codes; words that nobody knows are noted."""
        field: Any = self.blank.fields[like]
        self.typed[name] = text
        if not hasattr(field, "choices"):
            return {name: text}
        codes = self.codes[like]
        wanted = lines_of(text) if isinstance(field, forms.MultipleChoiceField) else [text]
        known = [codes[fold(word)] for word in wanted if codes.get(fold(word))]
        unknown = [word for word in wanted if not codes.get(fold(word))]
        if unknown:
            self.leave(field.label, "\n".join(unknown), _("This is not one of the words to choose from."))
        if not known:
            return {}
        return {name: known if isinstance(field, forms.MultipleChoiceField) else known[0]}

    @cached_property
    def codes(self) -> dict[str, dict[str, str]]:
        """Return the codes of all words of the part, by their labels in both languages; none where two are alike."""
        found: dict[str, dict[str, str]] = {}
        for language, _name in settings.LANGUAGES:
            with override(language):
                for name, field in form_for(self.part, self.draft).fields.items():
                    learn(found.setdefault(name, {}), getattr(field, "choices", ()))
        return found

    def sent_lines(self, kind: str, text: str) -> Values:
        """Return partners or keywords, a line each."""
        lines, most = lines_of(text), LINES[kind].most
        if len(lines) > most:
            self.leave(label_of(kind), "\n".join(lines[most:]), _("There are more than the template takes."))
        sent = {f"{kind}-{number}": name for number, name in enumerate(lines[:most])}
        self.typed |= sent
        return {**sent, f"{kind}-count": str(len(sent))}

    def sent_rows(self, entries: list[dict[str, str]]) -> Values:
        """Return entries; one that was there keeps its key, and so its translation."""
        rows: Any = self.part.rows
        keys = self.keys(rows.read(self.draft), entries)
        sent: Values = {f"{rows.relation}-count": str(len(entries[: rows.most]))} if entries else {}
        for number, entry in enumerate(entries[: rows.most]):
            sent[f"{rows.relation}-{number}-key"] = keys[number]
            for name, text in entry.items():
                sent |= self.sent_field(f"{rows.relation}-{number}-{name}", f"{rows.relation}-0-{name}", text)
        for entry in entries[rows.most :]:
            text = "\n".join(entry.values())
            self.leave(label_of(rows.relation), text, _("There are more than the template takes."))
        return sent

    def keys(self, stored: list[Values], entries: list[dict[str, str]]) -> list[str]:
        """Return the key of each entry: of the one with the same first words, else of the one in its place."""
        rows: Any = self.part.rows
        first = rows.needed[0]
        free = {row["key"]: fold(str(row[first])) for row in stored}
        found: list[str] = []
        for entry in entries:
            same = next((key for key, text in free.items() if text and text == fold(entry.get(first, ""))), "")
            free.pop(same, None)
            found.append(same)
        for number, key in enumerate(found):
            own = stored[number]["key"] if number < len(stored) else ""
            found[number] = key or (own if own in free else f"new-{number}")
        return found


def learn(codes: dict[str, str], choices: Iterable[Any]) -> None:
    """Take in the labels of some choices; a label that two of them have means neither."""
    for code, label in flat(choices):
        folded = fold(str(label))
        codes[folded] = code if codes.get(folded, code) == code else ""


def lines_of(text: str) -> list[str]:
    """Return the words of an answer: a line each, or with semicolons between them."""
    words = (word.strip(" \t•·-–") for line in text.split("\n") for word in line.split(";"))
    return [word for word in words if word]
