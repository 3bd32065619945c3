"""The demo's organisations and people."""

from typing import Any

from demo.loader import content
from network_members import actions
from network_members.models import Organisation, User
from vocabulary.models import Country, Place, ServiceKind, Theme

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
            **contact_of(body["contact"] or {}),
        },
    )
    if made:
        organisation.services.set(ServiceKind.objects.anchors().filter(code__in=body["services"]))
    return made


def contact_of(contact: dict[str, Any]) -> dict[str, str]:
    """Return how the public reaches a body; real ones leave that to their own editors."""
    pairs = {f"{name}_{code}": text for name in ("address", "hours") for code, text in contact.get(name, {}).items()}
    return {**pairs, "phone": contact.get("phone", ""), "email": contact.get("email", "")}


def load_people() -> int:
    """Give the roles their rights on the demo's pages, and create the accounts that are missing."""
    actions.sync_roles()
    return sum(load_person(person) for person in content("people"))


def load_person(person: dict[str, Any]) -> bool:
    """Create one account with a verified address; somebody without a role asks to become a member."""
    if User.objects.filter(email=person["email"]).exists():
        return False
    language = person["language"]
    body = Organisation.objects.filter(code=person["organisation"]).first()
    user = actions.create_account(
        person["email"],
        PASSWORD,
        roles=person["roles"],
        first_name=person["first_name"][language],
        last_name=person["last_name"][language],
        language=language,
        organisation=body if person["roles"] else None,
        position=(person.get("position") or {}).get(language, ""),
        bio_el=(person.get("bio") or {}).get("el", ""),
        bio_en=(person.get("bio") or {}).get("en", ""),
    )
    if not person["roles"]:
        actions.ask(user, wish(person, body))
    return True


def wish(person: dict[str, Any], body: Organisation | None) -> actions.Wish:
    """Return what somebody tells the administrators when asking to become a member."""
    return actions.Wish(
        country=Country.objects.anchors().get(code="gr"),
        organisation=body,
        themes=list(Theme.objects.anchors().filter(code="mentoring")),
        motivation=person.get("motivation", ""),
    )


def load_superuser() -> bool:
    """Create the account that may do everything."""
    email = "superuser@nima.example"
    if User.objects.filter(email=email).exists():
        return False
    actions.create_account(email, PASSWORD, is_superuser=True, first_name="Super", last_name="User")
    return True
