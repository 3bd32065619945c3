"""The map of the site for search engines: every public page of each language, in pieces that stay small."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Page

from blocks.visible import public
from network_members.models import Organisation
from pages.models import HomePage

PIECE = 5000
"""Addresses in one file; the protocol allows ten times as many."""
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
GLOSSARY = "/"
"""Stands for the glossary; no body has such a code."""
LANGUAGES = [code for code, _name in settings.LANGUAGES]


def index(root: str) -> str:
    """Return the list of all pieces, for a site at an address."""
    pieces = [reverse("outward:sitemap_organisations")]
    for language in LANGUAGES:
        number = -(-pages_in(language).count() // PIECE)
        pieces += [reverse("outward:sitemap_pages", args=[language, one]) for one in range(1, number + 1)]
    lines = "".join(f"<sitemap><loc>{escape(root + piece)}</loc></sitemap>\n" for piece in pieces)
    return f'{HEAD}<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{lines}</sitemapindex>\n'


def pages(root: str, language: str, number: int) -> Iterator[str]:
    """Yield one piece of the pages of a language."""
    homes = dict(HomePage.objects.values_list("locale__language_code", "url_path"))
    start = (number - 1) * PIECE
    rows = with_twins(pages_in(language), language)[start : start + PIECE]
    other = next(code for code in LANGUAGES if code != language)
    yield f"{HEAD}<urlset {NAMES}>\n"
    for own, changed, twin in rows.iterator(chunk_size=1000):
        addresses = {language: root + address(own, language, homes)}
        if twin:
            addresses[other] = root + address(twin, other, homes)
        yield entry(language, addresses, changed)
    yield "</urlset>\n"


def organisations(root: str) -> Iterator[str]:
    """Yield the glossary, the directory and the public bodies, in every language."""
    codes = Organisation.objects.visible_to(AnonymousUser()).order_by("code").values_list("code", flat=True)
    yield f"{HEAD}<urlset {NAMES}>\n"
    for code in [GLOSSARY, "", *codes]:
        addresses = {language: root + body_address(code, language) for language in LANGUAGES}
        for language in LANGUAGES:
            yield entry(language, addresses, None)
    yield "</urlset>\n"


def pages_in(language: str) -> Any:
    """Return the public pages written in a language, in a steady order."""
    return public(Page.objects.filter(locale__language_code=language, depth__gt=1)).order_by("pk")


def with_twins(found: Any, language: str) -> Any:
    """Return place, last change, and the place of the public twin of each page."""
    twins = public(Page.objects.filter(translation_key=OuterRef("translation_key"), depth__gt=1))
    twin = twins.exclude(locale__language_code=language).values("url_path")[:1]
    return found.values_list("url_path", "last_published_at", Subquery(twin))


def address(place: str, language: str, homes: dict[str, str]) -> str:
    """Return the address of a place in the tree of a language."""
    return f"/{language}/{place.removeprefix(homes[language])}"


def body_address(code: str, language: str) -> str:
    """Return the address of a body, of the directory, or of the glossary."""
    with override(language):
        if code == GLOSSARY:
            return reverse("statements:glossary")
        return reverse("organisations:detail", args=[code]) if code else reverse("organisations:list")


def entry(language: str, addresses: dict[str, str], changed: datetime | None) -> str:
    """Return one address with its last change, and the same in other languages."""
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href={quoteattr(url)}/>' for code, url in addresses.items()
    )
    last = f"<lastmod>{changed.isoformat(timespec='seconds')}</lastmod>" if changed else ""
    return f"<url><loc>{escape(addresses[language])}</loc>{last}{links if len(addresses) > 1 else ''}</url>\n"
