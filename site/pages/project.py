"""A project as its page tells it: who, when, with whose money, and what came of it."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.images.shortcuts import get_rendition_or_not_found
from wagtail.models import Page

from blocks.pages import shown_at
from blocks.sections import Part, headings_of, parts_of
from blocks.trail import crumbs as way_to
from good_practices.models import GoodPracticePage
from good_practices.rows import as_row, with_rows
from good_practices.words import Labels, labels
from language.collation import sort_key
from library.files import file_of
from network_members.models import Organisation
from pages import frame
from pages.emblems import sign
from pages.models import Emblem, ProjectOutput, ProjectPage
from pages.projects import DYES, years
from translation.marks import marks_on

EMBLEM = "max-240x160"
FOR_WHOM, OUTPUTS, PRACTICES = "for-whom", "outputs", "practices"
PARTS = {
    "mast": ("title", "introduction"),
    "body": ("body",),
    "for_whom": ("beneficiaries",),
    "outputs": ("outputs",),
    "duration": ("duration_note",),
    "funding": ("funder_sentence", "funding"),
}
"""The texts of each part of a project."""


@dataclass(frozen=True)
class Project:
    """Everything the template shows of one project."""

    page: ProjectPage
    reader: str
    """The language of the page around the project."""
    url: str
    full_url: str
    labels: Labels
    library_url: str
    request: HttpRequest

    @property
    def language(self) -> str:
        """Return the language of the project's own texts."""
        return self.page.language

    @property
    def tag(self) -> dict[str, str]:
        """Return whether the project still runs."""
        return {"text": str(self.page.get_category_display()), "dye": DYES.get(self.page.category, "")}

    @property
    def facts(self) -> list[dict[str, str]]:
        """Return who, when, where, with whose money."""
        return [
            {"label": _("Lead organisation"), **self.body(self.page.lead_organisation)},
            {"label": _("Duration"), "value": years(self.page, self.reader)},
            {"label": _("Countries"), "value": ", ".join(self.countries)},
            {"label": _("Funding programme"), "value": self.programme},
        ]

    def body(self, organisation: Organisation | None) -> dict[str, str]:
        """Return the name of a body; listed ones lead to the directory."""
        if organisation is None:
            return {"value": "", "url": "", "language": self.reader}
        url = reverse("organisations:detail", args=[organisation.code]) if organisation.listed else ""
        name, language = organisation.name_in(self.reader), organisation.name_language(self.reader)
        return {"value": name, "url": url, "language": language}

    @cached_property
    def countries(self) -> list[str]:
        """Return the names of the countries."""
        known = self.labels["country"]
        return sorted((known[one.code] for one in self.page.countries.all() if one.code in known), key=sort_key)

    @property
    def programme(self) -> str:
        """Return the name of the funding programme."""
        programme = self.page.funding_programme
        return self.labels["fundingprogramme"].get(programme.code, "") if programme else ""

    @cached_property
    def partners(self) -> list[dict[str, str]]:
        """Return the partners: from the directory, or by the name that the editors wrote."""
        return [
            self.body(one.organisation)
            if one.organisation_id
            else {"value": one.name, "url": "", "language": self.language}
            for one in self.page.partners.select_related("organisation")
        ]

    @cached_property
    def outputs(self) -> list[dict[str, Any]]:
        """Return what the project produced; a file or an address leads to it."""
        return [self.output(one) for one in self.page.outputs.select_related("document")]

    def output(self, one: ProjectOutput) -> dict[str, Any]:
        """Return one thing that the project produced, as `components/file.html` takes it."""
        if one.document:
            return file_of(one.document, self.reader, one.title)
        return {"title": one.title, "url": one.address}

    @cached_property
    def practices(self) -> list[dict[str, Any]]:
        """Return the practices that came out of the project, as rows in the reader's language."""
        numbers = [one.practice_id for one in self.page.practices.all()]
        keys = Page.objects.filter(pk__in=numbers).values("translation_key")
        found = GoodPracticePage.objects.in_library(self.reader).filter(translation_key__in=keys)
        rows = with_rows(found.order_by("-first_published_at", "-pk"))
        return [as_row(row, self.labels, self.reader, self.library_url) for row in rows]

    @cached_property
    def marks(self) -> dict[str, str]:
        """Return what a reader is told of the texts of a translation."""
        return marks_on(self.page, self.request, self.reader, PARTS)

    @cached_property
    def parts(self) -> list[Part]:
        """Return the blocks of the text."""
        return parts_of(self.page.body, self.language, self.reader, (FOR_WHOM, OUTPUTS, PRACTICES))

    @property
    def contents(self) -> list[dict[str, str]]:
        """Return the table of contents: the headings of the text, then the sections that every project has."""
        sections = (
            (FOR_WHOM, _("Whom it is for"), self.page.beneficiaries),
            (OUTPUTS, _("What it produced"), self.outputs),
            (PRACTICES, _("Good practices of the project"), self.practices),
        )
        found = [{"id": name, "title": title, "language": ""} for name, title, content in sections if content]
        return [*headings_of(self.parts, self.language), *found]

    @property
    def emblem(self) -> dict[str, Any] | None:
        """Return the funder's sign when it is a picture."""
        chosen = self.page.funder_emblem == Emblem.PICTURE and self.page.funder_picture
        if not chosen:
            return None
        picture = get_rendition_or_not_found(chosen, EMBLEM)
        return {"picture": picture, "alt": chosen.alt_in(self.reader)} if picture.width else None

    @property
    def funders(self) -> list[dict[str, Any]]:
        """Return the project's own funder, who takes the place of the network's in the footer of its page."""
        if not self.page.funder_sentence:
            return []
        picture = sign(self.page.funder_picture) if self.page.funder_emblem == Emblem.PICTURE else None
        return [
            {
                "emblem": self.page.funder_emblem,
                "picture": picture,
                "sentence": self.page.funder_sentence,
                "language": self.language,
                "note": "",
            }
        ]

    @property
    def has_funder(self) -> bool:
        """Say whether the page has anything to tell about the money."""
        return bool(self.page.funder_sentence or self.page.funding or self.programme)

    @property
    def crumbs(self) -> list[dict[str, str]]:
        """Return the way from the home page to the project."""
        return way_to(self.page, self.reader, self.url)


def present(page: ProjectPage, request: HttpRequest) -> Project:
    """Return a project for the language of the request."""
    reader = get_language() or page.language
    url = shown_at(page, reader, request)[0]
    return Project(
        page=page,
        reader=reader,
        url=url,
        full_url=request.build_absolute_uri(url),
        labels=labels(reader),
        library_url=frame.kept_for(reader)["library_url"],
        request=request,
    )
