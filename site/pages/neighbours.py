"""What this room adds to pages of others: an organisation's projects, and what the statements ask of administrators."""

from datetime import date

from django.db.models import Q
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from blocks.pages import address_in
from blocks.visible import in_language, readable
from network_members.models import Organisation
from pages.models import AccessibilityFinding, ProjectPage, SiteFacts
from pages.projects import DYES, years


def projects_of_body(request: HttpRequest, organisation: Organisation) -> list[str]:
    """Show the projects that an organisation leads or is a partner of, running ones first."""
    reader = get_language() or ""
    involved = Q(lead_organisation=organisation) | Q(partners__organisation=organisation)
    found = in_language(ProjectPage.objects.filter(involved).distinct(), reader).select_related("locale")
    projects = readable(found.order_by("-category", "title", "pk"), request)
    if not projects:
        return []
    rows = [as_row(project, reader, request) for project in projects]
    return [render_to_string("pages/parts/of-body.html", {"rows": rows})]


def as_row(project: ProjectPage, reader: str, request: HttpRequest) -> dict[str, str]:
    """Return a project as a line of a list."""
    return {
        "title": project.title,
        "language": project.language,
        "url": address_in(project, reader, request)[0],
        "tag": str(project.get_category_display()),
        "dye": DYES.get(project.category, ""),
        "years": years(project, reader),
    }


def statement_tasks(request: HttpRequest) -> list[dict[str, str]]:
    """Ask administrators to review the accessibility statement once a year, and what it promised to solve by now."""
    if not request.user.has_perm("pages.change_sitefacts"):
        return []
    return [*review_task(localdate()), *overdue_task(localdate())]


def review_task(today: date) -> list[dict[str, str]]:
    """Return the task of a statement that nobody reviewed for a year."""
    if not SiteFacts.known().is_review_due(today):
        return []
    task = {
        "icon": "check",
        "title": _("Review the accessibility statement"),
        "text": _("It has not been reviewed in the last twelve months. Read it, then write down the day."),
        "url": reverse("wagtailsettings:edit", args=["pages", "sitefacts"]),
        "link": _("Open the facts of the statements"),
    }
    return [task]


def overdue_task(today: date) -> list[dict[str, str]]:
    """Return the task of findings that the statement promises to have solved."""
    number = AccessibilityFinding.objects.overdue(today).count()
    if not number:
        return []
    title = ngettext(
        "%(number)s accessibility finding is overdue", "%(number)s accessibility findings are overdue", number
    )
    task = {
        "icon": "clock",
        "title": title % {"number": number},
        "text": _("The statement says that it would be solved by now."),
        "url": reverse("wagtailsnippets_pages_accessibilityfinding:list"),
        "link": _("See the findings"),
    }
    return [task]
