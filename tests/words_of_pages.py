"""Finds words of one language on a page of the other, wherever readers or screen readers meet them."""

import re
from collections.abc import Collection
from html.parser import HTMLParser

VOID = frozenset({"br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
SILENT = frozenset({"code", "pre", "script", "style", "title"})
"""What is not read out, and the name of the window, which holds the title of what is shown."""
SPOKEN = frozenset({"alt", "aria-label", "placeholder", "title"})
OTHER = {"el": "en", "en": "el"}
ADDRESSES = re.compile(r"\S*(?:@|://|www\.|/)\S*|\S+\.\w{2,5}\b")
FOREIGN = {
    "el": re.compile(r"[A-Za-z][\w'’-]*(?:[\s,;:]+[A-Za-z][\w'’-]*){2,}"),
    "en": re.compile(r"[Ͱ-Ͽἀ-῿].*", re.DOTALL),
}
"""Three Latin words in a row on a Greek page; a single Greek letter on an English one."""


class Reader(HTMLParser):
    """Collects what a page says, each text with the language it is marked with."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.texts: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Read the attributes that are spoken, and open the element."""
        own = {name: value or "" for name, value in attrs}
        language = own.get("lang") or self.language
        self.texts += [
            (text, language) for name, text in own.items() if name in SPOKEN or (name[:5] == "data-" and " " in text)
        ]
        if own.get("name") == "description" and tag == "meta":
            self.texts.append((own["content"], language))
        if tag not in VOID:
            self.open.append((tag, language))

    def handle_endtag(self, tag: str) -> None:
        """Close the element, and those inside it that need no end."""
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Keep the text of an element that is read out."""
        if not SILENT.intersection(name for name, _language in self.open):
            self.texts.append((data, self.language))

    @property
    def language(self) -> str:
        """Return the language of what is open now."""
        return self.open[-1][1] if self.open else ""


def foreign_words(page: str, language: str, names: Collection[str] = ()) -> list[str]:
    """Return the texts of an HTML page that are in the other language and do not say so; names are let through."""
    reader = Reader()
    reader.feed(page)
    unmarked = (text for text, marked in reader.texts if marked != OTHER[language])
    return [found for text in unmarked for found in foreign(without(names, text), language)]


def without(names: Collection[str], text: str) -> str:
    """Return a text without the names that it holds."""
    for name in names:
        text = text.replace(name, " ")
    return text


def foreign(text: str, language: str) -> list[str]:
    """Return what of a text is in the other language, addresses left out."""
    return FOREIGN[language].findall(ADDRESSES.sub(" ", text))
