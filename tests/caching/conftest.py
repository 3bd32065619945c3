"""A process that keeps pages."""

import pytest
from django.conf import LazySettings

from caching import middleware
from caching.memory import Memory


@pytest.fixture
def kept(settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> Memory:
    """Let pages be kept; return where."""
    settings.KEPT_PAGES_MEGABYTES = 1
    memory = Memory(1024**2, lambda page: page.weight)
    monkeypatch.setattr(middleware, "pages", memory)
    return memory
