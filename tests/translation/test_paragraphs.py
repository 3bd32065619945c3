"""A formatted text keeps its paragraphs in one place; each is judged by its own earlier words, never its neighbour's."""

from typing import Any

import pytest
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from tests.factories.library import make_chapter, make_guide
from tests.factories.translations import fill_in, make_task, translate
from tests.translation.test_keeping import Commit
from translation.completeness import gaps
from translation.keeping import follow
from translation.shown import texts_shown
from translation.states import State, field_states
from translators.texts import texts_of

BOTH = pytest.mark.parametrize("language", ["el", "en"])
FIRST, SECOND, THIRD = "Mentors meet newcomers weekly", "Courses start in autumn", "Children come along too"
CHANGED = "Courses start in spring"
UNLIKE = "Quite another thing"


def of(*paragraphs: str) -> str:
    return "".join(f"<p>{text}</p>" for text in paragraphs)


def published(*paragraphs: str, language: str = "en") -> Any:
    """Return a chapter whose paragraphs were translated and published."""
    guide = make_guide("Guide", language=language)
    translate(guide)
    chapter = make_chapter("Chapter", guide, text=of(*paragraphs))
    translate(chapter)
    return chapter


def rewrite(chapter: Any, *paragraphs: str) -> None:
    """Publish the original with other paragraphs."""
    draft = chapter.get_latest_revision_as_object()
    draft.text = of(*paragraphs)
    draft.save_revision().publish()


def record(chapter: Any) -> Translation:
    return Translation.objects.get(source__object_id=chapter.translation_key)


def behind(chapter: Any) -> list[tuple[str, str, str]]:
    """Return the paragraphs that are behind as editors see them: the text, its state, the words beside it."""
    found = {State.MISSING, State.OUTDATED}
    return [(one.original, str(one.state), one.words) for one in field_states(record(chapter)) if one.state in found]


def on_page(chapter: Any) -> State:
    """Return how fresh the text of the public translation is."""
    return texts_shown(chapter.get_translations().get())["text"].state


def standing(chapter: Any, text: str) -> str:
    """Return the words that stand for a text now."""
    segment = StringSegment.objects.get(source=record(chapter).source, string__data=text)
    return str(StringTranslation.objects.get(translation_of=segment.string, context=segment.context).data)


def give_words_to(chapter: Any) -> None:
    """Translate what lacks and publish."""
    fill_in(record(chapter))
    record(chapter).save_target(publish=True)


@BOTH
def test_a_paragraph_put_in_is_missing_and_makes_no_other_outdated(language: str, db: None) -> None:
    chapter = published(FIRST, SECOND, language=language)

    rewrite(chapter, FIRST, UNLIKE, SECOND)

    assert behind(chapter) == [(UNLIKE, "missing", "")]
    assert on_page(chapter) == State.MISSING


def test_a_paragraph_taken_out_leaves_the_others_as_they_are(db: None) -> None:
    chapter = published(FIRST, SECOND, THIRD)

    rewrite(chapter, FIRST, THIRD)

    assert behind(chapter) == []
    assert on_page(chapter) != State.OUTDATED


def test_paragraphs_that_changed_places_keep_their_words(db: None) -> None:
    chapter = published(FIRST, SECOND, THIRD)

    rewrite(chapter, THIRD, FIRST, SECOND)

    assert behind(chapter) == []
    assert standing(chapter, THIRD) == f"T {THIRD}"


@BOTH
def test_a_changed_paragraph_has_its_own_earlier_words_beside_it(language: str, db: None) -> None:
    chapter = published(FIRST, SECOND, THIRD, language=language)

    rewrite(chapter, FIRST, CHANGED, THIRD)

    assert behind(chapter) == [(CHANGED, "outdated", f"T {SECOND}")]
    assert on_page(chapter) == State.OUTDATED


def test_the_difference_of_a_changed_paragraph_is_to_its_own_earlier_text(db: None) -> None:
    chapter = published(FIRST, SECOND, THIRD)

    rewrite(chapter, FIRST, CHANGED, THIRD)

    found = next(one for one in field_states(record(chapter)) if one.original == CHANGED)
    assert [(one.text, one.kind) for one in found.difference] == [
        ("Courses start in", "same"),
        ("autumn", "gone"),
        ("spring", "new"),
    ]


def test_two_changed_paragraphs_do_not_take_each_others_words(db: None) -> None:
    chapter = published(FIRST, SECOND)

    rewrite(chapter, "Mentors meet newcomers daily", CHANGED)

    assert [words for _text, _state, words in behind(chapter)] == [f"T {FIRST}", f"T {SECOND}"]


def test_a_paragraph_changed_and_moved_is_still_the_same(db: None) -> None:
    chapter = published(FIRST, SECOND, THIRD)

    rewrite(chapter, CHANGED, FIRST, THIRD)

    assert behind(chapter) == [(CHANGED, "outdated", f"T {SECOND}")]


def test_a_paragraph_put_in_after_another_was_changed_is_missing(db: None) -> None:
    chapter = published(FIRST, SECOND)
    rewrite(chapter, FIRST, CHANGED)
    give_words_to(chapter)

    rewrite(chapter, FIRST, CHANGED, UNLIKE)

    assert behind(chapter) == [(UNLIKE, "missing", "")]
    assert on_page(chapter) == State.MISSING


def test_a_paragraph_rewritten_from_the_first_word_has_no_words_but_the_page_is_older(db: None) -> None:
    chapter = published(FIRST, SECOND)

    rewrite(chapter, FIRST, UNLIKE)

    assert behind(chapter) == [(UNLIKE, "missing", "")]
    assert on_page(chapter) == State.OUTDATED


def test_a_text_of_one_paragraph_is_behind_however_much_of_it_changed(db: None) -> None:
    chapter = published(FIRST)

    rewrite(chapter, UNLIKE)

    assert behind(chapter) == [(UNLIKE, "outdated", f"T {FIRST}")]


def test_an_old_paragraph_that_comes_back_has_its_words_again(db: None) -> None:
    chapter = published(FIRST, SECOND)
    rewrite(chapter, FIRST)

    rewrite(chapter, FIRST, SECOND)

    assert behind(chapter) == []


def test_translators_see_the_words_of_the_same_paragraph(db: None) -> None:
    chapter = published(FIRST, SECOND, THIRD)
    rewrite(chapter, FIRST, CHANGED, UNLIKE)

    found = {one.original: one.words for one in texts_of(make_task(chapter))}

    assert (found[CHANGED], found[UNLIKE]) == (f"T {SECOND}", "")


def test_a_comma_leaves_the_right_words_with_a_paragraph(django_capture_on_commit_callbacks: Commit, db: None) -> None:
    chapter = published(FIRST, SECOND, THIRD)

    with django_capture_on_commit_callbacks(execute=True):
        rewrite(chapter, FIRST, f"{SECOND}!", THIRD)

    assert not gaps(record(chapter)).exists()
    assert standing(chapter, f"{SECOND}!") == f"T {SECOND}"


def test_a_minor_edit_keeps_the_words_of_its_own_paragraph_and_gives_none_to_a_new_one(db: None) -> None:
    chapter = published(FIRST, SECOND, THIRD)
    rewrite(chapter, FIRST, CHANGED, UNLIKE, THIRD)

    follow(chapter, is_minor=True)

    assert standing(chapter, CHANGED) == f"T {SECOND}"
    assert behind(chapter) == [(UNLIKE, "missing", "")]
