"""Who may touch translations: whoever may edit the page itself, in both its languages."""

from typing import Any

from django.db.models import Model
from wagtail.models import Page
from wagtail.snippets.permissions import user_can_edit_snippet_type
from wagtail_localize.models import Translation, TranslationSource


def can_edit(user: Any, item: Model) -> bool:
    """May this person edit a page or a word of a list?"""
    if not user.is_active:
        return False
    if isinstance(item, Page):
        return bool(item.permissions_for_user(user).can_edit())
    return bool(user_can_edit_snippet_type(user, type(item)))


def can_edit_kind(user: Any, model: type[Model]) -> bool:
    """May this person edit items of this kind?"""
    return bool(user.is_active and user_can_edit_snippet_type(user, model))


def can_translate(user: Any, translation: Translation) -> bool:
    """May this person read the original and write the translation?"""
    return can_update(user, translation.source) and can_edit(user, translation.get_target_instance())


def can_change_now(user: Any, item: Model) -> bool:
    """May this person change the item, and has nobody else locked it?"""
    return not (isinstance(item, Page) and item.permissions_for_user(user).page_locked())


def can_update(user: Any, source: TranslationSource) -> bool:
    """May this person edit the original?"""
    return can_edit(user, source.get_source_instance())


def can_publish(user: Any, page: Page) -> bool:
    """May this person make a page public?"""
    return bool(user.is_active and page.permissions_for_user(user).can_publish())


def can_see_report(user: Any) -> bool:
    """May this person see the titles of all translations: only who may edit every page of the site."""
    homes = Page.objects.filter(depth=2)
    return bool(homes) and all(can_edit(user, home) for home in homes)


def can_keep_glossary(user: Any) -> bool:
    """May this person write the glossary?"""
    needed = [f"translation.{verb}_glossaryterm" for verb in ("add", "change")]
    return bool(user.is_active and user.has_perms(needed))
