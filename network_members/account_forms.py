"""allauth's forms with our words: labels that say what is asked, and no label twice."""

from typing import Any

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from network_members.limits import allows, is_fresh
from network_members.models import User, normalise_address

ADDRESS = _("E-mail address")
PASSWORD = _("Password")
NEW_PASSWORD = _("New password")
REPEAT_PASSWORD = _("New password once more")
APP_CODE = _("Code of the app")
LOCKED_OUT = _("Too many wrong passwords. Wait five minutes, or have a sign-in code sent to your address.")


class Named:
    """Mix into a form of allauth; names its fields and drops the placeholders, which repeat the labels."""

    labels: dict[str, Any] = {}
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            if isinstance(field, forms.EmailField):
                limit_address(field)
            if name == "code":
                field.widget.attrs["inputmode"] = "numeric"


def limit_address(field: forms.EmailField) -> None:
    """Take addresses no longer than the database does; allauth takes longer ones."""
    longest = User._meta.get_field("email").max_length
    field.widget = forms.EmailInput(attrs={"autocomplete": "email", "maxlength": longest})
    field.validators.append(MaxLengthValidator(longest))


class Limited:
    """Mix into a form that must not be sent too often; what was typed stays in it."""

    action = ""

    def clean(self) -> Any:
        """Count the try before anything else looks at it."""
        if not allows(self.action):
            raise get_adapter().validation_error("rate_limited")
        return super().clean()  # type: ignore[misc]  # the form behind this mixin has it


def owner(people: list[User], address: str) -> list[User]:
    """Return whose account an address is; one that an account only wants to change to opens nothing yet."""
    return [person for person in people if person.email == address]


class LoginForm(Named, account.LoginForm):
    """Signing in; an address typed on another keyboard is the same address."""

    labels = {"login": ADDRESS, "password": PASSWORD}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""

    @property
    def next_url(self) -> str:
        """Return where to go after signing in, if that is a place of this site."""
        return get_next_redirect_url(self.request) or ""

    def clean_login(self) -> str:
        """Return the address as it is stored."""
        return normalise_address(self.cleaned_data["login"])

    def clean(self) -> Any:
        """Check the password; who is locked out learns of another way in."""
        try:
            return super().clean()
        except ValidationError as error:
            if error.code != "too_many_login_attempts":
                raise
            raise ValidationError(LOCKED_OUT, code=error.code) from error


class SignupForm(Limited, Named, account.SignupForm):
    """Asking to become a member: account and request stand or fall together."""

    action = "signup"
    labels = {"email": ADDRESS, "password1": PASSWORD, "password2": _("Password once more")}
    account_already_exists: bool
    field_order = ("first_name", "last_name", "email", "password1", "password2", "language", "country")

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """Make the account, or act as if: nothing here tells whether an address has one."""
        if not self.account_already_exists:
            try:
                return super().try_save(request)
            except IntegrityError:
                self.account_already_exists = True  # somebody was quicker
        User().set_password(self.cleaned_data["password1"])  # takes as long as making an account
        return super().try_save(request)

    @transaction.atomic
    def save(self, request: HttpRequest) -> User:
        """Make the account with its request."""
        user: User = super().save(request)
        return user


class AddEmailForm(Limited, Named, account.AddEmailForm):
    """Changing the address."""

    action = "manage_email"
    labels = {"email": _("New e-mail address")}
    # allauth asks for the name of a button, which a form sent by the enter key may lack.
    action_add = forms.CharField(required=False, initial="1", widget=forms.HiddenInput)


class ChangePasswordForm(Named, account.ChangePasswordForm):
    """Changing the password."""

    labels = {"oldpassword": _("Current password"), "password1": NEW_PASSWORD, "password2": REPEAT_PASSWORD}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].help_text = ""

    def clean_oldpassword(self) -> str:
        """Check the password as signing in does, and count wrong ones together with it."""
        password: str = self.cleaned_data["oldpassword"]
        if not get_adapter().reauthenticate(self.user, password):
            raise get_adapter().validation_error("enter_current_password")
        return password


class SetPasswordForm(Named, account.SetPasswordForm):
    """Choosing the first password."""

    labels = {"password1": NEW_PASSWORD, "password2": REPEAT_PASSWORD}


class ResetPasswordForm(Limited, Named, account.ResetPasswordForm):
    """Asking for a link to choose a new password."""

    action = "reset_password"
    labels = {"email": ADDRESS}
    users: list[User]

    def clean_email(self) -> str:
        """Look the account up by the address as it is stored."""
        address = normalise_address(super().clean_email())
        self.users = owner(self.users, address)
        return address


class ResetPasswordKeyForm(Named, account.ResetPasswordKeyForm):
    """Choosing a new password after following the link."""

    labels = {"password1": NEW_PASSWORD, "password2": REPEAT_PASSWORD}


class ReauthenticateForm(Named, account.ReauthenticateForm):
    """Typing the password again before something important."""

    labels = {"password": PASSWORD}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""


class RequestLoginCodeForm(Named, account.RequestLoginCodeForm):
    """Asking for a code by mail, for who forgot the password or is locked out."""

    labels = {"email": ADDRESS}
    _user: User | None

    def clean_email(self) -> str:
        """Look the account up by the address as it is stored; the only other answer is that it was too often."""
        self.cleaned_data["email"] = normalise_address(self.cleaned_data["email"])
        try:
            address = str(super().clean_email())
        except ValidationError as error:
            raise get_adapter().validation_error("rate_limited") from error
        self._user = next(iter(owner([self._user] if self._user else [], address)), None)
        return address


class ConfirmLoginCodeForm(Named, account.ConfirmLoginCodeForm):
    """Typing the code from the mail."""

    labels = {"code": _("Code from the mail")}


class Once:
    """Mix into a form that takes a code: allauth forgets a used one sooner than the code ends."""

    user: User

    def clean_code(self) -> str:
        """Check the code, and take it once."""
        code = str(super().clean_code())  # type: ignore[misc]  # the form behind this mixin has it
        if not is_fresh(self.user, code):
            raise get_adapter().validation_error("incorrect_code")
        return code


class AuthenticateForm(Once, Named, mfa.AuthenticateForm):
    """The second step of signing in."""

    labels = {"code": _("Code of the app, or a recovery code")}


class SecondReauthenticateForm(Once, Named, mfa.ReauthenticateForm):
    """Typing a code again before something important."""

    labels = {"code": _("Code of the app, or a recovery code")}


class ActivateTOTPForm(Named, totp.ActivateTOTPForm):
    """Proving that the app was set up."""

    labels = {"code": APP_CODE}

    @property
    def groups(self) -> list[str]:
        """Return the secret in groups of four, for typing it into the app."""
        return [self.secret[at : at + 4] for at in range(0, len(self.secret), 4)]
