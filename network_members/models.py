"""Organisations, people and requests to become a member."""

import unicodedata
import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from network_members import names
from network_members.contacts import WEB_ADDRESS, PublicContact
from network_members.copies import DataCopy as DataCopy
from network_members.profiles import Audience, Profile
from network_members.roles import ROLES, STAFF_ROLES, Role


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    """Questions about bodies."""

    def visible_to(self, user: Any) -> "OrganisationQuerySet":
        """Return the bodies a person may see: listed ones, their own, and all of them for who keeps the directory."""
        listed = Q(listed=True)
        if not getattr(user, "is_authenticated", False):
            return self.filter(listed)
        if user.is_superuser or user.role_codes & {Role.EDITOR, Role.ADMINISTRATOR}:
            return self
        return self.filter(listed | Q(pk=user.organisation_id))


class Organisation(index.Indexed, PublicContact):
    """A body of the network: council, municipality, NGO, service."""

    class Kind(models.TextChoices):
        """What sort of body it is."""

        COUNCIL = "council", _("Migrant Integration Council")
        MUNICIPALITY = "municipality", _("Municipality")
        REGION = "region", _("Region")
        NGO = "ngo", _("Non-governmental organisation")
        SERVICE = "service", _("Public service")
        UNIVERSITY = "university", _("University or research body")
        OTHER = "other", _("Other body")

    code = models.SlugField(_("code"), max_length=60, unique=True)
    name_el = models.CharField(_("name in Greek"), max_length=160, blank=True)
    name_en = models.CharField(_("name in English"), max_length=160, blank=True)
    kind = models.CharField(_("kind"), max_length=15, choices=Kind)
    place = models.ForeignKey("vocabulary.Place", models.PROTECT, related_name="organisations", verbose_name=_("place"))
    services = models.ManyToManyField("vocabulary.ServiceKind", blank=True, verbose_name=_("kinds of service"))
    description_el = models.TextField(_("description in Greek"), max_length=1200, blank=True)
    description_en = models.TextField(_("description in English"), max_length=1200, blank=True)
    website = models.URLField(_("website"), blank=True, validators=[WEB_ADDRESS])
    listed = models.BooleanField(_("shown in the directory"), default=True)
    external_source = models.CharField(_("source of the file"), max_length=60, blank=True, editable=False)
    external_id = models.CharField(_("number in its source"), max_length=120, blank=True, editable=False)

    search_fields: ClassVar = [
        kind(name) for name in ("name_el", "name_en") for kind in (index.SearchField, index.AutocompleteField)
    ]

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ("name_el", "name_en")
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(name_el="", name_en=""),
                name="organisation_has_a_name",
                violation_error_message=_("Give the name in at least one language."),
            ),
            models.UniqueConstraint(
                fields=["external_source", "external_id"],
                condition=~Q(external_id=""),
                name="one_organisation_per_number_in_a_source",
            ),
        ]

    def __str__(self) -> str:
        return self.name_el or self.name_en or self.code

    def name_in(self, language: str) -> str:
        """Return the name in a language, or in the other one when it lacks."""
        return (self.name_el or self.name_en) if language == "el" else (self.name_en or self.name_el)

    def name_language(self, language: str) -> str:
        """Return the language that `name_in` answers in, for the `lang` attribute."""
        if getattr(self, f"name_{language}"):
            return language
        return "en" if language == "el" else "el"


class UserManager(BaseUserManager["User"]):
    """Makes accounts from addresses; Unicode form and case of the address do not matter."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create an account that may sign in."""
        user: User = self.model(email=normalise_address(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create an account that may do everything."""
        return self.create_user(email, password, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=normalise_address(username or ""))


def normalise_address(address: str) -> str:
    """Return an address as it is stored and compared: NFC, trimmed, lower case."""
    return unicodedata.normalize("NFC", address).strip().lower()


class UserQuerySet(models.QuerySet["User"]):
    """Questions about people."""

    def visible_to(self, user: Any) -> "UserQuerySet":
        """Return the people whose profile a person may open: who shows them their name; administrators see all."""
        known = bool(getattr(user, "is_authenticated", False) and user.is_active)
        if known and (user.is_superuser or Role.ADMINISTRATOR in user.role_codes):
            return self.filter(is_active=True)
        circles = [Audience.PUBLIC, *([Audience.MEMBERS] if known and user.is_approved else [])]
        own = Q(pk=user.pk) if known else Q(pk=None)
        member = Q(groups__name__in=ROLES, name_shown_to__in=circles)
        return self.filter(own | member, is_active=True).distinct()

    def members(self) -> "UserQuerySet":
        """Return the active people who hold a role."""
        return self.filter(is_active=True, groups__name__in=ROLES).distinct()

    def deciding(self) -> "UserQuerySet":
        """Return the people who answer requests to become a member day by day."""
        return self.filter(is_active=True, groups__name=Role.ADMINISTRATOR)


class User(AbstractBaseUser, PermissionsMixin, Profile):  # type: ignore[django-manager-missing]  # of Wagtail's images and files
    """A person with an account; signed in by address and password."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mail address"), max_length=254, unique=True)
    first_name = models.CharField(
        _("first name"), max_length=80, validators=[names.refuse_mixed_scripts, names.refuse_reserved]
    )
    last_name = models.CharField(
        _("last name"), max_length=80, validators=[names.refuse_mixed_scripts, names.refuse_reserved]
    )
    language = models.CharField(
        _("language"), max_length=2, choices=settings.LANGUAGES, default=settings.LANGUAGES[0][0]
    )
    organisation = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="people",
        verbose_name=_("organisation"),
    )
    is_active = models.BooleanField(_("active"), default=True)
    date_joined = models.DateTimeField(_("date joined"), default=timezone.now, editable=False)
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)
    session_round = models.PositiveIntegerField(default=0, editable=False)
    """Sessions of earlier rounds are over."""
    notice_round = models.PositiveIntegerField(default=0, editable=False)
    """Goes up with each change to what this person is told; a count of an earlier round is over."""

    objects = UserManager.from_queryset(UserQuerySet)()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["first_name", "last_name"]

    class Meta:
        ordering = ("last_name", "first_name")
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.get_full_name()

    def clean(self) -> None:
        """Store names and address the way they are compared, whichever form they came through."""
        self.email = normalise_address(self.email)
        self.first_name, self.last_name = names.cleaned(self.first_name), names.cleaned(self.last_name)

    def get_full_name(self) -> str:
        """Return first and last name; Wagtail shows it."""
        if self.erased_at:
            return gettext("Former member")
        return f"{self.first_name} {self.last_name}".strip()

    def get_short_name(self) -> str:
        """Return the first name."""
        return self.first_name

    def _get_session_auth_hash(self, secret: Any = None) -> str:
        """Return what ties a session to this account: its password, and the round."""
        tied = f"{self.password}{self.session_round or ''}"
        salt = "django.contrib.auth.models.AbstractBaseUser.get_session_auth_hash"
        return salted_hmac(salt, tied, secret=secret, algorithm="sha256").hexdigest()

    @property
    def is_staff(self) -> bool:
        """Tell libraries that ask whether this person works behind the counter."""
        return self.is_superuser or bool(self.role_codes & STAFF_ROLES)

    @cached_property
    def role_codes(self) -> frozenset[str]:
        """Return the codes of the roles this person holds."""
        return ROLES.intersection(group.name for group in self.groups.all())

    @property
    def is_approved(self) -> bool:
        """Say whether this person is a member: any role makes one."""
        return self.is_active and (self.is_superuser or bool(self.role_codes))


class MembershipRequestQuerySet(models.QuerySet["MembershipRequest"]):
    """Questions about requests to become a member."""

    def visible_to(self, user: Any) -> "MembershipRequestQuerySet":
        """Return the requests a person may read: their own, or all of them for who decides."""
        if not getattr(user, "is_authenticated", False) or not user.is_active:
            return self.none()
        if user.is_superuser or Role.ADMINISTRATOR in user.role_codes:
            return self
        return self.filter(applicant=user)

    def waiting(self) -> "MembershipRequestQuerySet":
        """Return what waits for an answer, the oldest first."""
        return self.filter(state=MembershipRequest.State.PENDING).order_by("requested_at", "pk")


class MembershipRequest(models.Model):
    """A person's request to become a member, and its answer."""

    class State(models.TextChoices):
        """Where the request stands; it waits for the address to be verified first."""

        UNVERIFIED = "unverified", _("address not verified")
        PENDING = "pending", _("waiting for an answer")
        APPROVED = "approved", _("approved")
        REFUSED = "refused", _("refused")

    applicant = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="membership_request", verbose_name=_("applicant")
    )
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )
    organisation_name = models.CharField(_("name of another organisation"), max_length=160, blank=True)
    country = models.ForeignKey("vocabulary.Country", models.PROTECT, related_name="+", verbose_name=_("country"))
    themes = models.ManyToManyField("vocabulary.Theme", blank=True, verbose_name=_("themes"))
    motivation = models.TextField(_("why you would like to join"), max_length=1000, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.UNVERIFIED)
    reason = models.TextField(_("reason"), max_length=1000, blank=True)
    requested_at = models.DateTimeField(_("requested at"), auto_now_add=True)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )

    objects = MembershipRequestQuerySet.as_manager()

    class Meta:
        ordering = ("requested_at",)
        verbose_name = _("membership request")
        verbose_name_plural = _("membership requests")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=["unverified", "pending"], decided_at=None)
                | Q(state__in=["approved", "refused"], decided_at__isnull=False),
                name="a_decision_has_its_time",
            ),
            models.CheckConstraint(condition=~Q(state="refused", reason=""), name="a_refusal_has_a_reason"),
        ]

    def __str__(self) -> str:
        return str(self.applicant)
