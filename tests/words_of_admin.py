"""Finds English on the screens of the Greek admin: in texts, in attributes that are read out, and in what scripts show."""

import json
import re
from collections.abc import Collection, Iterator
from typing import Any

from django.conf import settings

from tests.words_of_pages import ADDRESSES, Reader, without

LATIN = re.compile(r"[A-Za-z][A-Za-z'’-]+")
CODE = re.compile(r"->|\bw-|[\w-]+#\w|\[data-|^#|__|[a-z]+\.[a-z]+\.|^Y-m-d|^\s*\{")
"""What a script reads and nobody else: names of controllers, selectors, names of classes, forms of dates."""
CODES = re.compile(
    r"%\(\w+\)s|\{\w+\}|\b[a-z]+(?:_[a-z]+)*\.[a-z]+page\b|^[a-z]+(?:-[a-z]+)*$|«[a-z-]+»"
    r"|\w+-[A-Z]+_FORMS|\b[A-Z]+_[A-Z_]+|manage\.py \w+|nima-\w+|\bv\d"
)
"""What is put in later, names of kinds of pages, codes that stand alone or in marks, and parts of forms."""
BUTTONS = frozenset({"button", "reset", "submit"})
WORDS = (
    "API CSV Ctrl Alt Shift Enter Esc Email email English GB HTML JavaScript JSON KB MB Nima PDF PO TSV URL Wagtail XLSX "
    "Django Excel PostgreSQL Python SQLite Excel jsonl ewsi TBX tbx"
)
SAME = frozenset([*WORDS.split(), "None", "localhost"])
"""Formats, keys and names that are the same in Greek, and what Wagtail writes into a counter that is hidden."""
FORMATS = {"ewsi", "jsonl", "tbx", *settings.WAGTAILIMAGES_EXTENSIONS, *settings.WAGTAILDOCS_EXTENSIONS}


class Screen(Reader):
    """Collects what a screen of the admin says, also what its scripts are given to say."""

    def __init__(self) -> None:
        super().__init__()
        self.given: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Read the words on buttons too, and what is put beside an element for a script."""
        own = {name: value or "" for name, value in attrs}
        super().handle_starttag(tag, [(name, value) for name, value in attrs if name[:5] != "data-"])
        self.given += [value for name, value in own.items() if name[:5] == "data-"]
        if tag == "input" and own.get("type") in BUTTONS:
            self.texts.append((own.get("value", ""), self.language))

    def handle_data(self, data: str) -> None:
        """Keep what a script is given as data."""
        super().handle_data(data)
        if self.open and self.open[-1][0] == "script" and data.lstrip()[:1] in {"{", "["}:
            self.given.append(data)


def english(screen: str, names: Collection[str] = ()) -> set[str]:
    """Return the texts of a screen that hold a Latin word; names and what is marked as English are let through."""
    reader = Screen()
    reader.feed(screen)
    spoken = [text for text, language in reader.texts if language != "en"]
    return {text.strip() for text in [*spoken, *told(reader.given)] if has_english(text, names)}


def has_english(text: str, names: Collection[str]) -> bool:
    """Say whether a text holds a Latin word that is neither a name nor the same in Greek."""
    words = LATIN.findall(ADDRESSES.sub(" ", CODES.sub(" ", without(names, text.strip()))))
    return any(word not in SAME and word not in FORMATS for word in words)


def told(given: list[str]) -> Iterator[str]:
    """Yield the sentences in what scripts are given."""
    for value in given:
        try:
            yield from sentences(json.loads(value))
        except ValueError:
            if not CODE.search(value) and " " in value and "\n" not in value:
                yield value


def sentences(value: Any) -> Iterator[str]:
    """Yield the texts of two words or more in a value of JSON, those in pieces of HTML too."""
    if isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from sentences(part)
    elif isinstance(value, str) and "<" in value:
        yield from english(value)
    elif isinstance(value, str) and " " in value and not CODE.search(value):
        yield value
