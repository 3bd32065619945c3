"""Themes and countries as things to follow, and all that a practice belongs to."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from following.bodies import BODY, PERSON, key_of
from following.subjects import Kind, Title, thing
from good_practices.facets import Selection
from good_practices.models import GoodPracticePage
from good_practices.pointed import library_url
from network_members.models import User
from network_members.profiles import Audience
from vocabulary.models import Country, Term, Theme

WORDS: dict[str, type[Term]] = {"theme": Theme, "country": Country}
KEY_AND_PARTNER = ("translation_key", "partners__organisation")


def theme() -> Kind:
    """Return themes as something that can be followed."""
    return of_words("theme")


def country() -> Kind:
    """Return countries as something that can be followed."""
    return of_words("country")


def of_words(code: str) -> Kind:
    """Return one kind of word as something that can be followed; everybody may see all of them."""
    model: Any = WORDS[code]

    def titles(keys: Collection[UUID], user: Any, language: str) -> dict[UUID, Title]:
        found = model.objects.filter(translation_key__in=keys).select_related("locale")
        versions = sorted(found, key=lambda word: word.locale.language_code == language)
        return {word.translation_key: Title(word.title, word.locale.language_code) for word in versions}

    def address(key: UUID, user: Any, language: str) -> str:
        word = model.objects.filter(translation_key=key).values_list("code", flat=True).first()
        library = library_url(language)
        return f"{library}?{urlencode({code: word})}" if word and library else ""

    return Kind(code, titles, address, name=model._meta.verbose_name)


def chosen_alone(selection: Selection, language: str) -> dict[str, Any]:
    """Return the theme or country that is the only thing chosen in the library; nothing when there is none."""
    chosen = [(name, code) for name, codes in selection.chosen.items() for code in codes]
    if len(chosen) != 1 or selection.wanted.text or chosen[0][0] not in WORDS:
        return {}
    name, code = chosen[0]
    model: Any = WORDS[name]
    word = model.objects.filter(code=code, locale__language_code=language).first()
    return {"kind": name, "key": word.translation_key, "title": word.title} if word else {}


def around(keys: Collection[UUID]) -> Iterator[tuple[UUID, str]]:
    """Yield what practices belong to: themes, country, bodies, and the people behind them who show their names."""
    found = GoodPracticePage.objects.originals().filter(translation_key__in=keys)
    for key, word in found.filter(themes__isnull=False).values_list("translation_key", "themes__translation_key"):
        yield key, thing("theme", word)
    for key, body in found.filter(partners__organisation__isnull=False).values_list(*KEY_AND_PARTNER):
        yield key, thing(BODY, key_of(body))
    practices = list(found.select_related("place__country"))
    people = authors(practices)
    for practice in practices:
        yield from ((practice.translation_key, name) for name in named_by(practice, people))


def named_by(practice: GoodPracticePage, people: dict[int, UUID]) -> Iterator[str]:
    """Yield country, leading body and people of a practice."""
    if practice.place:
        yield thing("country", practice.place.country.translation_key)
    if practice.lead_organisation_id:
        yield thing(BODY, key_of(practice.lead_organisation_id))
    for number in {practice.owner_id, practice.contact_id}:
        if number in people:
            yield thing(PERSON, people[number])


def authors(practices: Sequence[GoodPracticePage]) -> dict[int, UUID]:
    """Return who wrote practices and who answers for them, if members may know their names, by their numbers."""
    known = User.objects.members().filter(name_shown_to__in=(Audience.PUBLIC, Audience.MEMBERS))
    numbers = {number for one in practices for number in (one.owner_id, one.contact_id) if number}
    return dict(known.filter(pk__in=numbers).values_list("pk", "public_id"))
