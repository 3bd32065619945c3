"""A real site: everything from the environment, a sentence when something is missing or unsafe."""

from config.settings.base import *  # noqa: F403 - settings modules build on each other
from config.settings.base import env
from config.settings.safety import refuse_unsafe

SECRET_KEY = env.required("SECRET_KEY", "a long random text that signs sessions and links")
ALLOWED_HOSTS = env.names("ALLOWED_HOSTS", "the site's host names, separated by commas")
BASE_URL = WAGTAILADMIN_BASE_URL = env.required("BASE_URL", "the site's address, such as https://nima.gr").rstrip("/")
CSRF_TRUSTED_ORIGINS = [BASE_URL]
# Tries are counted in the database unless another cache is named; a cache of each process' own would not count.
CACHES = {"default": env.shared_cache("CACHE_URL", default="dbcache://nima_cache")}
ALLAUTH_TRUSTED_PROXY_COUNT = env.number(
    "TRUSTED_PROXIES", "how many proxies stand before the site, 0 for none, so that limits count the right addresses"
)
EMAIL_CONFIG = env.mail_server("EMAIL_URL", "the mail server, such as smtp+tls://user:password@host:587")
vars().update({key: value for key, value in EMAIL_CONFIG.items() if key != "EMAIL_BACKEND"})
# Our own SMTP knows how far a mail came when the connection breaks.
MAIL_TRANSPORT = EMAIL_CONFIG["EMAIL_BACKEND"].replace("django.core.mail.backends.smtp.Email", "mail.backends.Smtp")
DEBUG = False
SECURE_SSL_REDIRECT = True
# Whoever asks for health stands on this side of the proxy.
SECURE_REDIRECT_EXEMPT = [r"^-/"]
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
if ALLAUTH_TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SILENCED_SYSTEM_CHECKS = [
    "security.W019",  # Wagtail shows previews in frames of the same site
    "security.W021",  # a place on the browsers' preload list is the owner's decision, and hard to take back
]
refuse_unsafe(vars(), env)
