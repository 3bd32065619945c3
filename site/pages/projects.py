"""The list of projects: by category, in the reader's language or the one there is."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext as _

from blocks.pages import shown_at
from blocks.trail import children_of
from blocks.trail import crumbs as way_to
from blocks.visible import in_language, readable
from good_practices.words import Labels, labels
from language.collation import sort_key
from language.dates import format_period
from pages.models import ProjectIndexPage, ProjectPage

TABS = (
    ("", pgettext_lazy("projects", "All")),
    (ProjectPage.Category.ONGOING, pgettext_lazy("projects", "Ongoing")),
    (ProjectPage.Category.COMPLETED, pgettext_lazy("projects", "Completed")),
)
DYES = {ProjectPage.Category.ONGOING: "weld", ProjectPage.Category.COMPLETED: "olive"}


@dataclass(frozen=True)
class Listing:
    """The projects of one category, or all of them."""

    page: ProjectIndexPage
    category: str
    reader: str
    url: str
    request: HttpRequest

    @property
    def kept(self) -> str:
        """Return the query string of what is chosen."""
        return query(self.category)

    @cached_property
    def projects(self) -> list[ProjectPage]:
        """Return all projects that the reader may open, running ones first."""
        found = in_language(children_of(ProjectPage.objects.all(), self.page), self.reader)
        newest = F("start_year").desc(nulls_last=True)
        shown = found.select_related("locale", "lead_organisation").order_by("-category", newest, "title", "pk")
        return readable(shown, self.request)

    @cached_property
    def labels(self) -> Labels:
        """Return the labels of the words."""
        return labels(self.reader)

    @cached_property
    def countries(self) -> dict[int, list[str]]:
        """Return the names of the countries of every project, in one query."""
        through = ProjectPage.countries.through.objects.filter(projectpage__in=[page.pk for page in self.projects])
        names: dict[int, list[str]] = defaultdict(list)
        for number, code in through.values_list("projectpage_id", "country__code"):
            names[number].append(self.labels["country"].get(code, ""))
        return {number: sorted(filter(None, found), key=sort_key) for number, found in names.items()}

    @property
    def cards(self) -> list[dict[str, Any]]:
        """Return the chosen projects as `components/card.html` takes them."""
        return [self.card(page) for page in self.projects if self.category in ("", page.category)]

    def card(self, page: ProjectPage) -> dict[str, Any]:
        """Return one project."""
        body = page.lead_organisation
        return {
            "title": page.title,
            "plain_title": str(page.translation_key),
            "url": f"{self.url}{page.slug}/",
            "language": page.language,
            "tag": page.get_category_display(),
            "tag_dye": DYES.get(page.category, ""),
            "text": page.introduction,
            "organisation": body.name_in(self.reader) if body else "",
            "organisation_language": body.name_language(self.reader) if body else "",
            "place": ", ".join(self.countries.get(page.pk, [])),
            "years": years(page, self.reader),
        }

    @property
    def tabs(self) -> list[dict[str, Any]]:
        """Return the categories with their numbers as `components/tabs.html` takes them."""
        counts = Counter(page.category for page in self.projects)
        counts[""] = len(self.projects)
        return [
            {"title": title, "count": counts[code], "url": f"{self.url}{query(code)}", "current": code == self.category}
            for code, title in TABS
        ]

    @property
    def crumbs(self) -> list[dict[str, str]]:
        """Return the way from the home page to here."""
        return way_to(self.page, self.reader, self.url)


def query(category: str) -> str:
    """Return the query string of a category; the whole list has none."""
    return f"?category={category}" if category else ""


def years(page: ProjectPage, language: str) -> str:
    """Return how long a project runs or ran, in years."""
    if page.start_year and page.end_year:
        return format_period(page.start_year, page.end_year, language)
    if page.start_year:
        return _("since %(year)s") % {"year": page.start_year}
    return _("until %(year)s") % {"year": page.end_year} if page.end_year else ""


def show(page: ProjectIndexPage, request: HttpRequest) -> Listing:
    """Return the list that the query string asks for; what it does not know shows everything."""
    reader = get_language() or page.language
    asked = request.GET.get("category", "")
    category = asked if asked in ProjectPage.Category.values else ""
    url = shown_at(page, reader, request)[0]
    return Listing(page=page, category=category, reader=reader, url=url, request=request)
