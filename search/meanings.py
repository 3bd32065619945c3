"""Terms that mean the same in Greek and in English: the glossary's, the controlled words and the kinds of bodies."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from django.utils.translation import override

from caching.memory import values
from language.chain import stems_in
from language.sounds import sound
from network_members.models import Organisation
from search.kinds import LANGUAGES
from search.vocabulary import Synonyms
from translation.models import GlossaryTerm
from vocabulary.models import KINDS, Term

MOST_TERMS = 5
"""Terms of the other language that one is taken for; those count that the most words of the network give it."""
CORE, TELLING = 2, 4
"""Words of the core of a term, at least, and letters of their stems: articles and prepositions have fewer."""
BETWEEN = re.compile(r"\s+(?:και|and)\s+|\s*[&/:–()]\s*")
Forms = Mapping[str, Iterable[str]]
"""Language → words and terms for one thing."""
Stems = tuple[str, ...]


def synonyms() -> Synonyms:
    """Return the terms by the stems of each of their forms, with those of the other language."""
    return values.remember(("synonyms",), read, "translation", "vocabulary")


def read() -> Synonyms:
    """Read all terms."""
    found: dict[Stems, Counter[Stems]] = defaultdict(Counter)
    for forms in things():
        for greek, english in pairs(forms):
            found[greek][english] += 1
            found[english][greek] += 1
    for short, others in cores(found).items():
        found.setdefault(short, others)
    return {term: [other for other, _times in others.most_common(MOST_TERMS)] for term, others in found.items()}


def cores(found: Mapping[Stems, Counter[Stems]]) -> dict[Stems, Counter[Stems]]:
    """Return what long terms mean by their cores: whoever writes of integration councils means those of migrants."""
    shorter: dict[Stems, Counter[Stems]] = defaultdict(Counter)
    for term, others in found.items():
        for short in filter(is_core, pieces(term)):
            shorter[short] += others
    return shorter


def pieces(term: Stems) -> Iterator[Stems]:
    """Yield the shorter terms that hold what a term is about, which Greek says first and English last."""
    is_greek = sound(term[0]) != ""
    for length in range(CORE, len(term)):
        yield term[:length] if is_greek else term[-length:]


def is_core(term: Stems) -> bool:
    """Say whether each word of a short term tells something by itself."""
    return all(len(stem) >= TELLING for stem in term)


def things() -> Iterator[Forms]:
    """Yield what each thing is called."""
    for term in GlossaryTerm.objects.order_by("code"):
        yield {language: term.forms(language) for language in LANGUAGES}
    for kind in KINDS:
        yield from controlled(kind)
    yield from bodies()


def controlled(kind: type[Term]) -> Iterator[Forms]:
    """Yield the words of one kind, each with its synonyms."""
    forms: dict[object, dict[str, list[str]]] = defaultdict(dict)
    rows = kind.objects.order_by("code").values_list("translation_key", "locale__language_code", "title", "synonyms")
    for key, language, title, others in rows:
        forms[key][language] = [title, *others.split(",")]
    yield from forms.values()


def bodies() -> Iterator[Forms]:
    """Yield what the kinds of bodies are called."""
    labels = {}
    for language in LANGUAGES:
        with override(language):
            labels[language] = [str(kind.label) for kind in Organisation.Kind]
    for greek, english in zip(*(labels[language] for language in LANGUAGES), strict=True):
        yield {"el": [greek], "en": [english]}


def pairs(forms: Forms) -> list[tuple[Stems, Stems]]:
    """Return the stems of every Greek form beside those of every English one, the first ones first.

    Titles that name two things beside each other, as «Παιδί και οικογένεια», are paired part by part as well.
    """
    greek, english = (list(forms.get(language, ())) for language in LANGUAGES)
    whole = product(map(stemmed, greek), map(stemmed, english))
    parts = zip(*(parts_of(form) for form in (*greek[:1], *english[:1])), strict=True) if greek and english else ()
    return list(dict.fromkeys((one, other) for one, other in (*whole, *parts) if one and other))


def parts_of(title: str) -> tuple[Stems, Stems]:
    """Return the stems of the two things that a title names; nothing, when it names one, or more."""
    found = distinct(title)
    return (found[0], found[1]) if len(found) == 2 else ((), ())


def stemmed(form: str) -> Stems:
    """Return the stems of a form, once when it says one word in both genders: «άνεργοι και άνεργες»."""
    found = distinct(form)
    return found[0] if len(found) == 1 else tuple(stems_in(form))


def distinct(form: str) -> list[Stems]:
    """Return the stems of what a form names beside each other, each once."""
    return list(dict.fromkeys(filter(None, (tuple(stems_in(part)) for part in BETWEEN.split(form)))))
