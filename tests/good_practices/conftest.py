"""What several tests of practices start from."""

import pytest
from django.core.cache import cache

from good_practices.models import GoodPracticePage
from network_members.models import Organisation
from tests.factories.full_practice import make_full_practice


@pytest.fixture(autouse=True)
def forget_pictures() -> None:
    """Wagtail remembers the sizes of pictures by number, and every test starts counting anew."""
    cache.clear()


@pytest.fixture
def full(council: Organisation, association: Organisation) -> GoodPracticePage:
    """A practice of the council with everything filled in."""
    return make_full_practice(council, association)
