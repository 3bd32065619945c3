"""Throws the kept menus away when something changes that they show."""

from typing import Any

from django.apps import apps
from django.db.models.signals import m2m_changed, post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from pages import frame

KEPT = ("Menu", "MenuItem", "FooterText", "Funder")


def forget_frame(sender: Any, **kwargs: Any) -> None:
    """Forget menus and footer, whatever changed."""
    frame.forget()


def connect() -> None:
    """Listen to menus, footers, and to what decides where a page stands and who may open it."""
    for model in (*(apps.get_model("pages", name) for name in KEPT), PageViewRestriction):
        for signal in (post_save, post_delete):
            signal.connect(forget_frame, sender=model, dispatch_uid=f"frame-{model.__name__}")
    m2m_changed.connect(forget_frame, sender=PageViewRestriction.groups.through, dispatch_uid="frame-groups")
    post_delete.connect(forget_frame, sender=Page, dispatch_uid="frame-page")
    for signal in (page_published, page_unpublished, page_slug_changed, post_page_move):
        signal.connect(forget_frame, dispatch_uid="frame-pages")
