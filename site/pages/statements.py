"""The statements on accessibility and privacy, and the forms through which anybody writes about them."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse, translate_url
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from blocks.forms import CleanCharField
from blocks.pages import Alternate
from caching.pages import kept_with
from language.dates import format_date
from network_members import letters
from network_members.contacts import text_in
from pages import mails
from pages.models import AccessibilityFinding, SiteFacts

DAY = 24 * 60 * 60


@dataclass(frozen=True)
class Subject:
    """What a form of the site is about."""

    code: str
    title: Any
    text: Any
    statement: str
    """Name of the address of the statement it belongs to."""


ACCESSIBILITY = Subject(
    "accessibility",
    gettext_lazy("Tell us what was difficult"),
    gettext_lazy(
        "Which page was it, what did you try to do, with what means? You need no technical words. You may also ask "
        "for anything on the site in another form."
    ),
    "statements:accessibility",
)
PRIVACY = Subject(
    "privacy",
    gettext_lazy("Write to us about your data"),
    gettext_lazy("Ask what the site keeps about you, have it corrected or erased, or object to its use."),
    "statements:privacy",
)


class FeedbackForm(letters.LetterForm):
    """What somebody writes to those who run the site; the page may be named."""

    page = CleanCharField(
        label=gettext_lazy("Page"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Its address or its name, if it is about one page."),
    )
    field_order = ("name", "email", "page", "text", "token")


@kept_with()
def accessibility(request: HttpRequest) -> HttpResponse:
    """Show the statement on accessibility, after the model of decision (EU) 2018/1523."""
    facts, reader = SiteFacts.known(), language()
    findings = list(AccessibilityFinding.objects.open())
    reasons = AccessibilityFinding.Reason
    context = {
        **facts_in(facts, reader),
        "groups": [
            {"reason": reason.value, "findings": [as_row(one, reader) for one in findings if one.reason == reason]}
            for reason in reasons
            if any(one.reason == reason for one in findings)
        ],
        "reviewed_on": format_date(facts.reviewed_on, reader) if facts.reviewed_on else "",
        "is_external": facts.method == SiteFacts.Method.EXTERNAL,
        **around(request, _("Accessibility statement")),
    }
    return render(request, "pages/statements/accessibility.html", context)


@kept_with()
def privacy(request: HttpRequest) -> HttpResponse:
    """Show what the site keeps about people, why, how long, and whom they turn to."""
    context = {
        **facts_in(SiteFacts.known(), language()),
        "cookies": cookies(),
        "mail_days": settings.MAIL_KEPT_DAYS,
        **around(request, _("Privacy notice")),
    }
    return render(request, "pages/statements/privacy.html", context)


def facts_in(facts: SiteFacts, reader: str) -> dict[str, Any]:
    """Return what the site is told to say about itself, each text with its language."""
    texts = {name: text_in(reader, facts, name) for name in ("owner", "address", "enforcement", "authority")}
    return {
        "facts": facts,
        "texts": {name: {"text": text, "language": spoken} for name, (text, spoken) in texts.items()},
    }


def as_row(finding: AccessibilityFinding, reader: str) -> dict[str, str]:
    """Return what the statement says about a finding."""
    text, text_language = text_in(reader, finding, "text")
    alternative, alternative_language = text_in(reader, finding, "alternative")
    return {
        "text": text,
        "text_language": text_language,
        "alternative": alternative,
        "alternative_language": alternative_language,
        "found_on": format_date(finding.found_on, reader),
        "planned_for": format_date(finding.planned_for, reader) if finding.planned_for else "",
    }


def cookies() -> list[dict[str, str]]:
    """Return the cookies that the site may set; all of them are needed for what the reader asked for."""
    return [
        {
            "name": settings.SESSION_COOKIE_NAME,
            "purpose": _("Keeps you signed in."),
            "kept": _("until you close the browser, at most %(hours)s hours")
            % {"hours": settings.SESSION_COOKIE_AGE // 3600},
        },
        {
            "name": settings.CSRF_COOKIE_NAME,
            "purpose": _("Protects the forms that you send from being sent by others in your name."),
            "kept": _("%(days)s days") % {"days": settings.CSRF_COOKIE_AGE // DAY},
        },
        {
            "name": "messages",
            "purpose": _("Carries a message, such as “Saved”, to the next page."),
            "kept": _("until that page is shown"),
        },
    ]


@never_cache
def feedback(request: HttpRequest) -> HttpResponse:
    """Let anybody tell what was difficult to use."""
    return write(request, ACCESSIBILITY)


@never_cache
def ask(request: HttpRequest) -> HttpResponse:
    """Let anybody ask about their data."""
    return write(request, PRIVACY)


def write(request: HttpRequest, subject: Subject) -> HttpResponse:
    """Show the form of a subject, or send what was written on."""
    show = partial(show_form, subject)
    if request.method == "POST":
        return letters.answer(request, FeedbackForm(request.POST), partial(deliver, subject), show)
    return show(request, FeedbackForm(initial={"page": request.GET.get("page", "")[:300]}))


def show_form(subject: Subject, request: HttpRequest, form: Any, status: int = 200) -> HttpResponse:
    """Show a form, or that the message has left."""
    context = {
        "subject": subject,
        "form": form,
        "url": reverse(subject.statement),
        "answer_days": SiteFacts.known().answer_days,
        "sent": letters.SENT in request.GET and not form.is_bound,
        **around(request, subject.title),
    }
    return render(request, "pages/statements/feedback.html", context, status=status)


@transaction.atomic
def deliver(subject: Subject, letter: dict[str, Any]) -> None:
    """Hand a message to those who run the site, and a receipt to who wrote it."""
    mails.pass_on(subject.code, letter)
    mails.tell_received(letter, language())


def around(request: HttpRequest, title: Any) -> dict[str, Any]:
    """Return the way here and the same page in the other language."""
    path = request.get_full_path()
    return {
        "crumbs": [{"title": _("Home"), "url": f"/{language()}/"}, {"title": title, "url": ""}],
        "alternates": [Alternate(code, label, translate_url(path, code), False) for code, label in settings.LANGUAGES],
    }


def language() -> str:
    """Return the language of the page."""
    return get_language() or settings.LANGUAGE_CODE
