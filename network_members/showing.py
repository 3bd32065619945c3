"""A person as one reader sees them: only the parts that `rules.can_see` gives."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from language.collation import sort_key
from language.detect import language_of
from network_members import rules
from network_members.models import Organisation, User
from network_members.profiles import Part
from network_members.space import language, names_of_roles
from network_members.tongues import NAMES
from network_members.words import titles
from vocabulary.models import Country, Theme

CODES = tuple[str, ...]


@dataclass(frozen=True)
class Words:
    """The words of codes, asked of the database once for a page."""

    themes: dict[str, str]
    countries: dict[str, str]

    @classmethod
    def read(cls) -> "Words":
        """Return them in the language of the page."""
        return cls(titles(Theme, language()), titles(Country, language()))


@dataclass(frozen=True)
class Shown:
    """What a page may say of a person; what the reader may not see is empty."""

    public_id: Any
    name: str
    last_name: str
    first_name: str
    url: str
    photo_url: str = ""
    photo_alt: str = ""
    position: str = ""
    organisation: Organisation | None = None
    country: str = ""
    tongues: CODES = ()
    themes: CODES = ()
    bios: list[tuple[str, str]] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)

    @property
    def place_in_alphabet(self) -> tuple[str, str]:
        """Return what decides where the person stands in a list."""
        return sort_key(self.last_name), sort_key(self.first_name)

    @property
    def position_language(self) -> str | None:
        """Return the language that the position is written in."""
        return language_of(self.position)

    @property
    def organisation_name(self) -> str:
        """Return the organisation's name."""
        return self.organisation.name_in(language()) if self.organisation else ""

    @property
    def organisation_language(self) -> str:
        """Return the language of that name."""
        return self.organisation.name_language(language()) if self.organisation else ""

    @property
    def organisation_url(self) -> str:
        """Return where the organisation's page is."""
        return reverse("organisations:detail", args=[self.organisation.code]) if self.organisation else ""

    @property
    def tongue_names(self) -> list[str]:
        """Return the languages spoken, by the alphabet."""
        return sorted((str(NAMES[code]) for code in self.tongues), key=sort_key)


def ready(people: Any) -> Any:
    """Bring along what `show` looks at."""
    return people.select_related("organisation__place__country").prefetch_related("tongues", "themes", "groups")


def show(person: User, reader: Any) -> Shown:
    """Return a person as the reader sees them; the name is the reader's to see already."""
    sees = {part: rules.can_see(reader, person, part) for part in Part}
    organisation = person.organisation if sees[Part.ORGANISATION] and is_listed_for(reader, person) else None
    has_photo = bool(sees[Part.PHOTO] and person.photo)
    return Shown(
        public_id=person.public_id,
        name=str(person),
        last_name=person.last_name,
        first_name=person.first_name,
        url=reverse("people:profile", args=[person.public_id]),
        photo_url=reverse("people:photo", args=[person.photo_name]) if has_photo else "",
        photo_alt=person.photo_alt if has_photo else "",
        position=person.position if sees[Part.POSITION] else "",
        organisation=organisation,
        country=organisation.place.country.code if organisation else "",
        tongues=tuple(one.code for one in person.tongues.all()) if sees[Part.TONGUES] else (),
        themes=tuple(one.code for one in person.themes.all()) if sees[Part.THEMES] else (),
        bios=bios(person) if sees[Part.BIO] else [],
        roles=names_of_roles(person) if getattr(reader, "is_approved", False) or reader == person else [],
    )


def is_listed_for(reader: Any, person: User) -> bool:
    """Say whether the reader may know of the person's organisation."""
    organisation = person.organisation
    if organisation is None or organisation.listed:
        return organisation is not None
    own = getattr(reader, "organisation_id", None) == organisation.pk
    return own or rules.can_edit_organisations(reader)


def bios(person: User) -> list[tuple[str, str]]:
    """Return the biography in the language of the page, or in the other one, with its language."""
    texts = {"el": person.bio_el, "en": person.bio_en}
    own = [(code, text) for code, text in texts.items() if text and code == language()]
    return own or [(code, text) for code, text in texts.items() if text]


def in_order(people: Iterable[Shown]) -> list[Shown]:
    """Return people by the alphabet."""
    return sorted(people, key=lambda one: one.place_in_alphabet)


def people_of(organisation: Organisation, reader: Any) -> list[Shown]:
    """Return the people of an organisation who let the reader know that they are."""
    people = ready(User.objects.visible_to(reader).members().filter(organisation=organisation))
    return in_order(one for one in (show(person, reader) for person in people) if one.organisation)
