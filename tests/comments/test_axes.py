"""Readers narrow a talk down to one horizontal axis, by plain links that say how much is there."""

import re
from typing import Any

import pytest
from django.test import Client

from comments import actions
from comments.models import Comment, Talk
from good_practices.models import GoodPracticePage
from network_members.models import User
from tests.factories.practices import make_practice
from tests.factories.talk import fill, say
from tests.factories.words import make_term
from tests.network_members.rooms import enter, in_greek
from tests.reading import count_anew, faults, read
from vocabulary.models import Axis

WHERE = {"el": "/el/kales-praktikes/diktyo/", "en": "/en/good-practices/diktyo/"}
EN = WHERE["en"]
BOTH = pytest.mark.parametrize("language", ["el", "en"])


@pytest.fixture
def axes(db: None) -> tuple[Axis, Axis]:
    """Two horizontal axes, and one that nobody writes about."""
    make_term(Axis, "training", ("Κατάρτιση", "Training"))
    coordination = make_term(Axis, "coordination", ("Συντονισμός", "Coordination"))
    return coordination, make_term(Axis, "funding", ("Χρηματοδότηση", "Funding"))


def shown(page: str) -> list[int]:
    """Return the numbers of the comments of a page, in order."""
    return [int(number) for number in re.findall(r'id="comment-(\d+)"', page)]


def ways(page: str) -> list[tuple[str, bool, str]]:
    """Return the links of the filter: address, whether it is the chosen one, words."""
    links = re.findall(r'<a class="btn small" href="([^"]+#talk)" rel="nofollow"([^>]*)>(.*?)</a>', page)
    return [(url, "aria-current" in chosen, re.sub(r"<.*>", "", words)) for url, chosen, words in links]


@BOTH
def test_a_talk_is_narrowed_to_an_axis_in_the_language_of_the_page(
    language: str, practice: GoodPracticePage, member: User, stranger: User, axes: tuple[Axis, Axis]
) -> None:
    first = say(member, practice, "Ποιος συντονίζει;", axis=axes[0])
    say(stranger, practice, "Τι κόστισε;", axis=axes[1])
    reply = say(stranger, practice, "Ο δήμος", axis=axes[0], answers=first)
    say(member, practice, "Γεια")
    where = WHERE[language]

    pages = [read(Client(), f"{where}{query}") for query in ("", "?axis=coordination")]

    words = {"el": ("Όλα", "Συντονισμός", "Χρηματοδότηση"), "en": ("All", "Coordination", "Funding")}[language]
    addresses = [f"{where}{query}#talk" for query in ("", "?axis=coordination", "?axis=funding")]
    labels = [f"{word} ({number})" for word, number in zip(words, (4, 2, 1), strict=True)]
    assert ways(pages[0]) == list(zip(addresses, (True, False, False), labels, strict=True))
    assert ways(pages[1]) == list(zip(addresses, (False, True, False), labels, strict=True))
    assert shown(pages[1]) == [first.pk, reply.pk]
    assert [faults(page) for page in pages] == [[], []]


@pytest.mark.parametrize("wanted", ["", "nothing", "coordination'", "Συντονισμός"])
def test_an_axis_that_is_none_is_passed_over(
    wanted: str, practice: GoodPracticePage, member: User, axes: tuple[Axis, Axis], visitor: Client
) -> None:
    said = [say(member, practice, "Α", axis=axes[0]), say(member, practice, "Β")]

    page = read(visitor, f"{EN}?axis={wanted}")

    assert (shown(page), ways(page)[0][1]) == ([one.pk for one in said], True)


@BOTH
def test_an_axis_that_nobody_wrote_about_says_so(
    language: str, practice: GoodPracticePage, member: User, axes: tuple[Axis, Axis], visitor: Client
) -> None:
    say(member, practice, "Α", axis=axes[0])

    page = read(visitor, f"{WHERE[language]}?axis=training")

    words = "No comment here is about this axis."
    assert ((in_greek(words) if language == "el" else words) in page, shown(page)) == (True, [])
    assert sorted((chosen, label[-3:]) for _url, chosen, label in ways(page)) == [
        (False, "(1)"),
        (False, "(1)"),
        (True, "(0)"),
    ]


def test_without_an_axis_there_is_nothing_to_choose(practice: GoodPracticePage, member: User, visitor: Client) -> None:
    say(member, practice, "Α")

    assert ways(read(visitor, EN)) == []


def test_only_what_readers_may_read_is_counted_and_listed(
    practice: GoodPracticePage, member: User, stranger: User, axes: tuple[Axis, Axis], visitor: Client
) -> None:
    kept, hidden, deleted = (say(member, practice, text, axis=axes[0]) for text in ("Μένει", "Κρυφό", "Φεύγει"))
    say(stranger, practice, "Απάντηση", answers=deleted)
    actions.hide(hidden.pk)
    actions.delete(deleted, by=member)

    page = read(visitor, f"{EN}?axis=coordination")

    assert (shown(page), ways(page)[1]) == ([kept.pk], (f"{EN}?axis=coordination#talk", True, "Coordination (1)"))


def test_pages_of_an_axis_keep_the_choice(
    practice: GoodPracticePage, member: User, axes: tuple[Axis, Axis], visitor: Client
) -> None:
    fill(practice, member, 50)
    about = list(Comment.objects.in_order().values_list("pk", flat=True))[::2]
    Comment.objects.filter(pk__in=about).update(axis=axes[0])

    pages = [read(visitor, f"{EN}?axis=coordination&talk={number}") for number in (1, 2, 99)]

    assert [shown(page) for page in pages] == [about[:20], about[20:], about[20:]]
    assert f'href="{EN}?axis=coordination&amp;talk=2#talk"' in pages[0]
    assert f'href="{EN}?axis=coordination#talk" rel="prev"' in pages[1]


def test_twenty_thousand_comments_of_an_axis_take_as_many_queries_as_twenty(
    practice: GoodPracticePage, member: User, stranger: User, editor: User, axes: tuple[Axis, Axis]
) -> None:
    clients = (Client(), enter(stranger), enter(editor))
    fill(practice, member, 20)
    Comment.objects.update(axis=axes[0])
    few = [count_anew(client, f"{EN}?axis=coordination") for client in clients]

    fill(practice, member, 19_980)
    Comment.objects.update(axis=axes[0])

    pages = [f"{EN}?axis=coordination&talk={page}" for page in (1, 500, 1000)]
    assert [[count_anew(client, page) for client in clients] for page in pages] == [few] * 3
    assert few == [count_anew(client, EN) for client in clients]


def test_another_talk_counts_for_itself(
    practice: GoodPracticePage, member: User, axes: tuple[Axis, Axis], visitor: Client
) -> None:
    say(member, practice, "Α", axis=axes[0])
    other: Any = make_practice("Άλλη")
    say(member, other, "Β", axis=axes[1])

    page = read(visitor, EN)

    assert ([label for _url, _chosen, label in ways(page)], Talk.objects.count()) == (
        ["All (1)", "Coordination (1)"],
        2,
    )
