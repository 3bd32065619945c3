"""A translation goes live whole or not at all, under an address made of its own title."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page, Revision
from wagtail_localize.models import Translation

from language.slugs import slug_for, unique_slug
from translation.completeness import gaps, mark_misfits
from translation.machine import unread


class NotReady(PermissionDenied):
    """A translation that must not go live yet; the message says why."""


def translation_of(page: Page) -> Translation | None:
    """Return the record that keeps a page in step with its original; None for originals and free pages."""
    return translations_of([page]).first()


def translations_of(pages: list[Page]) -> QuerySet[Translation]:
    """Return the records that keep pages in step with their originals."""
    kept = Translation.objects.filter(
        source__object_id__in={page.translation_key for page in pages},
        target_locale_id__in={page.locale_id for page in pages},
        enabled=True,
    )
    return kept.select_related("source", "source__specific_content_type", "target_locale")


def refuse_unready(page: Page, revision: Revision | None = None) -> None:
    """Raise NotReady when a page is a translation that lacks texts or whose original is not public."""
    translation = translation_of(page)
    reason = why_not(translation) if translation else ""
    if reason:
        raise NotReady(reason)


def why_not(translation: Translation) -> str:
    """Return why a translation cannot go live, in the editor's language; nothing when it can."""
    original = Page.objects.filter(
        translation_key=translation.source.object_id, locale_id=translation.source.locale_id, live=True
    )
    if not original.exists():
        return _("The original is not published. Publish it first, then its translation.")
    mark_misfits(translation)
    missing = gaps(translation).count()
    return lacking_in_words(missing) if missing else unread_in_words(unread(translation).count())


def unread_in_words(number: int) -> str:
    """Say that texts of a machine wait for somebody to look at them; nothing when none does."""
    if not number:
        return ""
    return ngettext(
        "A machine wrote %(count)s text that nobody has looked at. Open it, mend it, save it, then publish.",
        "A machine wrote %(count)s texts that nobody has looked at. Open each, mend it, save it, then publish.",
        number,
    ) % {"count": number}


def lacking_in_words(missing: int) -> str:
    """Say how many texts lack."""
    return ngettext(
        "%(count)s text still lacks a sound translation. Translate it, then publish.",
        "%(count)s texts still lack a sound translation. Translate them, then publish.",
        missing,
    ) % {"count": missing}


def name_address(page: Page, revision: Revision) -> None:
    """Give a translation that was never public the address of its own title."""
    if page.first_published_at or not translation_of(page):
        return
    slug = free_slug(page, str(revision.content["title"]))
    if slug != revision.content["slug"]:
        revision.content["slug"] = slug
        revision.save(update_fields=["content"])


def free_slug(page: Page, title: str) -> str:
    """Return a slug that no other page has beside this one or beside its twins, where it may stand in."""
    parent = page.get_parent()
    places = Page.objects.filter(translation_key=parent.translation_key).values_list("path", flat=True)
    beside = Q()
    for path in places:
        beside |= Q(path__startswith=path)
    others = Page.objects.filter(beside, depth=page.depth).exclude(translation_key=page.translation_key)
    taken = set(others.filter(slug__startswith=slug_for(title)).values_list("slug", flat=True))
    return unique_slug(slug_for(title), taken)


def make_public(translation: Translation, page: Page, by: Any) -> None:
    """Write the texts into the page and publish it."""
    try:
        translation.save_target(user=by, publish=False)
    except ValidationError as problem:
        raise NotReady(" ".join(problem.messages)) from problem
    revision = page.specific.get_latest_revision()
    revision.publish(user=by, skip_permission_checks=True)
