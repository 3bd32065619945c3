"""Mails about the whole site tell of what begins to match, however old it is: once, and never of what was there before."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from time_machine import TimeMachineFixture
from wagtail.models import PageViewRestriction

from good_practices import alerts, searching, whole_site
from good_practices.models import KnownThing, SavedSearch
from library.models import Publication
from network_members import erasing
from network_members.models import User
from search import fresh
from search.models import Item, State
from search.rebuilding import read_on
from tests.factories.library import make_publication
from tests.factories.people import make_user
from tests.factories.practices import make_practice
from tests.factories.translations import translate
from tests.factories.words import make_theme
from tests.good_practices.saving import DAY, run, saved_of_site
from tests.search.indexing import read_all
from vocabulary.models import Merged

pytestmark = pytest.mark.django_db
CANARY = "Καναρίνι"
QUERY = "q=κήπος"
TITLE = "Ο κήπος της γειτονιάς"
Change = Callable[[], Any]


def told(title: str) -> bool:
    """Say whether a day's mails name a thing."""
    return any(title in mail.text for mail in run())


def edited() -> Change:
    """An old document whose title comes to hold the words."""
    one = make_publication("Η λίμνη")
    return lambda: retitle(one, TITLE)


def retitle(one: Publication, title: str) -> None:
    one.title_el, one.title_en = title, f"{title} (en)"
    one.save()


def listed() -> Change:
    """An old document that was in no list until now, and says so."""
    one = make_publication(TITLE, date="2001-01-01", listed=False)
    return lambda: Publication.objects.filter(pk=one.pk).update(listed=True)


def published_again() -> Change:
    """An old practice that was online, and was not when the search was saved."""
    one = make_practice(TITLE)
    read_on()
    one.unpublish()
    return lambda: one.save_revision().publish()


def translated() -> Change:
    """An old practice whose translation holds the words."""
    one = make_practice("Δεξαμενή")
    return lambda: translate(one, words=lambda text: TITLE)


def opened() -> Change:
    """An old practice that only some could read until now."""
    one = make_practice(TITLE)
    restriction = restricted(one)
    return lambda: restriction.delete()


def restricted(page: Any) -> PageViewRestriction:
    """Let a group alone read a page."""
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="groups")
    restriction.groups.add(Group.objects.create(name="Φύλακες"))
    return restriction


@pytest.mark.parametrize("language", ["el", "en"])
@pytest.mark.parametrize("old", [edited, listed, published_again, translated, opened])
def test_an_old_thing_that_begins_to_match_is_told_once_after_newer_ones_were(
    old: Callable[[], Change], language: str, member: User, monday: TimeMachineFixture
) -> None:
    User.objects.filter(pk=member.pk).update(language=language)
    change = old()
    saved_of_site(User.objects.get(pk=member.pk), QUERY)
    monday.shift(DAY)
    make_publication("Νεότερος κήπος")
    (newer,) = run()
    monday.shift(DAY)
    change()
    (mail,) = run()
    again = []
    for _day in range(2):
        monday.shift(DAY)
        again += run()

    assert (newer.text.count("http"), "κήπος" in newer.text, again) == (mail.text.count("http"), True, [])
    assert ("Νεότερος" in mail.text, KnownThing.objects.count()) == (False, 2)


def test_what_matched_when_mails_began_is_never_told_whatever_happens_to_it(
    member: User, monday: TimeMachineFixture
) -> None:
    one = make_publication(TITLE)
    saved_of_site(member, QUERY)
    mails = []
    for title in (f"{TITLE} ανθίζει", "Η λίμνη", TITLE):
        monday.shift(DAY)
        retitle(one, title)
        mails += run()

    assert mails == []


def test_what_had_changed_when_mails_began_and_was_not_read_yet_was_there_as_well(
    member: User, monday: TimeMachineFixture
) -> None:
    one = make_publication(TITLE)
    read_on()
    retitle(one, f"{TITLE} ανθίζει")
    searching.save(member, query=QUERY, name="Κήποι", alert="daily", scope="site")
    monday.shift(DAY)

    assert run() == []


def test_what_a_person_may_not_see_is_neither_noted_nor_told_until_they_may(
    member: User, colleague: User, monday: TimeMachineFixture
) -> None:
    restriction = restricted(make_practice(f"{CANARY} στον κήπο"))
    colleague.groups.add(restriction.groups.get())
    searches = [saved_of_site(person, QUERY) for person in (member, colleague)]
    begun = [search.known.count() for search in searches]
    monday.shift(DAY)
    make_publication(TITLE)
    closed = [(mail.recipient, CANARY in mail.text) for mail in run()]
    monday.shift(DAY)
    restriction.delete()
    opened = [(mail.recipient, CANARY in mail.text) for mail in run()]

    assert begun == [0, 1]
    assert sorted(closed) == sorted([(member.email, False), (colleague.email, False)])
    assert (opened, run()) == ([(member.email, True)], [])


def test_what_the_room_refuses_at_the_last_moment_is_told_when_it_may_be_seen(
    member: User, monday: TimeMachineFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved_of_site(member, QUERY)
    monday.shift(DAY)
    one = make_publication(CANARY + " στον κήπο")
    read_on()
    with monkeypatch.context() as late:
        late.setattr(alerts, "read_on", lambda: None)
        late.setattr("search.waiting.texts", lambda: 0)
        Publication.objects.filter(pk=one.pk).update(listed=False)
        hidden = run()
    monday.shift(DAY)
    Publication.objects.filter(pk=one.pk).update(listed=True)

    assert (hidden, KnownThing.objects.count(), told(CANARY)) == ([], 0, True)


def as_before_the_upgrade(search: SavedSearch) -> None:
    """Leave what a search kept before things were noted: the last thing of the index when a mail was sent."""
    KnownThing.objects.all().delete()
    SavedSearch.objects.filter(pk=search.pk).update(stock="", told_to=fresh.newest())


def test_an_upgrade_tells_nothing_old_and_goes_on(member: User, monday: TimeMachineFixture) -> None:
    make_publication("Παλιός κήπος")
    lake = make_publication("Η λίμνη")
    as_before_the_upgrade(saved_of_site(member, QUERY))
    monday.shift(DAY)
    quiet = run()
    as_before_the_upgrade(SavedSearch.objects.get())
    monday.shift(DAY)
    make_publication("Νέος κήπος")
    (mail,) = run()
    monday.shift(DAY)
    retitle(lake, TITLE)

    assert quiet == []
    assert ["Παλιός" in mail.text, "Νέος" in mail.text, TITLE in mail.text] == [False, True, False]
    assert (told(TITLE), run()) == (True, [])


def test_what_is_found_because_words_are_read_otherwise_is_not_told(
    member: User, monday: TimeMachineFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_publication("Η λίμνη")
    saved_of_site(member, QUERY)
    KnownThing.objects.all().delete()
    make_publication(TITLE)
    monday.shift(DAY)
    first = len(run())
    KnownThing.objects.all().delete()
    monkeypatch.setattr("search.rebuilding.VERSION", 99)
    monkeypatch.setattr(fresh, "VERSION", 99)
    monday.shift(DAY)
    other = run()
    monday.shift(DAY)
    make_publication("Νέος κήπος")

    assert (first, other, told("Νέος κήπος")) == (1, [], True)


def test_a_merged_theme_brings_nothing_old_along(member: User, monday: TimeMachineFixture) -> None:
    health = make_theme("health", ("Υγεία", "Health"))
    make_practice("Δίκτυο", themes=[health])
    small = make_theme("care", ("Φροντίδα", "Care"))
    saved_of_site(member, "theme=care")
    monday.shift(DAY)
    small.delete()
    Merged.objects.create(kind="theme", code="care", into="health")
    merged = run()
    monday.shift(DAY)
    make_practice("Νέο δίκτυο", themes=[health])

    assert (merged, told("Νέο δίκτυο"), run()) == ([], True, [])


def test_a_search_that_finds_too_much_to_note_tells_of_what_comes_in_later_alone(
    member: User, monday: TimeMachineFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whole_site, "MOST", 1)
    lake = make_publication("Η λίμνη")
    for number in range(2):
        make_publication(f"Κήπος {number}")
    search = saved_of_site(member, QUERY)
    noted = search.known.count()
    monday.shift(DAY)
    retitle(lake, "Κήπος στη λίμνη")
    late = make_publication("Το βουνό")
    old = run()
    monday.shift(DAY)
    make_publication("Νέος κήπος")
    new = told("Νέος κήπος")
    monday.shift(DAY)
    retitle(late, "Κήπος στο βουνό")

    assert (noted, old, new, told("Κήπος στο βουνό"), run()) == (0, [], True, True, [])


def test_mails_that_begin_while_the_index_is_made_anew_tell_nothing_old(
    member: User, monday: TimeMachineFixture
) -> None:
    make_publication(TITLE)
    read_on()
    State.objects.update(analysis=0)
    searching.save(member, query=QUERY, name="Κήποι", alert="daily", scope="site")
    monday.shift(DAY)
    quiet = run()
    monday.shift(DAY)
    make_publication("Νέος κήπος")

    assert (quiet, told("Νέος κήπος")) == ([], True)


def test_silent_searches_note_nothing(member: User) -> None:
    make_publication(TITLE)
    saved_of_site(member, QUERY, alert="none")

    assert KnownThing.objects.count() == 0


def test_the_database_refuses_to_note_a_thing_twice(member: User) -> None:
    make_publication(TITLE)
    known = saved_of_site(member, QUERY).known.get()

    with pytest.raises(IntegrityError), transaction.atomic():
        KnownThing.objects.create(search=known.search, thing=known.thing)


def test_what_is_known_goes_with_the_search_the_thing_and_the_account(member: User, stranger: User) -> None:
    for title in (TITLE, "Κήπος"):
        make_publication(title)
    leaving = make_user("leaving", "member")
    first, _second = saved_of_site(member, QUERY), saved_of_site(leaving, QUERY)
    stays = saved_of_site(stranger, QUERY)
    whole = KnownThing.objects.count()
    first.delete()
    erasing.erase(leaving)
    Item.objects.get(pk=stays.known.values_list("thing", flat=True)[0]).delete()

    assert (whole, list(KnownThing.objects.values_list("search", flat=True))) == (6, [stays.pk])


def queries() -> int:
    """Return how many queries a day's mails take, one that is sent among them."""
    read_on()
    with CaptureQueriesContext(connection) as taken:
        assert alerts.tell_all(timezone.now()) == 1
    return len(taken)


def test_mails_take_the_same_queries_for_one_and_three_things(member: User, monday: TimeMachineFixture) -> None:
    saved_of_site(member, QUERY)
    taken: list[int] = []
    for number in (1, 1, 3):
        monday.shift(DAY)
        for each in range(number):
            make_publication(f"Κήπος {len(taken)} {each}")
        taken.append(queries())

    assert taken[1] == taken[2]


def test_each_search_more_takes_the_same_few_queries_more(member: User, monday: TimeMachineFixture) -> None:
    taken = []
    for number in range(4):
        saved_of_site(member, f"{QUERY}&year={timezone.now().year}&year={1990 + number}", name=f"Κήποι {number}")
        monday.shift(DAY)
        make_publication(f"Κήπος {number}")
        taken.append(queries())

    assert [later - before for before, later in pairwise(taken[1:])] == [19, 19]


def test_a_quiet_search_asks_for_no_thing(member: User, monday: TimeMachineFixture) -> None:
    for number in range(3):
        make_publication(f"Κήπος {number}")
    saved_of_site(member, QUERY)
    monday.shift(DAY)
    read_all()
    with CaptureQueriesContext(connection) as taken:
        alerts.tell_all(timezone.now())

    assert [one["sql"] for one in taken if "library_publication" in one["sql"]] == []
