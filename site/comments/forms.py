"""What members type into a talk."""

from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from blocks.forms import CleanCharField
from caching.memory import values
from comments import limits
from comments.actions import Words
from network_members.words import titles
from vocabulary.models import Axis

NO_AXIS = ("", _("None in particular"))


def axes() -> dict[str, str]:
    """Return code → title of the horizontal axes in the language of the page, remembered until a word changes."""
    language = get_language() or settings.LANGUAGE_CODE
    return values.remember(("axes of comments", language), lambda: titles(Axis, language), "vocabulary")


class CommentForm(forms.Form):
    """A comment; its token lets it be stored once, its version tells whether it was changed meanwhile."""

    text = CleanCharField(
        label=_("Your comment"),
        max_length=settings.COMMENT_MAX_LENGTH,
        multiline=True,
        help_text=_("*Italics*, **bold**, lists with - and quotations with > are understood."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    language = forms.ChoiceField(
        label=_("Language of the comment"), choices=tuple(settings.LANGUAGE_NAMES.items()), initial=get_language
    )
    axis = forms.ChoiceField(label=_("Horizontal axis"), required=False, help_text=_("What the comment is about."))
    token = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["axis"].choices = [NO_AXIS, *axes().items()]  # type: ignore[attr-defined]  # a ChoiceField

        self.mark_language()

    def mark_language(self) -> None:
        """Say which language the text is written in, where that is not the one of the page."""
        language = self["language"].value()
        if language in settings.LANGUAGE_NAMES and language != get_language():
            self.fields["text"].widget.attrs["lang"] = language

    def clean_text(self) -> str:
        """Refuse many links of somebody who is new."""
        text: str = self.cleaned_data["text"]
        if limits.has_too_many_links(self.person, text):
            raise ValidationError(limits.LINKS)
        return text

    def words(self) -> Words:
        """Return what was typed, as the actions take it."""
        typed = self.cleaned_data
        axis = Axis.objects.anchors().filter(code=typed["axis"]).first() if typed["axis"] else None
        return Words(typed["text"], typed["language"], axis, typed["token"] or uuid4())


class UseForm(forms.Form):
    """Where a page was used."""

    where = CleanCharField(
        label=_("Where did you use it?"),
        max_length=160,
        required=False,
        help_text=_("A place or an organisation. Everybody can read it; leave it empty if you prefer."),
    )
