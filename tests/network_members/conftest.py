"""Each test begins with nobody locked out."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    """Forget who tried what."""
    cache.clear()
