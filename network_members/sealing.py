"""Secrets of the second step, sealed before they are stored: a copy of the database alone opens no account."""

from base64 import urlsafe_b64encode

from allauth.mfa.totp.internal.auth import generate_totp_secret
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac

SALT = "network_members.sealing"


def seal(text: str) -> str:
    """Return a text that only this site can read."""
    return sealer().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """Return what was sealed; what was sealed under a lost key turns into a secret that nobody's app knows."""
    try:
        return sealer().decrypt(sealed).decode()
    except InvalidToken:
        return generate_totp_secret()


def sealer() -> MultiFernet:
    """Return what seals with the site's key, and opens with its former ones too."""
    return MultiFernet([Fernet(derived(key)) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def derived(key: str | bytes) -> bytes:
    """Return a key for sealing alone, made from a key of the site."""
    return urlsafe_b64encode(salted_hmac(SALT, "", secret=key, algorithm="sha256").digest())
