"""Finds the glossary's terms in texts, by any of their forms; case and accents do not matter."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings

from caching.memory import values
from language.folding import fold
from language.words import WORDS
from translation.models import GlossaryTerm

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
Words = tuple[str, ...]
"""A form, word by word, folded."""


@dataclass(frozen=True)
class Entry:
    """A term as pages and tools need it; nobody may change it."""

    code: str
    forms: dict[str, tuple[str, ...]]
    """Language → all forms, the term itself first."""
    explanations: dict[str, str]
    note: str
    avoid: bool

    def term(self, language: str) -> str:
        """Return the term in a language."""
        return self.forms[language][0]


@dataclass(frozen=True)
class Hint:
    """A term where it stands in a text."""

    start: int
    end: int
    found: str
    """As the text writes it."""
    entry: Entry


@dataclass(frozen=True)
class Glossary:
    """All terms, and the ways to them."""

    entries: tuple[Entry, ...]
    by_words: dict[str, dict[Words, Entry]]
    """Language → form → the term; of two terms with one form, the one to use."""
    longest: int
    """Words of the longest form."""


def known() -> Glossary:
    """Return the glossary, read in one query and kept until a term changes."""
    return values.remember(("glossary",), read, "translation")


def read() -> Glossary:
    """Read all terms."""
    entries = tuple(entry_of(term) for term in GlossaryTerm.objects.order_by("code"))
    by_words: dict[str, dict[Words, Entry]] = {language: {} for language in LANGUAGES}
    for entry in sorted(entries, key=lambda one: one.avoid):
        for language in LANGUAGES:
            for form in entry.forms[language]:
                by_words[language].setdefault(words_of(form), entry)
    lengths = (len(words) for forms in by_words.values() for words in forms)
    return Glossary(entries, by_words, max(lengths, default=0))


def entry_of(term: GlossaryTerm) -> Entry:
    """Return a term as it is kept."""
    return Entry(
        code=term.code,
        forms={language: tuple(term.forms(language)) for language in LANGUAGES},
        explanations={language: getattr(term, f"explanation_{language}") for language in LANGUAGES},
        note=term.note,
        avoid=term.status == GlossaryTerm.Status.AVOID,
    )


def words_of(text: str) -> Words:
    """Return the words of a text, folded."""
    return tuple(fold(word[0]) for word in WORDS.finditer(text))


def hints(text: str, language: str) -> list[Hint]:
    """Return the terms that stand in a text, in its order; where two begin at one word, the longer.

    Each word is looked up a fixed number of times, so a text of twice the length takes twice the time.
    """
    glossary = known()
    forms, found = glossary.by_words[language], [(word, fold(word[0])) for word in WORDS.finditer(text)]
    place, hinted = 0, []
    while place < len(found):
        length, entry = longest_at([folded for _word, folded in found[place : place + glossary.longest]], forms)
        if entry:
            start, end = found[place][0].start(), found[place + length - 1][0].end()
            hinted.append(Hint(start, end, text[start:end], entry))
        place += length
    return hinted


def longest_at(words: list[str], forms: dict[Words, Entry]) -> tuple[int, Entry | None]:
    """Return the longest form that these words begin with: its number of words, and its term."""
    for length in range(len(words), 0, -1):
        entry = forms.get(tuple(words[:length]))
        if entry:
            return length, entry
    return 1, None


def found_in(texts: Iterable[str], language: str) -> list[Entry]:
    """Return the terms that stand in some texts, each once, in the order of their first appearance."""
    return list({hint.entry.code: hint.entry for text in texts for hint in hints(text, language)}.values())


def explained_in(entry: Entry, language: str, reader: str) -> dict[str, str]:
    """Return a term of a text in some language, and its explanation in the reader's language or in the one there is."""
    spoken = next((code for code in (reader, *LANGUAGES) if entry.explanations[code]), reader)
    return {
        "term": entry.term(language),
        "language": language,
        "explanation": entry.explanations[spoken],
        "explanation_language": spoken,
    }
