"""Only a change of meaning makes a translation outdated."""

import pytest
from wagtail_localize.models import StringTranslation

from good_practices import actions
from good_practices.models import GoodPracticePage
from network_members.models import User
from tests.factories.practices import make_practice
from tests.factories.snapshots import again as latest_of
from tests.factories.snapshots import make_published, values
from tests.factories.translations import translate
from tests.translation.test_keeping import Commit, again, change, lacking
from translation.freshness import freshness
from translation.meaning import meaning


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Γυναίκες μαθαίνουν μαζί", "ΓΥΝΑΙΚΕΣ ΜΑΘΑΙΝΟΥΝ ΜΑΖΙ"),
        ("Μαθήματα, βόλτες και παρέα.", "Μαθήματα βόλτες και παρέα"),
        ("«Η αγορά»", '"Η αγορά"'),
        ("Ένα  κείμενο\n\nμε κενά", "Ένα κείμενο με κενά"),
        ("don't", "don’t"),
        ("Το 2021 – 2024", "Το 2021 —2024"),
        ("Τέλος;", "Τέλος."),
        ("Α &amp; Β", "Α & Β"),
        ("<b>Έντονα</b> λόγια", "Έντονα λόγια"),
        ("60 άτομα!", "60 άτομα"),
    ],
)
def test_texts_that_mean_the_same(one: str, other: str) -> None:
    assert meaning(one) == meaning(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("60 άτομα", "61 άτομα"),
        ("1,5 ώρα", "15 ώρα"),
        ("-5 βαθμοί", "5 βαθμοί"),
        ("50% των μελών", "50 των μελών"),
        ("2021-2024", "2021 2024"),
        ("ναι", "όχι"),
        ("Μαθήματα", "Μαθήματα και βόλτες"),
        ("a+b", "ab"),
        ("κείμενο", ""),
        ("επί τέλους", "επιτέλους"),
    ],
)
def test_texts_that_do_not(one: str, other: str) -> None:
    assert meaning(one) != meaning(other)


def test_a_comma_leaves_a_translation_in_step(django_capture_on_commit_callbacks: Commit) -> None:
    original = make_practice(summary="Μαθήματα βόλτες και παρέα")
    translated = translate(original)

    with django_capture_on_commit_callbacks(execute=True):
        change(original, summary="Μαθήματα, βόλτες και παρέα.", people_reached=40)

    translated = again(translated)
    assert (lacking(translated), translated.summary, translated.people_reached) == (
        [],
        "T Μαθήματα βόλτες και παρέα",
        40,
    )
    assert freshness(again(original), translated).outdated is False


def test_a_sentence_makes_one_field_outdated(django_capture_on_commit_callbacks: Commit) -> None:
    original = make_practice(summary="Μαθήματα", challenge="Δύσκολα")
    translated = translate(original)

    with django_capture_on_commit_callbacks(execute=True):
        change(original, summary="Μαθήματα. Και βόλτες.", challenge="Δύσκολα!")

    assert lacking(again(translated)) == ["summary"]
    assert freshness(again(original), again(translated)).outdated is True


def test_two_small_steps_are_measured_against_the_text_that_was_translated(
    django_capture_on_commit_callbacks: Commit,
) -> None:
    original = make_practice(summary="Μαθήματα")
    translated = translate(original)

    for text in ("Μαθήματα!", "ΜΑΘΗΜΑΤΑ", "Μαθήματα και βόλτες", "Μαθήματα"):
        with django_capture_on_commit_callbacks(execute=True):
            change(original, summary=text)

    assert lacking(again(translated)) == []


def test_words_carried_over_are_as_old_and_as_human_as_they_were(
    django_capture_on_commit_callbacks: Commit, editor: User
) -> None:
    original = make_practice(summary="Μαθήματα")
    translate(original, user=editor)
    before = StringTranslation.objects.get(context__path="summary")

    with django_capture_on_commit_callbacks(execute=True):
        change(original, summary="Μαθήματα!")

    after = StringTranslation.objects.filter(context__path="summary").latest("pk")
    same = ("data", "updated_at", "translation_type", "last_translated_by_id", "locale_id", "context_id")
    assert after.pk != before.pk
    assert [getattr(after, name) for name in same] == [getattr(before, name) for name in same]


@pytest.mark.parametrize(("ticked", "outdated"), [(True, []), (False, ["one_line"])])
def test_a_minor_edit_is_the_editors_word(
    ticked: bool,
    outdated: list[str],
    member: User,
    editor: User,
    django_capture_on_commit_callbacks: Commit,
) -> None:
    practice = make_published(member, editor)
    translated = translate(practice, user=editor)
    typed = actions.Typed(values(member, one_line="Με άλλα λόγια"), actions.version_of(latest_of(practice)))
    actions.save_draft(practice, typed, by=member)
    actions.submit(practice, member)

    with django_capture_on_commit_callbacks(execute=True):
        revision = latest_of(practice).latest_revision_id
        actions.publish(latest_of(practice), editor, revision=revision, is_minor=ticked)

    assert lacking(GoodPracticePage.objects.get(pk=translated.pk)) == outdated
