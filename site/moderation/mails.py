"""What the author of a hidden contribution is told, in their language."""

from language.names import called
from mail import actions as outbox
from moderation.models import Report


def tell_hidden(report: Report) -> None:
    """Tell the author what was hidden and why; who reported it is not told."""
    person = report.author
    if person is None or not person.is_active:
        return
    context = {
        "name": called(person.first_name, person.language),
        "reason": report.decision,
        "text": report.text,
    }
    outbox.queue(template="moderation/email/hidden", to=person.email, language=person.language, context=context)
