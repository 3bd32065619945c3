"""Translations follow their original: texts are asked for anew, facts follow at once."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from wagtail_localize.models import StringTranslation, TranslationSource

from good_practices.models import GoodPracticePage
from network_members.models import User
from tests.factories.practices import make_practice
from tests.factories.translations import fill_in, start_translation, translate
from translation.completeness import gaps
from translation.publishing import translation_of

Commit = Callable[..., AbstractContextManager[Any]]


def change(page: GoodPracticePage, **fields: object) -> None:
    draft = page.get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision().publish()


def again(page: GoodPracticePage) -> GoodPracticePage:
    return GoodPracticePage.objects.get(pk=page.pk)


def lacking(page: GoodPracticePage) -> list[str]:
    translation = translation_of(page)
    assert translation
    return [segment.context.path for segment in gaps(translation)]


def test_publishing_a_practice_without_translation_keeps_no_record() -> None:
    make_practice()

    assert TranslationSource.objects.count() == 0


def test_a_changed_text_is_asked_for_anew_and_the_old_translation_stays(
    django_capture_on_commit_callbacks: Commit,
) -> None:
    original = make_practice(summary="Παλιά περίληψη")
    translated = translate(original)

    with django_capture_on_commit_callbacks(execute=True):
        change(original, summary="Νέα περίληψη", people_reached=40)

    translated = again(translated)
    assert lacking(translated) == ["summary"]
    assert (translated.live, translated.summary, translated.people_reached) == (True, "T Παλιά περίληψη", None)


def test_a_saved_draft_of_the_original_changes_nothing() -> None:
    original = make_practice(summary="Περίληψη")
    translated = translate(original)

    draft = original.get_latest_revision_as_object()
    draft.summary = "Πρόχειρο"
    draft.save_revision()

    assert lacking(translated) == []


def test_changed_facts_follow_at_once(django_capture_on_commit_callbacks: Commit) -> None:
    original = make_practice()
    translated = translate(original)

    with django_capture_on_commit_callbacks(execute=True):
        change(original, status=GoodPracticePage.Status.PAUSED, people_reached=40)

    translated = again(translated)
    assert (translated.live, translated.status, translated.people_reached) == (True, "paused", 40)
    assert translated.has_unpublished_changes is False


def test_facts_wait_while_somebody_rewrites_the_translation(django_capture_on_commit_callbacks: Commit) -> None:
    original = make_practice()
    translated = translate(original)
    StringTranslation.objects.get(context__path="title").save()

    with django_capture_on_commit_callbacks(execute=True):
        change(original, people_reached=40)

    assert again(translated).people_reached is None


def test_facts_do_not_publish_a_draft(django_capture_on_commit_callbacks: Commit) -> None:
    original = make_practice()
    translation = start_translation(original)
    fill_in(translation)

    with django_capture_on_commit_callbacks(execute=True):
        change(original, people_reached=40)

    assert translation.get_target_instance().live is False


def test_a_hidden_original_hides_its_translation(editor: User) -> None:
    original = make_practice()
    translated = translate(original, user=editor)

    original.unpublish()

    assert again(translated).live is False


def test_a_hidden_translation_leaves_its_original_public() -> None:
    original = make_practice()
    translated = translate(original)

    translated.unpublish()

    assert again(original).live is True


def test_a_deleted_original_leaves_its_translation_as_a_draft() -> None:
    original = make_practice()
    translated = translate(original)

    original.delete()

    assert again(translated).live is False
