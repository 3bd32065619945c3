"""A member's own practices: what waits, where each one stands, and nothing for others."""

import html
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils.translation import override
from time_machine import TimeMachineFixture

from good_practices import actions, neighbours, snapshot, worklist
from good_practices.life import Life, Stage, stage_of
from good_practices.models import GoodPracticePage
from mail.models import Message
from network_members.models import User
from tests.factories.people import make_user
from tests.factories.reviews import ask, give
from tests.factories.snapshots import again, make_published, make_returned, make_submitted, make_written
from tests.reading import count_queries

CANARY = "ΚΑΝΑΡΙΝΙ-3d07"
PAGES = ("detail", "preview", "submit")
PASSED_ON = ('<nav class="share', '<cite class="to-copy"')


def enter(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def address(page: str, practice: GoodPracticePage, language: str = "en") -> str:
    with override(language):
        return reverse(f"my_practices:{page}", args=[practice.translation_key])


def read(client: Client, where: str) -> str:
    response = client.get(where)
    assert response.status_code == 200, response
    return html.unescape(response.content.decode())


def rows_of(page: str) -> list[tuple[str, str]]:
    """Return title and stage of each practice of a list."""
    tags = re.findall(r'<span class="tag.*?">(.*?)</span>', page)
    titles = re.findall(r'<h2 class="size-1"><a .*?>(.*?)</a></h2>', page)
    return list(zip(titles, tags, strict=True))


def knots_of(page: str) -> list[tuple[str, str]]:
    """Return state and title of each knot of the thread."""
    return re.findall(r'<li class="(\w+)".*?<strong>(.*?)</strong>', page.partition('class="thread')[2], re.DOTALL)


# The list


def test_the_list_shows_ones_own_practices_and_those_of_the_body(
    member: User, colleague: User, stranger: User, editor: User, time_machine: TimeMachineFixture
) -> None:
    for day, (author, title) in enumerate([(member, "Δική μου"), (colleague, "Της συναδέλφου"), (stranger, CANARY)]):
        time_machine.move_to(datetime(2026, 5, 1 + day, tzinfo=UTC))
        make_written(author, title=title)
    time_machine.move_to(datetime(2026, 5, 8, tzinfo=UTC))
    make_published(member, editor, title="Δημοσιευμένη")

    page = read(enter(member), "/en/my/practices/")

    assert rows_of(page) == [("Δημοσιευμένη", "Published"), ("Της συναδέλφου", "Draft"), ("Δική μου", "Draft")]
    assert CANARY not in page
    assert "Colleague Test" in page
    assert "last changed on 2 May 2026" in page


def test_each_stage_offers_its_next_step(member: User, editor: User) -> None:
    made = [make_written(member), make_submitted(member), make_returned(member, editor), make_published(member, editor)]

    page = read(enter(member), "/en/my/practices/")

    steps = dict(re.findall(r'<a class="btn small" href="(.*?)">(.*?)<span', page))
    assert steps == {
        address("edit", made[0]): "Go on writing",
        address("detail", made[1]): "See where it stands",
        address("edit", made[2]): "Read the notes",
        address("edit", made[3]): "Write a new version",
    }


def test_a_translation_is_no_practice_of_its_own(member: User, editor: User) -> None:
    from tests.factories.translations import translate

    translate(make_published(member, editor), user=editor)

    assert len(rows_of(read(enter(member), "/en/my/practices/"))) == 1


@pytest.mark.parametrize(("language", "words"), [("en", "No practice yet"), ("el", "/el/my/practices/new/")])
def test_an_empty_list_offers_to_begin(language: str, words: str, member: User) -> None:
    assert words in read(enter(member), f"/{language}/my/practices/")


def test_an_empty_list_without_a_body_says_why(db: None) -> None:
    assert "Your account belongs to no body yet" in read(enter(make_user("loner", "member")), "/en/my/practices/")


def test_the_list_comes_in_pages(member: User) -> None:
    for number in range(21):
        make_written(member, title=f"Πρακτική {number}")
    client = enter(member)

    assert [len(rows_of(read(client, f"/en/my/practices/?page={page}"))) for page in ("1", "2", "x", "99")] == [
        20,
        1,
        20,
        1,
    ]
    assert 'href="?page=2" rel="next"' in read(client, "/en/my/practices/")


def test_the_list_takes_the_same_queries_for_one_and_three(member: User, colleague: User) -> None:
    make_submitted(member)
    client = enter(member)
    assert count_queries(client, "/en/my/practices/") == 7

    for author in (member, colleague):
        make_submitted(author)

    assert count_queries(client, "/en/my/practices/") == 7


# One practice


def test_the_thread_tells_every_step(member: User, editor: User, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(datetime(2026, 5, 3, 9, tzinfo=UTC))
    practice = make_returned(member, editor, summary="Πιο σύντομα", message="Σχεδόν έτοιμο")
    time_machine.move_to(datetime(2026, 5, 4, 9, tzinfo=UTC))
    actions.submit(practice, member)

    page = read(enter(member), address("detail", practice))

    assert knots_of(page) == [
        ("done", "Begun in Greek"),
        ("done", "Handed in"),
        ("done", "Returned with notes"),
        ("now", "The editors check it"),
        ("next", "Published"),
    ]
    assert "Held by: The editors of the network" in page
    assert "since 4 May 2026" in page
    assert "number 1 in the queue" in page


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (make_written, [("now", "You are writing"), ("next", "The editors check it"), ("next", "Published")]),
        (make_submitted, [("now", "The editors check it"), ("next", "Published")]),
    ],
)
def test_the_thread_says_what_comes_next(make: Callable[..., GoodPracticePage], expected: Any, member: User) -> None:
    page = read(enter(member), address("detail", make(member)))

    assert [knot for knot in knots_of(page) if knot[0] != "done"] == expected


def test_the_thread_ends_when_it_is_online(member: User, editor: User) -> None:
    page = read(enter(member), address("detail", make_published(member, editor)))

    assert knots_of(page) == [("done", "Begun in Greek"), ("done", "Handed in"), ("done", "Published")]


def test_publishing_straight_from_the_page_editor_is_no_taking_back(member: User, editor: User) -> None:
    practice = make_submitted(member)
    practice.get_latest_revision().publish(user=editor)

    page = read(enter(member), address("detail", again(practice)))

    assert "Taken back" not in page


def test_the_place_in_the_queue_counts_those_before(member: User, time_machine: TimeMachineFixture) -> None:
    practices = []
    for hour in (9, 10):
        time_machine.move_to(datetime(2026, 5, 3, hour, tzinfo=UTC))
        practices.append(make_submitted(member))

    pages = [read(enter(member), address("detail", practice)) for practice in practices]

    assert [f"number {place} in the queue" in page for place, page in enumerate(pages, start=1)] == [True, True]


def test_what_lies_with_reviewers_has_no_place_and_takes_none(
    member: User, editor: User, stranger: User, facilitator: User
) -> None:
    practices = [make_submitted(member) for _number in range(3)]
    reviews = ask(practices[0], editor, stranger, facilitator)

    asked = [Life(again(practice)).place_in_queue for practice in practices]
    for review in reviews:
        give(review)

    assert asked == [0, 1, 2]
    assert [Life(again(practice)).place_in_queue for practice in practices] == [1, 2, 3]
    assert [one.pk for one in worklist.heap(worklist.WAITING)] == [practice.pk for practice in practices]


@pytest.mark.parametrize("language", ["el", "en"])
def test_a_preview_offers_no_links_to_pass_on_and_no_citation(language: str, member: User, editor: User) -> None:
    practice = make_published(member, editor)
    online = read(Client(), practice.url_in(language))
    draft = read(enter(member), address("preview", practice, language))

    assert [[part in page for part in PASSED_ON] for page in (online, draft)] == [[True] * 2, [False] * 2]


def test_notes_stand_with_the_name_of_their_field(member: User, editor: User) -> None:
    practice = make_returned(member, editor, summary="Πιο σύντομα", transfer="Τι χρειάζεται;", message="Σχεδόν έτοιμο")

    page = read(enter(member), address("detail", practice))

    notes = re.findall(r'<div><strong>(.*?):</strong> <span lang="el">(.*?)</span></div>', page)
    assert notes == [
        ("The editors write", "Σχεδόν έτοιμο"),
        ("Summary", "Πιο σύντομα"),
        ("What others need", "Τι χρειάζεται;"),
    ]


def test_what_is_missing_leads_to_its_field(member: User) -> None:
    practice = make_written(member, summary="Λίγα", place="")

    page = read(enter(member), address("detail", practice))

    edit = address("edit", practice)
    assert re.findall(r'<li><a href="(\S*missing\S*)">(.*?)</a>', page) == [
        (f"{edit}?missing=1#id_summary", "Summary"),
        (f"{edit}?missing=1#id_place", "Place"),
    ]
    assert 'aria-label="9 of 11 required fields are ready"' in page
    assert address("submit", practice) not in page


@pytest.mark.parametrize(
    ("make", "offers"),
    [(make_written, {"edit", "submit", "preview"}), (make_submitted, {"withdraw", "preview"})],
)
def test_only_possible_steps_are_offered(make: Callable[..., GoodPracticePage], offers: set[str], member: User) -> None:
    practice = make(member)

    page = read(enter(member), address("detail", practice))

    steps = {"edit", "submit", "withdraw", "preview"}
    assert {step for step in steps if f'"{address(step, practice)}"' in page} == offers


def test_a_published_practice_is_read_where_the_reader_reads(member: User, editor: User) -> None:
    practice = make_published(member, editor)

    page = read(enter(member), address("detail", practice))

    assert 'href="/en/good-practices/glossa-kai-ygeia-sti-geitonia/"' in page


# Looking over, handing in, taking back


def test_handing_in_shows_everything_first(member: User) -> None:
    practice, client = make_written(member), enter(member)

    page = read(client, address("submit", practice))

    assert '<dd lang="el">Γλώσσα και υγεία στη γειτονιά</dd>' in page
    assert "Social inclusion" in page
    assert stage_of(again(practice)) == Stage.DRAFT
    response = client.post(address("submit", practice))
    assert (response["Location"], stage_of(again(practice))) == (address("detail", practice), Stage.REVIEW)


def test_what_is_not_whole_goes_back_to_the_form(member: User) -> None:
    practice, client = make_written(member, title=""), enter(member)
    missing = f"{address('edit', practice)}?missing=1"

    answers = [client.get(address("submit", practice)), client.post(address("submit", practice))]

    assert [answer["Location"] for answer in answers] == [missing, missing]
    assert stage_of(again(practice)) == Stage.DRAFT


def test_pressing_twice_hands_in_once(member: User, editor: User) -> None:
    practice, client = make_written(member), enter(member)

    answers = [client.post(address("submit", practice)) for _ in range(2)]

    assert [answer["Location"] for answer in answers] == [address("detail", practice)] * 2
    assert Message.objects.count() == 2


def test_taking_back_opens_the_form_again(member: User) -> None:
    practice, client = make_submitted(member), enter(member)

    client.post(address("withdraw", practice))

    assert stage_of(again(practice)) == Stage.DRAFT
    assert client.get(address("edit", practice)).status_code == 200


def test_taking_back_needs_a_button(member: User) -> None:
    practice, client = make_submitted(member), enter(member)

    assert client.get(address("withdraw", practice))["Location"] == address("detail", practice)
    assert stage_of(again(practice)) == Stage.REVIEW


def test_taking_back_too_late_is_said(member: User, editor: User) -> None:
    practice, client = make_published(member, editor), enter(member)

    response = client.post(address("withdraw", practice), follow=True)

    assert "The editors have decided in the meantime." in response.content.decode()
    assert again(practice).live


# The preview


@pytest.mark.parametrize("language", ["el", "en"])
def test_the_preview_shows_the_draft_as_a_page(language: str, member: User) -> None:
    practice = make_written(member)

    page = read(enter(member), address("preview", practice, language))

    assert re.search(r'<h1( lang="el")?>Γλώσσα και υγεία στη γειτονιά</h1>', page)
    assert f'<html lang="{language}">' in page
    assert '<meta name="robots" content="noindex">' in page
    assert f'href="{address("detail", practice, language)}"' in page
    other = {"el": "en", "en": "el"}[language]
    assert f'href="{address("preview", practice, other)}"' in page


def test_the_preview_shows_what_is_not_online_yet(member: User, editor: User) -> None:
    practice = make_published(member, editor)
    typed = {**snapshot.read(practice), "one_line": "Μόνο στο πρόχειρο"}
    actions.save_draft(practice, actions.Typed(typed, actions.version_of(practice)), by=member)

    assert "Μόνο στο πρόχειρο" in read(enter(member), address("preview", practice))
    assert "Μόνο στο πρόχειρο" not in read(Client(), "/el/kales-praktikes/glossa-kai-ygeia-sti-geitonia/")


# Refusals


@pytest.mark.parametrize("page", [*PAGES, "withdraw"])
@pytest.mark.parametrize("name", ["stranger", "facilitator", "moderator", "translator"])
def test_others_find_nothing(name: str, page: str, member: User, request: pytest.FixtureRequest) -> None:
    practice = make_submitted(member, title=CANARY)
    client = enter(request.getfixturevalue(name))
    before = Message.objects.count()
    nowhere = address(page, practice).replace(str(practice.translation_key), str(uuid4()))

    answers = [getattr(client, verb)(where) for verb in ("get", "post") for where in (address(page, practice), nowhere)]

    assert [answer.status_code for answer in answers] == [404] * 4
    assert not any(CANARY in answer.content.decode() for answer in answers)
    assert len({answer.content for answer in answers[:2]}) == 1
    assert (stage_of(again(practice)), Message.objects.count()) == (Stage.REVIEW, before)


@pytest.mark.parametrize("page", [*PAGES, "edit", "withdraw"])
def test_visitors_are_led_to_the_login(page: str, member: User) -> None:
    practice = make_submitted(member, title=CANARY)

    response = Client().get(address(page, practice, "el"))

    assert response["Location"] == f"/el/account/login/?next={address(page, practice, 'el')}"


def test_a_translation_has_no_page_here(member: User, editor: User) -> None:
    from tests.factories.translations import start_translation

    practice = make_published(member, editor)
    start_translation(practice, user=editor)

    assert "You can write a new version" in read(enter(member), address("detail", practice))


# On other pages


def summary(user: Any) -> str:
    request = RequestFactory().get("/")
    request.user = user
    with override("en"):
        return "".join(neighbours.own_practices(request))


def test_the_summary_shows_the_three_changed_last(member: User, time_machine: TimeMachineFixture) -> None:
    for day in range(4):
        time_machine.move_to(datetime(2026, 5, 1 + day, tzinfo=UTC))
        make_written(member, title=f"Πρακτική {day}")

    page = summary(member)

    assert re.findall(r"<h3.*?><a .*?>(.*?)</a>", page) == ["Πρακτική 3", "Πρακτική 2", "Πρακτική 1"]
    assert reverse("my_practices:list") in page


def test_the_summary_of_somebody_without_practices_offers_to_begin(member: User) -> None:
    assert "Write the first one" in summary(member)


@pytest.mark.parametrize("name", ["applicant", "visitor"])
def test_the_summary_shows_nothing_to_others(name: str, member: User, request: pytest.FixtureRequest) -> None:
    make_written(member, title=CANARY)
    person = AnonymousUser() if name == "visitor" else request.getfixturevalue(name)

    assert CANARY not in summary(person)
