"""What applicants, members and administrators are told by mail about accounts, each in their own language."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from language.names import called
from mail import actions as outbox
from mail.lines import named_address
from network_members.limits import may_mail
from network_members.models import Organisation, User

GREEK = frozenset({"gr", "cy"})
"""Countries whose bodies get letters in a Greek envelope."""


def tell_new_request(administrator: User) -> None:
    """Say that somebody waits for an answer, without saying who: mails travel far."""
    send("new_request", administrator, url=absolute("membership_requests:list", administrator.language))


def tell_approved(applicant: User, organisation: Organisation) -> None:
    """Welcome a new member, and show the way in."""
    body = organisation.name_in(applicant.language)
    send("approved", applicant, body=body, url=absolute("my:home", applicant.language))


def tell_refused(applicant: User, reason: str) -> None:
    """Say that the request was refused, and why."""
    send("refused", applicant, reason=reason, url=absolute("my:home", applicant.language))


def tell_invited(person: User) -> None:
    """Tell somebody that an account was made for them, and how to choose its password."""
    words = {"url": absolute("account_reset_password", person.language)}
    outbox.queue_for_account(**letter_to("invited", person, words))


def pass_on(organisation: Organisation, letter: dict[str, Any]) -> None:
    """Hand a visitor's letter to an organisation, in the language of its country; the answer goes to who wrote it."""
    tongue = "el" if organisation.place.country.code in GREEK else "en"
    outbox.queue(
        template="network_members/email/letter",
        to=organisation.email,
        language=tongue,
        context={"who": letter["name"], "text": letter["text"], "body": organisation.name_in(tongue)},
        reply_to=named_address(letter["name"], letter["email"]),
    )


def tell_passed_on(organisation: Organisation, letter: dict[str, Any], language: str) -> None:
    """Tell a visitor that the letter has left; the letter itself is not repeated, whose address ever it is."""
    if not may_mail(letter["email"]):
        return
    outbox.queue(
        template="network_members/email/letter_receipt",
        to=letter["email"],
        language=language,
        context={"body": organisation.name_in(language), "url": address_of(organisation, language)},
    )


def address_of(organisation: Organisation, language: str) -> str:
    """Return the whole address of an organisation's page in a language."""
    with override(language):
        return f"{settings.WAGTAILADMIN_BASE_URL}{reverse('organisations:detail', args=[organisation.code])}"


def tell_erased(address: str, language: str) -> None:
    """Tell the former owner of an account that it is erased; the mail is forgotten once it has left."""
    outbox.queue_last(template="network_members/email/erased", to=address, language=language, context={"name": ""})


def send(template: str, person: User, **context: Any) -> None:
    """Queue a mail to a person, in their language."""
    outbox.queue(**letter_to(template, person, context))


def letter_to(template: str, person: User, context: dict[str, Any]) -> dict[str, Any]:
    """Return what the outbox needs for a mail to a person."""
    return {
        "template": f"network_members/email/{template}",
        "to": person.email,
        "language": person.language,
        "context": {"name": called(person.first_name, person.language), **context},
    }


def absolute(name: str, language: str) -> str:
    """Return the whole address of a page in a language."""
    with override(language):
        return f"{settings.WAGTAILADMIN_BASE_URL}{reverse(name)}"
