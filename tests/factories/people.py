"""Factories of organisations and people."""

from django.contrib.auth.models import Group

from network_members.models import Organisation, User
from tests.factories.words import make_place
from vocabulary.models import Place

PASSWORD = "a-long-test-password"


def make_organisation(code: str = "patras-council", **fields: object) -> Organisation:
    """Return a body of the network."""
    values: dict[str, object] = {
        "name_el": "ΣΕΜ Δήμου Πατρέων",
        "name_en": "Patras Migrant Integration Council",
        "kind": Organisation.Kind.COUNCIL,
        **fields,
    }
    values.setdefault("place", Place.objects.anchors().first() or make_place())
    return Organisation.objects.create(code=code, **values)


def make_user(name: str, *roles: str, organisation: Organisation | None = None, **fields: object) -> User:
    """Return an account `<name>@nima.example` with a verified address and the given roles."""
    values: dict[str, object] = {"first_name": name.title(), "last_name": "Test", "language": "el", **fields}
    user = User.objects.create_user(f"{name}@nima.example", PASSWORD, organisation=organisation, **values)
    user.groups.set(Group.objects.get_or_create(name=role)[0] for role in roles)
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    return user
