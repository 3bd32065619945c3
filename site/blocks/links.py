"""Links inside rich text lead to the page in the reader's language, or to where it stands in."""

from typing import Any

from django.utils.html import format_html
from django.utils.translation import get_language
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from blocks.pages import address_in


class ReadersPageLink(PageLinkHandler):
    """Takes the place of Wagtail's handler, which knows no stand-ins (wagtail.rich_text.pages, 8.0)."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        """Return the opening tags of links, found in two queries; nothing leads to pages that are not public."""
        keys = dict(Page.objects.filter(pk__in=numbers(attrs_list)).values_list("pk", "translation_key"))
        reader = get_language() or ""
        pages = in_language_of_reader(keys.values(), reader)
        return [opening_tag(pages.get(keys.get(number)), reader) for number in map(number_of, attrs_list)]


def numbers(attrs_list: list[dict[str, Any]]) -> set[int]:
    """Return the numbers of the pages that links name."""
    return {number for number in map(number_of, attrs_list) if number}


def number_of(attrs: dict[str, Any]) -> int:
    """Return the number of the page that one link names; 0 for what is no number."""
    number = str(attrs.get("id", ""))
    return int(number) if number.isascii() and number.isdigit() else 0


def in_language_of_reader(keys: Any, reader: str) -> dict[Any, Page]:
    """Return the public page of each item by its key: the reader's version where there is one."""
    pages: dict[Any, Page] = {}
    for page in Page.objects.live().filter(translation_key__in=set(keys)).select_related("locale"):
        if page.translation_key not in pages or page.locale.language_code == reader:
            pages[page.translation_key] = page
    for page in pages.values():
        page.twin = None  # the reader's version would have been taken
    return pages


def opening_tag(page: Page | None, reader: str) -> str:
    """Return the start of a link to a page; without an address when the page is gone."""
    return format_html('<a href="{}">', address_in(page, reader)[0]) if page else "<a>"
