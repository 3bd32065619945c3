"""The mailbox of the demo: every mail that a real site would have sent."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from csp.constants import NONE, UNSAFE_INLINE
from csp.decorators import csp
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from mail import rules
from mail.layout import parts
from mail.models import Message

View = Callable[..., HttpResponse]
PAGE_SIZE = 20
# A mail is a document of its own: it may look as it likes, and nothing else.
ONLY_ITS_LOOKS = {
    "default-src": [NONE],
    "style-src": [UNSAFE_INLINE],
    "base-uri": [NONE],
    "form-action": [NONE],
    "frame-ancestors": [NONE],
}


def in_the_demo(view: View) -> View:
    """Serve a page in the demo alone; a real site has no such address."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not rules.is_mailbox_open():
            raise Http404
        response = view(request, *args, **kwargs)
        add_never_cache_headers(response)
        return response

    return guarded


@in_the_demo
def mailbox(request: HttpRequest) -> HttpResponse:
    """List the mails, the newest first."""
    mails = Message.objects.visible_to(request.user).defer("text", "html")
    page = Paginator(mails, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "mail/mailbox.html", {"mails": page.object_list, "listed": page, "crumbs": crumbs()})


@in_the_demo
def message(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show one mail as text."""
    mail = find(request, public_id)
    context = {"mail": mail, "facts": facts(mail), "parts": list(parts(mail.text)), "crumbs": crumbs(mail)}
    return render(request, "mail/message.html", context)


@csp(ONLY_ITS_LOOKS)
@in_the_demo
def html(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show one mail as a mail reader would; on a page of its own it is the main part."""
    mail = find(request, public_id)
    return HttpResponse(mail.html.replace('role="article" aria-roledescription="email"', 'role="main"', 1))


def find(request: HttpRequest, public_id: UUID) -> Message:
    """Return a mail that this person may see."""
    return get_object_or_404(Message.objects.visible_to(request.user), public_id=public_id)


def facts(mail: Message) -> list[dict[str, Any]]:
    """Return what stands in the head of a mail."""
    return [
        {"label": _("To"), "value": mail.recipient},
        {"label": _("From"), "value": mail.sender},
        {"label": _("Answers go to"), "value": mail.reply_to},
        {"label": _("Language"), "value": settings.LANGUAGE_NAMES.get(mail.language)},
        {"label": _("State"), "value": mail.get_state_display()},
    ]


def crumbs(mail: Message | None = None) -> list[dict[str, str]]:
    """Return the way to the mailbox, and to a mail in it."""
    way = [{"title": _("Mailbox of the demo"), "url": reverse("mail:mailbox"), "language": ""}]
    return [*way, {"title": mail.subject, "url": "", "language": mail.language}] if mail else way
