"""A submitted practice as an editor checks it: every field with room for a note."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import dates
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from blocks.forms import CleanCharField
from good_practices.contents import WORDS, Block, Contents, Paper, Picture, collect, draft_report
from good_practices.forms import SnapshotForm
from good_practices.labels import label_of
from good_practices.models import GoodPracticePage
from good_practices.part_forms import ENTRIES
from good_practices.rows import years
from good_practices.words import labels
from language.numbers import format_amount
from language.words import count_words

OWN_WORDS = (
    "challenge",
    "ended_reason",
    "evaluation_text",
    "users_opinion",
    "difficulties",
    "transfer",
    "equality",
    "resources",
    "funding_source",
)
YEARS = ("funding_from", "funding_until")
MONTHS = ("start_month", "end_month")
NUMBERS = ("people_planned", "people_reached", "women_reached", "children_reached", "cost", "funding_share")
CHOICES = ("area_kind", "status", "evaluation")
ORDER = (
    *("title", "one_line", "summary", "challenge", "themes", "target_groups", "axes", "levels", "goals", "tags"),
    *("images", "files", "links", "place"),
    *("area_kind", "period_kind", "start_month", "end_month", "status", "ended_reason"),
    *("lead_organisation", "partners", "contact"),
    *("people_planned", "people_reached", "women_reached", "children_reached"),
    *("objectives", "activities", "service_kinds", "result_rows"),
    *("evaluation", "evaluation_text", "evaluation_report", "users_opinion"),
    *("difficulties", "transfer", "equality"),
    *("cost", "resources", "costs_shown_to", "funding_programme", "funding_source"),
    *("funding_share", "funding_from", "funding_until"),
)
ALWAYS = frozenset(name for name in SnapshotForm.base_fields if name not in {"version", "ended_reason"})


@dataclass(frozen=True)
class Shown:
    """What stands in one field, paragraph by paragraph."""

    name: str
    label: Any
    texts: list[str]
    language: str
    """Of the author's words; empty for labels and names."""
    remark: str = ""
    papers: list[Paper] = field(default_factory=list)
    """Files that can be opened; the texts name the same."""
    pictures: list[Picture] = field(default_factory=list)

    @property
    def by_language(self) -> dict[str, list[str]]:
        """Return what is told by the language it is in; a picture has words in both."""
        if not self.pictures:
            return {self.language: self.texts}
        return {
            "el": [picture.alt_el for picture in self.pictures],
            "en": [picture.alt_en for picture in self.pictures],
            "": [picture.credit for picture in self.pictures],
        }

    @property
    def note(self) -> str:
        """Return the name of the box for a note."""
        return f"note-{self.name}"


def shown(draft: GoodPracticePage) -> Iterator[Shown]:
    """Yield the fields of a draft that hold something, and those that every practice must have."""
    contents = collect(draft)
    own = own_words(draft, contents)
    texts, papers, pictures = {**own, **facts(draft, contents)}, papers_of(draft, contents), pictures_of(contents)
    for name in ORDER:
        found = [text for text in texts.get(name, []) if text]
        if found or (name in ALWAYS and name in texts):
            language = draft.source_language if name in own else ""
            remark = number_of_words(draft) if name == "summary" else ""
            yield Shown(name, label_of(name), found, language, remark, papers.get(name, []))
        elif name == "images" and pictures:
            yield Shown(name, label_of(name), [], "", pictures=pictures)


def papers_of(draft: GoodPracticePage, contents: Contents) -> dict[str, list[Paper]]:
    """Return the files by the name of their field."""
    report = draft.evaluation_report
    return {"files": contents.files, "evaluation_report": [draft_report(draft, report)] if report else []}


def pictures_of(contents: Contents) -> list[Picture]:
    """Return all pictures, the one that stands for the practice first."""
    return [contents.picture, *contents.gallery] if contents.picture else []


def number_of_words(draft: GoodPracticePage) -> str:
    """Say how long the summary is."""
    number = count_words(draft.summary)
    return ngettext("%(number)s word", "%(number)s words", number) % {"number": number}


def own_words(draft: GoodPracticePage, contents: Contents) -> dict[str, list[str]]:
    """Return what the author wrote, as it was typed."""
    rows = (" · ".join(filter(None, vars(row).values())) for row in contents.results)
    return {
        "title": [draft.title],
        "one_line": [draft.one_line],
        "summary": draft.summary.split("\n"),
        "objectives": contents.objectives,
        "activities": [
            text for block in contents.activities for text in (block.name, block.what, block.enabling, block.lesson)
        ],
        "result_rows": list(rows),
        "files": [f"{paper.title} ({paper.extension})" for paper in contents.files],
        "tags": [word.text for word in contents.keywords],
        "links": [f"{link.title} · {link.url}" for link in contents.links],
        **{name: getattr(draft, name).split("\n") for name in OWN_WORDS},
    }


def words_of(block: Block) -> tuple[str, ...]:
    """Return the texts of an activity."""
    return block.name, block.what, block.enabling, block.lesson


def facts(draft: GoodPracticePage, contents: Contents) -> dict[str, list[str]]:
    """Return what was chosen or counted, in the editor's language."""
    language = get_language() or draft.source_language
    known = labels(language)
    body, place, programme = draft.lead_organisation, draft.place, draft.funding_programme
    numbers = {name: getattr(draft, name) for name in NUMBERS}
    return {
        "place": [known["place"].get(place.code, "")] if place else [],
        "period_kind": [str(draft.get_period_kind_display()), years(draft, language)],
        "lead_organisation": [body.name_in(language)] if body else [],
        "partners": [one.name or one.name_el or one.name_en for one in contents.partners],
        "contact": [str(draft.contact)] if draft.contact else [],
        "evaluation_report": [draft.evaluation_report.title] if draft.evaluation_report else [],
        "funding_programme": [known["fundingprogramme"].get(programme.code, "")] if programme else [],
        "service_kinds": list(kinds_of_service(contents.activities, known["servicekind"])),
        # Who may read the cost is asked only where there is something to read.
        "costs_shown_to": [draft.get_costs_shown_to_display()] if draft.cost is not None or draft.resources else [],
        **{name: [str(getattr(draft, name))] for name in YEARS if getattr(draft, name)},
        **{name: [capfirst(str(dates.MONTHS[getattr(draft, name)]))] for name in MONTHS if getattr(draft, name)},
        **{name: [str(getattr(draft, f"get_{name}_display")())] for name in CHOICES},
        **{name: [format_amount(number, language)] for name, number in numbers.items() if number is not None},
        **{name: [known[kind].get(code, code) for code in contents.words[name]] for name, kind in WORDS.items()},
    }


def kinds_of_service(activities: list[Block], known: dict[str, str]) -> Iterator[str]:
    """Yield the kinds of service of each activity that has some."""
    named, _more = ENTRIES["activities"]
    for number, activity in enumerate(activities, start=1):
        if activity.kinds:
            yield f"{named % {'number': number}}: {', '.join(known.get(code, code) for code in activity.kinds)}"


class CheckForm(forms.Form):
    """An editor's answer: notes on fields and a message, or nothing when the practice goes online."""

    message = CleanCharField(
        label=_("Message to the author"),
        multiline=True,
        required=False,
        max_length=1000,
        help_text=_("Goes by mail with your notes, in the words you write here."),
    )
    is_minor = forms.BooleanField(
        label=_("A minor edit: the translation still fits"),
        required=False,
        help_text=_("Capitals, accents, punctuation and spaces never make a translation outdated; tick this for more."),
    )
    step = forms.ChoiceField(choices=[("return", ""), ("publish", "")], widget=forms.HiddenInput)
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, rows: Iterable[Shown], initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        for row in rows:
            label = _("Note on “%(field)s”") % {"field": row.label}
            self.fields[row.note] = CleanCharField(label=label, multiline=True, required=False, max_length=1000)
            self.fields[row.note].widget.attrs["rows"] = 2
        self.fields["message"].widget.attrs["rows"] = 4

    def clean(self) -> dict[str, Any]:
        """Ask for a reason when the practice goes back, and for none when it goes online."""
        values: dict[str, Any] = super().clean() or {}
        words = bool(self.notes or values.get("message"))
        if values.get("step") == "return" and not words and not self.errors:
            raise ValidationError(_("Write a note or a message, so that the author knows what to change."))
        if values.get("step") == "publish" and words:
            raise ValidationError(
                _("You wrote notes. Return the practice with them, or empty them before you publish.")
            )
        return values

    @property
    def notes(self) -> dict[str, str]:
        """Return the notes by the name of their field."""
        found = {name.removeprefix("note-"): text for name, text in self.cleaned_data.items() if name[:5] == "note-"}
        return {name: text for name, text in found.items() if text}
