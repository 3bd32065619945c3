"""How news, projects and content pages are found."""

from datetime import datetime, time
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pages.models import ContentPage, NewsPage, ProjectPage
from search.kinds import Kind, Source
from search.pages import Told, page_kind


def news() -> Kind:
    """Return news as something that can be found."""
    return page_kind(
        "news", _("News"), NewsPage.objects.all(), lambda pages: {page.pk: of_news(page) for page in pages}
    )


def projects() -> Kind:
    """Return projects as something that can be found."""
    return page_kind(
        "project",
        _("Projects"),
        ProjectPage.objects.all(),
        lambda pages: {page.pk: of_project(page) for page in pages},
        Source("pages_projectoutput", "page_id", label="project"),
    )


def contents() -> Kind:
    """Return content pages as something that can be found."""
    return page_kind(
        "page", _("Pages"), ContentPage.objects.all(), lambda pages: {page.pk: plain(page) for page in pages}
    )


def plain(page: Any, *more: str, date: datetime | None = None) -> Told:
    """Return introduction and text of a page."""
    body = page._meta.get_field("body").get_searchable_content(page.body)
    return Told(summary=page.introduction, body="\n".join([*body, *filter(None, more)]), date=date)


def of_news(page: NewsPage) -> Told:
    """Return what a news item tells, under its own date."""
    return plain(page, page.source_name, date=timezone.make_aware(datetime.combine(page.date, time(12))))


def of_project(page: ProjectPage) -> Told:
    """Return what a project tells."""
    outputs = page.outputs.values_list("title", flat=True)
    return plain(page, page.beneficiaries, page.funding, page.funder_sentence, *outputs)
