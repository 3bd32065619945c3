"""The room's name."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MailConfig(AppConfig):
    """Mail."""

    name = "mail"
    verbose_name = _("Mail")
