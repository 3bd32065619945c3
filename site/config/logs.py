"""One line per event, in UTC, without what people typed: addresses, names, tokens and texts stay out of the log."""

import logging
import re
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
ADDRESS = re.compile(r"[^\s<>\"'(]+@[^\s<>\"')]+|\b\d{1,3}(?:\.\d{1,3}){3}\b")
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
DEEPEST = 6
"""Steps of a fault that are told, the last ones."""
SETTINGS: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "config.logs.OneLine"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"level": "WARNING"},
        # What people ask for in vain is no fault, and holds whatever they typed.
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        "django.security.csrf": {"level": "ERROR"},
    },
}


class OneLine(logging.Formatter):
    """When, how grave, who says it, what, and where a fault came from; never a fault's message, which quotes values."""

    def format(self, record: logging.LogRecord) -> str:
        when = datetime.fromtimestamp(record.created, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        fault = record.exc_info[1] if record.exc_info else None
        parts = [when, record.levelname, record.name, told(record), *([origin(fault)] if fault else [])]
        return CONTROL.sub(" ", " ".join(parts))


def told(record: logging.LogRecord) -> str:
    """Return the message; of a request only what the site itself named: method, route, status."""
    request = getattr(record, "request", None)
    if request is None or not hasattr(request, "method"):
        return ADDRESS.sub("…", record.getMessage())
    match = getattr(request, "resolver_match", None)
    return f"{getattr(record, 'status_code', '')} {request.method} {match.route if match else '(no route)'}"


def origin(fault: BaseException) -> str:
    """Return the kinds of a fault and of those behind it, and the way there."""
    kinds = " from ".join(f"{type(one).__module__}.{type(one).__qualname__}" for one in behind(fault))
    return f"{kinds} at {' > '.join(steps(fault.__traceback__))}"


def behind(fault: BaseException | None) -> Iterator[BaseException]:
    """Yield a fault and what caused it."""
    while fault is not None:
        yield fault
        fault = fault.__cause__


def steps(trace: TracebackType | None) -> list[str]:
    """Return file, line and function of the last steps."""
    return [f"{short(frame.filename)}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)[-DEEPEST:]]


def short(filename: str) -> str:
    """Return a file's path inside the project or inside its package."""
    inside = filename.rpartition("site-packages/")[2]
    return inside.removeprefix(f"{ROOT}/")
