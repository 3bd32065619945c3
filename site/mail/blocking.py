"""Under which name a blocked address is remembered, and which answers of a mail server block one."""

import re
import unicodedata
from contextlib import suppress

from django.conf import settings
from django.utils.crypto import salted_hmac

SALT = "mail.blocked"
BOUNCES = frozenset({550, 551, 553})
ABOUT_THE_ADDRESS = re.compile(r"5\.(1\.([01236]|10)|2\.1)")
"""No such mailbox or domain, or closed (RFC 3463); other refusals, such as 5.7.1, are about the sender or the mail."""


def folded(address: str) -> str:
    """Return an address as it is compared: NFC, trimmed, lower case, its domain as the DNS has it."""
    name, _at, domain = unicodedata.normalize("NFC", address).strip().lower().rpartition("@")
    # What is no domain stays as it is: no mail goes there either.
    with suppress(UnicodeError):
        domain = domain.encode("idna").decode()
    return f"{name}@{domain}"


def keys_of(address: str) -> list[str]:
    """Return what an address may be remembered as: a keyed hash for each secret of the site, the newest first."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [salted_hmac(SALT, folded(address), secret=one, algorithm="sha256").hexdigest() for one in secrets]


def is_for_good(error: str) -> bool:
    """Say whether the answer to a recipient's address, as rows keep it, says that it takes no mail for good."""
    code, _space, enhanced = error.partition(" ")
    return int(code) in BOUNCES and (not enhanced or ABOUT_THE_ADDRESS.fullmatch(enhanced) is not None)
