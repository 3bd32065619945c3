"""The room's corner of the admin, and what it adds to one's own space."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from translators import actions, neighbours

hooks.register("own_space_tabs", neighbours.own_tab, order=10)
hooks.register("own_space_tasks", neighbours.own_tasks, order=10)
hooks.register("translation_holders", neighbours.holders)


@hooks.register("translation_steps")
def offer_step() -> tuple[str, Any, Callable[..., None]]:
    """Let editors offer translations to members from their table."""
    return "offer", _("Offer to members"), actions.offer
