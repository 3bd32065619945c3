"""Factories of adoptions: a practice taken over by somebody's body, public unless said otherwise."""

from typing import Any

from adoptions.models import Adoption
from network_members.models import User


def make_adoption(practice: Any, person: User, **fields: Any) -> Adoption:
    """Return an adoption of a practice by the body of a person."""
    values: dict[str, Any] = {
        "where": "Πλατεία Αλεξάνδρας",
        "start_year": 2024,
        "language": "el",
        "kept_el": "Τα τρία πρωινά",
        "changed_el": "Η ώρα",
        "state": Adoption.State.PUBLIC,
        **fields,
    }
    organisation = None if values.get("body_name") else person.organisation
    return Adoption.objects.create(
        practice_key=practice.translation_key, owner=person, organisation=organisation, **values
    )
