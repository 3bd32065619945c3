"""What made-up practices are tied to: the network's own words and bodies, or made-up ones where there are none."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from wagtail.models import Locale

from demo.scale.texts import CONTENT
from network_members.models import Organisation
from vocabulary.models import KINDS, Country, Place, Term

PREFIX = "scale-"
"""Begins the codes of made-up words and bodies."""


@dataclass(frozen=True)
class Ties:
    """The keys of words and bodies to choose from."""

    words: dict[str, list[int]]
    bodies: list[int]


def ties() -> Ties:
    """Return what there is to choose from; what the network lacks is made up first."""
    for kind in sorted(KINDS, key=lambda kind: kind is Place):
        if not kind.objects.exists():
            make_words(kind)
    if not Organisation.objects.exists():
        make_bodies()
    anchors = {name_of(kind): kind.objects.anchors().order_by("pk") for kind in KINDS}
    words = {name: list(rows.values_list("pk", flat=True)) for name, rows in anchors.items()}
    return Ties(words, list(Organisation.objects.order_by("pk").values_list("pk", flat=True)))


def name_of(kind: type[Term]) -> str:
    """Return the name of a kind of word."""
    return str(kind._meta.model_name)


def make_words(kind: type[Term]) -> None:
    """Make up the words of one kind in both languages."""
    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    languages = [code for code, _name in settings.LANGUAGES]
    for order, (code, *titles) in enumerate(CONTENT["words"][name_of(kind)]):
        twin: Any = None
        for language, title in zip(languages, titles, strict=True):
            word = kind(code=f"{PREFIX}{code}", title=title, order=order, locale=locales[language], **own(kind, order))
            word.translation_key = twin.translation_key if twin else word.translation_key
            word.save()
            twin = word


def own(kind: type[Term], order: int) -> dict[str, Any]:
    """Return what only this kind of word has."""
    if kind is not Place:
        return {}
    return {"country": Country.objects.anchors().first(), "latitude": str(36 + order), "longitude": str(21 + order)}


def make_bodies() -> None:
    """Make up some bodies."""
    place = Place.objects.anchors().order_by("pk").first()
    Organisation.objects.bulk_create(
        Organisation(code=f"{PREFIX}{number}", name_el=greek, name_en=english, kind=kind, place_id=place.pk)
        for number, (greek, english, kind) in enumerate(CONTENT["bodies"], start=1)
        if place
    )


def remove_words() -> None:
    """Remove the made-up bodies and words."""
    Organisation.objects.filter(code__startswith=PREFIX).delete()
    for kind in sorted(KINDS, key=lambda kind: kind is not Place):
        kind.objects.filter(code__startswith=PREFIX).delete()
