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
        """Listen to signals, read what each room keeps about people, and speak one language with each of them."""
        from network_members import admin_language, group_names, receivers, register

        receivers.listen()
        register.read_rooms()
        admin_language.use_language_of_account()
        group_names.use_names_of_roles()


class AccountsConfig(WagtailUsersAppConfig):
    """Wagtail's pages for accounts, with forms that know our accounts."""

    user_viewset = "network_members.viewsets.AccountViewSet"
