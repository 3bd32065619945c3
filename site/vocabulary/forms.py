"""How editors write words, and how words are offered in the forms of the admin."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import ModelChoiceField
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from vocabulary.models import Country, Merged, Term

ISO_CODE = re.compile(r"[a-z]{2}", re.ASCII)


def offer_anchors(form: Any) -> None:
    """Offer each controlled word once, by its name in the editor's language: what is chosen is the anchor row."""
    for field in form.fields.values():
        offered: Any = field.queryset if isinstance(field, ModelChoiceField) else None
        if offered is not None and issubclass(offered.model, Term):
            field.queryset = offered.model.objects.anchors()
            field.label_from_instance = Names(offered.model)


class Names:
    """The titles of a kind of word in the active language, fetched when the first one is asked for."""

    def __init__(self, kind: type[Term]) -> None:
        self.kind = kind
        self.titles: dict[str, str] | None = None

    def __call__(self, word: Term) -> str:
        """Return the title of a word in the active language, or the one it has."""
        if self.titles is None:
            words = self.kind.objects.in_language((get_language() or "")[:2])
            self.titles = dict(words.values_list("code", "title"))
        return self.titles.get(word.code, word.title)


class WordForm(WagtailAdminModelForm):
    """A word in the admin; its code is chosen once, because it stays in addresses."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_anchors(self)
        if self.instance.pk:
            self.fields["code"].disabled = True
            self.fields["code"].help_text = _("The code stays as it is: addresses and links hold it.")

    def clean_code(self) -> str:
        """Return a code in small letters that no other word of this kind has, in any language."""
        code = str(self.cleaned_data["code"])
        if self.instance.pk:
            return code
        code = code.lower()
        taken = type(self.instance).objects.filter(code=code).first()
        if taken:
            raise ValidationError(_("“%(word)s” has this code already.") % {"word": taken})
        if Merged.objects.filter(kind=self.instance._meta.model_name, code=code).exists():
            raise ValidationError(_("This code belonged to a word that was merged: old addresses hold it."))
        if isinstance(self.instance, Country) and not ISO_CODE.fullmatch(code):
            raise ValidationError(_("Write the two letters of ISO 3166-1, such as gr."))
        return code
