"""Forms of the room: asking to become a member, answering requests, giving roles."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from blocks.forms import CleanCharField
from language.collation import sort_key
from language.folding import fold
from network_members import actions, names, rules
from network_members.contacts import WEB_ADDRESS
from network_members.models import MembershipRequest, Organisation, User
from network_members.roles import Role
from network_members.versions import Versioned
from network_members.words import choices as word_choices
from network_members.words import organisation_choices, titles
from vocabulary.models import Country, Place, ServiceKind, Term, Theme

NOT_CHOSEN = ("", _("Choose"))


def name_field(label: Any, autocomplete: str) -> CleanCharField:
    """Return the field of a first or last name."""
    return CleanCharField(
        label=label,
        max_length=80,
        validators=[names.refuse_mixed_scripts, names.refuse_reserved],
        widget=forms.TextInput(attrs={"autocomplete": autocomplete}),
    )


def language_field() -> forms.ChoiceField:
    """Return the field of the language that mails come in."""
    return forms.ChoiceField(
        label=_("Language"),
        choices=tuple(settings.LANGUAGE_NAMES.items()),
        initial=get_language,
        help_text=_("Your mails come in this language."),
    )


class MembershipRequestForm(forms.Form):
    """What a person tells us when asking to become a member."""

    first_name = name_field(_("First name"), "given-name")
    last_name = name_field(_("Last name"), "family-name")
    language = language_field()
    country = forms.ChoiceField(label=_("Country"))
    organisation = forms.ChoiceField(
        label=_("Organisation you work for"), required=False, help_text=_("Choose it if it is in the list.")
    )
    organisation_name = CleanCharField(
        label=_("Another organisation"),
        max_length=160,
        required=False,
        validators=[names.refuse_mixed_scripts],
        help_text=_("Type its name if it is not in the list."),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    themes = forms.MultipleChoiceField(
        label=_("Themes you work on"), required=False, widget=forms.CheckboxSelectMultiple
    )
    motivation = CleanCharField(label=_("Why you would like to join"), max_length=1000, required=False, multiline=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or settings.LANGUAGE_CODE
        self.organisations = {one.code: one for one in Organisation.objects.filter(listed=True)}
        self.offer("country", [NOT_CHOSEN, *word_choices(Country, language)])
        self.offer("themes", word_choices(Theme, language))
        self.offer("organisation", [NOT_CHOSEN, *organisation_choices(self.organisations.values(), language)])

    def offer(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        """Fill a list of choices with what the database holds now."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        """Ask for one organisation: from the list, or by name."""
        values = super().clean() or self.cleaned_data
        chosen, typed = values.get("organisation"), values.get("organisation_name")
        if "organisation_name" in values and not chosen and not typed:
            self.add_error("organisation", _("Choose your organisation, or type its name below."))
        if chosen and typed:
            self.add_error("organisation_name", _("Choose an organisation or type a name, not both."))
        return values

    def signup(self, request: HttpRequest, user: User) -> None:
        """Keep the request with the account; allauth calls it."""
        user.language = self.cleaned_data["language"]
        user.save(update_fields=["language"])
        actions.request_membership(user, self.wish())

    def wish(self) -> actions.Wish:
        """Return what the person asks for."""
        values = self.cleaned_data
        return actions.Wish(
            country=Country.objects.anchors().get(code=values["country"]),
            organisation=self.organisations.get(values["organisation"]),
            organisation_name=values["organisation_name"],
            themes=tuple(Theme.objects.anchors().filter(code__in=values["themes"])),
            motivation=values["motivation"],
        )


class AskForm(MembershipRequestForm):
    """The same from somebody with an account, filled in as they asked before."""

    first_name = last_name = language = None  # type: ignore[assignment]  # Django's way to drop a field

    def __init__(self, *args: Any, former: MembershipRequest | None, **kwargs: Any) -> None:
        super().__init__(*args, initial=as_asked(former) if former else None, **kwargs)


def as_asked(request: MembershipRequest) -> dict[str, Any]:
    """Return a request as the form shows it."""
    return {
        "country": request.country.code,
        "organisation": request.organisation.code if request.organisation else "",
        "organisation_name": request.organisation_name,
        "themes": [theme.code for theme in request.themes.all()],
        "motivation": request.motivation,
    }


class ApproveForm(forms.Form):
    """The organisation that a new member comes into: from the directory, or a new one."""

    organisation = forms.ChoiceField(label=_("Organisation in the directory"), required=False)
    name = CleanCharField(
        label=_("Name of a new organisation"),
        max_length=160,
        required=False,
        validators=[names.refuse_mixed_scripts],
        help_text=_("Only if the directory lacks it."),
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[NOT_CHOSEN, *Organisation.Kind.choices])
    place = forms.ChoiceField(label=_("Place"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or settings.LANGUAGE_CODE
        self.organisations = {one.code: one for one in Organisation.objects.all()}
        offered = organisation_choices(self.organisations.values(), language)
        self.fields["organisation"].choices = [NOT_CHOSEN, *offered]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["place"].choices = [NOT_CHOSEN, *word_choices(Place, language)]  # type: ignore[attr-defined]  # the same

    def clean(self) -> dict[str, Any]:
        """Ask for an organisation, or for all that a new one needs."""
        values = super().clean() or self.cleaned_data
        if values.get("organisation"):
            return values
        for name in ("name", "kind", "place"):
            if name in values and not values[name]:
                self.add_error(name, _("Choose an organisation above, or fill this in for a new one."))
        if self.known(values.get("name", "")):
            self.add_error("name", _("The directory has this organisation already. Choose it above."))
        return values

    def known(self, name: str) -> bool:
        """Say whether an organisation of this name exists, in whatever spelling."""
        return bool(name) and fold(name) in {
            fold(own) for one in self.organisations.values() for own in (one.name_el, one.name_en) if own
        }

    def chosen(self) -> Organisation | actions.NewOrganisation:
        """Return the organisation, or what a new one needs."""
        values = self.cleaned_data
        if values["organisation"]:
            return self.organisations[values["organisation"]]
        place = Place.objects.anchors().get(code=values["place"])
        return actions.NewOrganisation(name=values["name"], kind=values["kind"], place=place)


class OrganisationForm(WagtailAdminModelForm):
    """An organisation as editors keep it; its address is made of its name and stays."""

    place = forms.ModelChoiceField(Place.objects.all(), label=_("Place"))
    services = forms.ModelMultipleChoiceField(
        ServiceKind.objects.all(), label=_("Kinds of service"), required=False, widget=forms.CheckboxSelectMultiple
    )
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https", validators=[WEB_ADDRESS])
    contact_page = forms.URLField(
        label=_("Page or form for contact"),
        required=False,
        assume_scheme="https",
        validators=[WEB_ADDRESS],
        help_text=_("A page of the organisation's own site."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or settings.LANGUAGE_CODE
        offer_words(self.fields["place"], Place, language)
        offer_words(self.fields["services"], ServiceKind, language)

    def clean(self) -> dict[str, Any]:
        """Make an address for a new organisation."""
        values = super().clean() or self.cleaned_data
        if not self.instance.code:
            self.instance.code = actions.free_code(values.get("name_el") or values.get("name_en") or "")
        return values


def offer_words(field: Any, kind: type[Term], language: str) -> None:
    """Offer each word once, by the alphabet of a language; organisations point at the row of the anchor language."""
    field.queryset = kind.objects.anchors()
    named = titles(kind, language)
    words = [(word.pk, named.get(word.code, word.title)) for word in field.queryset]
    words.sort(key=lambda word: sort_key(word[1]))
    field.choices = words if isinstance(field, forms.ModelMultipleChoiceField) else [NOT_CHOSEN, *words]


class RefuseForm(forms.Form):
    """Why a request is refused; the applicant reads it."""

    reason = CleanCharField(
        label=_("Reason"),
        max_length=1000,
        multiline=True,
        help_text=_("The applicant gets these words by mail. Write in their language."),
    )


class AssignForm(Versioned):
    """A person's organisation, and the roles that the one who asks may give."""

    organisation = forms.ChoiceField(label=_("Organisation"), required=False)
    roles = forms.MultipleChoiceField(label=_("Roles"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, giver: User, person: User, **kwargs: Any) -> None:
        body = person.organisation.code if person.organisation else ""
        held = {"organisation": body, "roles": sorted(person.role_codes)}
        super().__init__(*args, initial=held, **kwargs)
        self.organisations = {one.code: one for one in Organisation.objects.all()}
        language = get_language() or settings.LANGUAGE_CODE
        offered = organisation_choices(self.organisations.values(), language)
        self.fields["organisation"].choices = [NOT_CHOSEN, *offered]  # type: ignore[attr-defined]  # a ChoiceField
        givable = [choice for choice in Role.choices if rules.can_give_role(giver, choice[0])]
        self.fields["roles"].choices = givable  # type: ignore[attr-defined]  # a MultipleChoiceField

    def chosen(self) -> Organisation | None:
        """Return the organisation, if one was chosen."""
        return self.organisations.get(self.cleaned_data["organisation"])
