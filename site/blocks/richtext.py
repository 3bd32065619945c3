"""Members' texts as safe HTML: a small part of Markdown, then a list of what may pass."""

from functools import lru_cache

import nh3
from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

LONGEST = 20_000
RULES = ["newline", "escape", "entity", "emphasis", "link", "autolink", "list", "blockquote"]
ALLOWED = {
    "p": set(),
    "br": set(),
    "strong": set(),
    "em": set(),
    "ul": set(),
    "ol": {"start"},
    "li": set(),
    "blockquote": set(),
    "a": {"href"},
}
markdown = MarkdownIt("zero", {"html": False, "breaks": True, "maxNesting": 20}).enable(RULES)


@lru_cache(maxsize=1024)
def render_markdown(text: str) -> SafeString:
    """Return paragraphs, emphasis, lists, quotations and links; everything else stays plain text.

    Texts beyond the longest that a form takes are not read as Markdown, so that no text costs seconds.
    """
    if len(text) > LONGEST:
        return mark_safe(linebreaks(text, autoescape=True))  # noqa: S308 - everything in it is escaped
    clean = nh3.clean(
        markdown.render(text),
        tags=set(ALLOWED),
        attributes={tag: names for tag, names in ALLOWED.items() if names},
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow ugc noopener",
    )
    return mark_safe(clean.strip())  # noqa: S308 - cleaned by the list above
