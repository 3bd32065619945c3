"""What the benchmarks start from."""

import pytest

from good_practices.models import GoodPracticePage
from network_members.models import Organisation
from tests.factories.full_practice import make_full_practice


@pytest.fixture
def full(council: Organisation, association: Organisation) -> GoodPracticePage:
    """A practice of the council with everything filled in."""
    return make_full_practice(council, association)
