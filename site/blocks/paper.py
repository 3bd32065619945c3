"""Pages as tagged PDF files (PDF/UA-1) with our own type; making one asks no other host for anything."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from mimetypes import guess_type
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from PIL import ImageFile

from blocks.drawing import YARNS
from blocks.weaving import DYES, fingerprint, strokes, weave

WIDTH, HEIGHT = 176, 10
"""Cells of the woven strip over a page."""
STRIP = "/strip.svg"
Pictures = Callable[[str], bytes | None]


class NotOurs(ValueError):  # noqa: N818 - reads as what happened
    """An address that a page on paper does not ask."""


@dataclass(frozen=True)
class OwnFiles:
    """What a page on paper may show: our static files, its own drawings, and the pictures it was given."""

    root: str
    """The address of the site, with a slash at its end."""
    drawings: Mapping[str, str]
    pictures: Pictures

    def find(self, address: str) -> bytes:
        """Return a file of ours by its address; raises NotOurs for everything else, before anybody is asked."""
        if not address.startswith(self.root):
            raise NotOurs(address)
        path = unquote(urlsplit(address).path)
        found = self.drawn(path) or self.static(path) or self.pictured(path)
        if found is None:
            raise NotOurs(address)
        return found

    def drawn(self, path: str) -> bytes | None:
        """Return a drawing."""
        return self.drawings[path].encode() if path in self.drawings else None

    @staticmethod
    def static(path: str) -> bytes | None:
        """Return a static file as it lies in the repository: hashed names belong to pages."""
        if not path.startswith(settings.STATIC_URL):
            return None
        found = finders.find(path.removeprefix(settings.STATIC_URL))
        return Path(str(found)).read_bytes() if found else None

    def pictured(self, path: str) -> bytes | None:
        """Return a picture that the page may show."""
        return self.pictures(path.removeprefix(settings.MEDIA_URL)) if path.startswith(settings.MEDIA_URL) else None


@lru_cache(maxsize=1)
def is_possible() -> bool:
    """Say whether this machine can make PDF files: it needs the system's Pango."""
    try:
        import weasyprint  # noqa: F401 - it loads Pango when it is imported
    except OSError:
        return False
    # WeasyPrint 70 lets Pillow take damaged pictures, in the whole process: uploads must not.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    return True


def print_page(html: str, files: OwnFiles) -> bytes:
    """Return a page as a tagged file in the language and with the title that the page names."""
    if not is_possible():
        raise RuntimeError("This machine has no Pango.")
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Fetcher(URLFetcher):
        """Hands over our own files, whatever an address asks for."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            kind = guess_type(urlsplit(url).path)[0] or "application/octet-stream"
            return URLFetcherResponse(url, files.find(url), {"Content-Type": kind})

    page = HTML(string=html, base_url=files.root, url_fetcher=Fetcher())
    return bytes(page.write_pdf(pdf_variant="pdf/ua-1"))


def strip(text: str, dye: str = "") -> str:
    """Return the cloth of a title as a drawing with its own colours."""
    number = fingerprint(text)
    ground, *yarns = YARNS[dye or DYES[number[0] % len(DYES)]]
    rows = [row * (WIDTH // len(row)) for row in islice(weave(number), HEIGHT)]
    paths = "".join(
        f'<path fill="none" stroke="{colour}" d="{"".join(strokes(rows, yarn))}"/>'
        for yarn, colour in enumerate(yarns, start=1)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">'
        f'<rect fill="{ground}" width="{WIDTH}" height="{HEIGHT}"/>{paths}</svg>'
    )
