"""The demo's menus and footer."""

import uuid
from typing import Any

from wagtail.models import Locale, Page

from demo.loader import content
from demo.loader.pages import LISTS, key_of
from pages.models import FooterText, Funder, Menu, MenuItem


def load_menus() -> int:
    """Create header, footer columns and footer text unless there is a menu already; return how many were made."""
    if Menu.objects.exists():
        return 0
    menus = content("menus")
    columns = [("header", {"items": menus["header"]}), *(("footer", column) for column in menus["footer"])]
    for locale in Locale.objects.all():
        load_footer(menus, locale)
        for order, (position, column) in enumerate(columns):
            load_menu(column, position, order, locale)
    return len(columns)


def load_menu(column: dict[str, Any], position: str, order: int, locale: Locale) -> None:
    """Create one menu with its links in one language."""
    language = locale.language_code
    title = (column.get("title") or {}).get(language, "")
    menu = Menu(position=position, title=title, order=order, locale=locale, translation_key=key_of(f"menu-{order}"))
    menu.items = [build_item(item, locale, (order, number)) for number, item in enumerate(column["items"])]
    menu.save()


def build_item(item: dict[str, Any], locale: Locale, place: tuple[int, int]) -> MenuItem:
    """Return one link; `place` numbers the menu and the link in it."""
    key = uuid.uuid5(key_of("menu-item"), f"{place[0]}-{place[1]}")
    return MenuItem(
        label=item["label"][locale.language_code],
        page=page_of(item["page"], locale) if "page" in item else None,
        address=item.get("address", ""),
        locale=locale,
        translation_key=key,
        sort_order=place[1],
    )


def page_of(code: str, locale: Locale) -> Page:
    """Return the page that a link names."""
    if code in LISTS:
        return LISTS[code].objects.get(locale=locale).page_ptr
    return Page.objects.get(translation_key=key_of(code), locale=locale)


def load_footer(menus: dict[str, Any], locale: Locale) -> None:
    """Create the footer in one language: its text, and the strip of its funder."""
    language = locale.language_code
    footer = FooterText(about=menus["about"][language], locale=locale, translation_key=key_of("footer"))
    footer.funders = [
        Funder(
            emblem=menus["emblem"],
            sentence=menus["funding"][language],
            note=menus["funding_note"][language],
            locale=locale,
            translation_key=key_of("funder"),
        )
    ]
    footer.save()
