"""What readers see under a practice: one talk for both languages, page by page, at a fixed price."""

import re
from typing import Any

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from comments import actions
from comments.models import Comment, Talk
from comments.places import kinds
from good_practices.models import GoodPracticePage
from network_members import erasing
from network_members.models import User
from network_members.profiles import Audience
from tests.factories.practices import make_practice
from tests.factories.talk import fill, say
from tests.factories.words import make_term
from tests.network_members.rooms import enter, in_greek, page_of, words_of
from tests.reading import count_anew, faults, read
from vocabulary.models import Axis

CANARY = "ΚΑΝΑΡΙΝΙ-9d2c"
EL, EN = "/el/kales-praktikes/diktyo/", "/en/good-practices/diktyo/"
BOTH = pytest.mark.parametrize("language", ["el", "en"])


def shown(page: str) -> list[int]:
    """Return the numbers of the comments of a page, in order."""
    return [int(number) for number in re.findall(r'id="comment-(\d+)"', page)]


def texts(page: str) -> list[str]:
    """Return their words."""
    return re.findall(r'<div class="text"[^>]*><p>(.*?)</p></div>', page)


def test_both_languages_of_a_practice_show_the_same_talk(
    practice: GoodPracticePage, english: GoodPracticePage, member: User, stranger: User, visitor: Client
) -> None:
    said = [say(member, practice, "Πόσο κοστίζει;"), say(stranger, english, "Half a salary.", language="en")]

    pages = [read(visitor, page.url_in(page.language)) for page in (practice, english)]

    assert [shown(page) for page in pages] == [[one.pk for one in said]] * 2
    assert ['lang="en"><p>Half' in pages[0], 'lang="el"><p>Πόσο' in pages[1]] == [True, True]
    assert Talk.objects.count() == 1
    assert [faults(page) for page in pages] == [[], []]


def test_replies_stand_below_what_began_their_branch_the_newest_last(
    practice: GoodPracticePage, member: User, stranger: User, visitor: Client
) -> None:
    first, second = say(member, practice, "Πρώτο"), say(stranger, practice, "Δεύτερο")
    reply = say(stranger, practice, "Απάντηση", answers=first)
    deeper = say(member, practice, "Ξανά", answers=reply)

    page = read(visitor, EL)

    assert shown(page) == [first.pk, reply.pk, deeper.pk, second.pk]
    assert page.count('class="post reply"') == 2
    assert [one.level for one in Comment.objects.in_order()] == [0, 1, 1, 0]
    assert [one.thread_id for one in Comment.objects.in_order()] == [first.pk] * 3 + [second.pk]


@BOTH
def test_a_reply_names_whom_it_answers_in_the_language_of_the_page(
    language: str, practice: GoodPracticePage, member: User, stranger: User
) -> None:
    say(stranger, practice, "Ναι", answers=say(member, practice))

    page = page_of(enter(member).get({"el": EL, "en": EN}[language]))

    words = "in reply to %(name)s"
    assert (in_greek(words) if language == "el" else words) % {"name": str(member)} in page


@BOTH
def test_an_empty_talk_says_so_and_leads_visitors_to_the_login(
    language: str, practice: GoodPracticePage, visitor: Client
) -> None:
    where = {"el": EL, "en": EN}[language]

    page = read(visitor, where)

    empty = "Nobody has written here yet."
    assert (in_greek(empty) if language == "el" else empty) in page
    assert f'href="/{language}/account/login/?next={where}"' in page
    assert "csrfmiddlewaretoken" not in page


def test_an_applicant_reads_and_finds_no_form(practice: GoodPracticePage, member: User, applicant: User) -> None:
    say(member, practice, "Γεια")

    page = read(enter(applicant), EN)

    assert (texts(page), 'name="text"' in page) == (["Γεια"], False)


def test_names_are_shown_to_those_for_whom_they_are(practice: GoodPracticePage, member: User, visitor: Client) -> None:
    say(member, practice)
    assert (str(member) in words_of(visitor.get(EN)), str(member.public_id) in read(visitor, EN)) == (False, False)
    assert "A member of the network" in words_of(visitor.get(EN))

    User.objects.filter(pk=member.pk).update(name_shown_to=Audience.PUBLIC)

    assert str(member) in words_of(visitor.get(EN))


def test_no_page_holds_an_address_of_somebody(practice: GoodPracticePage, member: User, stranger: User) -> None:
    comment = say(member, practice)

    page = read(enter(stranger), EN)

    assert (member.email in page, "gravatar" in page.lower()) == (False, False)
    assert (comment.user_email, comment.user_name, comment.user_url, comment.ip_address) == ("", "", "", None)


def test_what_a_former_member_said_stays_without_the_name(
    practice: GoodPracticePage, member: User, visitor: Client
) -> None:
    say(member, practice, "Μένει")

    erasing.erase(member)

    page = read(visitor, EN)
    assert (texts(page), "Former member" in page, str(member) in page) == (["Μένει"], True, False)


def test_the_axis_of_a_comment_stands_in_the_language_of_the_page(
    practice: GoodPracticePage, member: User, visitor: Client
) -> None:
    say(member, practice, axis=make_term(Axis, "coordination", ("Συντονισμός", "Coordination")))

    assert ["Συντονισμός</span>" in read(visitor, EL), "Coordination</span>" in read(visitor, EN)] == [True, True]


def test_a_talk_comes_in_pages_of_twenty(practice: GoodPracticePage, member: User, visitor: Client) -> None:
    fill(practice, member, 45)

    pages = [shown(read(visitor, f"{EN}?talk={number}")) for number in ("1", "2", "3", "99", "x")]

    everything = list(Comment.objects.in_order().values_list("pk", flat=True))
    assert pages == [everything[:20], everything[20:40], everything[40:], everything[40:], everything[:20]]
    assert f'href="{EN}?talk=2#talk"' in read(visitor, EN)


@BOTH
def test_a_comment_keeps_its_address_when_the_talk_grows(
    language: str, practice: GoodPracticePage, member: User, visitor: Client
) -> None:
    fill(practice, member, 20)
    comment = say(member, practice, "Εικοστό πρώτο")

    answer: Any = visitor.get(f"/{language}/talk/comments/{comment.pk}/")

    where = {"el": EL, "en": EN}[language]
    assert (answer.status_code, answer["Location"]) == (302, f"{where}?talk=2#comment-{comment.pk}")
    assert comment.pk in shown(read(visitor, answer["Location"]))


def test_twenty_thousand_comments_take_as_many_queries_as_twenty(
    practice: GoodPracticePage, member: User, stranger: User, editor: User
) -> None:
    clients = (Client(), enter(stranger), enter(editor))
    fill(practice, member, 20)
    few = [count_anew(client, EN) for client in clients]

    fill(practice, member, 19_980)

    assert Comment.objects.count() == 20_000
    pages = [f"{EN}?talk={page}" for page in (1, 500, 1000)]
    assert [[count_anew(client, page) for client in clients] for page in pages] == [few] * 3


def test_one_and_three_comments_take_the_same_queries(
    practice: GoodPracticePage, member: User, stranger: User, colleague: User, visitor: Client
) -> None:
    say(colleague, practice, "Α", answers=say(member, practice))
    two = count_anew(visitor, EN)

    say(stranger, practice, "Γ", answers=say(colleague, practice, "Β"))

    assert count_anew(visitor, EN) == two


def hide(practice: GoodPracticePage, how: str) -> None:
    """Take a practice away from the public."""
    if how == "unpublished":
        practice.unpublish()
    elif how == "private":
        PageViewRestriction.objects.create(page=practice, restriction_type=PageViewRestriction.GROUPS)
    else:
        PageViewRestriction.objects.create(page=practice, restriction_type=PageViewRestriction.PASSWORD, password="x")


@pytest.mark.parametrize("how", ["unpublished", "private", "password"])
def test_under_a_page_that_nobody_may_read_nothing_is_shown_and_nothing_written(
    how: str, practice: GoodPracticePage, member: User, stranger: User
) -> None:
    comment = say(member, practice, CANARY)
    hide(practice, how)
    client = enter(stranger)

    steps = ("", "reply/", "edit/", "delete/", "history/")
    answers = [client.get(f"/en/talk/comments/{comment.pk}/{step}") for step in steps]
    answers.append(client.post(f"/en/talk/{practice.translation_key}/write/", {"text": "Χ", "language": "el"}))
    answers.append(client.get(EN))

    assert {one.status_code for one in answers} - {302} == {404} or how == "password"
    assert not any(CANARY in one.content.decode() for one in answers)
    assert Comment.objects.count() == 1
    assert not Comment.objects.visible_to(stranger).exists()
    with pytest.raises(actions.NotThere):
        say(stranger, practice, "Ψ")


def test_members_talk_under_a_page_for_members_and_visitors_learn_nothing(
    practice: GoodPracticePage, member: User, stranger: User, visitor: Client
) -> None:
    PageViewRestriction.objects.create(page=practice, restriction_type=PageViewRestriction.LOGIN)
    comment = say(member, practice, CANARY)

    assert texts(read(enter(stranger), EL)) == [CANARY]
    assert visitor.get(f"/en/talk/comments/{comment.pk}/").status_code == 404
    assert list(Comment.objects.visible_to(stranger)) == [comment]


def test_a_talk_goes_with_the_last_language_of_its_page(
    practice: GoodPracticePage, english: GoodPracticePage, member: User
) -> None:
    other = make_practice("Άλλη")
    say(member, practice, "Α"), say(member, other, "Β")

    english.delete()
    assert Comment.objects.count() == 2

    practice.delete()
    assert [one.comment for one in Comment.objects.all()] == ["Β"]


def test_practices_projects_guides_and_news_are_talked_about() -> None:
    assert {kind.__name__ for kind in kinds()} == {"GoodPracticePage", "ProjectPage", "GuidePage", "NewsPage"}
    assert [kind.__name__ for kind in kinds() if "talk" not in kind.known_parameters] == []


def test_only_pages_that_are_talked_about_have_a_talk(practice: GoodPracticePage, member: User) -> None:
    library: Any = practice.get_parent()

    with pytest.raises(actions.NotThere):
        say(member, library)
