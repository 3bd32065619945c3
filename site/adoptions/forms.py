"""What members type about an adoption: where and when, what was kept and changed, results, local actions."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from adoptions.actions import Deed, Typed
from adoptions.models import NUMBERS, TEXTS, AdoptedResult, Adoption, LocalAction
from adoptions.practices import Indicator
from blocks.forms import CleanCharField
from good_practices.forms import CHOOSE, known_labels, places
from vocabulary.models import Place

MOST_DEEDS = 20
EMPTY_DEEDS = 2
"""Lines for local actions that are offered beyond those written."""
LARGEST = 1_000_000_000
VALUES = ("baseline", "target", "actual")
HELP: dict[str, Any] = {
    "kept": gettext_lazy("What you did as it is described."),
    "changed": gettext_lazy("What had to be otherwise in your place, and why."),
    "dropped": gettext_lazy("What you left out, and why. Leave it empty if you left nothing out."),
    "lessons": gettext_lazy("What you would tell those who wrote the practice, and the next who take it over."),
    "where": gettext_lazy("A place or a district, as people there call it."),
    "place": gettext_lazy("The nearest one of the list: there the map of the practices shows it."),
    "end_year": gettext_lazy("Empty while it goes on."),
    "body_name": gettext_lazy("Your account belongs to no organisation, so name the one that took the practice over."),
}


class BeginForm(forms.Form):
    """Where a practice was taken over, and the language in which somebody will tell of it."""

    where = CleanCharField(label=gettext_lazy("Where did you take it over?"), max_length=160, help_text=HELP["where"])
    language = forms.ChoiceField(
        label=gettext_lazy("In which language will you write?"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )


class HideForm(forms.Form):
    """Why an adoption is hidden."""

    reason = CleanCharField(
        label=gettext_lazy("Why do you hide it?"),
        multiline=True,
        max_length=600,
        help_text=gettext_lazy("The author gets your reason by mail."),
    )


class AdoptionForm(forms.Form):
    """One adoption; a draft may lack anything, what is public may not."""

    use_required_attribute = False
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    deeds = forms.CharField(widget=forms.HiddenInput, required=False, max_length=3)

    def __init__(
        self, data: Any = None, *, adoption: Adoption, indicators: list[Indicator], whole: bool = False
    ) -> None:
        self.adoption, self.indicators = adoption, indicators
        self.whole = whole or adoption.state == Adoption.State.PUBLIC
        written = list(adoption.local_actions.all())
        self.number = number_of(data, len(written))
        super().__init__(data, initial=stored(adoption, written) | {"deeds": self.number})
        self.add_own()
        for one in indicators:
            for name in VALUES:
                self.fields[f"{name}-{one.key}"] = field_of(AdoptedResult, name)
        for place in range(self.number):
            self.add_deed(place)

    def add_own(self) -> None:
        """Make the fields of the adoption itself."""
        body = () if self.adoption.organisation_id else ("body_name",)
        self.own = (*body, "where", "place", "start_year", "end_year")
        for name in (*self.own, *NUMBERS):
            self.fields[name] = place_field() if name == "place" else field_of(Adoption, name)
        for code in self.languages:
            for name in TEXTS:
                made = field_of(Adoption, f"{name}_{code}")
                made.help_text = HELP[name]
                made.widget.attrs["lang"] = code
                self.fields[f"{name}_{code}"] = made

    def add_deed(self, place: int) -> None:
        """Make the fields of a local action."""
        self.fields[f"day-{place}"] = forms.DateField(
            label=_("Day"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        )
        text = field_of(LocalAction, "text")
        text.widget.attrs["lang"] = self.adoption.language
        self.fields[f"text-{place}"] = text
        self.fields[f"people-{place}"] = field_of(LocalAction, "people")

    @property
    def languages(self) -> tuple[str, str]:
        """Return the language it is written in, then the other."""
        own = self.adoption.language
        return own, next(code for code, _name in settings.LANGUAGES if code != own)

    def clean_place(self) -> Place | None:
        """Return the row of the place that adoptions point at."""
        code = self.cleaned_data["place"]
        found: Any = Place.objects.anchors().filter(code=code).first() if code else None
        return found

    def clean(self) -> dict[str, Any]:
        """Check years, people and local actions against one another, and ask for what a public text needs."""
        typed: dict[str, Any] = super().clean() or {}
        for lower, upper, error in (
            ("start_year", "end_year", _("The end lies before the start.")),
            ("women_reached", "people_reached", _("There cannot be more women than people reached.")),
        ):
            low, high = typed.get(lower), typed.get(upper)
            if low is not None and high is not None and low > high:
                self.add_error("end_year" if lower == "start_year" else lower, error)
        for place in range(self.number):
            self.clean_deed(place, typed)
        if self.whole:
            self.ask_for_all(typed)
        return typed

    def clean_deed(self, place: int, typed: dict[str, Any]) -> None:
        """Ask for day and text of a local action that holds something."""
        names = (f"day-{place}", f"text-{place}")
        if any(typed.get(name) not in {None, ""} for name in (*names, f"people-{place}")):
            for name, error in zip(names, (_("Say on which day."), _("Say what was done.")), strict=True):
                if not typed.get(name) and name not in self.errors:
                    self.add_error(name, error)

    def ask_for_all(self, typed: dict[str, Any]) -> None:
        """Ask for what readers have to know."""
        own = self.adoption.language
        needed = [name for name in self.own if name not in {"place", "end_year"}] + [f"kept_{own}", f"changed_{own}"]
        for name in needed:
            if typed.get(name) in {None, ""} and name not in self.errors:
                self.add_error(name, ValidationError(_("Readers need this: fill it in before it is public.")))

    def typed(self) -> Typed:
        """Return what was typed, as the action takes it."""
        values = self.cleaned_data
        names = (*self.own, *NUMBERS, *(f"{name}_{code}" for code in self.languages for name in TEXTS))
        deeds = [
            Deed(values[f"day-{place}"], values[f"text-{place}"], values[f"people-{place}"])
            for place in range(self.number)
            if values[f"day-{place}"]
        ]
        return Typed({name: values[name] for name in names}, self.results(), deeds)

    def results(self) -> list[AdoptedResult]:
        """Return a result for each indicator, an emptied one too."""
        return [
            AdoptedResult(
                row_key=one.key,
                indicator=one.indicator,
                unit=one.unit,
                language=one.language,
                **{name: self.cleaned_data[f"{name}-{one.key}"] for name in VALUES},
            )
            for one in self.indicators
        ]

    @property
    def groups(self) -> list[dict[str, Any]]:
        """Return the fields under their headings."""
        first, other = self.languages
        return [
            self.group("about", _("Where and when"), self.own),
            self.group("texts", texts_title(first), [f"{name}_{first}" for name in TEXTS]),
            self.group("numbers", _("People"), NUMBERS),
            *self.result_groups,
            *self.deed_groups,
            self.group("other", _("The same in the other language, if you like"), [f"{name}_{other}" for name in TEXTS])
            | {"text": texts_title(other)},
        ]

    @property
    def result_groups(self) -> list[dict[str, Any]]:
        """Return a group for each indicator of the practice, in the language of its words."""
        return [
            self.group(
                f"result-{number}", _("Result %(number)s") % {"number": number}, [f"{v}-{one.key}" for v in VALUES]
            )
            | {"text": f"{one.indicator} ({one.unit})" if one.unit else one.indicator, "language": one.language}
            for number, one in enumerate(self.indicators, 1)
        ]

    @property
    def deed_groups(self) -> list[dict[str, Any]]:
        """Return a group for each local action."""
        return [
            self.group(
                f"action-{place}",
                _("Local action %(number)s") % {"number": place + 1},
                [f"{name}-{place}" for name in ("day", "text", "people")],
            )
            for place in range(self.number)
        ]

    def group(self, anchor: str, heading: str, names: Any) -> dict[str, Any]:
        """Return fields under a heading, with what somebody else saved in them meanwhile."""
        rows = [{"field": self[name], "theirs": self.theirs.get(name, "")} for name in names]
        return {"anchor": anchor, "heading": heading, "rows": rows}

    @property
    def theirs(self) -> dict[str, str]:
        """Return what is stored otherwise than it was typed, once the version has moved on."""
        if not self.is_bound or str(self.data.get("version", "")) == str(self.adoption.version):
            return {}
        return {
            name: self.said(name, str(value))
            for name, value in self.initial.items()
            if name not in {"version", "deeds"} and str(value or "") and str(value) != str(self.data.get(name, ""))
        }

    def said(self, name: str, value: str) -> str:
        """Return a stored value as readers know it: a place by its name."""
        return known_labels()["place"].get(value, value) if name == "place" else value


def texts_title(code: str) -> str:
    """Name the texts of a language."""
    return _("In Greek") if code == "el" else _("In English")


def number_of(data: Any, written: int) -> int:
    """Return how many local actions the form has: those that were sent, or those that are written and some more."""
    sent = str(data.get("deeds", "")) if data is not None else ""
    wanted = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 4 else written + EMPTY_DEEDS
    return min(max(wanted, 1), MOST_DEEDS)


def stored(adoption: Adoption, written: list[LocalAction]) -> dict[str, Any]:
    """Return what is stored under the names that fields have in the form."""
    texts = [f"{name}_{code}" for name in TEXTS for code, _name in settings.LANGUAGES]
    names = ("body_name", "where", "start_year", "end_year", "version", *NUMBERS, *texts)
    found = {name: getattr(adoption, name) for name in names}
    found["place"] = adoption.place.code if adoption.place else ""
    for one in adoption.results.all():
        found |= {f"{name}-{one.row_key}": getattr(one, name) for name in VALUES}
    for place, deed in enumerate(written):
        found |= {f"day-{place}": deed.day, f"text-{place}": deed.text, f"people-{place}": deed.people}
    return found


def field_of(model: Any, name: str) -> forms.Field:
    """Return the form field of a model's field; nothing is required of a draft."""
    kept = model._meta.get_field(name)
    label, help_text = capfirst(str(kept.verbose_name)), HELP.get(name, "")
    if kept.get_internal_type() in {"CharField", "TextField"}:
        is_long = kept.get_internal_type() == "TextField"
        return CleanCharField(
            label=label, required=False, multiline=is_long, max_length=kept.max_length, help_text=help_text
        )
    least, most = (1950, 2100) if name.endswith("year") else (0, LARGEST)
    widget = forms.TextInput(attrs={"inputmode": "numeric", "size": 12})
    return forms.IntegerField(
        label=label, required=False, min_value=least, max_value=most, widget=widget, help_text=help_text
    )


def place_field() -> forms.ChoiceField:
    """Return the field of the place on the map, the places below their countries."""
    label = capfirst(str(Adoption._meta.get_field("place").verbose_name))
    choices = [*CHOOSE, *places(known_labels())]
    return forms.ChoiceField(label=label, choices=choices, required=False, help_text=HELP["place"])


def preferred_language() -> str:
    """Return the language of the page, which people most likely write in."""
    return get_language() or settings.LANGUAGE_CODE
