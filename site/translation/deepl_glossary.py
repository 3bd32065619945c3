"""The network's terms at DeepL, whose drafts then use them: https://developers.deepl.com, "Managing glossaries"."""

from collections.abc import Iterable
from itertools import permutations
from urllib.parse import quote

from django.conf import settings

from translation.engines import DeepL, EngineFailed
from translation.glossary import LANGUAGES, Entry, known

Dictionary = dict[str, str]
"""The terms in one direction, as DeepL takes them."""


def send(tool: DeepL) -> str:
    """Put our terms where drafts look for them, or begin a glossary; return its number. Raises EngineFailed."""
    number, terms = settings.MACHINE_TRANSLATION_GLOSSARY, dictionaries()
    if not number:
        return begun(tool.send("/v3/glossaries", {"name": "Nima", "dictionaries": terms}))
    for one in terms:
        tool.send(f"/v3/glossaries/{quote(number, safe='')}/dictionaries", one, "PUT")
    return str(number)


def begun(answer: object) -> str:
    """Return the number of a glossary that DeepL has made."""
    number = answer.get("glossary_id") if isinstance(answer, dict) else None
    if not isinstance(number, str) or not number:
        raise EngineFailed("garbage", is_answered=False)
    return number


def dictionaries() -> list[Dictionary]:
    """Return the terms that texts should use, from each language into the other."""
    entries = [entry for entry in known().entries if not entry.avoid]
    return [dictionary(entries, *pair) for pair in permutations(LANGUAGES, 2)]


def dictionary(entries: Iterable[Entry], source: str, target: str) -> Dictionary:
    """Return terms in one direction; DeepL inflects them itself, and takes each phrase once."""
    pairs: dict[str, str] = {}
    for entry in entries:
        pairs.setdefault(entry.term(source).casefold(), f"{entry.term(source)}\t{entry.term(target)}")
    return {
        "source_lang": source,
        "target_lang": target,
        "entries": "\n".join(pairs.values()),
        "entries_format": "tsv",
    }


def is_empty() -> bool:
    """Say whether there is no term to send; DeepL takes no empty glossary."""
    return not any(one["entries"] for one in dictionaries())
