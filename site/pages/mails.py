"""What those who run the site, and who wrote to them, get by mail."""

from typing import Any

from django.conf import settings

from mail import actions as outbox
from mail.lines import named_address
from network_members.limits import may_mail
from network_members.models import User
from pages.models import SiteFacts


def pass_on(subject: str, letter: dict[str, Any]) -> None:
    """Hand a visitor's message to the address of the site; while there is none, to its administrators."""
    for address, language in readers():
        outbox.queue(
            template="pages/email/feedback",
            to=address,
            language=language,
            context={"subject": subject, "who": letter["name"], "text": letter["text"], "page": letter["page"]},
            reply_to=named_address(letter["name"], letter["email"]),
        )


def readers() -> list[tuple[str, str]]:
    """Return who reads what visitors write, each with a language."""
    address = SiteFacts.known().email
    return (
        [(address, settings.LANGUAGE_CODE)]
        if address
        else list(User.objects.deciding().values_list("email", "language"))
    )


def tell_received(letter: dict[str, Any], language: str) -> None:
    """Tell a visitor that the message has come; it is not repeated, whose address ever it is."""
    if not may_mail(letter["email"]):
        return
    context = {"days": SiteFacts.known().answer_days}
    outbox.queue(template="pages/email/feedback_receipt", to=letter["email"], language=language, context=context)
