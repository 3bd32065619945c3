"""What follows for the translations when an original is published, hidden, deleted or restricted."""

from typing import Any

from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished

from translation import addresses, keeping, privacy


def listen() -> None:
    """Connect the receivers."""
    page_published.connect(on_published, dispatch_uid="translation_follow")
    page_unpublished.connect(on_unpublished, dispatch_uid="translation_hide")
    page_slug_changed.connect(on_renamed, dispatch_uid="translation_old_addresses")
    pre_delete.connect(on_deleted, sender=Page, dispatch_uid="translation_orphans")
    post_save.connect(on_restricted, sender=PageViewRestriction, dispatch_uid="translation_restrict")
    groups = PageViewRestriction.groups.through
    m2m_changed.connect(on_groups_chosen, sender=groups, dispatch_uid="translation_restrict_groups")
    post_delete.connect(on_opened, sender=PageViewRestriction, dispatch_uid="translation_open")


def on_published(instance: Page, **kwargs: Any) -> None:
    """Let the translations follow their original."""
    keeping.follow(instance)


def on_unpublished(instance: Page, **kwargs: Any) -> None:
    """Hide the translations of an original that is hidden."""
    keeping.hide_translations(instance)


def on_renamed(instance: Page, instance_before: Page, **kwargs: Any) -> None:
    """Keep the old address under the other language."""
    addresses.redirect_stand_ins(instance, instance_before.slug)


def on_deleted(instance: Page, **kwargs: Any) -> None:
    """Hide the translations of an original that is deleted; their texts stay as drafts."""
    keeping.hide_translations(instance)


def on_restricted(instance: PageViewRestriction, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """Restrict every language of a page in the same way."""
    if raw or privacy.mirroring.get():
        return
    answer = privacy.adopt if created else privacy.mirror
    answer(instance)


def on_groups_chosen(instance: Any, action: str, reverse: bool, pk_set: set[int] | None, **kwargs: Any) -> None:
    """Admit the same groups to every language of a page."""
    if not action.startswith("post_") or privacy.mirroring.get():
        return
    restrictions = PageViewRestriction.objects.filter(pk__in=pk_set or ()) if reverse else [instance]
    for restriction in restrictions:
        privacy.mirror(restriction)


def on_opened(instance: PageViewRestriction, **kwargs: Any) -> None:
    """Open every language of a page whose restriction was taken away."""
    if not privacy.mirroring.get():
        privacy.open_twins(instance)
