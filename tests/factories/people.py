"""Factories of organisations and people."""

from io import BytesIO

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image

from network_members.models import MembershipRequest, Organisation, User
from network_members.roles import STAFF_ROLES
from tests.factories.words import some_place

CAST = (
    "visitor",
    "applicant",
    "member",
    "colleague",
    "stranger",
    "facilitator",
    "moderator",
    "translator",
    "editor",
    "administrator",
    "superuser",
)
"""Everybody that tests know, by the names of their fixtures."""
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
    values.setdefault("place", some_place())
    return Organisation.objects.create(code=code, **values)


def make_user(name: str, *roles: str, organisation: Organisation | None = None, **fields: object) -> User:
    """Return an account `<name>@nima.example` with a verified address, the given roles, and a second step for staff."""
    values: dict[str, object] = {"first_name": name.title(), "last_name": "Test", "language": "el", **fields}
    user = User.objects.create_user(f"{name}@nima.example", PASSWORD, organisation=organisation, **values)
    user.groups.set(Group.objects.get_or_create(name=role)[0] for role in roles)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    if user.is_superuser or STAFF_ROLES.intersection(roles):
        TOTP.activate(user, SECRET)
    return user


def make_request(applicant: User, state: str = "pending", **fields: object) -> MembershipRequest:
    """Return somebody's request to become a member."""
    decided = timezone.now() if state in ("approved", "refused") else None
    values = {"country": some_place().country, "decided_at": decided, "motivation": "Θέλω να μάθω", **fields}
    if state == "refused":
        values.setdefault("reason", "Γράψτε ποιος είναι ο φορέας σας.")
    return MembershipRequest.objects.create(applicant=applicant, state=state, **values)


def give_photo(person: User, **fields: object) -> str:
    """Give somebody a photo; return what its address ends with."""
    picture = BytesIO()
    Image.new("RGB", (320, 320), "teal").save(picture, "WEBP")
    person.photo.save("photo.webp", ContentFile(picture.getvalue()), save=False)
    User.objects.filter(pk=person.pk).update(photo=person.photo.name, **fields)
    return person.photo_name
