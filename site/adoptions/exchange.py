"""Adoptions as rows of a table of their own, for files that everybody may use; nobody brings them in."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy

from adoptions.models import NUMBERS, TEXTS, Adoption
from good_practices.exchange.exporting import shown_body
from good_practices.models import GoodPracticePage
from network_members.models import Organisation
from tables.kinds import Column, Kind, Table
from tables.rows import Cell

STEP = 100
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
ADDRESSES = tuple(f"address_{code}" for code in LANGUAGES)
WORDS = tuple(f"{name}_{code}" for name in TEXTS for code in LANGUAGES)
NAMES = (
    *("external_id", "practice", "practice_source", *ADDRESSES, "source_language"),
    *("organisation", "kind", "where", "place", "country", "start_year", "end_year"),
    *(*WORDS, *NUMBERS, "results", "local_actions", "published_on", "changed_on"),
)
CODES = {"source_language": LANGUAGES, "kind": tuple(Organisation.Kind.values)}
SENTENCES: dict[str, Any] = {
    "external_id": gettext_lazy("The number of the adoption on this site; it stays."),
    "practice": gettext_lazy("The practice that was adopted: its external_id in the table of practices."),
    "practice_source": gettext_lazy("Where that practice comes from: its source in the table of practices."),
    "address_el": gettext_lazy("Where it stands on this site in Greek."),
    "address_en": gettext_lazy("Where it stands on this site in English."),
    "source_language": gettext_lazy("The language it was written in: el or en."),
    "organisation": gettext_lazy("Who took it over: code of an organisation in the directory, or else a name."),
    "kind": gettext_lazy("What kind of organisation took it over."),
    "where": gettext_lazy("Where it was taken over, in the words of who did, in the language it was written in."),
    "place": gettext_lazy("The place of the list that the map shows it at, as a code."),
    "country": gettext_lazy("The country of that place, as a code."),
    "end_year": gettext_lazy("Until which year; empty while it goes on."),
    "results": gettext_lazy(
        "What came of the indicators of the practice: indicator, unit, before, target and result, with semicolons "
        "between them; several have a vertical bar between them."
    ),
    "local_actions": gettext_lazy(
        "What was done on which day: day as 2026-03-31, text and number of people, with semicolons between them; "
        "several have a vertical bar between them."
    ),
    "published_on": gettext_lazy("The day when it became public, as 2026-03-31."),
    "changed_on": gettext_lazy("The day when it was last changed, as 2026-03-31."),
}
IN = {"el": gettext_lazy("%(field)s, in Greek"), "en": gettext_lazy("%(field)s, in English")}


def kind() -> Kind:
    """Return adoptions as a kind of thing that files hold."""
    return Kind(
        name="adoptions",
        title=gettext_lazy("Adoptions"),
        columns=lambda: [Column(name, says(name), CODES.get(name, ())) for name in NAMES],
        everything=lambda: taken_out(Adoption.objects.all(), (*NAMES, "state")),
        public=lambda: taken_out(for_all(), NAMES),
        number=lambda: for_all().count(),
    )


def for_all() -> Any:
    """Return the adoptions that everybody may read."""
    return Adoption.objects.visible_to(AnonymousUser())


def says(name: str) -> Any:
    """Return what a column holds: a sentence of its own, or the label of its field with the language."""
    if name in SENTENCES:
        return SENTENCES[name]
    return lazy(labelled, str)(name)


def labelled(name: str) -> str:
    """Return the label of a field as forms have it, with the language that a column of texts is in."""
    field: Any = Adoption._meta.get_field(name)
    label = str(capfirst(field.verbose_name))
    return str(IN[name[-2:]]) % {"field": label} if name in WORDS else label


def taken_out(adoptions: Any, names: tuple[str, ...]) -> Table:
    """Return adoptions as rows with some of the columns, those that are not empty."""
    rows = ({name: row[name] for name in names if row[name]} for row in rows_of(adoptions))
    return Table(list(names), rows)


def rows_of(adoptions: Any) -> Iterator[dict[str, Cell]]:
    """Yield adoptions as rows; a fixed number of queries for each hundred."""
    keys = list(adoptions.order_by("pk").values_list("pk", flat=True))
    for first in range(0, len(keys), STEP):
        found = Adoption.objects.filter(pk__in=keys[first : first + STEP]).order_by("pk")
        some = list(found.select_related("organisation", "place__country").prefetch_related("results", "local_actions"))
        practices = practices_of({one.practice_key for one in some})
        yield from (as_row(one, practices.get(one.practice_key, {})) for one in some)


def practices_of(keys: set[UUID]) -> dict[UUID, dict[str, Any]]:
    """Return the public pages of practices by their key and language."""
    found: dict[UUID, dict[str, Any]] = {}
    pages = GoodPracticePage.objects.visible_to(AnonymousUser()).filter(translation_key__in=keys)
    for page in pages.select_related("locale"):
        found.setdefault(page.translation_key, {})[page.locale.language_code] = page
    return found


def as_row(adoption: Adoption, pages: dict[str, Any]) -> dict[str, Cell]:
    """Return an adoption by its columns; who wrote it is not part of it."""
    original = next((page for code, page in pages.items() if code == page.source_language), None)
    body = adoption.organisation
    return {
        "external_id": str(adoption.key),
        "practice": (original and original.external_id) or str(adoption.practice_key),
        "practice_source": original.external_source if original else "",
        **{f"address_{code}": address_of(pages.get(code)) for code in LANGUAGES},
        "source_language": adoption.language,
        "organisation": shown_body(body) or adoption.body_name,
        "kind": body.kind if body and body.listed else "",
        **where_and_when(adoption),
        **{name: getattr(adoption, name) for name in WORDS},
        **{name: plain(getattr(adoption, name)) for name in NUMBERS},
        "results": [line(one.indicator, one.unit, *values_of(one)) for one in adoption.results.all()],
        "local_actions": [line(one.day, one.text, one.people) for one in adoption.local_actions.all()],
        "published_on": day(adoption.published_at),
        "changed_on": day(adoption.changed_at),
        "state": adoption.state,
    }


def address_of(page: Any) -> str:
    """Return where the page of a practice tells of its adoptions."""
    return f"{page.full_url}#adoptions" if page else ""


def where_and_when(adoption: Adoption) -> dict[str, Cell]:
    """Return the cells of place and time."""
    place = adoption.place
    return {
        "where": adoption.where,
        "place": place.code if place else "",
        "country": place.country.code if place else "",
        "start_year": plain(adoption.start_year),
        "end_year": plain(adoption.end_year),
    }


def values_of(result: Any) -> tuple[str, str, str]:
    """Return what came of an indicator."""
    return result.baseline, result.target, result.actual


def line(*parts: Any) -> str:
    """Return the parts of a row of its own as one text."""
    return "; ".join(map(plain, parts))


def plain(value: Any) -> str:
    """Return a number or a text as text."""
    return "" if value is None else str(value)


def day(moment: Any) -> str:
    """Return the day of a moment in the network's zone."""
    return timezone.localtime(moment).date().isoformat() if moment else ""
