"""Those who answer for a practice decide text by text; nothing is overwritten unseen, and the proposer is told."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from wagtail_localize.models import StringTranslation

from good_practices import actions as practices
from good_practices import merging
from good_practices.models import GoodPracticePage
from mail.models import Message
from network_members import erasing
from network_members.models import User
from proposals import actions
from proposals.forms import mark
from proposals.models import Proposal, ProposedText
from tests.factories.practices import make_practice
from tests.factories.proposals import make_proposal
from tests.factories.translations import translate
from tests.reading import count_queries
from tests.translators.conftest import enter

State, Answer = Proposal.State, ProposedText.State
OLD, NEW = "Μαθαίνουμε μαζί ελληνικά", "Μαθαίνουμε όλοι μαζί ελληνικά"
QUERIES_OF_LIST, QUERIES_OF_ANSWER = 8, 13


def where(proposal: Proposal, language: str = "en") -> str:
    """Return the address of a proposal."""
    return f"/{language}/my/proposals/{proposal.key}/"


def answers(seen: str = OLD, answer: str = "accept", note: str = "", field: str = "summary") -> dict[str, Any]:
    """Return what the form of an answer sends."""
    return {f"answer-{field}": answer, f"note-{field}": note, f"seen-{field}": mark(seen)}


def draft_of(practice: GoodPracticePage) -> Any:
    """Return the latest draft of a practice."""
    return GoodPracticePage.objects.get(pk=practice.pk).get_latest_revision_as_object()


@pytest.mark.parametrize(
    ("language", "words"), [("el", "1 πρόταση αλλαγών σάς περιμένει"), ("en", "1 proposed change waits")]
)
def test_who_answers_for_a_practice_finds_the_proposal_in_their_space(
    language: str, words: str, proposal: Proposal, colleague: User, stranger: User
) -> None:
    client = enter(colleague, language)

    space, listed = (client.get(f"/{language}/my/{page}").content.decode() for page in ("", "proposals/"))

    assert (words in space, where(proposal, language) in listed) == (True, True)
    assert words not in enter(stranger, language).get(f"/{language}/my/").content.decode()


def test_the_difference_is_shown_word_by_word(proposal: Proposal, member: User) -> None:
    page = enter(member).get(where(proposal)).content.decode()

    assert page.count("<ins>") == 1
    assert "όλοι" in page.partition("<ins>")[2].partition("</ins>")[0]


@pytest.mark.parametrize("language", ["el", "en"])
def test_an_accepted_text_goes_into_the_draft_and_its_proposer_is_told(
    language: str, proposal: Proposal, practice: GoodPracticePage, member: User, stranger: User
) -> None:
    User.objects.filter(pk=stranger.pk).update(language=language)

    answer = enter(member).post(where(proposal), answers(note="Σωστά!"))

    proposal.refresh_from_db()
    online = GoodPracticePage.objects.get(pk=practice.pk)
    sent = Message.objects.get()
    assert (answer.status_code, proposal.state, draft_of(practice).summary) == (302, State.DECIDED, NEW)
    assert (online.summary, online.has_unpublished_changes) == (OLD, True)
    assert (sent.recipient, sent.language, "Σωστά!" in sent.text) == (stranger.email, language, True)


def test_a_declined_text_changes_nothing_and_brings_the_reason(
    proposal: Proposal, practice: GoodPracticePage, member: User
) -> None:
    without = enter(member).post(where(proposal), answers(answer="decline"))
    answer = enter(member).post(where(proposal), answers(answer="decline", note="Δεν ισχύει"))

    assert (without.status_code, answer.status_code) == (422, 302)
    assert (draft_of(practice).summary, ProposedText.objects.get().state) == (OLD, Answer.DECLINED)
    assert "Δεν ισχύει" in Message.objects.get().text


def test_texts_are_answered_one_by_one(proposal: Proposal, practice: GoodPracticePage, member: User) -> None:
    ProposedText.objects.create(proposal=proposal, field="transfer", before="Ένας χώρος", text="Δύο χώροι")
    client = enter(member)

    client.post(where(proposal), answers() | answers("Ένας χώρος", "", field="transfer"))
    proposal.refresh_from_db()
    first = (proposal.state, draft_of(practice).summary, draft_of(practice).transfer)
    client.post(where(proposal), answers("Ένας χώρος", "decline", "Όχι", field="transfer"))
    proposal.refresh_from_db()

    assert first == (State.OPEN, NEW, "Ένας χώρος")
    assert (proposal.state, draft_of(practice).transfer) == (State.DECIDED, "Ένας χώρος")


def test_nothing_chosen_is_said_at_the_form(proposal: Proposal, member: User) -> None:
    answer = enter(member).post(where(proposal), answers(answer="", note="Θα δω"))

    assert (answer.status_code, "Θα δω" in answer.content.decode()) == (422, True)


def test_when_the_draft_moved_on_both_texts_are_shown_first(
    proposal: Proposal, practice: GoodPracticePage, member: User
) -> None:
    draft = draft_of(practice)
    draft.summary = "Γράφτηκε αλλιώς"
    draft.save_revision(user=member)

    answer = enter(member).post(where(proposal), answers(note="Ωραία"))
    page = answer.content.decode()
    kept = draft_of(practice).summary
    again = enter(member).post(where(proposal), answers("Γράφτηκε αλλιώς"))

    assert (answer.status_code, kept) == (409, "Γράφτηκε αλλιώς")
    assert ("Γράφτηκε" in page, OLD in page, "Ωραία" in page) == (True, True, True)
    assert (again.status_code, draft_of(practice).summary) == (302, NEW)


def test_while_the_editors_have_the_practice_nothing_is_taken_over_or_lost(
    proposal: Proposal, practice: GoodPracticePage, member: User
) -> None:
    def busy(*args: Any) -> None:
        raise practices.Busy

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(practices, "draft_to_change", busy)
        answer = enter(member).post(where(proposal), answers(note="Ωραία"))

    assert (answer.status_code, "Ωραία" in answer.content.decode()) == (422, True)
    assert ProposedText.objects.get().state == Answer.OPEN


def test_strangers_read_and_answer_nothing(proposal: Proposal, facilitator: User, stranger: User) -> None:
    own = enter(stranger).post(where(proposal), answers())
    other = enter(facilitator).post(where(proposal), answers())
    practice = Proposal.objects.get().practice_key

    assert (own.status_code, other.status_code, NEW in other.content.decode()) == (409, 404, False)
    for person in (stranger, facilitator):
        with pytest.raises(PermissionDenied):
            actions.decide(proposal, {"summary": actions.Verdict(True, "", OLD)}, by=person)
    assert GoodPracticePage.objects.get(translation_key=practice).has_unpublished_changes is False


def test_nobody_answers_their_own_words(practice: GoodPracticePage, stranger: User, member: User) -> None:
    proposal = make_proposal(practice, stranger, NEW)
    User.objects.filter(pk=stranger.pk).update(organisation=member.organisation)

    answer = enter(User.objects.get(pk=stranger.pk)).post(where(proposal), answers())

    assert (answer.status_code, ProposedText.objects.get().state) == (409, Answer.OPEN)


def test_what_is_answered_is_answered_once(proposal: Proposal, member: User, colleague: User) -> None:
    enter(member).post(where(proposal), answers())
    late = enter(colleague).post(where(proposal), answers(answer="decline", note="Όχι"))

    assert (late.status_code, ProposedText.objects.get().state) == (409, Answer.ACCEPTED)
    with pytest.raises(actions.Decided):
        actions.decide(proposal, {"summary": actions.Verdict(False, "Όχι", OLD)}, by=colleague)


def test_while_the_practice_is_not_public_nobody_answers_or_learns_its_title(
    proposal: Proposal, practice: GoodPracticePage, member: User, stranger: User
) -> None:
    practice.unpublish()

    pages = enter(stranger).get(where(proposal)), enter(stranger).get("/en/my/proposals/")
    answer = enter(member).post(where(proposal), answers())

    assert [practice.title in page.content.decode() for page in pages] == [False, False]
    assert (answer.status_code, ProposedText.objects.get().state) == (404, Answer.OPEN)
    with pytest.raises(actions.NotPublic):
        actions.decide(proposal, {}, by=member)


def test_a_merger_closes_what_waits_and_says_so(
    proposal: Proposal, practice: GoodPracticePage, editor: User, stranger: User
) -> None:
    merging.merge(practice, make_practice("Κήπος"), editor, reason="Η ίδια")

    proposal.refresh_from_db()
    told = Message.objects.get(recipient=stranger.email)
    page = enter(stranger).get(where(proposal)).content.decode()
    assert (proposal.state, "Κήπος" in told.subject, NEW.split()[1] in page) == (State.LAPSED, True, True)


def test_an_erased_proposer_takes_along_what_nobody_answered(
    proposal: Proposal, practice: GoodPracticePage, stranger: User
) -> None:
    make_proposal(practice, stranger, state=State.DECIDED)

    erasing.erase(stranger)

    assert list(Proposal.objects.values_list("state", flat=True)) == [State.DECIDED]


def test_editors_answer_for_a_translation_and_its_words_are_kept_for_them(
    practice: GoodPracticePage, stranger: User, member: User, superuser: User
) -> None:
    twin = translate(practice)
    proposal = make_proposal(twin, stranger, "Everybody learns")

    refused = enter(member).post(where(proposal), answers(twin.summary))
    answer = enter(superuser).post(where(proposal), answers(twin.summary))

    words = StringTranslation.objects.get(context__path="summary")
    assert (refused.status_code, answer.status_code) == (409, 302)
    assert (words.data, words.last_translated_by) == ("Everybody learns", superuser)


def test_a_text_with_marks_is_text(practice: GoodPracticePage, stranger: User, member: User) -> None:
    proposal = make_proposal(practice, stranger, "<script>alert(1)</script>", why="<b>Γιατί</b>")

    page = enter(member).get(where(proposal)).content.decode()

    assert ("<script>alert" in page, "<b>Γιατί" in page) == (False, False)


@pytest.mark.parametrize("number", [1, 3])
def test_the_pages_ask_as_much_for_three_as_for_one(
    number: int, practice: GoodPracticePage, people: dict[str, Any], member: User
) -> None:
    for person in [people[name] for name in ("stranger", "facilitator", "moderator")][:number]:
        proposal = make_proposal(practice, person)
    for name in ("transfer", "challenge")[: number - 1]:
        ProposedText.objects.create(proposal=proposal, field=name, text="Νέο")
    client = enter(member)

    asked = count_queries(client, "/en/my/proposals/"), count_queries(client, where(proposal))

    assert asked == (QUERIES_OF_LIST, QUERIES_OF_ANSWER)
