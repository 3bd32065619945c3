"""Factories of organisations and people."""

from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import Group

from network_members.models import Organisation, User
from network_members.roles import STAFF_ROLES
from tests.factories.words import make_place
from vocabulary.models import Place

PASSWORD = "a-long-test-password"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
"""What the second step of staff is made of."""


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
    """Return an account `<name>@nima.example` with a verified address, the given roles, and a second step for staff."""
    values: dict[str, object] = {"first_name": name.title(), "last_name": "Test", "language": "el", **fields}
    user = User.objects.create_user(f"{name}@nima.example", PASSWORD, organisation=organisation, **values)
    user.groups.set(Group.objects.get_or_create(name=role)[0] for role in roles)
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    if user.is_superuser or STAFF_ROLES.intersection(roles):
        TOTP.activate(user, SECRET)
    return user
