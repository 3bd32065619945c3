"""What tests of reports start from."""

import pytest

from comments.models import Comment
from good_practices.models import GoodPracticePage
from network_members.models import User
from tests.factories.practices import make_practice
from tests.factories.talk import say


@pytest.fixture
def practice(db: None) -> GoodPracticePage:
    """A public practice."""
    return make_practice("Δίκτυο")


@pytest.fixture
def comment(practice: GoodPracticePage, member: User) -> Comment:
    """What the member said under it."""
    return say(member, practice, "ΚΑΝΑΡΙΝΙ-7a κακό")
