"""What follows when tables were migrated, or an address was verified."""

from typing import Any

from allauth.account.signals import email_confirmed
from django.apps import apps
from django.db.models.signals import post_migrate

from network_members import actions


def listen() -> None:
    """Connect the receivers."""
    email_confirmed.connect(on_address_verified, dispatch_uid="network_members_address_verified")
    post_migrate.connect(on_migrated, dispatch_uid="network_members_roles")


def on_address_verified(email_address: Any, **kwargs: Any) -> None:
    """Let the administrators know of a request once its address is verified."""
    actions.address_verified(email_address.user)


def on_migrated(sender: Any, **kwargs: Any) -> None:
    """Give the roles their rights after the last room has made its permissions."""
    if sender is last_with_tables() and has_tables(kwargs.get("apps", apps)):
        actions.sync_roles()


def last_with_tables() -> Any:
    """Return the app that Django migrates and announces last."""
    return [config for config in apps.get_app_configs() if config.models_module][-1]


def has_tables(state: Any) -> bool:
    """Say whether the tables of rights stand, also after migrating only a part, or back."""
    try:
        state.get_model("wagtailcore", "GroupPagePermission")
        state.get_model("wagtailcore", "GroupCollectionPermission")
    except LookupError:
        return False
    return True
