"""Reads the environment; what is missing or cannot be understood is said in a sentence that names it, not its value."""

from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from environ import FileAwareEnv
from environ.fileaware_mapping import FileAwareMapping

Read = dict[str, Any]
ENGINES = {"django.db.backends.postgresql", "django.db.backends.sqlite3"}
CACHES = ("db.Database", "locmem.LocMem", "redis.Redis")
SMTP = "django.core.mail.backends.smtp.EmailBackend"
POSTGRES = "postgres://nima:password@host:5432/nima"


class Values(FileAwareMapping):
    """The environment; `NAME_FILE` names a file that holds the value of NAME."""

    def __getitem__(self, key: str) -> str:
        try:
            value = str(super().__getitem__(key)).strip()
        except (OSError, UnicodeDecodeError) as fault:
            raise ImproperlyConfigured(f"{key}_FILE must name a file that this process may read.") from fault
        # environ takes what begins with $ for the name of another variable.
        return f"\\{value}" if value.startswith("$") else value


class Environment(FileAwareEnv):
    """Values of the environment, read strictly."""

    ENVIRON = Values(cache=False)

    def __init__(self) -> None:
        super().__init__()
        self.escape_proxy = True

    def required(self, name: str, purpose: str) -> str:
        """Return a value that has to be there."""
        value = str(self(name, default=""))
        if not value:
            raise ImproperlyConfigured(f"Set {name}: {purpose}.")
        return value

    def get_value(self, var: str, *kinds: Any, **more: Any) -> Any:
        """Return a value of the wanted kind."""
        try:
            return super().get_value(var, *kinds, **more)
        except ValueError:
            raise ImproperlyConfigured(f"{var} must be a number.") from None

    def choice(self, name: str, known: tuple[str, ...]) -> str:
        """Return one of some words, the first of them when nothing is said."""
        value = str(self(name, default=known[0])).lower()
        if value not in known:
            raise ImproperlyConfigured(f"{name} must be one of: {', '.join(known)}.")
        return value

    def number(self, name: str, purpose: str) -> int:
        """Return a number that has to be there."""
        value = self.required(name, purpose)
        if not (value.isascii() and value.isdecimal()):
            raise ImproperlyConfigured(f"Set {name} to a whole number: {purpose}.")
        return int(value)

    def names(self, name: str, purpose: str) -> list[str]:
        """Return what stands between commas."""
        return [part.strip() for part in self.required(name, purpose).split(",") if part.strip()]

    def database(self, name: str, default: str) -> Read:
        """Return where the data are."""
        url = str(self(name, default=default))
        found = understood(name, url, POSTGRES, self.db_url_config)
        if found.get("ENGINE") not in ENGINES or not found["NAME"]:
            raise unreadable(name, POSTGRES)
        return found

    def shared_cache(self, name: str, default: str) -> Read:
        """Return where processes remember things."""
        url, example = str(self(name, default=default)), "dbcache://nima_cache"
        found = understood(name, url, example, self.cache_url_config)
        kind = found.get("BACKEND", "").removeprefix("django.core.cache.backends.").removesuffix("Cache")
        if kind not in CACHES or not (found["LOCATION"] or kind == "locmem.LocMem"):
            raise unreadable(name, example)
        if kind == "redis.Redis" and not find_spec("redis"):
            raise ImproperlyConfigured(f"{name} needs the package redis, which is not installed.")
        return found

    def mail_server(self, name: str, purpose: str) -> Read:
        """Return how mail leaves."""
        url = self.required(name, purpose)
        example = "smtp+tls://user:password@host:587"
        found = understood(name, url, example, self.email_url_config)
        if found["EMAIL_BACKEND"] != SMTP or not found["EMAIL_HOST"]:
            raise unreadable(name, example)
        return found


def understood(name: str, url: str, example: str, read: Callable[[str], Read]) -> Read:
    """Return what an address says, or say how to write it; it may hold a password and is not shown."""
    if "://" not in url:
        raise unreadable(name, example)
    try:
        return read(url)
    except (ImproperlyConfigured, ValueError, KeyError, IndexError):
        raise unreadable(name, example) from None


def unreadable(name: str, example: str) -> ImproperlyConfigured:
    """Say how a value is written."""
    return ImproperlyConfigured(f"{name} cannot be understood; write it like {example}.")
