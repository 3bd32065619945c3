"""One language per account: Wagtail's profile brings a second setting of the same, which nobody would keep in step.

May go when Wagtail lets a site say where the language of the admin is kept.
"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import LocaleSettingsPanel
from wagtail.users.models import UserProfile

from network_members.models import User


class LanguageForm(forms.ModelForm[User]):
    """The language of the account, on the account page of the admin."""

    class Meta:
        model = User
        fields = ("language",)
        help_texts = {"language": _("The admin and your mails come in this language.")}


def use_language_of_account() -> None:
    """Let Wagtail ask and change the language of the account instead of its own."""
    UserProfile.get_preferred_language = language_of_account
    LocaleSettingsPanel.form_class = LanguageForm
    LocaleSettingsPanel.form_object = "user"
    LocaleSettingsPanel.title = _("Language")


def language_of_account(profile: Any) -> str:
    """Return the language of the account that a profile belongs to."""
    return str(profile.user.language)
