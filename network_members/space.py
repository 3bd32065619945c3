"""What a person's own page shows; other rooms add their part through four hooks.

`own_space_tabs` (title, url, count), `own_space_actions` (icon, title, url), `own_space_tasks` (icon, title, language,
text, url, link) and `own_space_panels` (rendered sections): each is a function of the request that returns a list.
"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from wagtail import hooks

from language.dates import format_date, format_month
from network_members import rules
from network_members.models import MembershipRequest, User
from network_members.roles import Role

State = MembershipRequest.State
TABS, ACTIONS, TASKS, PANELS = "own_space_tabs", "own_space_actions", "own_space_tasks", "own_space_panels"


def added(hook: str, request: HttpRequest) -> list[Any]:
    """Return what other rooms add to a part of the page."""
    return [item for ask in hooks.get_hooks(hook) for item in ask(request)]


def tabs(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the pages of the own space."""
    own = [(_("Today"), reverse("my:home")), (_("My profile"), reverse("my:profile"))]
    first, last = ({"title": title, "url": url, "current": url == request.path} for title, url in own)
    return [first, *added(TABS, request), last]


def tasks(request: HttpRequest) -> list[dict[str, Any]]:
    """Return what waits for this person, here and in other rooms."""
    return [*second_step(request.user), *waiting_requests(request.user), *added(TASKS, request)]


def second_step(user: Any) -> list[dict[str, Any]]:
    """Ask staff to set up the second step, which the rooms behind the counter want."""
    if not rules.needs_second_factor(user):
        return []
    task = {
        "icon": "bell",
        "title": _("Set up a second step for signing in"),
        "text": _("Your role opens the editors' rooms; they ask for it."),
        "url": reverse("mfa_activate_totp"),
        "link": _("Set it up"),
    }
    return [task]


def waiting_requests(user: Any) -> list[dict[str, Any]]:
    """Tell administrators how many people wait for an answer."""
    number = MembershipRequest.objects.visible_to(user).waiting().count() if rules.can_decide_membership(user) else 0
    if not number:
        return []
    title = ngettext("%(number)s request waits for an answer", "%(number)s requests wait for an answer", number)
    task = {
        "icon": "people",
        "title": title % {"number": number},
        "text": _("People who would like to become members of the network."),
        "url": reverse("membership_requests:list"),
        "link": _("Read and answer"),
    }
    return [task]


def thread(request: MembershipRequest) -> list[dict[str, str]]:
    """Return the steps of a request to become a member, as knots."""
    verified, decided = request.state != State.UNVERIFIED, request.decided_at is not None
    answers = {State.APPROVED: _("You are a member"), State.REFUSED: _("The request was refused")}
    return [
        {"title": _("You asked to become a member"), "state": "done", "text": day(request.requested_at)},
        {"title": _("Your address is verified"), "state": "done" if verified else "now"},
        {
            "title": answers.get(State(request.state), _("The administrators answer, by mail")),
            "state": "done" if decided else ("now" if verified else "next"),
            "text": day(request.decided_at),
        },
    ]


def month(moment: Any) -> str:
    """Return the month of a moment as it stands after «από τον», “since”: in Greek all months are masculine."""
    words = format_month(localdate(moment), language())
    return words.replace("ος ", "ο ") if language() == "el" else words


def day(moment: Any) -> str:
    """Return a day in words; nothing for nothing."""
    return format_date(localdate(moment), language()) if moment else ""


def own_organisation(user: User) -> dict[str, Any]:
    """Return what a page shows of a person's organisation."""
    organisation = user.organisation
    if organisation is None:
        return {"organisation": ""}
    return {
        "organisation": organisation.name_in(language()),
        "organisation_language": organisation.name_language(language()),
        "organisation_url": reverse("organisations:detail", args=[organisation.code]),
    }


def names_of_roles(user: User) -> list[str]:
    """Return the roles that a person holds beside being a member, in words."""
    names = [str(Role(code).label) for code in Role.values if code in user.role_codes - {Role.MEMBER}]
    return [_("Superuser"), *names] if user.is_superuser else names


def language() -> str:
    """Return the language of the page."""
    return get_language() or settings.LANGUAGE_CODE
