"""The room's name, its ear for what happens to accounts, and the account pages of the admin."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class NetworkMembersConfig(AppConfig):
    """Network members."""

    name = "network_members"
    verbose_name = _("Network members")
    default = True

    def ready(self) -> None:
        """Listen to Django's and allauth's signals, and read what each room keeps about people."""
        from network_members import receivers, register

        receivers.listen()
        register.read_rooms()


class AccountsConfig(WagtailUsersAppConfig):
    """Wagtail's pages for accounts, with forms that know our accounts."""

    user_viewset = "network_members.viewsets.AccountViewSet"
