"""Whether an address can work at all; nobody is asked."""

import re
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
PRIVATE = frozenset({"localhost", "local", "internal", "intranet", "lan", "home", "test", "invalid", "onion"})
"""Last parts of names that lead nowhere on the public internet (RFC 2606, 6761, 6762; ICANN 2024 for internal)."""
HOST = re.compile(r"^(?=.{1,253}$)([^\W_]([\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]*[^\W_]$")
MAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s.]+$")
PHONE = re.compile(r"^\+?[\d\s().-]{3,}$")


def split(address: str) -> SplitResult | None:
    """Return the parts of an address; nothing for what is none."""
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018  # raises when it is no number
    except ValueError:
        return None
    return parts


def can_work(address: str) -> bool:
    """Say whether an address is written as one."""
    parts = split(address)
    if parts is None or parts.scheme not in SCHEMES or re.search(r"\s", address.strip()):
        return False
    if parts.scheme == "mailto":
        return bool(MAIL.match(parts.path))
    if parts.scheme == "tel":
        return bool(PHONE.match(parts.path))
    return bool(HOST.match(parts.hostname or "")) and "://" not in parts.path


def public_page(address: str) -> None:
    """Refuse what is no whole address of a page that everybody on the internet could open."""
    parts = split(address)
    host = (parts.hostname or "") if parts else ""
    private = host.rpartition(".")[2] in PRIVATE or (parts is not None and "@" in parts.netloc)
    if parts is None or parts.scheme not in {"http", "https"} or not can_work(address) or private:
        raise ValidationError(
            _("Write the whole address of a page that everybody can open, as https://example.org/page.")
        )


def is_own(address: str) -> bool:
    """Say whether an address leads to a page of this very site."""
    parts = split(address)
    own = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    return parts is not None and (parts.netloc == own.netloc or (not parts.netloc and address.startswith("/")))


def language_of(address: str) -> str:
    """Return the language in which an address of this site opens; nothing when it does not say."""
    parts = split(address)
    first = parts.path.strip("/").partition("/")[0] if parts else ""
    return first if first in dict(settings.LANGUAGES) else ""
