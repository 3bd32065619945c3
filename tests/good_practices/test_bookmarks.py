"""Bookmarks: a member saves what everybody may read, for both languages at once, and nobody else learns of it."""

import html
import json
import re
import zipfile
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override
from time_machine import TimeMachineFixture
from wagtail.models import PageViewRestriction

from caching import versions
from good_practices import actions
from good_practices.models import Bookmark, GoodPracticePage
from network_members import copying, erasing
from network_members.copies import DataCopy
from network_members.models import User
from tests.factories.people import make_user
from tests.factories.practices import make_draft, make_practice
from tests.factories.snapshots import make_written
from tests.factories.translations import translate
from tests.network_members.rooms import enter, in_greek, page_of, words_of
from tests.reading import count_queries, faults, read

CANARY = "ΚΑΝΑΡΙΝΙ-5b1e"
LISTS = {"el": "/el/my/saved/", "en": "/en/my/saved/"}
ADDRESSES = {"el": "/el/kales-praktikes/diktyo/", "en": "/en/good-practices/diktyo/"}
BOTH = pytest.mark.parametrize("language", ["el", "en"])
GONE = "This practice is no longer public."


@pytest.fixture
def practice(db: None) -> GoodPracticePage:
    """A public practice in Greek, not translated yet."""
    return make_practice("Δίκτυο")


def address(step: str, key: UUID, language: str = "en") -> str:
    with override(language):
        return reverse(f"bookmarks:{step}", args=[key])


def saved_by(person: Any) -> list[UUID]:
    return [one.practice_key for one in Bookmark.objects.visible_to(person)]


def save(person: User, *practices: GoodPracticePage) -> None:
    for practice in practices:
        actions.bookmark(person, practice.translation_key)


def rows_of(page: str) -> list[tuple[str, str]]:
    """Return address and title of each practice of the list."""
    return re.findall(r'<h2(?: lang="\w+")?><a href="([^"]+)">([^<]+)</a></h2>', page)


def button_of(page: str) -> list[tuple[str, str, str]]:
    """Return where the button of a practice leads, whether it is pressed, and its words."""
    form = r'<form class="[^"]*" method="post" action="([^"]+/my/saved/[^"]+)">.*?aria-pressed="(\w+)">.*?</svg>(.*?)</button>'
    return re.findall(form, page, re.DOTALL)


def hide(practice: GoodPracticePage, how: str) -> None:
    """Take a practice away from the public."""
    if how == "unpublished":
        practice.unpublish()
    elif how == "private":
        PageViewRestriction.objects.create(page=practice, restriction_type=PageViewRestriction.LOGIN)
    else:
        practice.delete()


HIDDEN = pytest.mark.parametrize("how", ["unpublished", "private", "deleted"])


# What happens


def test_saving_twice_saves_once(practice: GoodPracticePage, member: User) -> None:
    save(member, practice, practice)

    assert saved_by(member) == [practice.translation_key]


def test_the_database_holds_one_bookmark_for_each_person_and_practice(
    practice: GoodPracticePage, member: User, stranger: User
) -> None:
    save(member, practice)
    save(stranger, practice)

    with pytest.raises(IntegrityError), transaction.atomic():
        Bookmark.objects.create(owner=member, practice_key=practice.translation_key)

    assert Bookmark.objects.count() == 2


def test_an_applicant_saves_nothing(practice: GoodPracticePage, applicant: User) -> None:
    with pytest.raises(PermissionDenied):
        save(applicant, practice)

    assert Bookmark.objects.count() == 0


@HIDDEN
def test_what_is_not_public_cannot_be_saved_by_anybody(
    how: str, practice: GoodPracticePage, member: User, editor: User
) -> None:
    hide(practice, how)

    for person in (member, editor):
        with pytest.raises(actions.NotPublic):
            save(person, practice)

    assert Bookmark.objects.count() == 0


def test_everybody_removes_their_own_alone(practice: GoodPracticePage, member: User, stranger: User) -> None:
    save(member, practice)
    save(stranger, practice)

    for _time in range(2):
        actions.remove_bookmark(member, practice.translation_key)

    assert (saved_by(member), saved_by(stranger)) == ([], [practice.translation_key])


def test_bookmarks_are_seen_by_their_owner_alone(practice: GoodPracticePage, member: User, superuser: User) -> None:
    save(member, practice)

    assert (saved_by(superuser), saved_by(AnonymousUser())) == ([], [])
    assert str(Bookmark.objects.get()) == str(practice.translation_key)


def test_pages_of_visitors_stay_kept_when_somebody_saves(practice: GoodPracticePage, member: User) -> None:
    before = versions.now()

    save(member, practice)
    actions.remove_bookmark(member, practice.translation_key)

    assert versions.now() == before


# The button


@BOTH
def test_the_button_saves_and_takes_back_where_the_practice_is_read(
    language: str, practice: GoodPracticePage, member: User
) -> None:
    client, key = enter(member), practice.translation_key
    words = {"en": ("Save", "Saved"), "el": ("Αποθήκευση", "Αποθηκευμένη")}[language]
    add, remove = address("add", key, language), address("remove", key, language)

    assert button_of(read(client, ADDRESSES[language])) == [(add, "false", words[0])]
    assert client.post(add)["Location"] == ADDRESSES[language]
    assert button_of(read(client, ADDRESSES[language])) == [(remove, "true", words[1])]
    assert client.post(remove)["Location"] == ADDRESSES[language]
    assert button_of(read(client, ADDRESSES[language])) == [(add, "false", words[0])]


def test_pressing_twice_saves_once_and_takes_back_once(practice: GoodPracticePage, member: User) -> None:
    client, key = enter(member), practice.translation_key

    saved = [client.post(address("add", key)).status_code for _time in range(2)] + [Bookmark.objects.count()]
    removed = [client.post(address("remove", key)).status_code for _time in range(2)] + [Bookmark.objects.count()]

    assert (saved, removed) == ([302, 302, 1], [302, 302, 0])


def test_what_happened_is_said(practice: GoodPracticePage, member: User) -> None:
    client, key = enter(member), practice.translation_key

    said = [words_of(client.post(address(step, key), follow=True)) for step in ("add", "remove")]

    assert "Saved. You find it in your space, under “Saved practices”." in said[0]
    assert "Removed from your saved practices." in said[1]


def test_a_practice_is_saved_in_both_languages_at_once(practice: GoodPracticePage, member: User, editor: User) -> None:
    english = translate(practice, user=editor)
    client = enter(member)

    client.post(address("add", practice.translation_key, "el"))

    assert button_of(read(client, english.url_in("en")))[0][1] == "true"
    assert Bookmark.objects.count() == 1


@BOTH
def test_visitors_see_no_button_and_their_page_stays_as_it_was(
    language: str, practice: GoodPracticePage, member: User, visitor: Client
) -> None:
    with CaptureQueriesContext(connection) as queries:
        before = visitor.get(ADDRESSES[language])
    save(member, practice)
    after = visitor.get(ADDRESSES[language])

    assert before.content == after.content
    assert b"my/saved" not in before.content
    assert b"csrfmiddlewaretoken" not in before.content
    assert not before.cookies
    assert not [query["sql"] for query in queries if "good_practices_bookmark" in query["sql"]]


def test_an_applicant_sees_no_button(practice: GoodPracticePage, applicant: User) -> None:
    assert button_of(read(enter(applicant), ADDRESSES["en"])) == []


def test_a_preview_and_a_private_practice_have_no_button(practice: GoodPracticePage, member: User) -> None:
    client, draft = enter(member), make_written(member)
    hide(practice, "private")

    pages = [read(client, where) for where in (f"/en/my/practices/{draft.translation_key}/preview/", ADDRESSES["en"])]

    assert [button_of(page) for page in pages] == [[], []]


def test_saving_and_following_ask_one_question_each(practice: GoodPracticePage, member: User, applicant: User) -> None:
    with_button, without = (count_queries(enter(person), ADDRESSES["en"]) for person in (member, applicant))

    assert with_button == without + 2


# The list


@BOTH
def test_the_list_shows_what_was_saved_last_first_in_the_language_of_the_page(
    language: str, practice: GoodPracticePage, member: User, editor: User, time_machine: TimeMachineFixture
) -> None:
    english = translate(practice, user=editor)
    other = make_practice("Υγεία")
    for day, one in ((4, english), (3, other)):
        time_machine.move_to(datetime(2026, 5, day, 9, tzinfo=UTC))
        save(member, one)

    page = read(enter(member), LISTS[language])

    titles = {"el": ["Δίκτυο", "Υγεία"], "en": ["T Δίκτυο", "Υγεία"]}[language]
    assert [title for _where, title in rows_of(page)] == titles
    assert [Client().get(where).status_code for where, _title in rows_of(page)] == [200, 200]
    assert {"el": "αποθηκεύτηκε στις 4 Μαΐου 2026", "en": "saved on 4 May 2026"}[language] in page
    assert faults(page) == []


@BOTH
def test_an_empty_list_says_how_to_save_and_leads_to_the_practices(language: str, member: User) -> None:
    page = page_of(enter(member).get(LISTS[language]))

    title = "You have saved no practice yet"
    assert (in_greek(title) if language == "el" else title) in page
    library = {"el": "/el/kales-praktikes/", "en": "/en/good-practices/"}[language]
    assert f'<a class="btn" href="{library}">' in page


def test_the_list_comes_in_pages_and_removing_stays_on_its_page(member: User) -> None:
    Bookmark.objects.bulk_create(Bookmark(owner=member, practice_key=uuid4()) for _number in range(22))
    client, last = enter(member), Bookmark.objects.last()
    assert last is not None

    pages = [words_of(client.get(LISTS["en"], {"page": number})).count(GONE) for number in ("1", "2", "x", "99")]
    back = client.post(address("remove", last.practice_key), {"page": "2"})["Location"]

    assert (pages, back) == ([20, 2, 20, 2], "/en/my/saved/?page=2")
    assert words_of(client.get(back)).count(GONE) == 1


def test_a_page_that_nobody_can_read_leads_to_the_list(practice: GoodPracticePage, member: User) -> None:
    client = enter(member)

    back = client.post(address("remove", practice.translation_key), {"page": "//evil.example/&x=1"})["Location"]

    assert back == "/en/my/saved/?page=%2F%2Fevil.example%2F%26x%3D1"
    assert client.get(back).status_code == 200


def test_the_list_takes_the_same_queries_for_one_and_three(practice: GoodPracticePage, member: User) -> None:
    save(member, practice)
    client = enter(member)
    assert count_queries(client, LISTS["en"]) == 8

    save(member, make_practice("Υγεία"), make_practice("Γλώσσα"))

    assert len(rows_of(read(client, LISTS["en"]))) == 3
    assert count_queries(client, LISTS["en"]) == 8


@HIDDEN
def test_of_a_practice_that_is_no_longer_public_nothing_is_told(how: str, member: User, editor: User) -> None:
    practice = make_practice(CANARY, one_line=CANARY, owner=member, lead_organisation=member.organisation)
    for person in (member, editor):
        save(person, practice)
    slug = practice.slug
    hide(practice, how)

    pages = [page_of(enter(person).get(where)) for person in (member, editor) for where in LISTS.values()]

    assert [(CANARY in page, slug in page, len(rows_of(page))) for page in pages] == [(False, False, 0)] * 4
    assert [GONE in pages[0], in_greek(GONE) in pages[0], GONE in pages[1]] == [False, True, True]
    assert [faults(page) for page in pages] == [[]] * 4


@HIDDEN
def test_a_practice_that_is_no_longer_public_can_be_removed(how: str, practice: GoodPracticePage, member: User) -> None:
    save(member, practice)
    key = practice.translation_key
    hide(practice, how)

    response = enter(member).post(address("remove", key), follow=True)

    assert response.redirect_chain == [("/en/my/saved/?page=1", 302)]
    assert "You have saved no practice yet" in words_of(response)


def test_my_space_leads_to_the_list_for_members_alone(member: User, applicant: User) -> None:
    pages = [page_of(enter(person).get("/en/my/")) for person in (member, applicant)]

    assert ['<a href="/en/my/saved/">Saved practices</a>' in page for page in pages] == [True, False]


# Refusals


def test_nobody_sees_or_removes_what_somebody_else_saved(member: User, stranger: User, superuser: User) -> None:
    practice = make_practice(CANARY)
    save(member, practice)

    for person in (stranger, superuser):
        client = enter(person)
        assert CANARY not in page_of(client.get(LISTS["en"]))
        client.post(address("remove", practice.translation_key))

    assert saved_by(member) == [practice.translation_key]


@BOTH
@pytest.mark.parametrize("step", ["add", "remove"])
def test_a_visitor_who_presses_is_led_through_the_login_back_to_the_practice(
    step: str, language: str, practice: GoodPracticePage, visitor: Client
) -> None:
    response = visitor.post(address(step, practice.translation_key, language))

    assert response["Location"] == f"/{language}/account/login/?next={ADDRESSES[language]}"
    assert Bookmark.objects.count() == 0


def test_a_visitor_learns_of_no_draft(member: User, visitor: Client) -> None:
    draft = make_draft(member, title=CANARY)

    answers = [visitor.post(address("add", key)) for key in (draft.translation_key, uuid4())]

    assert {answer["Location"] for answer in answers} == {"/en/account/login/?next=/en/my/saved/%3Fpage%3D1"}


@BOTH
def test_a_visitor_is_led_from_the_list_to_the_login(language: str, visitor: Client, db: None) -> None:
    where = f"{LISTS[language]}?page=2"

    assert visitor.get(where)["Location"] == f"/{language}/account/login/?next={LISTS[language]}%3Fpage%3D2"


def test_an_applicant_is_refused_everywhere(applicant: User, member: User) -> None:
    practice = make_practice(CANARY)
    save(member, practice)
    client, key = enter(applicant), practice.translation_key

    answers = [client.get(LISTS["en"]), *(client.post(address(step, key)) for step in ("add", "remove"))]

    assert [answer.status_code for answer in answers] == [403] * 3
    assert not any(CANARY in html.unescape(answer.content.decode()) for answer in answers)
    assert (saved_by(applicant), saved_by(member)) == ([], [key])


def test_a_member_who_is_one_no_more_is_refused(practice: GoodPracticePage, member: User) -> None:
    save(member, practice)
    member.groups.clear()

    assert enter(User.objects.get(pk=member.pk)).get(LISTS["en"]).status_code == 403


@pytest.mark.parametrize("name", ["member", "editor", "superuser"])
def test_a_draft_looks_as_if_it_were_not_there(name: str, member: User, request: pytest.FixtureRequest) -> None:
    draft = make_draft(member, title=CANARY)
    client = enter(request.getfixturevalue(name))

    answers = [client.post(address("add", key)) for key in (draft.translation_key, uuid4())]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert CANARY not in html.unescape(answers[0].content.decode())
    assert Bookmark.objects.count() == 0


@pytest.mark.parametrize("step", ["add", "remove"])
def test_nothing_changes_without_a_button(step: str, practice: GoodPracticePage, member: User) -> None:
    save(member, practice)
    client = enter(member)

    codes = [
        getattr(client, verb)(address(step, practice.translation_key)).status_code
        for verb in ("get", "head", "put", "delete")
    ]

    assert (codes, Bookmark.objects.count()) == ([405] * 4, 1)


@pytest.mark.parametrize("step", ["add", "remove"])
def test_nothing_changes_without_the_token_of_the_form(step: str, practice: GoodPracticePage, member: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(member, "allauth.account.auth_backends.AuthenticationBackend")

    assert client.post(address(step, practice.translation_key)).status_code == 403
    assert Bookmark.objects.count() == 0


def test_the_list_is_kept_by_no_browser(member: User) -> None:
    assert "no-store" in enter(member).get(LISTS["en"])["Cache-Control"]


# What is kept about people


def test_a_copy_of_ones_data_holds_what_one_saved(practice: GoodPracticePage, member: User, stranger: User) -> None:
    save(member, practice)
    save(stranger, make_practice("Υγεία"))
    copying.ask(member)

    with DataCopy.objects.get().file.open("rb") as file, zipfile.ZipFile(file) as archive:
        kinds = json.loads(archive.read("nima.json"))["kinds"]

    rows = next(kind["rows"] for kind in kinds if kind["kind"] == in_greek("Practices you saved"))
    assert [row["practice_key"] for row in rows] == [str(practice.translation_key)]


def test_erasing_an_account_erases_its_bookmarks_alone(practice: GoodPracticePage, stranger: User) -> None:
    leaving = make_user("leaving", "member")
    save(leaving, practice)
    save(stranger, practice)

    erasing.erase(leaving)

    assert [one.owner for one in Bookmark.objects.all()] == [stranger]
