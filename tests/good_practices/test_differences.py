"""What changed since a practice was handed in last: field by field, word by word, for those who may read it."""

import pytest

from good_practices import actions
from good_practices.differences import GONE, NEW, SAME, Piece, changes_in, pieces
from good_practices.models import GoodPracticePage
from network_members.models import User
from tests.factories.reviews import ask
from tests.factories.snapshots import again, make_published, make_returned, make_submitted
from tests.good_practices.steps import save
from tests.good_practices.test_worklist import desk, enter
from tests.reading import faults, read


@pytest.fixture
def mended(member: User, editor: User) -> GoodPracticePage:
    """A practice that came back once and was handed in again."""
    practice = make_returned(member, editor, title="Πιο απλά")
    save(practice, member, one_line="Μαθήματα μαζί με ενημέρωση για όλους.")
    actions.submit(practice, member)
    return again(practice)


def changed(practice: GoodPracticePage) -> list[tuple[str, list[Piece]]] | None:
    latest = practice.get_latest_revision()
    assert latest
    found = changes_in(practice, latest)
    return found if found is None else [(str(change.label), change.pieces) for change in found]


def test_words_that_stay_stand_once_between_those_that_went_and_came() -> None:
    assert list(pieces("Ένα παλιό σπίτι", "Ένα σπίτι, νέο")) == [
        Piece(SAME, "Ένα "),
        Piece(GONE, "παλιό "),
        Piece(SAME, "σπίτι"),
        Piece(NEW, ", νέο"),
    ]


def test_only_the_fields_that_differ_are_told(mended: GoodPracticePage) -> None:
    found = changed(mended)

    assert found
    assert [Piece(GONE, "ελληνικών ") in words for _label, words in found] == [True]


def test_a_first_text_has_nothing_to_be_compared_with(member: User) -> None:
    assert changed(make_submitted(member)) is None


def test_a_new_version_is_compared_with_what_was_handed_in_before_it(member: User, editor: User) -> None:
    practice = make_published(member, editor)
    save(practice, member, title="Νέος τίτλος")
    actions.submit(practice, member)

    found = changed(again(practice))

    assert found
    assert len(found) == 1


@pytest.mark.parametrize(("language", "words"), [("el", ""), ("en", "added:")])
def test_the_author_reads_it_in_both_languages(
    language: str, words: str, mended: GoodPracticePage, member: User
) -> None:
    page = read(enter(member), f"/{language}/my/practices/{mended.translation_key}/changes/")

    assert ("<del>" in page, "<ins>" in page, words in page, faults(page)) == (True, True, True, [])


def test_reviewers_and_editors_see_it_and_others_nothing(
    mended: GoodPracticePage, editor: User, stranger: User, facilitator: User
) -> None:
    review = ask(mended, editor, stranger, facilitator)[0]

    pages = [read(enter(stranger), f"/el/my/reviews/{review.key}/"), read(enter(editor), desk(mended))]
    refused = enter(stranger).get(f"/el/my/practices/{mended.translation_key}/changes/")

    assert ["<del>" in page for page in pages] == [True, True]
    assert (refused.status_code, "ελληνικών" in refused.content.decode()) == (404, False)


def test_markup_that_somebody_typed_stays_text(mended: GoodPracticePage, member: User) -> None:
    actions.withdraw(mended, member)
    save(mended, member, one_line="<b>έντονα</b>")

    page = read(enter(member), f"/el/my/practices/{mended.translation_key}/changes/")

    assert ("<b>έντονα" in page, "&lt;" in page) == (False, True)
