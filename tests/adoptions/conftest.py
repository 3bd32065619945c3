"""A public practice with an indicator, and one who takes it over."""

from typing import Any

import pytest

from adoptions.models import Adoption
from good_practices.models import GoodPracticePage
from good_practices.models.rows import ResultRow
from network_members.models import User
from tests.factories.adoptions import make_adoption
from tests.factories.practices import make_practice


@pytest.fixture
def practice(db: Any) -> GoodPracticePage:
    """A public practice of nobody's body, in Greek, with one indicator."""
    made = make_practice("Γειτονιά")
    ResultRow.objects.create(
        practice=made, locale=made.locale, indicator="Γυναίκες στο μάθημα", unit="άτομα", target="40", actual="52"
    )
    return made


@pytest.fixture
def adoption(practice: GoodPracticePage, member: User) -> Adoption:
    """What the council of the member tells everybody."""
    return make_adoption(practice, member)


@pytest.fixture
def draft(practice: GoodPracticePage, member: User) -> Adoption:
    """What the member has begun."""
    return make_adoption(practice, member, state=Adoption.State.DRAFT, kept_el="", changed_el="", start_year=None)
