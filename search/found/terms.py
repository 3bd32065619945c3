"""How terms of the glossary are found, by all their forms."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from search.kinds import LANGUAGES, Document, Kind, Source
from translation.models import GlossaryTerm


def kind() -> Kind:
    """Return terms as something that can be found."""
    return Kind(
        "term",
        _("Glossary"),
        (Source(GlossaryTerm._meta.db_table, "id"),),
        documents,
        lambda: GlossaryTerm.objects.order_by("pk").values_list("pk", flat=True),
        visible,
    )


def visible(user: Any, numbers: Collection[int]) -> Iterable[int]:
    """Return which terms a person may see."""
    return GlossaryTerm.objects.visible_to(user).filter(pk__in=numbers).values_list("pk", flat=True)


def documents(numbers: Collection[int]) -> Iterator[Document]:
    """Yield what terms say, in both languages."""
    for term in GlossaryTerm.objects.filter(pk__in=numbers):
        for language in LANGUAGES:
            yield document(term, language)


def document(term: GlossaryTerm, language: str) -> Document:
    """Return what a term says in a language."""
    with override(language):
        address = f"{reverse('statements:glossary')}#{term.code}"
    word, *forms = term.forms(language)
    return Document(
        key=str(term.pk),
        number=term.pk,
        language=language,
        title=word,
        address=address,
        summary=getattr(term, f"explanation_{language}"),
        keywords=", ".join(forms),
    )
