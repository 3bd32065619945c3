"""What applicants, members and administrators are told by mail about accounts, each in their own language."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from language.names import called
from mail import actions as outbox
from network_members.models import Organisation, User


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
    send("invited", person, url=absolute("account_reset_password", person.language))


def send(template: str, person: User, **context: Any) -> None:
    """Queue a mail to a person, in their language."""
    outbox.queue(
        template=f"network_members/email/{template}",
        to=person.email,
        language=person.language,
        context={"name": called(person.first_name, person.language), **context},
    )


def absolute(name: str, language: str) -> str:
    """Return the whole address of a page in a language."""
    with override(language):
        return f"{settings.WAGTAILADMIN_BASE_URL}{reverse(name)}"
