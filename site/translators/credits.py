"""Who translated a page and who read it a second time, as far as they show the reader their names."""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Page

from network_members.models import User
from translators.models import TranslationTask


def credit_of(page: Page, reader: Any) -> str:
    """Return the credit of a page that members translated; nothing for others."""
    accepted = TranslationTask.objects.filter(
        translation__source__object_id=page.translation_key,
        translation__target_locale=page.locale_id,
        state=TranslationTask.State.ACCEPTED,
    )
    task = accepted.select_related("taken_by", "reviewed_by").order_by("-decided_at", "-pk").first()
    if task is None:
        return ""
    seen = set(User.objects.visible_to(reader).filter(pk__in=[task.taken_by_id, task.reviewed_by_id]))
    return _("Translated by %(translator)s, reviewed by %(reviewer)s.") % {
        "translator": name_of(task.taken_by, seen),
        "reviewer": name_of(task.reviewed_by, seen),
    }


def name_of(person: User | None, seen: set[User]) -> str:
    """Return a name that the reader may see, or what stands for it."""
    if person is None or person.erased_at:
        return _("a former member")
    return str(person) if person in seen else _("a member of the network")
