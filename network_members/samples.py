"""Sample accounts, one per role in two organisations, for whoever tries out what each role may do."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Locale

from network_members import actions, rules
from network_members.models import MembershipRequest, Organisation, User
from network_members.roles import Role
from vocabulary.models import Country, Place

PASSWORD = "nima-sample-2026"  # noqa: S105 - opens sample accounts only, and is printed for everyone
SECOND_STEP = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
"""What the app of the second step is told, the same for all sample accounts."""
APPLICANT, SUPERUSER = "applicant", "superuser"
ROLES: dict[str, tuple[str, ...]] = {
    APPLICANT: (),
    **{role: tuple({Role.MEMBER.value, role}) for role in Role.values},
    SUPERUSER: (),
}
BODIES = (
    ("sample-north", "Δείγμα Βορρά", "Sample North", "el"),
    ("sample-south", "Δείγμα Νότου", "Sample South", "en"),
)
PAGES = ("account_login", "my:home", "wagtailadmin_home")


@dataclass(frozen=True)
class Login:
    """How to enter with a role, and where."""

    role: str
    email: str
    password: str
    organisation: str
    language: str
    second_step: str
    login_url: str
    home_url: str
    admin_url: str

    def as_dict(self) -> dict[str, str]:
        """Return it for JSON."""
        return asdict(self)


@transaction.atomic
def make_logins() -> list[Login]:
    """Make the accounts that are missing, and return how to enter with each."""
    actions.sync_roles()
    return [login for body in BODIES for login in logins_of(*body)]


def logins_of(code: str, greek: str, english: str, language: str) -> Iterator[Login]:
    """Yield one login per role in one organisation."""
    names: dict[str, Any] = {"name_el": greek, "name_en": english, "kind": Organisation.Kind.OTHER, "listed": False}
    organisation = Organisation.objects.filter(code=code).first() or Organisation.objects.create(
        code=code, place=sample_place(), **names
    )
    for role in ROLES:
        user = sample_account(role, organisation, language)
        yield login_of(role, user)


def sample_place() -> Place:
    """Return any place; a network without words gets one."""
    place = Place.objects.anchors().first()
    if place:
        return place
    country = sample_word(Country, "gr", ("Ελλάδα", "Greece"))
    point = {"latitude": Decimal("37.98381"), "longitude": Decimal("23.72754")}
    return sample_word(Place, "athens", ("Αθήνα", "Athens"), country=country, **point)


def sample_word(kind: Any, code: str, titles: tuple[str, str], **fields: Any) -> Any:
    """Return a word's row of the anchor language, made in both languages if it is missing."""
    word = kind.objects.anchors().filter(code=code).first()
    for (language, _name), title in zip(settings.LANGUAGES, titles, strict=True):
        if word is None or not kind.objects.filter(code=code, locale__language_code=language).exists():
            key = {"translation_key": word.translation_key} if word else {}
            row = kind(code=code, title=title, locale=Locale.objects.get(language_code=language), **key, **fields)
            row.save()
            word = word or row
    return word


def sample_account(role: str, organisation: Organisation, language: str) -> User:
    """Return the account of a role in an organisation, as good as new."""
    email = f"{role}@{organisation.code}.example"
    user = User.objects.filter(email=email).first() or actions.create_account(
        email, PASSWORD, first_name=f"Sample {role}", last_name=organisation.name_en, is_superuser=role == SUPERUSER
    )
    user.language, user.is_active = language, True
    user.organisation = None if role == APPLICANT else organisation
    if not user.check_password(PASSWORD):
        user.set_password(PASSWORD)
    user.save()
    actions.set_roles(user, ROLES[role])
    if role == APPLICANT:
        let_ask(user, organisation)
    set_second_step(user)
    return user


def let_ask(user: User, organisation: Organisation) -> None:
    """Let the applicant wait for an answer, whatever was answered before."""
    requests = MembershipRequest.objects.filter(applicant=user)
    if not requests.filter(state=MembershipRequest.State.PENDING).exists():
        requests.delete()
        actions.ask(user, actions.Wish(country=organisation.place.country, organisation=organisation))


def set_second_step(user: User) -> None:
    """Give whoever enters the admin a second step that is known to all."""
    Authenticator.objects.filter(user=user).delete()
    if rules.needs_second_factor(user):
        TOTP.activate(user, SECOND_STEP)


def login_of(role: str, user: User) -> Login:
    """Return how to enter with an account, and the addresses in its language."""
    with override(user.language):
        pages = [f"{settings.WAGTAILADMIN_BASE_URL}{reverse(name)}" for name in PAGES]
    secret = SECOND_STEP if Authenticator.objects.filter(user=user).exists() else ""
    organisation = user.organisation.code if user.organisation else ""
    return Login(role, user.email, PASSWORD, organisation, user.language, secret, *pages)
