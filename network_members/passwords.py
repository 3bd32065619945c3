"""What a password must be, in our words: Django's own are not all Greek, and call passwords by two names."""

from django.contrib.auth import password_validation as django
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


class LongEnough(django.MinimumLengthValidator):
    """Refuse short passwords."""

    def get_error_message(self) -> str:
        return _("This password is too short.") + " " + self.get_help_text()

    def get_help_text(self) -> str:
        text = ngettext(
            "It needs at least %(length)d character.", "It needs at least %(length)d characters.", self.min_length
        )
        return text % {"length": self.min_length}


class NotLikeThePerson(django.UserAttributeSimilarityValidator):
    """Refuse passwords made of name or address."""

    def get_error_message(self) -> str:
        return _("This password is too much like your name or your address.")

    def get_help_text(self) -> str:
        return _("It must not be like your name or your address.")


class NotWellKnown(django.CommonPasswordValidator):
    """Refuse the passwords that are tried first."""

    def get_error_message(self) -> str:
        return _("This password is one of those that many people use.")

    def get_help_text(self) -> str:
        return _("It must not be one that many people use.")


class NotOnlyDigits(django.NumericPasswordValidator):
    """Refuse numbers."""

    def get_error_message(self) -> str:
        return _("This password holds nothing but digits.")

    def get_help_text(self) -> str:
        return _("It must not hold nothing but digits.")
