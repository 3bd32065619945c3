"""What is wrong with the links, pictures and headings of a page, in the words of who edits it; nobody else is asked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.models import Page

from language.slugs import slug_for
from links.addresses import can_work, is_own, language_of
from links.reading import Contents, Link, contents_of


@dataclass(frozen=True)
class Fault:
    """One thing to mend, and the words of the page that are meant."""

    told: str
    words: str


@dataclass(frozen=True)
class Known:
    """What the links of one page lead to: keys of pages, languages in which those are public, and documents."""

    keys: dict[int, Any]
    public: set[tuple[Any, str]]
    documents: set[int]


def look(page: Any) -> list[Fault]:
    """Return what is to be mended on a page as it is in memory."""
    found = contents_of(page)
    language = page.locale.language_code
    places = {slug_for(words) for level, words, _is_filled in found.headings if level == 2}
    links = [link for link in found.links if link.attributes.get("href", "").removeprefix("#") not in places]
    return [*faults_of_links(links, language), *silent(found.pictures, language), *faults_of_headings(found)]


def faults_of_links(links: list[Link], language: str) -> Iterator[Fault]:
    """Yield what is wrong with links."""
    known = lead_to(links)
    for link in links:
        told = about(link, language, known)
        if told:
            yield Fault(told, link.words or link.attributes.get("href", ""))


def lead_to(links: Iterable[Link]) -> Known:
    """Return what links lead to, in at most three queries."""
    pages = {number_of(link) for link in links if link.attributes.get("linktype") == "page"}
    papers = {number_of(link) for link in links if link.attributes.get("linktype") == "document"}
    keys = dict(Page.objects.filter(pk__in=pages).values_list("pk", "translation_key")) if pages else {}
    public = Page.objects.live().filter(translation_key__in=keys.values()) if keys else Page.objects.none()
    documents = get_document_model().objects.filter(pk__in=papers) if papers else get_document_model().objects.none()
    return Known(
        keys,
        set(public.values_list("translation_key", "locale__language_code")),
        set(documents.values_list("pk", flat=True)),
    )


def number_of(link: Link) -> int:
    """Return the number of the page or document that a link names; 0 for what is no number."""
    number = link.attributes.get("id", "")
    return int(number) if number.isascii() and number.isdecimal() and len(number) < 10 else 0


def about(link: Link, language: str, known: Known) -> str:
    """Say what is wrong with a link; nothing when it is in order."""
    kind = link.attributes.get("linktype")
    if kind == "page":
        return about_page(known.keys.get(number_of(link)), language, known)
    if kind == "document":
        return "" if number_of(link) in known.documents else _("The document was deleted.")
    return about_address(link.attributes.get("href", ""), language)


def about_page(key: Any, language: str, known: Known) -> str:
    """Say what is wrong with a page that a link leads to."""
    if key is None:
        return _("The page was deleted.")
    languages = {code for one, code in known.public if one == key}
    if not languages:
        return _("The page is not public: readers see words without a link.")
    return "" if language in languages else _("The page can only be read in the other language.")


def about_address(address: str, language: str) -> str:
    """Say what is wrong with a typed address; other hosts are asked at night only."""
    if address.startswith("#"):
        return _("There is no such place on this page. A heading's address changes with its words.")
    if is_own(address):
        other = language_of(address) not in {"", language}
        if other:
            return _("The address leads to the other language of this site. Choose the page instead of typing it.")
        return _("A typed address of this site breaks when the page moves. Choose the page instead.")
    return "" if can_work(address) else _("This address cannot work. It begins with https:// and names a site.")


def silent(pictures: Iterable[Any], language: str) -> Iterator[Fault]:
    """Yield the pictures that nobody describes in the language of the page."""
    for picture in pictures:
        if picture is None or getattr(picture, "decorative", False):
            continue
        words = getattr(picture, "contextual_alt_text", "") or getattr(picture, f"alt_{language}", "")
        if not (words or "").strip():
            yield Fault(_("The picture has no description in the language of the page."), picture.title)


def faults_of_headings(found: Contents) -> Iterator[Fault]:
    """Yield headings that lead to nothing, and what only looks like one; the site gives headings their levels."""
    for _level, words, is_filled in found.headings:
        if not words:
            yield Fault(_("A heading is empty."), "")
        elif not is_filled:
            yield Fault(_("Nothing stands below this heading."), words)
    for words in found.bold:
        yield Fault(_("This paragraph looks like a heading. Make it one, or take the bold away."), words)
