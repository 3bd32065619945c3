"""The room's name."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NetworkMembersConfig(AppConfig):
    """Network members."""

    name = "network_members"
    verbose_name = _("Network members")
