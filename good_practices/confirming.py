"""The page of the yearly question: one click from the mail, without signing in, once."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from good_practices import yearly
from good_practices.models import Confirmation, GoodPracticePage
from network_members.space import language


@never_cache
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether a practice still is as described; the button answers."""
    now = timezone.now()
    asked = Confirmation.objects.of_token(token, now).first()
    practice = shown(asked) if asked else None
    if asked is None or practice is None:
        return render(request, "good_practices/confirm.html", {"crumbs": way()}, status=410)
    if request.method == "POST":
        yearly.confirm(asked, now)
        return redirect("practices:confirmed")
    return render(request, "good_practices/confirm.html", {**about(practice), "crumbs": way()})


@never_cache
def confirmed(request: HttpRequest) -> HttpResponse:
    """Thank for the answer."""
    return render(request, "good_practices/confirmed.html", {"crumbs": way()})


def shown(asked: Confirmation) -> GoodPracticePage | None:
    """Return the practice of a question as everybody may read it, in the language of the page if it has one."""
    found = GoodPracticePage.objects.public_to_all().filter(translation_key=asked.practice_key)
    versions = sorted(found.select_related("locale"), key=lambda page: page.language != language())
    return versions[0] if versions else None


def about(practice: GoodPracticePage) -> dict[str, object]:
    """Return what the page says about a practice."""
    return {
        "title": practice.title,
        "language": practice.language,
        "text": practice.one_line,
        "url": practice.url_in(language()),
        "edit_url": reverse("my_practices:edit", args=[practice.translation_key]),
    }


def way() -> list[dict[str, str]]:
    """Return the way to the page."""
    return [{"title": _("Home"), "url": f"/{language()}/"}, {"title": _("Confirm a practice"), "url": ""}]
