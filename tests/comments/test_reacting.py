"""What a page was to its readers: one of each kind for each member, counted for all, told by nobody's name."""

import re
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from comments import actions
from comments.models import Reaction, Talk
from good_practices.models import GoodPracticePage
from network_members import erasing
from network_members.models import User
from tests.factories.practices import make_draft
from tests.network_members.rooms import enter, in_greek, page_of, value_of
from tests.reading import count_queries, faults, read

EL, EN = "/el/kales-praktikes/diktyo/", "/en/good-practices/diktyo/"
BOTH = pytest.mark.parametrize("language", ["el", "en"])


def address(kind: str, practice: GoodPracticePage, language: str = "en") -> str:
    return f"/{language}/talk/{practice.translation_key}/react/{kind}/"


def buttons(page: str) -> list[tuple[str, str]]:
    """Return of each button whether it is pressed, and its count."""
    return re.findall(r'aria-pressed="(\w+)"[^>]*>.*?<span>(\d+)</span></button>', page.partition('id="talk"')[2])


@BOTH
def test_a_button_is_pressed_and_taken_back_where_the_practice_is_read(
    language: str, practice: GoodPracticePage, member: User
) -> None:
    client, where = enter(member), {"el": EL, "en": EN}[language]

    answer: Any = client.post(address("useful", practice, language))
    pressed = read(client, where)
    client.post(address("useful", practice, language), {"pressed": "1"})

    assert answer["Location"] == f"{where}#talk"
    assert buttons(pressed) == [("true", "1"), ("false", "0"), ("false", "0")]
    assert buttons(read(client, where)) == [("false", "0")] * 3
    assert faults(pressed) == []


def test_pressing_twice_counts_once_and_everybody_counts(
    practice: GoodPracticePage, member: User, stranger: User
) -> None:
    for person in (member, member, stranger):
        enter(person).post(address("question", practice))

    assert buttons(read(enter(member), EN))[2] == ("true", "2")
    talk = Talk.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Reaction.objects.create(talk=talk, person=member, kind="question")


@BOTH
def test_who_used_the_practice_is_asked_where(
    language: str, practice: GoodPracticePage, member: User, visitor: Client
) -> None:
    client = enter(member)
    asked: Any = client.post(address("used", practice, language))
    form = page_of(client.get(asked["Location"]))
    assert ("name=" in form, Reaction.objects.count(), faults(form)) == (True, 0, [])

    client.post(asked["Location"], {"where": "Municipality of Larissa"})

    page = read(visitor, {"el": EL, "en": EN}[language])
    used = "We used it"
    mark = ' lang="en"' if language == "el" else ""
    assert f"<span{mark}>Municipality of Larissa</span>" in page
    assert f"{in_greek(used) if language == 'el' else used} 1" in re.sub(r"\s+", " ", page)
    assert (str(member) in page, "csrfmiddlewaretoken" in page) == (False, False)


def test_the_place_may_stay_empty_and_what_is_too_long_stays_typed(practice: GoodPracticePage, member: User) -> None:
    client, where = enter(member), f"/en/talk/{practice.translation_key}/used/"

    page = page_of(client.post(where, {"where": "Λ" * 161}), 422)
    client.post(where, {"where": ""})

    assert (value_of(page, "where"), Reaction.objects.get().where) == ("Λ" * 161, "")


def test_only_use_has_a_place(practice: GoodPracticePage, member: User) -> None:
    actions.react(member, practice.translation_key, "useful", "Λάρισα")

    assert Reaction.objects.get().where == ""


def test_what_there_is_no_button_for_is_not_found(practice: GoodPracticePage, member: User) -> None:
    assert enter(member).post(address("angry", practice)).status_code == 404


def test_in_a_closed_talk_nothing_is_pressed(practice: GoodPracticePage, member: User, moderator: User) -> None:
    actions.close(practice.translation_key, by=moderator, closed=True)
    client = enter(member)

    pages = [
        page_of(client.post(where, follow=True))
        for where in (address("useful", practice), f"/en/talk/{practice.translation_key}/used/")
    ]

    assert ["This talk is closed: nothing can be added." in page for page in pages] == [True, True]
    assert Reaction.objects.count() == 0


def test_under_a_draft_nothing_is_pressed(member: User, editor: User) -> None:
    draft = make_draft(member, title="ΚΑΝΑΡΙΝΙ-2f")

    answers = [enter(person).post(address("useful", draft)) for person in (member, editor)]

    assert ([one.status_code for one in answers], Reaction.objects.count()) == ([404, 404], 0)


def test_visitors_see_numbers_and_are_led_through_the_login(practice: GoodPracticePage, visitor: Client) -> None:
    answer: Any = visitor.post(address("useful", practice))

    assert (buttons(read(visitor, EN)), "/en/account/login/" in answer["Location"]) == ([], True)
    assert Reaction.objects.count() == 0


def test_erasing_an_account_takes_its_reactions_alone(practice: GoodPracticePage, member: User, stranger: User) -> None:
    for person in (member, stranger):
        actions.react(person, practice.translation_key, "useful")

    erasing.erase(member)

    assert [one.person for one in Reaction.objects.all()] == [stranger]


def test_one_and_three_reactions_take_the_same_queries(
    practice: GoodPracticePage, member: User, stranger: User, colleague: User
) -> None:
    actions.react(member, practice.translation_key, "used", "Λάρισα")
    client = enter(member)
    one = count_queries(client, EN)

    for person in (stranger, colleague):
        actions.react(person, practice.translation_key, "used", "Βόλος")

    assert count_queries(client, EN) == one
