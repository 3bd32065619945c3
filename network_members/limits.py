"""How often something may be tried, counted in the shared cache; `ACCOUNT_RATE_LIMITS` holds allauth's own counts."""

from allauth.core import context as current
from allauth.core.internal import ratelimit
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa import app_settings as mfa
from django.core.cache import cache

from network_members.models import User

LIMITS = {
    # Mails that anybody can have sent to an address by typing it into a form, over all forms.
    "mail": "3/d/key",
    # Messages to the network or to its bodies, which anybody can write without an account.
    "letter": "5/h/ip",
    # Files of open data: each of them reads the whole library.
    "open_data": "30/h/ip",
    # Questions of other programs to the search.
    "search_api": "60/m/ip",
    # Pictures that members hand in.
    "upload": "20/d/user",
    # Practices as PDF: making one takes a moment of a processor.
    "pdf": "60/h/ip",
    "manage_email": "10/m/user",
    "reset_password": "20/m/ip",
    "signup": "20/m/ip",
}
REASONS = frozenset({"rate_limited", "too_many_login_attempts"})
"""Codes of the errors that say somebody has tried too often."""


def allows(action: str, key: str = "") -> bool:
    """Count one more try, and say whether it is within the limit."""
    usage = ratelimit.consume(
        current.request, app="network_members", action=action, config=LIMITS, key=key, limit_get=True
    )
    return usage is not None


def is_fresh(person: User, code: str) -> bool:
    """Say whether a code of the second step was never used, as long as it could be used again."""
    key = f"network_members:code:{person.pk}:{normalize_user_code(code)}"
    return cache.add(key, "used", timeout=3 * mfa.TOTP_PERIOD)


def may_mail(address: str) -> bool:
    """Count one more mail to an address, and say whether it may leave."""
    return allows("mail", address.lower())
