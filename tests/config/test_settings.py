"""A real site starts with safe settings only, and says in a sentence what is missing."""

import importlib
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from django.core.exceptions import ImproperlyConfigured

import config.settings

ROOT = Path(__file__).resolve().parents[2]
KEY = "T7-q0GmZr3vXk9LwYb2sNfHd8JcPe5uAiRo1tMyV6nUaQxWzCjKl"
WHOLE = {
    "SECRET_KEY": KEY,
    "ALLOWED_HOSTS": "nima.example, www.nima.example",
    "BASE_URL": "https://nima.example/",
    "DATABASE_URL": "postgres://nima:hidden@//run/postgresql/nima",
    "EMAIL_URL": "smtp+tls://nima%40nima.example:hidden@mail.nima.example:587",
    "TRUSTED_PROXIES": "1",
    "WEB_CONCURRENCY": "3",
}
EVERY_NAME = (*WHOLE, "CACHE_URL", "DEBUG", "MAIL_KEPT_DAYS", "SECRET_KEY_FILE", "SINGLE_MACHINE")
Start = Callable[..., ModuleType]

UNSAFE = {
    "DEBUG must be off: its error pages show settings and what people typed.": {"DEBUG": "1"},
    "SECRET_KEY must be random, of 50 characters or more.": {"SECRET_KEY": KEY[:49]},
    "SECRET_KEY must not be the one of the demo or of an example.": {
        "SECRET_KEY": "demo-only-key-that-guards-nothing-but-sample-content"
    },
    "ALLOWED_HOSTS must name each host, without * or a dot before it.": {"ALLOWED_HOSTS": "nima.example,*"},
    "BASE_URL must be https:// and the host name, such as https://nima.gr.": {"BASE_URL": "http://nima.example"},
    "ALLOWED_HOSTS must name the host of BASE_URL.": {"BASE_URL": "https://other.example"},
    "Set DATABASE_URL to a PostgreSQL database, or SINGLE_MACHINE=1 to stay with SQLite on one machine.": {
        "DATABASE_URL": "sqlite:////var/lib/nima/nima.sqlite3"
    },
    "Set CACHE_URL to a cache that all processes share, or WEB_CONCURRENCY to 1.": {"CACHE_URL": "locmemcache://"},
    "CACHE_URL needs the package redis, which is not installed.": {"CACHE_URL": "rediscache://127.0.0.1:6379/1"},
    "Set TRUSTED_PROXIES to a whole number: how many proxies stand before the site, 0 for none, "
    "so that limits count the right addresses.": {"TRUSTED_PROXIES": "one"},
    "WEB_CONCURRENCY must be a number.": {"CACHE_URL": "locmemcache://", "WEB_CONCURRENCY": "many"},
    "MAIL_KEPT_DAYS must be a number.": {"MAIL_KEPT_DAYS": "a year"},
}
MISSING = {
    "SECRET_KEY": "a long random text that signs sessions and links",
    "ALLOWED_HOSTS": "the site's host names, separated by commas",
    "BASE_URL": "the site's address, such as https://nima.gr",
    "TRUSTED_PROXIES": "how many proxies stand before the site, 0 for none, so that limits count the right addresses",
    "EMAIL_URL": "the mail server, such as smtp+tls://user:password@host:587",
}
MALFORMED = {
    "DATABASE_URL": (
        "nonsense",
        "mysql://nima:hidden@host/nima",
        "postgres://nima:hidden@host:port/nima",
        "postgres://nima:hidden@host",
        "postgres://nima:hidden@[::1/nima",
    ),
    "CACHE_URL": ("nonsense", "dbcache://", "filecache:///tmp", "ftp://hidden"),
    "EMAIL_URL": ("nonsense", "consolemail://", "smtp://", "smtp+tls://nima:hidden@host:port", "http://hidden"),
}


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch) -> Start:
    """Load the settings of a real site in an environment of one's own."""
    for name in EVERY_NAME:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(config.settings, "base", None, raising=False)
    monkeypatch.setattr(config.settings, "production", None, raising=False)

    def with_environment(environment: dict[str, str]) -> ModuleType:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        for module in ("base", "production"):
            monkeypatch.delitem(sys.modules, f"config.settings.{module}", raising=False)
        return importlib.import_module("config.settings.production")

    return with_environment


def refusal(start: Start, environment: dict[str, str]) -> str:
    """Return the sentence that a start ends with."""
    with pytest.raises(ImproperlyConfigured) as reason:
        start(environment)
    return str(reason.value)


def test_a_whole_environment_makes_a_safe_site(start: Start) -> None:
    found = start(WHOLE)

    assert (found.DEBUG, found.DEMO, found.SAMPLE_ACCOUNTS) == (False, False, False)
    assert found.ALLOWED_HOSTS == ["nima.example", "www.nima.example"]
    assert (found.BASE_URL, found.CSRF_TRUSTED_ORIGINS) == ("https://nima.example", ["https://nima.example"])
    assert (found.SESSION_COOKIE_SECURE, found.CSRF_COOKIE_SECURE, found.SESSION_COOKIE_HTTPONLY) == (True, True, True)
    assert (found.SECURE_SSL_REDIRECT, found.SECURE_HSTS_SECONDS, found.SECURE_HSTS_INCLUDE_SUBDOMAINS) == (
        True,
        31_536_000,
        True,
    )
    assert (found.ALLAUTH_TRUSTED_PROXY_COUNT, found.SECURE_PROXY_SSL_HEADER[1]) == (1, "https")
    assert found.CACHES["default"]["LOCATION"] == "nima_cache"
    assert (found.EMAIL_HOST, found.EMAIL_HOST_USER, found.EMAIL_USE_TLS) == (
        "mail.nima.example",
        "nima@nima.example",
        True,
    )


def test_the_database_is_checked_before_use_and_nobody_waits_for_ever(start: Start) -> None:
    database = start(WHOLE).DATABASES["default"]

    assert (database["HOST"], database["NAME"], database["CONN_HEALTH_CHECKS"]) == ("/run/postgresql", "nima", True)
    assert database["OPTIONS"] == {"connect_timeout": 3, "options": "-c lock_timeout=5s"}


@pytest.mark.parametrize("name", MISSING)
def test_what_is_missing_is_named_with_its_purpose(name: str, start: Start) -> None:
    rest = {key: value for key, value in WHOLE.items() if key != name}

    assert refusal(start, rest) == f"Set {name}: {MISSING[name]}."
    assert refusal(start, {**rest, name: " "}) == f"Set {name}: {MISSING[name]}."


@pytest.mark.parametrize(("sentence", "changed"), UNSAFE.items())
def test_what_is_unsafe_is_refused(sentence: str, changed: dict[str, str], start: Start) -> None:
    assert refusal(start, WHOLE | changed) == sentence


@pytest.mark.parametrize("key", ["a" * 60, "ab" * 30, "django-insecure-" + KEY])
def test_a_key_that_can_be_guessed_is_refused(key: str, start: Start) -> None:
    assert refusal(start, WHOLE | {"SECRET_KEY": key}).startswith("SECRET_KEY must")


@pytest.mark.parametrize("hosts", ["*", ".nima.example", "nima.example,.", "*.nima.example"])
def test_hosts_are_named_one_by_one(hosts: str, start: Start) -> None:
    assert refusal(start, WHOLE | {"ALLOWED_HOSTS": hosts}).startswith("ALLOWED_HOSTS must name each host")


@pytest.mark.parametrize("address", ["nima.example", "https://", "https://nima.example/el", "ftp://nima.example"])
def test_the_address_is_a_secure_one(address: str, start: Start) -> None:
    assert refusal(start, WHOLE | {"BASE_URL": address}).startswith("BASE_URL must be https://")


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in MALFORMED.items() for value in values])
def test_an_address_that_cannot_be_understood_is_named_and_not_shown(name: str, value: str, start: Start) -> None:
    sentence = refusal(start, WHOLE | {name: value})

    assert sentence.startswith(f"{name} cannot be understood; write it like ")
    assert "hidden" not in sentence


def test_sqlite_and_a_cache_of_its_own_do_for_one_process_on_one_machine(start: Start) -> None:
    alone = {"SINGLE_MACHINE": "1", "DATABASE_URL": "sqlite:////srv/nima.sqlite3", "CACHE_URL": "locmemcache://"}

    found = start(WHOLE | alone | {"WEB_CONCURRENCY": "1", "TRUSTED_PROXIES": "0"})

    assert found.DATABASES["default"]["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert not hasattr(found, "SECURE_PROXY_SSL_HEADER")


def test_secrets_come_from_files_too(start: Start, tmp_path: Path) -> None:
    (tmp_path / "key").write_text(f"${KEY}\n")
    rest = {key: value for key, value in WHOLE.items() if key != "SECRET_KEY"}

    assert start({**rest, "SECRET_KEY_FILE": str(tmp_path / "key")}).SECRET_KEY == "$" + KEY
    assert refusal(start, {**rest, "SECRET_KEY_FILE": str(tmp_path / "lost")}) == (
        "SECRET_KEY_FILE must name a file that this process may read."
    )


@pytest.mark.parametrize(
    "words", [["manage.py", "migrate"], ["manage.py", "worker"], ["-m", "deploy.database", "name"]]
)
def test_a_command_ends_with_the_sentence_alone(words: list[str]) -> None:
    environment = {"DJANGO_SETTINGS_MODULE": "config.settings.production", "PYTHONPATH": ".:site"}

    done = subprocess.run([sys.executable, *words], cwd=ROOT, env=environment, capture_output=True, text=True)

    assert (done.returncode, done.stderr) == (1, f"Nima: Set SECRET_KEY: {MISSING['SECRET_KEY']}.\n")


def test_gunicorn_stops_at_once_with_the_sentence() -> None:
    words = ["-m", "gunicorn", "--config", "gunicorn.conf.py", "--bind", "127.0.0.1:0"]
    environment = {"DJANGO_SETTINGS_MODULE": "config.settings.production", "PYTHONPATH": ".:site"}

    done = subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60
    )

    assert done.returncode == 3
    assert f"Nima: Set SECRET_KEY: {MISSING['SECRET_KEY']}.\n" in done.stderr
    assert "Traceback" not in done.stderr
