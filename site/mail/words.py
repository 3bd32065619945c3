"""What stopped a mail, in words; the row keeps only a code, so that nobody's address stands in it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mail.delivery import BLOCKED, EXPIRED
from mail.handover import LOST, UNREACHABLE, UNREADABLE

REASONS = {
    UNREACHABLE: gettext_lazy("The mail server could not be reached."),
    LOST: gettext_lazy("The connection broke while the server was taking the mail; it may have arrived."),
    EXPIRED: gettext_lazy("The background worker ended while it was sending; the mail may have arrived."),
    BLOCKED: gettext_lazy("The address is blocked: nothing is sent there but mails about its account."),
    UNREADABLE: gettext_lazy("The mail has an address or a header that no server takes."),
}


def reason(error: str) -> str:
    """Return why a mail is not sent; codes are the server's own."""
    if not error:
        return ""
    return str(REASONS.get(error) or _("The mail server answered %(code)s.") % {"code": error})
