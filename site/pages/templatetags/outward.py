"""What the head of a page tells other services: its feed, its card, and what it is about; from what the page has."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import get_language
from wagtail.models import Page

from pages import cards, feeds, structured

register = template.Library()
LOCALES = {"el": "el_GR", "en": "en_GB"}
LONGEST = 200


@register.inclusion_tag("components/outward.html", takes_context=True)
def outward(context: dict[str, Any]) -> dict[str, Any]:
    """Return the feed of the language, and for pages their card and their description; nothing for drafts."""
    request, language = context.get("request"), get_language() or ""
    if request is None:
        return {}
    feed = {"title": feeds.title_of(feeds.ALL), "url": reverse("feeds:all")}
    page = context.get("page")
    root = request.build_absolute_uri("/").rstrip("/")
    things = structured.data_sets(context["sets"], context["terms"], root) if "sets" in context else []
    if getattr(request, "is_preview", False) or not isinstance(page, Page) or not page.live:
        card = plain_card(context, root, language) if shows_crumbs(context) else None
        return {"feed": feed, "card": card, "about": structured.as_script(things) if things else None}
    canonical = canonical_of(context, root)
    about = structured.as_script(structured.things_of(context, root, canonical))
    return {"feed": feed, "card": page_card(context, root, canonical), "about": about}


def shows_crumbs(context: dict[str, Any]) -> bool:
    """Say whether a page outside the tree of pages is one for the public: it tells the way to it."""
    return bool(context.get("crumbs")) and not getattr(context.get("request"), "is_preview", False)


def plain_card(context: dict[str, Any], root: str, language: str) -> dict[str, Any]:
    """Return the card of a page outside the tree of pages."""
    return {
        "title": context["crumbs"][-1]["title"],
        "url": root + context["request"].path,
        "image": root + cards.site_card_url(language),
        "locale": LOCALES.get(language, language),
        "kind": "website",
    }


def page_card(context: dict[str, Any], root: str, canonical: str) -> dict[str, Any]:
    """Return the card of a page, in the language of its text."""
    page: Any = context["page"]
    language = page.locale.language_code
    words = (getattr(page, name, "") for name in ("search_description", "introduction", "one_line", "lead"))
    others = [one.language for one in context.get("alternates") or [] if not one.fallback and one.language != language]
    return {
        "title": page.seo_title or getattr(page, "headline", "") or page.title,
        "text": Truncator(next((text for text in words if text), "")).chars(LONGEST),
        "url": canonical,
        "image": root + cards.card_url(page, language),
        "locale": LOCALES.get(language, language),
        "other_locales": [LOCALES.get(code, code) for code in others],
        "kind": "article" if context.get("practice") or context.get("item") else "website",
    }


def canonical_of(context: dict[str, Any], root: str) -> str:
    """Return the address that counts: the one in the language of the text."""
    written_in = context["page"].locale.language_code
    own = (one.url for one in context.get("alternates") or [] if one.language == written_in)
    return root + next(own, context["request"].path).partition("?")[0]
