"""What practices add to the pages of other rooms: one's own space, and the page of an organisation."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from wagtail.models import WorkflowState

from good_practices import rules
from good_practices.models import GoodPracticeIndexPage, GoodPracticePage, Review
from good_practices.models.rows import Partner
from good_practices.rows import as_row as library_row
from good_practices.rows import with_rows
from good_practices.space import as_row, practices_of
from good_practices.words import labels
from good_practices.worklist import WAITING, heap, state
from language.templatetags.language import nima_date
from network_members.models import Organisation

SHOWN = 3
SHOWN_OF_A_BODY = 6


def own_tab(request: HttpRequest) -> list[dict[str, Any]]:
    """Lead from a person's space to their practices."""
    if not rules.has_space(request.user):
        return []
    number = practices_of(request.user).count()
    return [{"title": _("My practices"), "url": reverse("my_practices:list"), "count": number}]


def saved_tab(request: HttpRequest) -> list[dict[str, Any]]:
    """Lead from a person's space to the practices they saved."""
    if not rules.can_bookmark(request.user):
        return []
    return [{"title": _("Saved practices"), "url": reverse("bookmarks:list")}]


def searches_tab(request: HttpRequest) -> list[dict[str, Any]]:
    """Lead from a person's space to the searches they saved."""
    if not rules.can_save_searches(request.user):
        return []
    return [{"title": _("Saved searches"), "url": reverse("searches:list")}]


def save_way(request: HttpRequest, query: str) -> list[dict[str, Any]]:
    """Offer to save a search of the whole site: to members, and to visitors, who sign in on the way."""
    if request.user.is_authenticated and not rules.can_save_searches(request.user):
        return []
    return [save_button(reverse("searches:save_site"), query)]


def ways_to_save(user: Any, query: str) -> list[dict[str, Any]]:
    """Offer to save a search of the library, to members."""
    return [save_button(reverse("searches:save"), query)] if rules.can_save_searches(user) else []


def save_button(url: str, query: str) -> dict[str, Any]:
    """Return the way to the form of a saved search."""
    return {"icon": "bookmark", "title": _("Save this search"), "url": f"{url}{query}"}


def own_actions(request: HttpRequest) -> list[dict[str, Any]]:
    """Offer to write a practice."""
    if not rules.can_create(request.user):
        return []
    return [{"icon": "edit", "title": _("New practice"), "url": reverse("my_practices:create")}]


def own_practices(request: HttpRequest) -> list[str]:
    """Show the practices of the person who looks, the ones changed last."""
    user = request.user
    if not rules.has_space(user):
        return []
    rows = [as_row(practice, user) for practice in practices_of(user)[:SHOWN]]
    context = {"rows": rows, "can_create": rules.can_create(user)}
    return [render_to_string("good_practices/my/summary.html", context)]


def own_tasks(request: HttpRequest) -> list[dict[str, Any]]:
    """Tell authors which practices came back with notes, and editors how many wait for a check."""
    user = request.user
    if not rules.has_space(user):
        return []
    returned = practices_of(user).filter(state(WorkflowState.STATUS_NEEDS_CHANGES))
    return [*(returned_task(practice) for practice in returned[:SHOWN]), *check_task(user)]


def review_tasks(request: HttpRequest) -> list[dict[str, Any]]:
    """Tell members which practices wait for their advice, the most urgent first."""
    waiting = Review.objects.visible_to(request.user).waiting().select_related("practice").order_by("due_on", "pk")
    return [
        {
            "icon": "list",
            "title": review.practice.draft_title,
            "language": review.practice.source_language,
            "text": _("The editors ask for your advice until %(date)s.") % {"date": nima_date(review.due_on)},
            "url": reverse("my_reviews:detail", args=[review.key]),
            "link": _("Read and advise"),
        }
        for review in waiting
    ]


def returned_task(practice: GoodPracticePage) -> dict[str, Any]:
    """Return the task of a practice that came back."""
    return {
        "icon": "edit",
        "title": practice.draft_title,
        "language": practice.source_language,
        "text": _("The editors ask for changes."),
        "url": reverse("my_practices:detail", args=[practice.translation_key]),
        "link": _("Read the notes"),
    }


def check_task(user: Any) -> list[dict[str, Any]]:
    """Return the task of the editors' work list."""
    number = heap(WAITING).count() if rules.is_checker(user) else 0
    if not number:
        return []
    title = ngettext("%(number)s practice waits for a check", "%(number)s practices wait for a check", number)
    task = {
        "icon": "list",
        "title": title % {"number": number},
        "text": _("Handed in by their authors, the longest waiting first."),
        "url": reverse("practice_desk:work_list"),
        "link": _("Open the work list"),
    }
    return [task]


def practices_of_body(request: HttpRequest, organisation: Organisation) -> list[str]:
    """Show the public practices that an organisation leads or is a partner of, the newest first."""
    language = get_language() or ""
    library = GoodPracticeIndexPage.objects.live().filter(locale__language_code=language).first()
    helped = Partner.objects.filter(organisation=organisation).values("practice")
    involved = Q(lead_organisation=organisation) | Q(pk__in=helped)
    found = GoodPracticePage.objects.in_library(language).filter(involved).order_by("-first_published_at", "-pk")
    practices = with_rows(found)[:SHOWN_OF_A_BODY] if library else []
    if not practices:
        return []
    known, url = labels(language), library.get_url(request) or ""
    context = {"rows": [library_row(practice, known, language, url) for practice in practices], "library_url": url}
    return [render_to_string("good_practices/parts/of-body.html", context)]
