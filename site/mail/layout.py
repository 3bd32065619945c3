"""One text, two forms: the plain mail, and the same words as HTML."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.http.request import validate_host
from django.template.loader import render_to_string
from django.utils.translation import override

# Colours of the woven band: madder, weld, indigo, linen, olive; each row starts one cell later.
YARNS = {"m": "#9c2a24", "w": "#e9b44c", "i": "#2c3c85", "l": "#f6ead8", "o": "#4a6427"}
PATTERN = "mwilmowmiwlmwolmiwmliwo"
ROWS = 3
SENTENCES = re.compile(r"(?<=[.!;?·…])\s+")
CODE = re.compile(r"(?=.*\d|.*-)[A-Z\d-]{4,12}")
ADDRESS = re.compile(r"https?://([\w.-]+|\[[\da-f:]+\])(:\d+)?(/\S*)?", re.IGNORECASE)


@dataclass(frozen=True)
class Part:
    """A paragraph, or a link to a page of this site."""

    text: str
    url: str = ""
    is_main: bool = False
    """True for the first link of a mail, which is drawn as a button."""

    @property
    def is_code(self) -> bool:
        """Say whether it is something to type, which is drawn large."""
        return CODE.fullmatch(self.text) is not None


def dress(subject: str, text: str, *, language: str, answerable: bool = False) -> tuple[str, str]:
    """Return the plain and the HTML form of a mail, both with the network's name below."""
    context = {"subject": subject, "text": text, "language": language, "answerable": answerable, "host": own_host()}
    with override(language):
        plain = render_to_string("email/base.txt", context)
        html = render_to_string("email/base.html", {**context, "parts": list(parts(text)), "band": band()})
    return plain.strip("\n") + "\n", html


def own_host() -> str:
    """Return the site's name on the web, as people read it."""
    return settings.WAGTAILADMIN_BASE_URL.partition("://")[2]


def band() -> list[list[str]]:
    """Return the colours of the woven band, row by row."""
    return [[YARNS[yarn] for yarn in PATTERN[row:] + PATTERN[:row]] for row in range(ROWS)]


def parts(text: str) -> Iterator[Part]:
    """Give the paragraphs of a text; an address of this site on a line of its own becomes a link."""
    is_first = True
    for paragraph in re.split(r"\n\s*\n", text.strip("\n")):
        for part in split_links(paragraph):
            yield Part(part.text, part.url, is_main=is_first and bool(part.url))
            is_first = is_first and not part.url


def split_links(paragraph: str) -> Iterator[Part]:
    """Give the parts of one paragraph: its lines, and its links named by the sentence before them."""
    waiting: list[str] = []
    for line in paragraph.split("\n"):
        if is_own_address(line.strip()):
            yield from as_link(waiting, line.strip())
            waiting = []
        else:
            waiting.append(line)
    if waiting:
        yield Part("\n".join(waiting))


def as_link(lines: list[str], url: str) -> Iterator[Part]:
    """Give what was said before a link, and the link; its last sentence is the link's name."""
    *above, last = lines or [url]
    *before, name = SENTENCES.split(last)
    said = "\n".join([*above, " ".join(before)]).strip()
    if said:
        yield Part(said)
    yield Part(name.rstrip(": ") or url, url)


def is_own_address(line: str) -> bool:
    """Say whether a line is nothing but an address of this site; links to elsewhere stay plain text."""
    match = ADDRESS.fullmatch(line)
    return match is not None and validate_host(match[1].lower(), own_names())


def own_names() -> list[str]:
    """Return the names this site answers to; a star would let any site in."""
    base = ADDRESS.match(settings.WAGTAILADMIN_BASE_URL)
    return [name for name in settings.ALLOWED_HOSTS if name != "*"] + ([base[1].lower()] if base else [])
