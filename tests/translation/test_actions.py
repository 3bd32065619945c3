"""What the table of translations refuses, whoever asks and however."""

from typing import Any

import pytest
from django.conf import LazySettings
from django.core.exceptions import PermissionDenied
from wagtail.models import Page

from network_members.models import User
from tests.factories.practices import library, make_practice
from tests.factories.translations import fill_in, start_translation
from translation import actions
from translation.models import MachineDraft
from translation.publishing import NotReady


def test_a_page_waits_for_the_translation_of_the_page_above_it(editor: User) -> None:
    practice = make_practice("Σύμβουλοι")
    library("en").delete()

    with pytest.raises(NotReady, match="The page above this one"):
        actions.begin(practice, editor)


def test_what_was_not_begun_is_not_published(editor: User) -> None:
    with pytest.raises(NotReady, match="not begun yet"):
        actions.publish(make_practice("Σύμβουλοι"), editor)


def test_who_may_not_publish_does_not_publish_from_the_table(member: User) -> None:
    practice = make_practice("Σύμβουλοι")
    fill_in(start_translation(practice))

    with pytest.raises(PermissionDenied):
        actions.publish(practice, member)

    assert not twin(practice).live


def test_what_somebody_has_locked_stays_as_it_is(editor: User, superuser: User) -> None:
    practice = make_practice("Σύμβουλοι")
    fill_in(start_translation(practice))
    Page.objects.filter(pk=twin(practice).pk).update(locked=True, locked_by=superuser)

    with pytest.raises(NotReady, match="locked"):
        actions.publish(practice, editor)

    assert not twin(practice).live


@pytest.fixture
def engine(settings: LazySettings) -> None:
    """Let there be a machine engine; nothing is asked of it here."""
    settings.MACHINE_TRANSLATION = "libretranslate"
    settings.MACHINE_TRANSLATION_URL = "http://127.0.0.1:1"


def test_who_may_not_translate_orders_no_draft(engine: None, member: User, editor: User) -> None:
    practice = make_practice("Σύμβουλοι")
    start_translation(practice, editor)

    with pytest.raises(PermissionDenied):
        actions.draft(practice, member)

    assert not MachineDraft.objects.exists()


def test_no_draft_is_ordered_for_what_somebody_has_locked(engine: None, editor: User, superuser: User) -> None:
    practice = make_practice("Σύμβουλοι")
    start_translation(practice, editor)
    Page.objects.filter(pk=twin(practice).pk).update(locked=True, locked_by=superuser)

    with pytest.raises(NotReady, match="locked"):
        actions.draft(practice, editor)

    assert not MachineDraft.objects.exists()


def twin(practice: Any) -> Page:
    """Return the page of a translation as it is now."""
    return practice.get_translations().get()
