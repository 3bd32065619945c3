"""Template tags of the look: covers, portraits, icons, the band, the map, and the language of a text."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.urls import translate_url
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from blocks import icons, maps, sharing, weaving
from blocks.pages import Alternate
from blocks.paging import links_of
from blocks.places import Gatherer
from blocks.spots import Pin

register = template.Library()
register.simple_tag(icons.icon, name="icon")
register.simple_tag(weaving.band, name="weave_band")
register.simple_tag(sharing.share_links, name="share_links")


@register.simple_tag
def cover(text: object, dye: str = "", width: int = 64, height: int = 26) -> SafeString:
    """Weave the cover of a title: `{% cover page.title dye=page.theme.dye %}`."""
    return weaving.cover(str(text), dye=dye, width=width, height=height)


@register.simple_tag
def portrait(public_id: object, size: str = "") -> SafeString:
    """Weave a member's or an organisation's sign; size is empty, "s" or "l"."""
    return weaving.portrait(str(public_id), size=size)


@register.simple_tag
def europe_map(
    pins: Iterable[Pin],
    member_countries: Iterable[str] = (),
    centre: str = "",
    view: str = "europe",
    places: Gatherer | None = None,
) -> SafeString:
    """Draw pins on the map: `{% europe_map pins member_countries=codes view="close" places=places %}`.

    With the places that the pins were made of, those too near each other are one pin.
    """
    together = places.together if places else None
    return maps.draw_map(pins, member_countries, centre=centre, view=view, together=together)


@register.simple_tag
def lang_attr(language: str | None) -> SafeString | str:
    """Mark a passage that is in another language than the page around it: `<p{% lang_attr language %}>`."""
    if not language or language == get_language():
        return ""
    return format_html(' lang="{}"', language)


@register.simple_tag(takes_context=True)
def language_links(context: dict[str, Any]) -> list[Alternate]:
    """Return this page's address in each language; what a page's view found out comes first."""
    if context.get("alternates"):
        return list(context["alternates"])
    request = context.get("request")
    address = request.get_full_path() if request else "/"
    return [Alternate(code, label, translate_url(address, code), False) for code, label in settings.LANGUAGES]


@register.inclusion_tag("components/pager.html", takes_context=True)
def pager(context: dict[str, Any], listed: Page[Any]) -> dict[str, Any]:
    """Link the pages of a list at this address: `{% pager listed %}`."""
    return {"pager": links_of(listed, context["request"])}


@register.inclusion_tag("components/head-links.html", takes_context=True)
def head_links(context: dict[str, Any]) -> dict[str, Any]:
    """Name the address that counts and the same text in other languages, for search engines."""
    links = absolute(context.get("alternates") or [], context.get("request"))
    written_in = context.get("content_language") or get_language()
    own = [link for link in links if not link["fallback"]]
    return {
        "canonical": next((link["url"] for link in own if link["language"] == written_in), ""),
        "links": own,
        "default": own[0]["url"] if own else "",
    }


def absolute(alternates: list[Alternate], request: Any) -> list[dict[str, Any]]:
    """Return language, whole address and standing of each alternate."""
    return [
        {"language": one.language, "fallback": one.fallback, "url": request.build_absolute_uri(one.url)}
        for one in alternates
        if request
    ]
