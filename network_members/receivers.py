"""What follows when tables were migrated, an address was verified, or credentials changed."""

from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.signals import email_changed, email_confirmed
from allauth.core import context
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db.models.signals import post_delete, post_migrate, post_save

from network_members import actions, sessions


def listen() -> None:
    """Connect the receivers."""
    email_confirmed.connect(on_address_verified, dispatch_uid="network_members_address_verified")
    email_changed.connect(on_address_changed, dispatch_uid="network_members_address_changed")
    for changed in (post_save, post_delete):
        changed.connect(on_second_step_changed, sender=Authenticator, dispatch_uid="network_members_second_step")
    post_migrate.connect(on_migrated, dispatch_uid="network_members_roles")


def on_address_verified(request: Any, email_address: Any, **kwargs: Any) -> None:
    """Let the administrators know of a request once its address is verified."""
    if came_by_code(request, email_address):
        actions.forget_password(email_address.user)
    actions.address_verified(email_address.user)


def came_by_code(request: Any, address: Any) -> bool:
    """Say whether this very session has signed in with a code that was sent to the address."""
    records = get_authentication_records(request, address.user) if request else []
    return any(record.get("method") == "code" and record.get("email") == address.email for record in records)


def on_address_changed(request: Any, user: Any, **kwargs: Any) -> None:
    """End the other sessions of an account that has another address now."""
    sessions.end_others(request, user)


def on_second_step_changed(instance: Any, created: bool = True, **kwargs: Any) -> None:
    """End the other sessions when an app or a passkey comes or goes; recovery codes follow them by themselves."""
    if created and instance.type != Authenticator.Type.RECOVERY_CODES:
        sessions.end_others(context.request, instance.user)


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
