"""The form fields of the parts beyond the snapshot: each made from the model's own field, with a hint."""

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator, MaxValueValidator
from django.db.models import URLField
from django.utils import dates
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blocks.forms import CleanCharField, Number, field_of
from good_practices.completeness import MOST_WORDS
from good_practices.forms import CHOOSE, known_labels
from good_practices.parts import WORDS
from language.words import WORD

HELP: dict[str, Any] = {
    "challenge": gettext_lazy("Up to 200 words: what was the need, and for whom?"),
    "axes": gettext_lazy("Which of them the practice teaches something about."),
    "goals": gettext_lazy("Only those it clearly contributes to; two or three are usually enough."),
    "text": gettext_lazy("One aim in a sentence; best with a number that can be checked."),
    "what": gettext_lazy("The steps, so that somebody else could do the same."),
    "enabling": gettext_lazy("People, rules, rooms, habits: without what would it not have worked?"),
    "lesson": gettext_lazy("What you would tell a colleague who begins tomorrow."),
    "people_reached": gettext_lazy("Empty if nobody counted; an estimate is worth writing too."),
    "cost": gettext_lazy("All of it, in euros, as a number; with cents if you know them."),
    "resources": gettext_lazy("Up to 100 words: staff, volunteers, rooms, what was lent."),
    "funding_source": gettext_lazy("Whose money it was, if the list does not name it."),
    "funding_from": gettext_lazy("The first year that the money was for."),
    "funding_until": gettext_lazy("The last one; empty while it comes."),
    "url": gettext_lazy("As https://example.org/page. Nobody asks there before a reader follows it."),
    "objective": gettext_lazy("Which of the objectives it belongs to."),
    "indicator": gettext_lazy("What was counted or asked."),
    "unit": gettext_lazy("Persons, per cent, hours…"),
    "baseline": gettext_lazy("Before you began."),
    "evaluation_text": gettext_lazy("How, when and by whom; only if it was evaluated."),
    "users_opinion": gettext_lazy("Up to 100 words: what the people say it was made for, and how they were asked."),
    "difficulties": gettext_lazy("Up to 150 words: what went wrong, what one should do and leave alone."),
    "transfer": gettext_lazy("Up to 200 words: what is needed, what may change, where it is done already."),
    "equality": gettext_lazy("Up to 80 words: how everybody could take part."),
    "name": gettext_lazy("A short name for it."),
    "start_month": gettext_lazy("Of the first year, which stands in “In short”."),
    "end_month": gettext_lazy("Of the last year; empty while it runs."),
}
MONTHS = frozenset({"start_month", "end_month"})
MOST = 1_000_000_000
"""The largest number of people or euros that is taken."""
NUMERIC = {"inputmode": "numeric", "size": 12}


def counted(name: str) -> dict[str, Any]:
    """Return how the words of a text are counted; nothing where nobody counts."""
    return {"least": 0, "most": MOST_WORDS[name], "pattern": WORD} if name in MOST_WORDS else {}


def field_for(model: Any, name: str, language: str) -> forms.Field:
    """Return the form field of a model's field."""
    stored = model._meta.get_field(name)
    label = capfirst(str(stored.verbose_name))
    if name in WORDS:
        return words_field(name, label)
    if name in MONTHS:
        return month_field(name, label)
    if name == "funding_programme":
        known = known_labels()["fundingprogramme"].items()
        return forms.ChoiceField(label=label, required=False, choices=[*CHOOSE, *known])
    if stored.choices:
        choices, hint = stored.choices, str(stored.help_text)
        return forms.ChoiceField(label=label, required=False, choices=choices, widget=forms.RadioSelect, help_text=hint)
    if isinstance(stored, URLField):
        return address_field(stored, label)
    if stored.get_internal_type() in {"CharField", "TextField"}:
        return text_field(stored, label, language)
    plain: Any = field_of(stored)
    plain.label, plain.required, plain.help_text = label, False, HELP.get(name, "")
    if not isinstance(plain, Number):
        plain.widget = forms.TextInput(attrs=NUMERIC)
    plain.validators.append(MaxValueValidator(MOST))
    return plain


def month_field(name: str, label: str) -> forms.Field:
    """Return the field of a month, by its name."""
    months = [(number, capfirst(str(month))) for number, month in dates.MONTHS.items()]
    choices = [("", _("Not known")), *months]
    return forms.TypedChoiceField(
        label=label, required=False, choices=choices, coerce=int, empty_value=None, help_text=HELP[name]
    )


def address_field(stored: Any, label: str) -> forms.Field:
    """Return the field of an address elsewhere; whoever leaves its beginning out means the safe one."""
    widget = forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"})
    made: forms.Field = field_of(stored, widget=widget)
    made.label, made.required, made.help_text = label, False, HELP["url"]
    return made


def text_field(stored: Any, label: str, language: str) -> forms.Field:
    """Return the field of the author's own words."""
    is_long = stored.get_internal_type() == "TextField"
    limits: dict[str, Any] = (
        {"validators": [MaxLengthValidator(stored.max_length)]}
        if stored.name in MOST_WORDS
        else {"max_length": stored.max_length}
    )
    made = CleanCharField(label=label, required=False, multiline=is_long, help_text=HELP.get(stored.name, ""), **limits)
    made.widget.attrs["lang"] = language
    return made


def words_field(name: str, label: str) -> forms.Field:
    """Return the field of controlled words, in the editors' order."""
    known = known_labels()[str(WORDS[name]._meta.model_name)]
    return forms.MultipleChoiceField(
        label=label,
        required=False,
        choices=list(known.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text=HELP.get(name, ""),
    )
