"""The room's name."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FollowingConfig(AppConfig):
    """Following."""

    name = "following"
    verbose_name = _("Following and notices")
