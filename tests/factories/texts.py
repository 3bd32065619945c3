"""Factories of home, content, news and project pages, and of menus."""

import uuid
from typing import Any

from wagtail.models import Locale, Page

from language.slugs import slug_for
from pages.models import (
    ContentPage,
    FooterText,
    Funder,
    HomeMeeting,
    HomePage,
    Menu,
    MenuItem,
    NewsIndexPage,
    NewsPage,
    ProjectIndexPage,
    ProjectPage,
)


def home(language: str = "el") -> HomePage:
    """Return the home page of a language."""
    return HomePage.objects.get(locale__language_code=language)


def projects(language: str = "el") -> ProjectIndexPage:
    """Return the list of projects of a language."""
    return ProjectIndexPage.objects.get(locale__language_code=language)


def plant(page: Any, parent: Page, *, live: bool = True) -> Any:
    """Return a page below another one in its language, published unless `live` is False."""
    page.locale, page.live = parent.locale, False
    page.slug = page.slug or slug_for(page.title)
    parent.add_child(instance=page)
    revision = page.save_revision()
    if live:
        revision.publish()
    return type(page).objects.get(pk=page.pk)


def make_text(title: str = "Το δίκτυο", parent: Page | None = None, *, live: bool = True, **fields: Any) -> ContentPage:
    """Return a page of text, below the Greek home page unless a parent is given."""
    page: ContentPage = plant(ContentPage(title=title, **fields), parent or home(), live=live)
    return page


def make_twin(page: Page, title: str, parent: Page, **fields: Any) -> Any:
    """Return the other language version of a page, written by hand."""
    return plant(type(page)(title=title, translation_key=page.translation_key, **fields), parent)


def make_project(title: str = "Ένα έργο", *, language: str = "el", live: bool = True, **fields: Any) -> ProjectPage:
    """Return a project in the list of its language."""
    page: ProjectPage = plant(ProjectPage(title=title, **fields), projects(language), live=live)
    return page


def make_news(title: str = "Ένα νέο", *, language: str = "el", live: bool = True, **fields: Any) -> NewsPage:
    """Return a news item in the list of its language."""
    index = NewsIndexPage.objects.get(locale__language_code=language)
    page: NewsPage = plant(NewsPage(title=title, **{"date": "2026-03-05", **fields}), index, live=live)
    return page


def make_meeting(title: str, state: str, page: HomePage, **fields: Any) -> HomeMeeting:
    """Return a meeting on a home page."""
    values = {"text": "Τι θα γίνει", "when_where": "Μάρτιος 2026", "locale": page.locale, **fields}
    return HomeMeeting.objects.create(page=page, title=title, state=state, **values)


def make_menu(*links: Page | str, position: str = "header", language: str = "el", title: str = "") -> Menu:
    """Return a menu with a link to each page or address, labelled by its title or the address itself."""
    locale = Locale.objects.get(language_code=language)
    menu = Menu(position=position, title=title or position, locale=locale, translation_key=uuid.uuid4())
    menu.items = [
        MenuItem(
            label=link if isinstance(link, str) else link.title,
            page=None if isinstance(link, str) else Page.objects.get(pk=link.pk),
            address=link if isinstance(link, str) else "",
            locale=locale,
            sort_order=number,
        )
        for number, link in enumerate(links)
    ]
    menu.save()
    return menu


def make_footer(about: str = "Ποιοι είμαστε", *, language: str = "el", **fields: Any) -> FooterText:
    """Return the text of the footer in a language."""
    return FooterText.objects.create(about=about, locale=Locale.objects.get(language_code=language), **fields)


def make_funder(footer: FooterText, sentence: str = "Με τη στήριξη της Ένωσης", **fields: Any) -> Funder:
    """Return a funder whom the footer shows."""
    return Funder.objects.create(footer=footer, sentence=sentence, locale=footer.locale, **fields)
