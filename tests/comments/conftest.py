"""What tests of talks start from."""

import pytest

from good_practices.models import GoodPracticePage
from network_members.models import User
from tests.factories.practices import make_practice
from tests.factories.translations import translate


@pytest.fixture
def practice(db: None) -> GoodPracticePage:
    """A public practice in Greek, not translated yet."""
    return make_practice("Δίκτυο")


@pytest.fixture
def english(practice: GoodPracticePage, editor: User) -> GoodPracticePage:
    """Its English translation."""
    page: GoodPracticePage = translate(practice, user=editor)
    return page
