"""Template tags of the room: the language of what people typed, and practices that another room points at."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from good_practices import neighbours, subjects
from good_practices.facets import Selection
from good_practices.pointed import library_url, rows_of
from language import detect
from language.readability import long_sentences

register = template.Library()
register.filter("language_of", detect.language_of)
register.simple_tag(neighbours.ways_to_save)


@register.simple_tag
def chosen_alone(selection: Selection) -> dict[str, Any]:
    """Return the theme or country that is all that was chosen in the library."""
    return subjects.chosen_alone(selection, get_language() or "")


@register.filter
def marked(text: str, language: str) -> SafeString:
    """Mark the sentences of a text that ask for two readings."""
    shown = escape(text)
    for sentence in long_sentences(text, language):
        said = escape(sentence)
        shown = mark_safe(shown.replace(said, f"<mark>{said}</mark>"))  # noqa: S308 - both were escaped
    return shown


@register.simple_tag
def practice_rows(numbers: Iterable[int]) -> list[dict[str, Any]]:
    """Return practices by the numbers of any of their versions, as rows in the reader's language."""
    wanted = list(numbers)
    reader = get_language() or ""
    url = library_url(reader)
    return rows_of(wanted, reader, url) if wanted else []
