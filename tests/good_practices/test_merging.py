"""Two pages of one practice become one: every address, comment and bookmark leads to the page that stays."""

import html
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils.translation import override
from wagtail.contrib.redirects.models import Redirect

from comments.actions import react
from comments.models import Comment, Reaction
from good_practices import actions, merging
from good_practices.models import Bookmark, GoodPracticePage, Merger
from mail.models import Message
from network_members import erasing
from network_members.models import User
from tests.factories.practices import make_practice
from tests.factories.snapshots import again, make_published, make_submitted
from tests.factories.talk import say
from tests.factories.translations import translate
from tests.good_practices.steps import save
from tests.good_practices.test_worklist import desk, enter
from tests.reading import read

REASON = "Ίδιος φορέας, ίδια δράση"


@pytest.fixture
def kept(stranger: User) -> GoodPracticePage:
    """The practice that stays."""
    return make_practice("Κήπος", language="el", owner=stranger)


@pytest.fixture
def duplicate(member: User) -> GoodPracticePage:
    """The same once more, in both languages."""
    practice = make_practice("Ο κήπος μας", owner=member)
    translate(practice, words="T {}".format)
    return practice


def where(practice: GoodPracticePage) -> str:
    return desk(practice).replace("check", "merge")


def lands(address: str, client: Client | None = None) -> str:
    """Return where an address leads in the end."""
    answer: Any = (client or Client()).get(address, follow=True)
    assert answer.status_code == 200
    return answer.redirect_chain[-1][0] if answer.redirect_chain else address


def test_every_address_leads_to_the_page_that_stays(
    kept: GoodPracticePage, duplicate: GoodPracticePage, editor: User
) -> None:
    old = [duplicate.url_in(code) for code in ("el", "en")]

    merging.merge(duplicate, kept, editor, reason=REASON)

    assert [lands(address) for address in old] == [kept.url_in("el"), kept.url_in("en")]


def test_older_addresses_lead_there_too(kept: GoodPracticePage, duplicate: GoodPracticePage, editor: User) -> None:
    Redirect.objects.create(old_path="/el/kales-praktikes/palia", redirect_page=duplicate)
    Redirect.objects.create(old_path="/en/good-practices/old", redirect_link=duplicate.url_in("en"))

    merging.merge(duplicate, kept, editor, reason=REASON)

    found = [lands(address) for address in ("/el/kales-praktikes/palia/", "/en/good-practices/old/")]
    assert found == [kept.url_in("el"), kept.url_in("en")]


def test_a_practice_that_is_merged_twice_leads_to_the_last(
    kept: GoodPracticePage, duplicate: GoodPracticePage, editor: User
) -> None:
    last, old = make_practice("Ο τελευταίος"), duplicate.url_in("en")

    merging.merge(duplicate, kept, editor, reason=REASON)
    merging.merge(kept, last, editor, reason=REASON)

    assert lands(old) == last.url_in("en")
    assert merging.merged_into(duplicate.translation_key) == last.translation_key
    assert merging.merged_into(last.translation_key) is None


def test_what_readers_said_and_saved_moves_and_nothing_is_there_twice(
    kept: GoodPracticePage, duplicate: GoodPracticePage, editor: User, member: User, stranger: User
) -> None:
    for page in (kept, duplicate):
        actions.bookmark(member, page.translation_key)
        react(member, page.translation_key, "useful")
    actions.bookmark(stranger, duplicate.translation_key)
    react(stranger, duplicate.translation_key, "used", "Patras")
    first = say(stranger, duplicate, "Πρώτο")
    reply = say(member, duplicate, "Απάντηση", answers=first)

    merging.merge(duplicate, kept, editor, reason=REASON)

    assert set(Bookmark.objects.values_list("owner", "practice_key")) == {
        (member.pk, kept.translation_key),
        (stranger.pk, kept.translation_key),
    }
    assert sorted(Reaction.objects.values_list("person", "kind", "talk__key")) == sorted(
        [(member.pk, "useful", kept.translation_key), (stranger.pk, "used", kept.translation_key)]
    )
    assert [(one.pk, one.talk.key) for one in Comment.objects.in_order()] == [
        (first.pk, kept.translation_key),
        (reply.pk, kept.translation_key),
    ]
    assert "Απάντηση" in html.unescape(read(Client(), kept.url_in("el")))


def test_a_talk_that_nobody_began_moves_nothing(
    kept: GoodPracticePage, duplicate: GoodPracticePage, editor: User, member: User
) -> None:
    say(member, kept, "Μόνο εδώ")

    merging.merge(duplicate, kept, editor, reason=REASON)

    assert Comment.objects.get().talk.key == kept.translation_key


def test_the_authors_of_both_are_told_in_their_language(
    kept: GoodPracticePage, duplicate: GoodPracticePage, editor: User, member: User, stranger: User
) -> None:
    merging.merge(duplicate, kept, editor, reason=REASON)

    sent = Message.objects.filter(kind="merged").values_list("recipient", "language")
    assert set(sent) == {(member.email, "el"), (stranger.email, "en")}
    assert all(REASON in text for text in Message.objects.filter(kind="merged").values_list("text", flat=True))


@pytest.mark.parametrize("name", ["member", "stranger", "moderator", "translator"])
def test_only_editors_merge(
    name: str, kept: GoodPracticePage, duplicate: GoodPracticePage, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(PermissionDenied):
        merging.merge(duplicate, kept, request.getfixturevalue(name), reason=REASON)

    assert (Merger.objects.count(), GoodPracticePage.objects.live().count()) == (0, 3)


def test_a_draft_a_private_page_and_itself_are_refused(kept: GoodPracticePage, editor: User, member: User) -> None:
    draft = make_practice("Πρόχειρο", live=False)
    for pair in ((kept, draft), (draft, kept), (kept, kept)):
        with pytest.raises(actions.NotPublic):
            merging.merge(*pair, editor, reason=REASON)

    assert GoodPracticePage.objects.live().count() == 1


def test_what_is_being_checked_is_not_merged(kept: GoodPracticePage, editor: User, member: User) -> None:
    practice = make_published(member, editor)
    save(practice, member, title="Νέος τίτλος")
    actions.submit(again(practice), member)

    with pytest.raises(actions.Busy):
        merging.merge(again(practice), kept, editor, reason=REASON)


def test_the_database_refuses_to_merge_a_practice_into_itself(kept: GoodPracticePage) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Merger.objects.create(practice_key=kept.translation_key, kept_key=kept.translation_key, reason=REASON)


@pytest.mark.parametrize(
    ("language", "said"), [("el", "αντιπροσωπεύει πλέον και τις δύο"), ("en", "now stands for both")]
)
def test_an_editor_merges_from_the_check(
    language: str, said: str, kept: GoodPracticePage, duplicate: GoodPracticePage, editor: User
) -> None:
    client = enter(editor, language)

    page = read(client, f"{where(duplicate)}?into={kept.pk}")
    empty = client.post(where(duplicate), {"kept": "", "reason": ""})
    merged = client.post(where(duplicate), {"kept": kept.pk, "reason": REASON}, follow=True)

    assert f'value="{kept.pk}"' in page
    assert (empty.status_code, set(empty.context["form"].errors)) == (422, {"kept", "reason"})
    assert said in html.unescape(merged.content.decode())
    assert not GoodPracticePage.objects.get(pk=duplicate.pk).live


def test_a_translation_may_be_named_and_its_original_is_meant(
    kept: GoodPracticePage, duplicate: GoodPracticePage, editor: User
) -> None:
    twin = GoodPracticePage.objects.exclude(pk=duplicate.pk).get(translation_key=duplicate.translation_key)

    enter(editor).post(where(kept), {"kept": twin.pk, "reason": REASON})

    assert Merger.objects.get().kept_key == duplicate.translation_key


def test_what_cannot_be_merged_now_keeps_what_was_typed(kept: GoodPracticePage, editor: User, member: User) -> None:
    waiting = make_submitted(member)

    answer = enter(editor).post(where(waiting), {"kept": kept.pk, "reason": REASON})

    assert (answer.status_code, "Only what is online can be merged." in answer.content.decode()) == (409, True)
    assert Merger.objects.count() == 0


def test_an_erased_editor_leaves_the_merger_without_a_name(
    kept: GoodPracticePage, duplicate: GoodPracticePage, editor: User
) -> None:
    merging.merge(duplicate, kept, editor, reason=REASON)

    erasing.erase(editor)

    merger = Merger.objects.get()
    with override("en"):
        assert (str(merger.merged_by), merger.reason) == ("Former member", REASON)


@pytest.mark.parametrize("number", ["x", "1.000,5", "²", "9" * 30, "999999999", ""])
def test_what_is_no_practice_is_refused_beside_its_field(
    number: str, kept: GoodPracticePage, duplicate: GoodPracticePage, editor: User
) -> None:
    client = enter(editor)

    opened = client.get(where(duplicate), {"into": number})
    sent = client.post(where(duplicate), {"kept": number, "reason": REASON})

    assert (opened.status_code, sent.status_code, REASON in html.unescape(sent.content.decode())) == (200, 422, True)
