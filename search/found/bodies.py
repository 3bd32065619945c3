"""How organisations are found."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from network_members.models import Organisation
from search.kinds import LANGUAGES, Document, Kind, Source
from search.named import source_of_word
from vocabulary.models import Country, Place


def kind() -> Kind:
    """Return organisations as something that can be found."""
    return Kind(
        "organisation",
        _("Organisations"),
        (
            Source(Organisation._meta.db_table, "id"),
            source_of_word(Place, Organisation.objects.all(), "place"),
            source_of_word(Country, Organisation.objects.all(), "place__country"),
        ),
        documents,
        lambda: Organisation.objects.filter(listed=True).order_by("pk").values_list("pk", flat=True),
        visible,
    )


def visible(user: Any, numbers: Collection[int]) -> Iterable[int]:
    """Return which organisations a person may see."""
    return Organisation.objects.visible_to(user).filter(pk__in=numbers).values_list("pk", flat=True)


def documents(numbers: Collection[int]) -> Iterator[Document]:
    """Yield what listed organisations say, in both languages."""
    found = Organisation.objects.filter(pk__in=numbers, listed=True).select_related("place__country")
    for body in found:
        for language in LANGUAGES:
            yield document(body, language)


def document(body: Organisation, language: str) -> Document:
    """Return what an organisation says in a language; a name that lacks is taken from the other one."""
    with override(language):
        address = reverse("organisations:detail", args=[body.code])
        kind_of_body = str(body.get_kind_display())
    return Document(
        key=str(body.pk),
        number=body.pk,
        language=language,
        title=body.name_in(language),
        address=address,
        summary=getattr(body, f"description_{language}"),
        keywords=kind_of_body,
        facets=frozenset({f"country:{body.place.country.code}"}),
    )
