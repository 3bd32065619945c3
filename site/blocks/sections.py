"""The body of a page as its template shows it: parts in order, headings that skip no level, anchors."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from wagtail.images.shortcuts import get_rendition_or_not_found
from wagtail.rich_text import RichText, expand_db_html

from language.slugs import slug_for, unique_slug

Part = dict[str, Any]
"""What a block's template needs: `template` names it, `level` is the heading that fits at this place."""

Languages = tuple[str, str]
"""The language a body is written in, and the one it is read in."""

SIZE = "max-1056x1400"
"""Pictures in a body are as wide as the text, at one and a half dots a pixel."""
SUBHEADING = re.compile(r"<(/?)h3(?=[ >])")


def parts_of(body: Any, language: str, reader: str, reserved: Iterable[str] = ()) -> list[Part]:
    """Return the blocks of a body in order; anchors of the page around it are reserved."""
    parts: list[Part] = []
    anchors = set(reserved)
    level = "h2"
    for block in body:
        part = MAKERS[block.block_type](block.value, level, (language, reader))
        if "id" in part:
            part["id"] = unique_slug(part["id"], anchors)
            anchors.add(part["id"])
            level = "h3"
        parts.append({"template": f"blocks/{block.block_type}.html", "level": level, **part})
    return parts


def headings_of(parts: list[Part], language: str) -> list[dict[str, str]]:
    """Return the headings as `components/toc.html` takes them."""
    return [{"id": part["id"], "title": part["title"], "language": language} for part in parts if "id" in part]


def heading(value: str, level: str, languages: Languages) -> Part:
    """Return a heading with the anchor that leads to it."""
    return {"id": slug_for(value), "title": value}


def text(value: RichText, level: str, languages: Languages) -> Part:
    """Return a text with its links leading to the reader's pages."""
    return {"html": html_of(value, level)}


def quote(value: Any, level: str, languages: Languages) -> Part:
    """Return somebody's words."""
    return {"text": value["text"], "source": value["source"]}


def image(value: Any, level: str, languages: Languages) -> Part:
    """Return a picture in the size of the text; nothing when its file is lost."""
    picture = get_rendition_or_not_found(value, SIZE) if value else None
    if picture is None or not picture.width:
        return {}
    alt, alt_language = ("", "") if value.decorative else words_of(value, languages)
    return {"picture": picture, "alt": alt, "alt_language": alt_language, "credit": value.credit}


def words_of(value: Any, languages: Languages) -> tuple[str, str]:
    """Return the description of a picture and its language: the reader's one, or the one the body gives."""
    language, reader = languages
    known = {"el": value.alt_el, "en": value.alt_en}
    if language != reader and known.get(reader):
        return known[reader], reader
    return value.contextual_alt_text or known.get(language, ""), language


def questions(value: Any, level: str, languages: Languages) -> Part:
    """Return questions with their answers, and when those were last revised."""
    return {
        "questions": [
            {"question": one["question"], "answer": html_of(one["answer"], level), "revised": one["revised"]}
            for one in value
        ]
    }


def html_of(value: RichText, level: str) -> SafeString:
    """Return rich text as HTML; its headings take the level that fits."""
    return mark_safe(SUBHEADING.sub(rf"<\1{level}", expand_db_html(value.source)))  # noqa: S308 - Wagtail cleaned it


MAKERS: dict[str, Callable[[Any, str, Languages], Part]] = {
    "heading": heading,
    "text": text,
    "quote": quote,
    "image": image,
    "questions": questions,
}
