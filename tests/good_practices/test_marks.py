"""Readers learn which single texts of a translation are not as fresh as the whole, in both languages, and no more."""

import html
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from good_practices.models import GoodPracticePage
from network_members.models import User
from tests.factories.practices import make_practice
from tests.factories.translations import translate
from tests.reading import count_anew, faults, read

BOTH = pytest.mark.parametrize("language", ["el", "en"])
MACHINE = {"el": "Μηχανικό προσχέδιο", "en": "Machine draft; nobody has edited"}
UNREAD = {"el": "Δεύτερο πρόσωπο δεν το έχει διαβάσει", "en": "No second person has read"}
OLDER = {"el": "Παλαιότερο από το πρωτότυπο", "en": "Older than the original"}
MISSING = {"el": "Δεν έχει μεταφραστεί ακόμη", "en": "Not translated yet; this is the original."}
EVERY = (MACHINE, UNREAD, OLDER, MISSING)


def published(language: str, editor: User, **texts: Any) -> Any:
    """Return a translation into a language that an editor read and published."""
    texts = {"summary": "One two", "challenge": "Three four", **texts}
    original = make_practice("Mentors", language={"el": "en", "en": "el"}[language], **texts)
    return translate(original, user=editor)


def words(name: str) -> Any:
    return StringTranslation.objects.filter(context__path=name)


def change(page: Any, **texts: str) -> None:
    """Publish the original with other texts."""
    draft = page.get_translations().get().get_latest_revision_as_object()
    for name, text in texts.items():
        setattr(draft, name, text)
    draft.save_revision().publish()


def told(page: Any) -> str:
    """Return what a visitor reads."""
    return html.unescape(read(Client(), GoodPracticePage.objects.get(pk=page.pk).url))


def unread(name: str) -> None:
    """Let the words be written by whoever published them, so that no second person read them."""
    words(name).update(last_translated_by=User.objects.get(email="editor@nima.example"))


@BOTH
def test_a_translation_that_was_read_bears_no_marks(language: str, editor: User) -> None:
    page = told(published(language, editor))

    assert [mark[language] for mark in EVERY if mark[language] in page] == []


@BOTH
def test_what_a_machine_wrote_is_marked_until_somebody_edits_it(language: str, editor: User) -> None:
    page = published(language, editor)
    unread("summary")
    words("summary").update(translation_type="machine")

    marked = told(page)
    words("summary").update(translation_type="manual", last_translated_by=None)

    assert (marked.count(MACHINE[language]), MACHINE[language] in told(page)) == (1, False)


ORIGINAL = {
    "el": ("αγγλική μετάφραση</a> ελέγχθηκε στις", "αγγλική μετάφραση</a> δημοσιεύτηκε στις"),
    "en": ("Greek translation</a> was reviewed on", "Greek translation</a> was published on"),
}
BUTTON = {
    "el": ("μετάφραση, ελεγμένη στις", "μετάφραση, δημοσιευμένη στις"),
    "en": ("translation, reviewed on", "translation, published on"),
}


@BOTH
def test_original_and_button_call_a_translation_reviewed_only_when_somebody_read_it(
    language: str, editor: User
) -> None:
    page = published({"el": "en", "en": "el"}[language], editor)
    original = page.get_translations().get()

    seen = [told(original)]
    unread("summary")
    seen.append(told(original))

    for place, text in enumerate(seen):
        for words_of in (ORIGINAL[language], BUTTON[language]):
            assert [one in text for one in words_of] == [place == 0, place == 1]


@BOTH
def test_what_no_second_person_read_is_marked(language: str, editor: User) -> None:
    page = published(language, editor)
    unread("challenge")

    assert told(page).count(UNREAD[language]) == 1


@BOTH
def test_a_text_that_is_older_than_the_original_says_since_when(language: str, editor: User) -> None:
    page = published(language, editor)

    change(page, summary="Something else altogether")

    marked = told(page)
    day = timezone.localdate()
    assert (marked.count(OLDER[language]), str(day.year) in marked.partition(OLDER[language])[2][:80]) == (1, True)


@BOTH
def test_a_text_that_is_missing_is_shown_in_the_original_with_its_language(language: str, editor: User) -> None:
    page = published(language, editor)

    change(page, transfer="Take it over")

    marked = told(page)
    other = {"el": "en", "en": "el"}[language]
    assert (marked.count(MISSING[language]), f'<div class="stack" lang="{other}"><p>Take it over' in marked) == (
        1,
        True,
    )
    assert faults(read(Client(), page.url)) == []


def test_costs_that_only_members_read_are_not_shown_in_the_original(editor: User) -> None:
    page = published("en", editor)

    change(page, resources="ΚΑΝΑΡΙΝΙ-77")

    assert "ΚΑΝΑΡΙΝΙ-77" not in told(page)


@BOTH
def test_a_draft_of_a_text_that_is_not_public_yet_does_not_make_it_fresh(language: str, editor: User) -> None:
    page = published(language, editor)
    change(page, summary="Something else altogether")
    fresh = page.get_translations().get()
    source = words("summary").get().context
    segment = StringSegment.objects.get(source__object_id=fresh.translation_key, context=source)
    StringTranslation.objects.create(
        translation_of=segment.string,
        context=source,
        locale=Translation.objects.get().target_locale,
        data="Drafted",
        translation_type="machine",
    )
    StringTranslation.objects.filter(data="Drafted").update(updated_at=timezone.now() + timedelta(minutes=1))

    marked = told(page)

    assert (OLDER[language] in marked, MACHINE[language] in marked, "Drafted" in marked) == (True, False, False)


@BOTH
def test_where_no_text_was_read_the_whole_says_so_once(language: str, editor: User) -> None:
    page = published(language, editor)
    words_of_all = StringTranslation.objects.all()
    words_of_all.update(translation_type="machine", last_translated_by=editor)

    whole = {"el": "Είναι μηχανικό προσχέδιο", "en": "It is a machine draft"}

    marked = told(page)
    assert (marked.count(whole[language]), MACHINE[language] in marked) == (1, False)
    assert not any(word in marked for word in ("Translated from Greek and reviewed", "και ελέγχθηκε στις"))


def test_an_original_bears_no_marks(editor: User) -> None:
    page = published("en", editor)
    unread("summary")

    original = told(page.get_translations().get())

    assert [mark["el"] for mark in EVERY if mark["el"] in original] == []


def test_marks_take_as_many_queries_for_three_texts_as_for_one(editor: User) -> None:
    few = published("en", editor)
    some = count_anew(Client(), few.url)
    many = translate(
        make_practice("Τρεις", summary="Α β", challenge="Γ δ", transfer="Ε ζ", equality="Η θ"), user=editor
    )

    assert count_anew(Client(), many.url) == some
