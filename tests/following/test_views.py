"""The pages of notices and of what is followed, in both languages."""

import pytest
from django.test import Client

from following.models import Follow, Level, Notice
from good_practices.models import GoodPracticePage
from network_members.models import User
from tests.factories.talk import say
from tests.following.steps import enter, let_follow, told_to, work
from tests.reading import count_queries, faults, read, text_of

WORDS = {
    "el": ("Ειδοποιήσεις", "Νέο σχόλιο", "Νέα απάντηση", "Παρακολουθώ"),
    "en": ("Notices", "A new comment", "A new reply", "What I follow"),
}
BOTH = pytest.mark.parametrize("language", ["el", "en"])


@pytest.fixture
def told(practice: GoodPracticePage, member: User, stranger: User) -> Notice:
    """Somebody who was told of a comment."""
    let_follow(practice, member)
    say(stranger, practice, "Μυστικά λόγια")
    work()
    return Notice.objects.get()


@BOTH
def test_notices_say_what_happened_without_names_or_texts(
    language: str, client: Client, told: Notice, member: User
) -> None:
    page = read(enter(client, member), f"/{language}/my/notices/")

    title, comment, _reply, _follow = WORDS[language]
    assert faults(page) == []
    assert title in page
    assert comment in text_of(page)
    assert "Δίκτυο" in text_of(page)
    assert "Μυστικά" not in page
    assert "Stranger" not in page


@BOTH
def test_the_space_counts_what_is_unread(language: str, client: Client, told: Notice, member: User) -> None:
    page = text_of(read(enter(client, member), f"/{language}/my/"))

    assert f"{WORDS[language][0]} 1" in page


def test_a_notice_leads_to_the_comment(client: Client, told: Notice, member: User) -> None:
    answer = enter(client, member).get(f"/el/my/notices/{told.pk}/", follow=True)

    assert answer.status_code == 200
    assert "/kales-praktikes/diktyo/" in answer.redirect_chain[-1][0]


@pytest.mark.parametrize("step", ["", "read/"])
def test_a_notice_of_somebody_else_is_not_there(step: str, client: Client, told: Notice, stranger: User) -> None:
    address = f"/el/my/notices/{told.pk}/{step}"

    answer = enter(client, stranger).post(address) if step else enter(client, stranger).get(address)

    assert answer.status_code == 404
    assert Notice.objects.unread().count() == 1


def test_a_notice_is_read_by_post_alone(client: Client, told: Notice, member: User) -> None:
    enter(client, member)
    assert client.get(f"/el/my/notices/{told.pk}/read/").status_code == 405
    assert Notice.objects.unread().count() == 1

    client.post(f"/el/my/notices/{told.pk}/read/")

    assert Notice.objects.unread().count() == 0


def test_all_are_read_at_once_and_those_of_others_stay(
    client: Client, told: Notice, member: User, colleague: User
) -> None:
    Notice.objects.create(person=colleague, event=told.event)

    enter(client, member).post("/el/my/notices/read/")

    assert [one.person for one in Notice.objects.unread()] == [colleague]


@BOTH
def test_the_page_of_a_practice_offers_five_levels(
    language: str, client: Client, practice: GoodPracticePage, member: User
) -> None:
    address = {"el": "/el/kales-praktikes/diktyo/", "en": "/en/good-practices/diktyo/"}[language]
    choose = f"/{language}/my/following/page/{practice.translation_key}/"
    page = read(enter(client, member), address)
    assert faults(page) == []
    assert page.count('<option value="1" selected>') == 1

    answer = client.post(choose, {"level": "4"})

    assert answer["Location"] == address
    assert '<option value="4" selected>' in read(client, address)
    assert '<option value="4" selected>' in read(client, f"/{language}/my/following/")


def test_visitors_are_offered_nothing(client: Client, practice: GoodPracticePage) -> None:
    assert "/my/following/" not in read(client, "/el/kales-praktikes/diktyo/")


@pytest.mark.parametrize("level", ["", "9", "x"])
def test_a_level_that_there_is_not_changes_nothing(
    level: str, client: Client, practice: GoodPracticePage, member: User
) -> None:
    address = f"/en/my/following/page/{practice.translation_key}/"

    answer = enter(client, member).post(address, {"level": level})

    assert answer.status_code == 422
    assert "Choose one of the levels" in answer.content.decode()
    assert not Follow.objects.exists()


@BOTH
def test_what_is_hidden_has_no_title_and_can_be_left(
    language: str, client: Client, practice: GoodPracticePage, member: User
) -> None:
    let_follow(practice, member)
    practice.unpublish()

    page = read(enter(client, member), f"/{language}/my/following/")
    assert ">Δίκτυο<" not in page
    assert faults(page) == []
    client.post(
        f"/{language}/my/following/page/{practice.translation_key}/", {"level": Level.NORMAL.value, "from": "list"}
    )

    assert not Follow.objects.exists()


def test_a_list_of_three_takes_as_many_queries_as_one(
    client: Client, told: Notice, practice: GoodPracticePage, member: User, stranger: User
) -> None:
    enter(client, member)
    one = count_queries(client, "/el/my/notices/")
    for number in range(2):
        say(stranger, practice, f"Λόγια {number}")
    work()

    assert len(told_to(member)) == 3
    assert count_queries(client, "/el/my/notices/") == one
