"""What tests of notices start from."""

import pytest
from django.core.cache import cache

from good_practices.models import GoodPracticePage
from tests.factories.practices import make_practice


@pytest.fixture(autouse=True)
def nothing_counted() -> None:
    """Let nobody have written anything a moment ago."""
    cache.clear()


@pytest.fixture
def practice(db: None) -> GoodPracticePage:
    """A public practice in Greek, not translated yet."""
    return make_practice("Δίκτυο")
