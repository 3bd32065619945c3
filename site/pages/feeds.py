"""Atom feeds: new practices and news, in each language; what everybody may read, and no names of people."""

from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from django.conf import settings
from django.utils.translation import gettext as _

from blocks.trail import children_of
from blocks.visible import in_language, public
from good_practices.models import GoodPracticePage
from pages import frame
from pages.models import NewsIndexPage, NewsPage

MOST = 50
ATOM = "http://www.w3.org/2005/Atom"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
FIRST_DAY = datetime(2026, 1, 1, tzinfo=UTC)
ALL, PRACTICES, NEWS = "all", "practices", "news"
KINDS = (ALL, PRACTICES, NEWS)


@dataclass(frozen=True)
class Entry:
    """One new text."""

    kind: str
    key: str
    language: str
    title: str
    url: str
    summary: str
    author: str
    published: datetime
    updated: datetime


def entries(kind: str, language: str) -> list[Entry]:
    """Return the newest texts of a kind for readers of a language, newest first."""
    found = practices(language) if kind in (ALL, PRACTICES) else []
    found += news(language) if kind in (ALL, NEWS) else []
    return sorted(found, key=lambda one: (one.published, one.key), reverse=True)[:MOST]


def practices(language: str) -> list[Entry]:
    """Return the newest practices."""
    found = GoodPracticePage.objects.in_library(language).select_related("locale", "lead_organisation")
    library = frame.library_url(language)
    return [
        entry(page, PRACTICES, f"{library}{page.slug}/", page.one_line, author_of(page, language))
        for page in found.defer("summary", "challenge").order_by("-first_published_at", "-pk")[:MOST]
    ]


def author_of(page: GoodPracticePage, language: str) -> str:
    """Return the body that a practice belongs to."""
    return page.lead_organisation.name_in(language) if page.lead_organisation else ""


def news(language: str) -> list[Entry]:
    """Return the newest news."""
    index = NewsIndexPage.objects.live().filter(locale__language_code=language).select_related("locale").first()
    if index is None:
        return []
    found = in_language(public(children_of(NewsPage.objects.all(), index)), language).select_related("locale")
    return [
        entry(page, NEWS, f"{index.get_url()}{page.slug}/", page.introduction, page.source_name)
        for page in found.defer("body").order_by("-first_published_at", "-pk")[:MOST]
    ]


def entry(page: GoodPracticePage | NewsPage, kind: str, url: str, summary: str, author: str) -> Entry:
    """Return one page as an entry."""
    published = page.first_published_at or FIRST_DAY
    return Entry(
        kind=kind,
        key=str(page.translation_key),
        language=page.language,
        title=page.title,
        url=url,
        summary=summary,
        author=author or _("Nima"),
        published=published,
        updated=page.last_published_at or published,
    )


def write(found: list[Entry], kind: str, language: str, *, root: str, own: str) -> bytes:
    """Return a feed as XML; `own` is its address, `root` the address of the site."""
    ET.register_namespace("", ATOM)
    feed = ET.Element(f"{{{ATOM}}}feed", {XML_LANG: language})
    add(feed, "id", tag(f"feed/{kind}/{language}"))
    add(feed, "title", title_of(kind))
    add(feed, "updated", newest(found).isoformat())
    add(feed, "link", rel="self", type="application/atom+xml", href=root + own)
    add(feed, "link", rel="alternate", type="text/html", href=f"{root}/{language}/")
    add(ET.SubElement(feed, f"{{{ATOM}}}author"), "name", _("Nima"))
    for one in found:
        add_entry(feed, one, root)
    return ET.tostring(feed, encoding="utf-8", xml_declaration=True)


def add_entry(feed: ET.Element, one: Entry, root: str) -> None:
    """Add one entry, in its own language."""
    element = ET.SubElement(feed, f"{{{ATOM}}}entry", {XML_LANG: one.language})
    add(element, "id", tag(f"{one.kind}/{one.key}/{one.language}"))
    add(element, "title", one.title)
    add(element, "published", one.published.isoformat())
    add(element, "updated", one.updated.isoformat())
    add(element, "link", rel="alternate", type="text/html", href=root + one.url, hreflang=one.language)
    add(ET.SubElement(element, f"{{{ATOM}}}author"), "name", one.author)
    add(element, "summary", one.summary)


def add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> None:
    """Add an element with a text or attributes."""
    ET.SubElement(parent, f"{{{ATOM}}}{name}", attributes).text = text or None


def tag(path: str) -> str:
    """Return a name that stays the same wherever the site moves its pages (RFC 4151)."""
    return f"tag:{urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname},2026:{path}"


def newest(found: list[Entry]) -> datetime:
    """Return when something of a feed changed last."""
    return max((one.updated for one in found), default=FIRST_DAY)


def title_of(kind: str) -> str:
    """Return the name of a feed."""
    names = {ALL: _("Nima: practices and news"), PRACTICES: _("Nima: good practices"), NEWS: _("Nima: news")}
    return names[kind]
