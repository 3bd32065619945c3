"""What a member types about a practice: anything while it is a draft, everything needed when it is handed in."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db.models import Q
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from blocks.forms import CleanCharField
from good_practices.completeness import LEAST, MOST, lacking
from good_practices.draft_forms import DraftForm, Group, Row
from good_practices.models import GoodPracticePage
from good_practices.snapshot import Values, read
from good_practices.words import Labels, labels
from language.words import WORD
from network_members.models import User
from vocabulary.models import Place

SECTIONS = (
    (_("What it is"), ("title", "one_line", "summary")),
    (_("Where and for whom"), ("place", "area_kind", "themes", "target_groups")),
    (_("When"), ("status", "ended_reason", "period_kind", "start_year", "end_year")),
    (_("Who answers questions"), ("contact",)),
)
CHOOSE = [("", _("Choose…"))]
SUMMARY = {"least": LEAST, "most": MOST, "pattern": WORD}
"""How the words of a summary are counted."""


class SnapshotForm(DraftForm):
    """The snapshot of one practice; `complete` asks for what handing it in needs."""

    title = CleanCharField(label=_("Title"), max_length=100, help_text=_("What you would call it in conversation."))
    one_line = CleanCharField(
        label=_("In one line"), max_length=160, help_text=_("One sentence for lists: who does what, for whom.")
    )
    summary = CleanCharField(
        label=_("Summary"),
        multiline=True,
        validators=[MaxLengthValidator(2000)],
        help_text=_("60 to 120 words: the need, what you did, what changed."),
    )
    place = forms.ChoiceField(label=_("Place"), help_text=_("The nearest one of the list, if yours is not there."))
    area_kind = forms.ChoiceField(label=_("Kind of area"), choices=[*CHOOSE, *GoodPracticePage.AreaKind.choices])
    themes = forms.MultipleChoiceField(
        label=_("Themes"), widget=forms.CheckboxSelectMultiple, help_text=_("At least one; the fewer, the clearer.")
    )
    target_groups = forms.MultipleChoiceField(label=_("Whom it is for"), widget=forms.CheckboxSelectMultiple)
    status = forms.ChoiceField(
        label=pgettext_lazy("of a practice", "Status"),
        choices=GoodPracticePage.Status.choices,
        initial=GoodPracticePage.Status.ONGOING,
        widget=forms.RadioSelect,
    )
    ended_reason = CleanCharField(
        label=_("Why it ended"),
        multiline=True,
        required=False,
        max_length=600,
        help_text=_("Only for a practice that ended: others learn from the reason."),
    )
    period_kind = forms.ChoiceField(
        label=_("Period"),
        choices=GoodPracticePage.PeriodKind.choices,
        initial=GoodPracticePage.PeriodKind.FIXED,
        widget=forms.RadioSelect,
    )
    start_year = forms.IntegerField(label=_("From year"), min_value=1950, max_value=2100)
    end_year = forms.IntegerField(
        label=_("Until year"), required=False, min_value=1950, max_value=2100, help_text=_("Empty while it runs.")
    )
    contact = forms.ChoiceField(label=_("Contact person"), help_text=_("Only members see the name."))

    def __init__(self, data: Any = None, *, practice: GoodPracticePage, complete: bool = False) -> None:
        super().__init__(data, initial=read(practice))
        self.complete = complete
        for name, offered in choices_for(practice).items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]  # all of them are choice fields
        for name in ("title", "one_line", "summary", "ended_reason"):
            self.fields[name].widget.attrs["lang"] = practice.source_language
        for name in ("start_year", "end_year"):
            self.fields[name].widget = forms.TextInput(attrs={"inputmode": "numeric", "size": 4})

    def clean(self) -> Values:
        """Ask for what is missing before the practice is handed in."""
        values: Values = super().clean() or {}
        if self.complete and not self.errors:
            for name, text in lacking(values).items():
                self.add_error(name, text)
        return values

    @property
    def values(self) -> Values:
        """Return what was typed, as `snapshot.write` takes it."""
        kept = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return {**kept, **{name: sorted(kept[name]) for name in ("themes", "target_groups")}}

    def groups(self, notes: dict[str, list[str]], theirs: dict[str, str]) -> Iterable[Group]:
        """Yield the headings with their fields."""
        for number, (heading, names) in enumerate(SECTIONS, start=1):
            rows = [
                Row(self[name], notes.get(name, []), theirs.get(name, ""), SUMMARY if name == "summary" else {})
                for name in names
            ]
            yield Group(heading, f"section-{number}", rows)

    def facts(self) -> list[dict[str, Any]]:
        """Return what was typed, with its labels and the language of the author's words, for looking over."""
        names = [name for _heading, names in SECTIONS for name in names]
        found = ((name, self.text_of(name, self.values[name])) for name in names)
        return [
            {"label": self[name].label, "value": text, "language": self.fields[name].widget.attrs.get("lang")}
            for name, text in found
            if text
        ]

    @property
    def needed(self) -> int:
        """Return how many fields handing in needs."""
        return sum(field.required for field in self.fields.values())

    @property
    def filled(self) -> int:
        """Return how many of them are ready."""
        return self.needed - sum(self.fields[name].required for name in self.errors if name in self.fields)

    @property
    def progress(self) -> str:
        """Say the same in words."""
        text = _("%(filled)s of %(needed)s required fields are ready")
        return str(text % {"filled": self.filled, "needed": self.needed})


def choices_for(practice: GoodPracticePage) -> dict[str, list[Any]]:
    """Return what can be chosen for a practice, in the language of the page around the form."""
    known = known_labels()
    return {
        "themes": list(known["theme"].items()),
        "target_groups": list(known["targetgroup"].items()),
        "place": [*CHOOSE, *places(known)],
        "contact": [*CHOOSE, *people(practice)],
    }


def known_labels() -> Labels:
    """Return the labels of the reader's language; a word without one shows the label of the anchor language."""
    anchor, reader = settings.LANGUAGES[0][0], get_language() or settings.LANGUAGE_CODE
    own = labels(reader)
    if reader == anchor:
        return own
    return {kind: {**own[kind], **unknown(words, own[kind])} for kind, words in labels(anchor).items()}


def unknown(words: dict[str, str], known: dict[str, str]) -> dict[str, str]:
    """Return the words that are not known yet."""
    return {code: label for code, label in words.items() if code not in known}


def places(known: Labels) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the places below their countries, both in the alphabet's order."""
    anchors: Any = Place.objects.anchors()
    countries = dict(anchors.order_by().values_list("code", "country__code"))
    groups: dict[str, list[tuple[str, str]]] = {code: [] for code in known["country"]}
    for code, label in known["place"].items():
        if code in countries:
            groups[countries[code]].append((code, label))
    return [(known["country"][code], found) for code, found in groups.items() if found]


def people(practice: GoodPracticePage) -> list[tuple[str, str]]:
    """Return who can be asked about a practice: the body's members, its author, who is named now."""
    someone = Q(pk__in=[pk for pk in (practice.owner_id, practice.contact_id) if pk])
    if practice.lead_organisation_id:
        someone |= Q(organisation_id=practice.lead_organisation_id, groups__isnull=False)
    found = User.objects.filter(someone, is_active=True).distinct().order_by("last_name", "first_name", "pk")
    return [(str(person.public_id), str(person)) for person in found]


def missing(practice: GoodPracticePage) -> SnapshotForm:
    """Return the form of a draft as it stands, with an error at each field that handing in still needs."""
    form = SnapshotForm(read(practice), practice=practice, complete=True)
    form.full_clean()
    return form
