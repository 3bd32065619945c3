"""What editors can do with a translation from the table: begin it, let a machine draft it, make it public."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation
from wagtail_localize.operations import translate_object

from translation import budget, machine, publishing, rules
from translation.engines import engine
from translation.models import MachineDraft
from translation.publishing import NotReady


@transaction.atomic
def begin(original: Page, by: Any) -> None:
    """Begin the translation of a page as a draft; raise NotReady with the reason when it cannot be."""
    if not rules.can_edit(by, original):
        raise PermissionDenied
    target = Locale.objects.exclude(pk=original.locale_id).get()
    if original.has_translation(target):
        raise NotReady(_("Its translation was begun already."))
    if not original.get_parent().has_translation(target):
        raise NotReady(_("The page above this one does not exist in that language yet. Translate it first."))
    translate_object(original.specific, [target], user=by)


@transaction.atomic
def draft(original: Page, by: Any) -> None:
    """Let the worker draft what a translation lacks, begun if need be; raise NotReady when a machine can do nothing."""
    if engine() is None:
        raise NotReady(MachineDraft.Problem.OFF.label)
    translation = kept(original)
    if translation is None:
        begin(original, by)
        translation = kept(original)
    if translation is None or not rules.can_translate(by, translation):
        raise PermissionDenied
    reason = why_no_draft(translation, by)
    if reason:
        raise NotReady(reason)
    machine.ask(translation, by)


def why_no_draft(translation: Translation, by: Any) -> Any:
    """Return why a machine cannot draft a translation now, in the editor's language; nothing when it can."""
    if not rules.can_change_now(by, translation.get_target_instance()):
        return _("Somebody has locked this page.")
    if not machine.is_public(translation):
        return MachineDraft.Problem.PRIVATE.label
    cost = machine.cost(translation)
    if not cost:
        return _("No text lacks that a machine could draft.")
    return MachineDraft.Problem.BUDGET.label if cost > budget.left() else ""


@transaction.atomic
def publish(original: Page, by: Any) -> None:
    """Make a complete translation public; raise NotReady with the reason when it cannot be."""
    translation = kept(original)
    page = (
        translation
        and Page.objects.filter(
            translation_key=original.translation_key, locale_id=translation.target_locale_id
        ).first()
    )
    if translation is None or page is None:
        raise NotReady(_("Its translation is not begun yet."))
    if not (rules.can_translate(by, translation) and rules.can_publish(by, page)):
        raise PermissionDenied
    if not rules.can_change_now(by, page):
        raise NotReady(_("Somebody has locked this page."))
    publishing.refuse_unready(page)
    publishing.make_public(translation, page, by)


def kept(original: Page) -> Translation | None:
    """Return the record of an original's translation, locked so that two do not publish at once."""
    found = Translation.objects.select_for_update().filter(
        source__object_id=original.translation_key, source__locale_id=original.locale_id, enabled=True
    )
    return found.first()
