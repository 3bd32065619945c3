"""Factory of mails."""

from mail.blocking import keys_of
from mail.models import BlockedAddress, Message


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


def make_blocked(address: str = "anna@nima.example", reason: str = "bounced", **fields: object) -> BlockedAddress:
    """Return an address that is not written to."""
    key = keys_of(address)[0]
    return BlockedAddress.objects.create(address=address, address_key=key, reason=reason, **fields)
