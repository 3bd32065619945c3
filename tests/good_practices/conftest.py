"""What several tests of practices start from."""

import pytest
from time_machine import TimeMachineFixture

from good_practices.models import GoodPracticePage
from network_members.models import Organisation
from tests.factories.full_practice import make_full_practice
from tests.good_practices.saving import MONDAY


@pytest.fixture
def full(council: Organisation, association: Organisation) -> GoodPracticePage:
    """A practice of the council with everything filled in."""
    return make_full_practice(council, association)


@pytest.fixture
def monday(time_machine: TimeMachineFixture) -> TimeMachineFixture:
    """The day on which searches are saved."""
    time_machine.move_to(MONDAY, tick=False)
    return time_machine
