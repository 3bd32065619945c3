"""How allauth acts in this network: its words, its mails through our outbox, and where it may lead people."""

from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from qrcode.image.svg import SvgPathFillImage

from mail import actions as outbox
from network_members.limits import may_mail
from network_members.mails import absolute
from network_members.models import User, normalise_address
from network_members.sealing import seal, unseal

# Anybody can have these sent to any address, by typing it into a form: few of them, and no name in them.
ASKED_BY_ANYBODY = frozenset(
    {
        "account_already_exists",
        "email_confirmation",
        "email_confirmation_signup",
        "login_code",
        "password_reset_key",
        "unknown_account",
    }
)
RESET = "account_reset_password"


class AccountAdapter(DefaultAccountAdapter):
    """Accounts of the network."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed. Write to the administrators of the network."),
        "duplicate_email": _("This is the address of your account already."),
        "email_password_mismatch": _("The address or the password is not right. Check both and try again."),
        "email_taken": _("This address belongs to another account."),
        "enter_current_password": _("This is not your current password."),
        "incorrect_code": _("This code is not right, or it is too old. Type the newest one."),
        "incorrect_password": _("This is not your password."),
        "invalid_password_reset": _("This link was used already, or it is too old. Ask for a new one."),
        "rate_limited": _("Too many attempts. Wait a few minutes and try again."),
        "same_as_current": _("This is the address of your account already."),
        "too_many_login_attempts": _("Too many wrong tries. Wait five minutes and try again."),
        "unverified_primary_email": _("Verify your address first."),
    }

    def clean_email(self, email: str) -> str:
        """Return an address as it is stored."""
        return normalise_address(email)

    def is_ajax(self, request: HttpRequest) -> bool:
        """Answer everybody with the page itself."""
        return False

    def is_safe_url(self, url: str | None) -> bool:
        """Lead people to pages of this very site only."""
        request: HttpRequest = self.request
        return url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """Lead who signs out to the home page in the same language."""
        return f"/{get_language()}/"

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Lead who changed the password to where they came from."""
        return reverse("my:home")

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Verify an address unless it has become another account's in the meantime."""
        if User.objects.filter(email=email_address.email).exclude(pk=email_address.user_id).exists():
            messages.error(request, self.error_messages["email_taken"])
            return False
        return super().confirm_email(request, email_address)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count wrong passwords by account alone; allauth counts anew for each name of the site."""
        return str(credentials.get("email", ""))

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Tell a person what was changed, in their language also where the address is not theirs any more."""
        super().send_notification_mail(template_prefix, user, {**(context or {}), "user": user}, email)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue a mail in the language of the account; too many to one address stay unsent."""
        name = template_prefix.rpartition("/")[2]
        if name in ASKED_BY_ANYBODY and not may_mail(email):
            return
        reader: User | None = context.get("user") or User.objects.filter(email=normalise_address(email)).first()
        language = reader.language if reader else get_language() or settings.LANGUAGE_CODE
        greeted = reader.first_name if reader and name not in ASKED_BY_ANYBODY else ""
        outbox.queue_for_account(
            template=f"network_members/email/{name}",
            to=email,
            language=language,
            context={**mailable(context, language), "name": greeted, "reset_url": absolute(RESET, language)},
        )


def mailable(context: dict[str, Any], language: str) -> dict[str, str]:
    """Return the words of a mail; addresses of pages lead to this site, in the reader's language."""
    words = {key: value for key, value in context.items() if isinstance(value, str)}
    return {key: public(value, language) if key.endswith("_url") else value for key, value in words.items()}


def public(url: str, language: str) -> str:
    """Return the address of a page under the name that the settings give the site, whichever name was asked for."""
    return f"{settings.WAGTAILADMIN_BASE_URL}{translate_url(urlsplit(url).path, language)}"


class SecondStepAdapter(DefaultMFAAdapter):
    """The second step of signing in."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code is not right, or it is too old. Type the newest one."),
        "unverified_email": _("Verify your new address first, or drop it."),
        "cannot_generate_recovery_codes": _("Set up the app or a passkey first: the codes stand in for them."),
    }

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """Name a passkey whose owner did not."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return gettext("Passkey %(number)d") % {"number": number}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Call the site by its name, where the device asks whether to sign in."""
        return {**super().get_public_key_credential_rp_entity(), "name": settings.WAGTAIL_SITE_NAME}

    def encrypt(self, text: str) -> str:
        """Return a secret as it is stored."""
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Return a secret that was stored."""
        return unseal(encrypted_text)

    def build_totp_svg(self, url: str) -> str:
        """Draw the square for the app on a ground of its own: apps read dark on light, also at night."""
        drawing = BytesIO()
        qrcode.make(url, image_factory=SvgPathFillImage).save(drawing)
        return drawing.getvalue().decode()
