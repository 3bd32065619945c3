"""The demo's news, written by hand in both languages."""

from typing import Any

from demo.loader import content
from demo.loader.library import document_of
from demo.loader.pages import body_of, plant
from pages.models import NewsDocument, NewsIndexPage, NewsPage
from vocabulary.models import Country, Theme


def load_news() -> int:
    """Create the news that are missing, in both languages; return how many were."""
    return sum(load_item(item, index) for item in content("pages")["news"] for index in NewsIndexPage.objects.all())


def load_item(item: dict[str, Any], index: NewsIndexPage) -> bool:
    """Create one news item in one language."""
    language = index.locale.language_code
    text, source = item[language], item["source"] or {}
    page = NewsPage(
        title=text["title"],
        introduction=text["intro"],
        kind=item["kind"],
        date=item["date"],
        source_name=source.get(language, ""),
        source_url=source.get("url", ""),
        source_date=source.get("date"),
        body=body_of(text["body"]),
    )
    page.themes = list(Theme.objects.anchors().filter(code__in=item["themes"]))
    page.countries = list(Country.objects.anchors().filter(code__in=item["countries"]))
    page.documents = [NewsDocument(document=document_of(code)) for code in item["documents"]]
    return plant(page, item["code"], index)
