"""Factories of the controlled words."""

from typing import TypeVar

from wagtail.models import Locale

from vocabulary.models import Country, Place, Term, Theme

T = TypeVar("T", bound=Term)


def make_term(kind: type[T], code: str, titles: tuple[str, str], **fields: object) -> T:
    """Return the anchor row of a word; `titles` are (Greek, English)."""
    anchor = kind(code=code, title=titles[0], locale=Locale.objects.get(language_code="el"), **fields)
    anchor.save()
    kind(
        code=code,
        title=titles[1],
        locale=Locale.objects.get(language_code="en"),
        translation_key=anchor.translation_key,
        **fields,
    ).save()
    return anchor


def make_theme(code: str = "inclusion", titles: tuple[str, str] = ("Κοινωνική ένταξη", "Social inclusion")) -> Theme:
    """Return a theme."""
    return make_term(Theme, code, titles, dye="olive")


def make_place(code: str = "athens", titles: tuple[str, str] = ("Αθήνα", "Athens")) -> Place:
    """Return a place in Greece."""
    country = Country.objects.anchors().filter(code="gr").first() or make_term(Country, "gr", ("Ελλάδα", "Greece"))
    return make_term(Place, code, titles, country=country, latitude="37.98381", longitude="23.72754")


def some_place() -> Place:
    """Return any place, made if there is none."""
    return Place.objects.anchors().first() or make_place()
