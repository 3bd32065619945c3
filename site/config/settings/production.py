"""A real site: everything from the environment, a sentence when something is missing."""

from django.core.exceptions import ImproperlyConfigured

from config.settings.base import *  # noqa: F403 - settings modules build on each other
from config.settings.base import DATABASES, env


def required(name: str, purpose: str) -> str:
    """Return a setting from the environment, or say which one is missing and what it is for."""
    value = str(env(name, default=""))
    if not value:
        raise ImproperlyConfigured(f"Set {name}: {purpose}.")
    return value


DEBUG = False
SECRET_KEY = required("SECRET_KEY", "a long random text that signs sessions and links")
ALLOWED_HOSTS = required("ALLOWED_HOSTS", "the site's host names, separated by commas").split(",")
BASE_URL = WAGTAILADMIN_BASE_URL = required("BASE_URL", "the site's address, such as https://nima.gr")
CSRF_TRUSTED_ORIGINS = [BASE_URL]
if "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS must name the hosts; * lets anyone forge links in mails.")
if "sqlite3" in DATABASES["default"]["ENGINE"] and not env.bool("SINGLE_MACHINE", default=False):
    raise ImproperlyConfigured(
        "Set DATABASE_URL to a PostgreSQL database, or SINGLE_MACHINE=1 to stay with SQLite on one machine."
    )
EMAIL_CONFIG = env.email_url_config(required("EMAIL_URL", "the mail server, such as smtp+tls://user:password@host:587"))
vars().update({key: value for key, value in EMAIL_CONFIG.items() if key != "EMAIL_BACKEND"})
# Our own SMTP knows how far a mail came when the connection breaks.
MAIL_TRANSPORT = EMAIL_CONFIG["EMAIL_BACKEND"].replace("django.core.mail.backends.smtp.Email", "mail.backends.Smtp")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
