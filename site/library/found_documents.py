"""How the documents of the list are found: by their words in both languages, and by the text of their files.

Words are for everybody; a text is for those whom the collection of its file lets in.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import datetime, time
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection as Folder
from wagtail.models import CollectionViewRestriction

from library.models import DocumentIndexPage, DocumentText, NetworkDocument, Publication
from library.models.texts import text_kept_of
from search.kinds import EVERYBODY, INSIDE, LANGUAGES, Document, Kind, Source
from search.rules import folder, others, who_passes


def publications() -> Kind:
    """Return documents of the list as something that can be found."""
    return Kind(
        "document",
        _("Documents"),
        (
            Source(Publication._meta.db_table, "id"),
            Source(NetworkDocument._meta.db_table, "id", of_files, ("file", "collection_id", "language")),
            Source(DocumentText._meta.db_table, "document_id", of_files),
            Source(Folder._meta.db_table, "id", in_folders, ("path",)),
            Source(CollectionViewRestriction._meta.db_table, "collection_id", in_folders),
        ),
        papers,
        lambda: Publication.objects.filter(listed=True).order_by("pk").values_list("pk", flat=True),
        visible,
        piece=50,
    )


def of_files(numbers: Collection[int]) -> Iterable[int]:
    """Return the documents of the list that hold some files."""
    return Publication.objects.filter(document__in=numbers).values_list("pk", flat=True)


def in_folders(numbers: Collection[int]) -> Iterable[int]:
    """Return the documents of the list whose files lie in some collections, or below them."""
    below = Q(pk__in=[])
    for path in Folder.objects.filter(pk__in=numbers).values_list("path", flat=True):
        below |= Q(document__collection__path__startswith=path)
    return Publication.objects.filter(below).values_list("pk", flat=True)


def visible(user: Any, numbers: Collection[int]) -> Iterable[int]:
    """Return which documents of the list a person may see."""
    return Publication.objects.visible_to(user).filter(pk__in=numbers).values_list("pk", flat=True)


def papers(numbers: Collection[int]) -> Iterator[Document]:
    """Yield what listed documents say, in both languages."""
    addresses = {language: list_in(language) for language in LANGUAGES}
    listed = Publication.objects.filter(pk__in=numbers, listed=True)
    found = list(listed.select_related("document__text", "document__collection"))
    readers = who_may_open([one.document for one in found if one.document])
    for one in found:
        for language in LANGUAGES:
            yield from sides(one, language, addresses[language], readers.get(one.document_id or 0, ""))


def who_may_open(files: Iterable[NetworkDocument]) -> dict[int, str]:
    """Return the audience that the collection of each file lets in, by number; "" where no audience stands for it."""
    closed = list(CollectionViewRestriction.objects.values_list("collection__path", "restriction_type", "pk"))
    above = {file.pk: {(kind, number) for path, kind, number in closed if lies_in(file, path)} for file in files}
    return {number: who_passes(restrictions, folder) for number, restrictions in above.items()}


def lies_in(file: NetworkDocument, path: str) -> bool:
    """Say whether a file lies in a collection or below it."""
    return str(file.collection.path).startswith(path)


def sides(one: Publication, language: str, address: str, readers: str) -> Iterator[Document]:
    """Yield what a listed document says to those who may open its file, and to all others its title alone.

    Each person meets one of the two, so counts are right.
    """
    text = text_kept_of(one.document) if readers else None
    told = paper(one, language, address, text)
    if text is None or not text.text or readers == EVERYBODY:
        yield told
        return
    yield replace(paper(one, language, address, None), audience=others(readers))
    yield replace(told, key=f"{one.pk}{INSIDE}", audience=readers)


def paper(one: Publication, language: str, address: str, text: DocumentText | None) -> Document:
    """Return what a document of the list says in a language; its text stands in the language it is written in."""
    words = one.words_in(language)
    return Document(
        key=str(one.pk),
        number=one.pk,
        language=language,
        title=words["title"],
        address=one.address or (one.document.url if one.document else address),
        summary=words["text"],
        keywords=" · ".join(filter(None, (words["source"], str(one.date.year)))),
        body=text.text if text and language == written_in(one, text) else "",
        date=timezone.make_aware(datetime.combine(one.date, time(12))),
    )


def written_in(one: Publication, text: DocumentText) -> str:
    """Return the language of a text: that of its file, else that of its letters, else that of the list."""
    said: str = one.document.language if one.document else ""
    return said or text.language or one.language


def list_in(language: str) -> str:
    """Return the address of the list of documents in a language."""
    page = DocumentIndexPage.objects.live().filter(locale__language_code=language).first()
    return (page.get_url() or "") if page else ""
