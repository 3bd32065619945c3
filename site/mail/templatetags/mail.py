"""Words of the other language inside a mail, marked for who hears it read aloud; colours of states."""

import re

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

GREEK = "\u0370-\u03ff\u1f00-\u1fff"
LATIN = "A-Za-z\u00c0-\u024f"


def passages(letters: str, least: int) -> re.Pattern[str]:
    """Return what finds so many words of a script in a row, or more."""
    word = f"[{letters}][{letters}’'-]*"
    return re.compile(f"({word}(?:[,.:;·]? (?:[&–-] )?{word}){{{least - 1},}})")


# One Latin word in a Greek mail is a name or has become Greek.
OTHER = {"en": ("el", passages(GREEK, 1)), "el": ("en", passages(LATIN, 2))}
DYES = {"queued": "weld", "sending": "weld", "sent": "olive", "failed": "madder", "uncertain": "madder"}


@register.filter
def dye(state: str) -> str:
    """Return the colour of a state: `{{ mail.state|dye }}`."""
    return DYES[state]


@register.filter
def other_language(text: str, language: str) -> SafeString:
    """Mark the words of a text that are not in its language: `{{ subject|other_language:"en" }}`."""
    code, pattern = OTHER[language]
    pieces = enumerate(pattern.split(text))
    forms = ("{1}", '<span lang="{0}">{1}</span>')
    return mark_safe("".join(format_html(forms[place % 2], code, piece) for place, piece in pieces))  # noqa: S308 - escaped piece by piece
