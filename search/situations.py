"""Texts as the cluster keeps them: each thing once for every situation of audiences in which somebody may find it.

Where both languages have one audience, a thing is one document. Where they differ, it is three: for people of the one
audience alone, of the other alone, and of both. So exactly one document of a thing is found by each person who may find
the thing, and counts are exact without a look at who asks.
"""

from collections.abc import Iterator, Mapping, Sequence

from search.engines.shapes import Document, Removal
from search.kinds import LANGUAGES
from search.models import Text
from search.shelf import MICROSECONDS, UNDATED


def documents(texts: Sequence[Text], lexemes: Mapping[int, set[str]], *, is_new: bool) -> Iterator[Document | Removal]:
    """Yield what becomes of the texts of a thing, all that it ever had; where it is new, nothing is to be removed."""
    situations = {key: some for key, some in situations_of(texts).items() if some}
    for key, some in situations.items():
        yield document(key, some, texts, lexemes)
    if not is_new:
        version = version_of(texts)
        yield from (Removal(key, version) for key in keys(texts[0].pk & ~1) if key not in situations)


def keys(thing: int) -> list[str]:
    """Return the keys that documents of a thing may have."""
    return [str(thing), *(f"{thing}/{language}" for language in LANGUAGES)]


def situations_of(texts: Sequence[Text]) -> dict[str, list[Text]]:
    """Return the texts that are found together, by the key of their document."""
    standing = [text for text in texts if text.audience]
    together = {str(texts[0].pk & ~1): standing}
    if len({text.audience for text in standing}) < 2:
        return together
    return together | {f"{text.pk & ~1}/{text.language}": [text] for text in standing}


def document(key: str, some: list[Text], texts: Sequence[Text], lexemes: Mapping[int, set[str]]) -> Document:
    """Return the document of texts that are found together."""
    needs = frozenset(text.audience for text in some)
    return Document(
        key=key,
        version=version_of(texts),
        thing=texts[0].pk & ~1,
        lexemes={text.language: sorted(lexemes.get(text.pk, ())) for text in some},
        needs=needs,
        lacks="".join({text.audience for text in texts} - needs) if "/" in key else "",
        facets=frozenset().union(*(facets(text) for text in some)),
        age=age(texts),
    )


def version_of(texts: Sequence[Text]) -> int:
    """Return the version of all documents of a thing."""
    return max(text.sequence for text in texts)


def facets(text: Text) -> set[str]:
    """Return the codes of filters that a text carries."""
    year = {f"year:{text.date.year}"} if text.date else set()
    return {f"kind:{text.kind}", f"language:{text.language}", *year, *text.facets.split()}


def age(texts: Sequence[Text]) -> int:
    """Return what is greater for newer things, as the shelf has it: the later date, whoever may find the text of it."""
    dates = [int(text.date.timestamp() * MICROSECONDS) if text.date else UNDATED for text in texts]
    return max(*dates, *[UNDATED] * (len(LANGUAGES) - len(texts)))
