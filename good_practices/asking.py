"""Anybody writes to the contact person of a practice, whose name and address stay with us."""

from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from good_practices import mails, rules
from good_practices.models import GoodPracticePage
from network_members import letters
from network_members.space import language


@never_cache
def write(request: HttpRequest, key: UUID) -> HttpResponse:
    """Let anybody ask about a practice that they can read."""
    practice = find(request, key)
    show = partial(show_letter, practice)
    if request.method == "POST":
        return letters.answer(request, letters.LetterForm(request.POST), partial(deliver, practice), show)
    return show(request, letters.LetterForm(initial=known(request.user)))


def find(request: HttpRequest, key: UUID) -> GoodPracticePage:
    """Return a practice that is online for this reader, in their language if it has one."""
    found = GoodPracticePage.to_read().visible_to(request.user).live().filter(translation_key=key)
    versions = sorted(found, key=lambda page: page.language != language())
    if not versions or not rules.can_be_asked(versions[0]):
        raise Http404
    return versions[0]


def known(user: Any) -> dict[str, str]:
    """Return what the site knows about who writes, so that members need not type it."""
    return {"name": str(user), "email": user.email} if user.is_authenticated else {}


def show_letter(practice: GoodPracticePage, request: HttpRequest, form: Any, status: int = 200) -> HttpResponse:
    """Show the form, or that the question has left."""
    address = practice.url_in(language())
    here = {"title": practice.title, "url": address, "language": practice.language}
    context = {
        **here,
        "form": form,
        "sent": letters.SENT in request.GET and not form.is_bound,
        "crumbs": [{"title": _("Home"), "url": f"/{language()}/"}, here, {"title": _("Ask about it"), "url": ""}],
    }
    return render(request, "good_practices/ask.html", context, status=status)


@transaction.atomic
def deliver(practice: GoodPracticePage, letter: dict[str, Any]) -> None:
    """Hand a question to the contact person, and a receipt to who asked."""
    mails.pass_on(practice, letter)
    mails.tell_passed_on(practice, letter, language())
