"""Who may see what was mailed; one sentence each, asked in the view and again in the action."""

from typing import Any

from django.conf import settings

from mail.models import BlockedAddress


def is_mailbox_open() -> bool:
    """Is there a mailbox that shows whole mails? Only in the demo, where no mail leaves."""
    return bool(settings.DEMO)


def can_read_log(user: Any) -> bool:
    """May this person see what became of mails: administrators and the superuser?"""
    return bool(user.is_active and user.has_perm("mail.view_message"))


def can_see_recipients(user: Any) -> bool:
    """May this person see in the log to whom a mail went?"""
    return bool(user.is_active and user.is_superuser)


def can_send_again(user: Any) -> bool:
    """May this person send a mail once more that failed, or may have been lost?"""
    return bool(user.is_active and user.is_superuser)


def may_write_to(address: str) -> bool:
    """May mails go there that are not about its owner's account: did none come back for good, and did nobody object?"""
    return not BlockedAddress.objects.of(address).exists()


def can_keep_blocked(user: Any) -> bool:
    """May this person block addresses and let mails go there again: administrators and the superuser?"""
    return can_read_log(user)
