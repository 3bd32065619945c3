"""What the tests of pages start from: an empty cache, and somebody who writes pages."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def forget() -> None:
    """Menus are kept under a token that every test would draw anew, pictures under numbers that begin anew."""
    cache.clear()
