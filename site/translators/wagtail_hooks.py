"""The room's corner of the admin, and what it adds to one's own space."""

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from translators import actions, assign_desk, neighbours

hooks.register("own_space_tabs", neighbours.own_tab, order=10)
hooks.register("own_space_tasks", neighbours.own_tasks, order=10)
hooks.register("translation_readings", neighbours.readings)
hooks.register("translation_holders", neighbours.holders)
hooks.register("translation_narrowings", neighbours.by_person)
hooks.register("translation_narrowings", neighbours.by_lateness)


@hooks.register("translation_steps")
def offer_step() -> tuple[str, Any, Callable[..., None]]:
    """Let editors offer translations to members from their table."""
    return "offer", _("Offer to members"), actions.offer


@hooks.register("translation_doors")
def assign_door() -> tuple[str, Any, str]:
    """Let editors ask one person for translations."""
    return "assign", _("Ask a person"), "translation_tasks:assign"


@hooks.register("register_admin_urls")
def assign_urls() -> list[URLPattern | URLResolver]:
    """Put asking under the admin, where its login and its second factor guard it."""
    pages = [path("", assign_desk.assign, name="assign")]
    return [path("translations/assign/", include((pages, "translation_tasks")))]
