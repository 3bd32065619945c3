"""The demo's organisations and people."""

from typing import Any

from django.contrib.auth.models import Group
from network_members.models import MembershipRequest, Organisation, User
from vocabulary.models import Country, Place, ServiceKind, Theme

from demo.loader import content

PASSWORD = "nima-demo-2026"


def load_organisations() -> int:
    """Create the bodies that are missing; return how many were."""
    return sum(load_organisation(body) for body in content("organisations"))


def load_organisation(body: dict[str, Any]) -> bool:
    """Create one body with its services."""
    organisation, made = Organisation.objects.get_or_create(
        code=body["code"],
        defaults={
            "name_el": body["name"]["el"],
            "name_en": body["name"]["en"],
            "kind": body["kind"],
            "place": Place.objects.anchors().get(code=body["place"]),
            "description_el": body["description"]["el"],
            "description_en": body["description"]["en"],
            "website": body["website"] or "",
        },
    )
    if made:
        organisation.services.set(ServiceKind.objects.anchors().filter(code__in=body["services"]))
    return made


def load_people() -> int:
    """Create the accounts that are missing; return how many were."""
    return sum(load_person(person) for person in content("people"))


def load_person(person: dict[str, Any]) -> bool:
    """Create one account with a verified address."""
    if User.objects.filter(email=person["email"]).exists():
        return False
    language = person["language"]
    user = User.objects.create_user(
        person["email"],
        PASSWORD,
        first_name=person["first_name"][language],
        last_name=person["last_name"][language],
        language=language,
        organisation=Organisation.objects.filter(code=person["organisation"]).first(),
        position=(person.get("position") or {}).get(language, ""),
        bio_el=(person.get("bio") or {}).get("el", ""),
        bio_en=(person.get("bio") or {}).get("en", ""),
    )
    user.groups.set(Group.objects.get_or_create(name=role)[0] for role in person["roles"])
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    if not person["roles"]:
        ask_for_membership(user)
    return True


def ask_for_membership(user: User) -> None:
    """Leave a request of this person for the administrator to answer."""
    request = MembershipRequest.objects.create(
        applicant=user,
        organisation=user.organisation,
        country=Country.objects.anchors().get(code="gr"),
        state=MembershipRequest.State.PENDING,
    )
    request.themes.set(Theme.objects.anchors().filter(code="mentoring"))


def load_superuser() -> bool:
    """Create the account that may do everything."""
    email = "superuser@nima.example"
    if User.objects.filter(email=email).exists():
        return False
    user = User.objects.create_superuser(email, PASSWORD, first_name="Super", last_name="User")
    user.emailaddress_set.create(email=email, verified=True, primary=True)
    return True
