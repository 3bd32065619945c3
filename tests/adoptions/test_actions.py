"""Editors hide with a reason and show again; adoptions follow a merger and outlive their author's account."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import override

from adoptions import actions
from adoptions.models import Adoption
from good_practices import merging
from good_practices.models import GoodPracticePage
from mail.models import Message
from network_members import erasing
from network_members.models import User
from tests.adoptions.test_views import where
from tests.factories.practices import make_practice
from tests.translators.conftest import enter

State = Adoption.State


@pytest.mark.parametrize("language", ["el", "en"])
def test_an_editor_hides_with_a_reason_that_the_author_gets(language: str, adoption: Adoption, editor: User) -> None:
    User.objects.filter(pk=adoption.owner_id).update(language=language)

    answer = enter(editor).post(where(adoption, "hide"), {"reason": "Οι αριθμοί δεν βγαίνουν"})

    adoption.refresh_from_db()
    sent = Message.objects.get()
    assert (answer.status_code, adoption.state, adoption.hidden_by) == (302, State.HIDDEN, editor)
    assert ("Οι αριθμοί δεν βγαίνουν" in sent.text, f"/{language}/my/adoptions/" in sent.text) == (True, True)


def test_hiding_needs_a_reason(adoption: Adoption, editor: User) -> None:
    answer = enter(editor).post(where(adoption, "hide"), {"reason": " "})

    adoption.refresh_from_db()
    assert (answer.status_code, adoption.state, Message.objects.count()) == (422, State.PUBLIC, 0)


def test_hidden_proves_nothing_and_shown_again_does(
    adoption: Adoption, practice: GoodPracticePage, editor: User
) -> None:
    levels = []
    for step in (
        lambda: actions.renew_evidence(practice.translation_key),
        lambda: actions.hide(adoption, by=editor, reason="Λάθος"),
        lambda: actions.show(adoption, by=editor),
    ):
        step()
        levels.append(GoodPracticePage.objects.get(pk=practice.pk).evidence)

    assert levels == ["adopted", "measured", "adopted"]


def test_the_author_does_not_show_again_what_editors_hid(adoption: Adoption, editor: User, member: User) -> None:
    actions.hide(adoption, by=editor, reason="Λάθος")
    adoption.refresh_from_db()

    saved = actions.save(adoption, actions.Typed({}), by=member, version=adoption.version, publish=True)

    assert saved.state == State.HIDDEN
    with pytest.raises(PermissionDenied):
        actions.show(adoption, by=member)


def test_strangers_neither_write_nor_hide(adoption: Adoption, stranger: User) -> None:
    with pytest.raises(PermissionDenied):
        actions.save(adoption, actions.Typed({"where": "Αλλού"}), by=stranger, version=0)
    with pytest.raises(PermissionDenied):
        actions.hide(adoption, by=stranger, reason="Λάθος")


def test_adoptions_follow_a_merger(adoption: Adoption, practice: GoodPracticePage, editor: User) -> None:
    kept = make_practice("Κήπος")

    merging.merge(practice, kept, editor, reason="Η ίδια")

    adoption.refresh_from_db()
    kept.refresh_from_db()
    assert (adoption.practice_key, kept.evidence) == (kept.translation_key, "adopted")


def test_an_erased_author_leaves_the_adoption_without_a_name(adoption: Adoption, member: User) -> None:
    erasing.erase(member)

    adoption.refresh_from_db()
    with override("en"):
        assert (str(adoption.owner), adoption.where) == ("Former member", "Πλατεία Αλεξάνδρας")


@pytest.mark.parametrize(
    "faulty",
    [
        {"start_year": None},
        {"where": ""},
        {"organisation": None},
        {"end_year": 1990},
        {"women_reached": 5, "people_reached": 4},
    ],
)
def test_the_database_refuses_what_readers_could_not_use(faulty: dict[str, object], adoption: Adoption) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Adoption.objects.filter(pk=adoption.pk).update(**faulty)


def test_who_is_no_member_begins_nothing_and_nobody_adopts_a_draft(
    practice: GoodPracticePage, applicant: User, member: User
) -> None:
    hidden = make_practice("Πρόχειρο", live=False)

    with pytest.raises(PermissionDenied):
        actions.begin(applicant, practice.translation_key, where="", language="el")
    with pytest.raises(actions.NotPublic):
        actions.begin(member, hidden.translation_key, where="", language="el")

    assert not Adoption.objects.exists()


def test_hiding_what_is_hidden_changes_nothing(adoption: Adoption, editor: User) -> None:
    for reason in ("Πρώτος λόγος", "Δεύτερος λόγος"):
        actions.hide(adoption, by=editor, reason=reason)

    assert Adoption.objects.get().hidden_reason == "Πρώτος λόγος"
    assert Message.objects.count() == 1


def test_what_lacks_its_year_is_not_shown_again(draft: Adoption, editor: User) -> None:
    assert actions.show(draft, by=editor) is False

    assert Adoption.objects.get().state == Adoption.State.DRAFT


def test_showing_what_is_shown_changes_nothing(adoption: Adoption, editor: User) -> None:
    assert actions.show(adoption, by=editor) is True

    assert (Adoption.objects.get().state, Message.objects.count()) == (Adoption.State.PUBLIC, 0)


def test_moderators_keep_back_and_restore_only_what_is_there_to_be(practice: GoodPracticePage, draft: Adoption) -> None:
    actions.keep_back(draft.pk, reason="Λάθος", by=None)
    actions.restore(draft.pk)

    assert Adoption.objects.get().state == Adoption.State.DRAFT


def test_a_granted_appeal_shows_nothing_that_lacks_its_year(adoption: Adoption) -> None:
    actions.keep_back(adoption.pk, reason="Λάθος", by=None)
    Adoption.objects.update(start_year=None)

    actions.restore(adoption.pk)

    assert Adoption.objects.get().state == Adoption.State.HIDDEN
