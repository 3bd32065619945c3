"""The form of one's own profile: what it says, and beside each part who sees it."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from blocks.forms import CleanCharField
from language.collation import sort_key
from network_members import photos
from network_members.forms import language_field, name_field
from network_members.models import User
from network_members.profiles import Audience, Part
from network_members.tongues import TONGUES
from network_members.versions import Versioned
from network_members.words import choices
from vocabulary.models import Theme

FIELDS_OF: dict[Part, tuple[str, ...]] = {
    Part.NAME: ("first_name", "last_name"),
    Part.PHOTO: ("photo", "photo_alt", "without_photo"),
    Part.POSITION: ("position",),
    Part.ORGANISATION: (),
    Part.TONGUES: ("spoken",),
    Part.THEMES: ("themes_chosen",),
    Part.BIO: ("bio_el", "bio_en"),
}


class PhotoField(forms.FileField):
    """A photo, made anew from its pixels."""

    def clean(self, value: Any, initial: Any = None) -> Any:
        """Return what is stored, or nothing when nothing was chosen."""
        upload = super().clean(value, None)
        return photos.clean(upload) if upload else None


def bio_field(label: Any, language: str) -> CleanCharField:
    """Return the field of a biography in one language."""
    widget = forms.Textarea(attrs={"lang": language})
    return CleanCharField(label=label, max_length=800, required=False, multiline=True, widget=widget)


def audience_field(part: Part) -> forms.ChoiceField:
    """Return the field of who sees a part."""
    labels = {
        Part.NAME: gettext_lazy("Who sees your name"),
        Part.PHOTO: gettext_lazy("Who sees the photo"),
        Part.POSITION: gettext_lazy("Who sees the position"),
        Part.ORGANISATION: gettext_lazy("Who sees that you work there"),
        Part.TONGUES: gettext_lazy("Who sees these languages"),
        Part.THEMES: gettext_lazy("Who sees these themes"),
        Part.BIO: gettext_lazy("Who sees the biography"),
    }
    return forms.TypedChoiceField(
        label=labels[part], choices=Audience.choices, required=False, empty_value=Audience.NOBODY.value
    )


class ProfileForm(Versioned, forms.ModelForm[User]):
    """One's own profile; the organisation is the administrators' to give."""

    first_name = name_field(gettext_lazy("First name"), "given-name")
    last_name = name_field(gettext_lazy("Last name"), "family-name")
    photo = PhotoField(label=gettext_lazy("Choose a picture"), required=False, widget=forms.FileInput)
    photo_alt = CleanCharField(
        label=gettext_lazy("What the photo shows"),
        max_length=250,
        required=False,
        help_text=gettext_lazy("For those who do not see it. Empty means: a photo of you."),
    )
    without_photo = forms.BooleanField(label=gettext_lazy("Take the photo away"), required=False)
    position = CleanCharField(
        label=gettext_lazy("Position"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    language = language_field()
    spoken = forms.MultipleChoiceField(
        label=gettext_lazy("Languages you speak"),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "columns"}),
    )
    themes_chosen = forms.MultipleChoiceField(
        label=gettext_lazy("Themes you work on"),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "columns"}),
    )
    bio_el = bio_field(gettext_lazy("Short biography in Greek"), "el")
    bio_en = bio_field(gettext_lazy("Short biography in English"), "en")

    class Meta:
        model = User
        fields = (
            *("first_name", "last_name", "photo_alt", "position", "language", "bio_el", "bio_en"),
            *(f"{part}_shown_to" for part in Part),
        )

    def __init__(self, *args: Any, instance: User, **kwargs: Any) -> None:
        held = {
            "spoken": sorted(instance.tongues.values_list("code", flat=True)),
            "themes_chosen": sorted(instance.themes.values_list("code", flat=True)),
        }
        super().__init__(*args, instance=instance, initial=held, **kwargs)
        for part in Part:
            self.fields[f"{part}_shown_to"] = audience_field(part)
        spoken = sorted(((code, str(name)) for code, name in TONGUES), key=lambda choice: sort_key(choice[1]))
        self.fields["spoken"].choices = spoken  # type: ignore[attr-defined]  # a ChoiceField
        themes = choices(Theme, get_language() or settings.LANGUAGE_CODE)
        self.fields["themes_chosen"].choices = themes  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["photo"].help_text = _("A picture of at most %(limit)s. Its middle is shown, as a square.") % {
            "limit": filesizeformat(settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)
        }
        if not instance.photo:
            del self.fields["without_photo"]

    @property
    def parts(self) -> Iterator[dict[str, Any]]:
        """Yield each part of the profile: its fields, and who sees them."""
        for part, names in FIELDS_OF.items():
            fields = [self[name] for name in names if name in self.fields]
            yield {"part": part, "title": part.label, "fields": fields, "audience": self[f"{part}_shown_to"]}

    def save(self, commit: bool = True) -> User:
        """Store the profile; the file of a former photo goes once that is certain."""
        person = self.instance
        values = self.cleaned_data
        if values["photo"] or values.get("without_photo"):
            photos.change(person, values["photo"])
        super().save(commit)
        person.themes.set(Theme.objects.anchors().filter(code__in=values["themes_chosen"]))
        keep_tongues(person, values["spoken"])
        return person


def keep_tongues(person: User, codes: list[str]) -> None:
    """Let a person speak exactly these languages."""
    person.tongues.exclude(code__in=codes).delete()
    known = set(person.tongues.values_list("code", flat=True))
    person.tongues.bulk_create(person.tongues.model(person=person, code=code) for code in codes if code not in known)
