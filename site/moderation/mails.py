"""What authors and reporters are told, each in their language; no mail says who reported."""

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.utils.translation import override

from language.names import called
from mail import actions as outbox
from moderation.models import Appeal, Report


def tell_received(report: Report) -> None:
    """Tell who reported, if we know them, that the report is here."""
    send("report_received", report.reporter)


def tell_outcome(reports: Iterable[Report], *, is_hidden: bool) -> None:
    """Tell everybody who reported the same what was decided."""
    for person in {report.reporter for report in reports if report.reporter}:
        send("report_decided", person, is_hidden=is_hidden)


def tell_hidden(report: Report, *, appeal: Callable[[int], str]) -> None:
    """Tell the author what was hidden and why, and where to appeal."""
    person = report.author
    if person is None:
        return
    with override(person.language):
        url = f"{settings.WAGTAILADMIN_BASE_URL}{appeal(report.pk)}"
    template = "not_shown" if report.is_first else "hidden"
    send(template, person, reason=report.decision, text=report.text, url=url)


def tell_shown(report: Report, *, address: Callable[[int], str]) -> None:
    """Tell the author that readers see now what waited, and where."""
    person = report.author
    if person is None:
        return
    with override(person.language):
        path = address(report.number)
    if path:
        send("shown", person, text=report.text, url=f"{settings.WAGTAILADMIN_BASE_URL}{path}")


def tell_appeal_received(appeal: Appeal) -> None:
    """Tell the author that the appeal is here."""
    send("appeal_received", appeal.report.author, text=appeal.report.text)


def tell_judged(appeal: Appeal) -> None:
    """Tell the author what was decided on the appeal, and why."""
    is_shown = appeal.state == Appeal.State.GRANTED
    send("appeal_decided", appeal.report.author, text=appeal.report.text, reason=appeal.decision, is_shown=is_shown)


def send(template: str, person: Any, **context: Any) -> None:
    """Queue a mail for somebody who still has an account."""
    if person is None or not person.is_active:
        return
    outbox.queue(
        template=f"moderation/email/{template}",
        to=person.email,
        language=person.language,
        context={"name": called(person.first_name, person.language), **context},
    )
