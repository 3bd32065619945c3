"""Factory of mails."""

from mail.models import Message


def make_mail(kind: str = "handed_in", **fields: object) -> Message:
    """Return a mail that waits in the outbox."""
    values: dict[str, object] = {
        "recipient": "anna@nima.example",
        "sender": "Nima <no-reply@nima.example>",
        "language": "el",
        "subject": "Παραλάβαμε την πρακτική",
        "text": "Γεια σας Άννα,\n",
        "html": "<p>Γεια σας Άννα,</p>",
        **fields,
    }
    return Message.objects.create(kind=kind, **values)
