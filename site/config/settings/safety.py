"""What a real site may not be started with."""

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from config.settings.environment import Environment

SHORTEST_KEY = 50
FEWEST_CHARACTERS = 10


def refuse_unsafe(found: dict[str, Any], env: Environment) -> None:
    """Stop at the first setting that is unsafe, with a sentence that names it."""
    reason = about_secrets(found, env) or about_addresses(found) or about_sharing(found, env)
    if reason:
        raise ImproperlyConfigured(reason)


def about_secrets(found: dict[str, Any], env: Environment) -> str:
    """Return what is wrong with key and error pages."""
    key = found["SECRET_KEY"]
    if env.bool("DEBUG", default=False):
        return "DEBUG must be off: its error pages show settings and what people typed."
    if len(key) < SHORTEST_KEY or len(set(key)) < FEWEST_CHARACTERS:
        return f"SECRET_KEY must be random, of {SHORTEST_KEY} characters or more."
    if "demo-only" in key or "insecure" in key:
        return "SECRET_KEY must not be the one of the demo or of an example."
    return ""


def about_addresses(found: dict[str, Any]) -> str:
    """Return what is wrong with hosts and address: forged ones would stand in mails."""
    hosts, address = found["ALLOWED_HOSTS"], urlsplit(found["BASE_URL"])
    if any("*" in host or host.startswith(".") for host in hosts):
        return "ALLOWED_HOSTS must name each host, without * or a dot before it."
    if address.scheme != "https" or not address.hostname or address.path:
        return "BASE_URL must be https:// and the host name, such as https://nima.gr."
    if address.hostname not in hosts:
        return "ALLOWED_HOSTS must name the host of BASE_URL."
    return ""


def about_sharing(found: dict[str, Any], env: Environment) -> str:
    """Return what several processes or machines could not share."""
    on_sqlite = "sqlite3" in found["DATABASES"]["default"]["ENGINE"]
    if on_sqlite and not env.bool("SINGLE_MACHINE", default=False):
        return "Set DATABASE_URL to a PostgreSQL database, or SINGLE_MACHINE=1 to stay with SQLite on one machine."
    if "locmem" in found["CACHES"]["default"]["BACKEND"] and env.int("WEB_CONCURRENCY", default=1) > 1:
        return "Set CACHE_URL to a cache that all processes share, or WEB_CONCURRENCY to 1."
    return ""
