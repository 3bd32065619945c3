"""Saved searches: a member keeps words and filters, and a mail tells what is new, once, to nobody else."""

import html
import json
import re
import threading
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoDbBlocker
from time_machine import TimeMachineFixture
from wagtail.models import PageViewRestriction

from caching import versions
from good_practices import alerts, searching
from good_practices.models import SavedSearch, ToldPractice
from mail.models import Message
from network_members import copying, erasing
from network_members.copies import DataCopy
from network_members.models import User
from tests.factories.people import make_user
from tests.factories.practices import make_draft, make_practice
from tests.factories.translations import translate
from tests.factories.words import make_theme
from tests.good_practices.saving import DAY, MONDAY, run, saved
from tests.mail.test_delivery import in_threads
from tests.network_members.rooms import enter, in_greek, page_of, words_of
from tests.reading import count_queries, faults, read
from tests.search.indexing import read_all

BOTH = pytest.mark.parametrize("language", ["el", "en"])
LISTS = {"el": "/el/my/searches/", "en": "/en/my/searches/"}
LIBRARIES = {"el": "/el/kales-praktikes/", "en": "/en/good-practices/"}
CANARY = "ΚΑΝΑΡΙΝΙ-9d44"


def names(person: Any) -> list[str]:
    return [one.name for one in SavedSearch.objects.visible_to(person)]


def posted(client: Client, query: str = "", language: str = "en", **typed: str) -> Any:
    return client.post(f"{LISTS[language]}save/", {"name": "Υγεία", "alert": "weekly", "query": query, **typed})


# Saving


@BOTH
def test_the_library_leads_a_member_with_words_filters_and_order_to_the_form(
    language: str, member: User, visitor: Client
) -> None:
    make_practice("Δίκτυο", themes=[make_theme("health", ("Υγεία", "Health"))])
    client, address = enter(member), f"{LIBRARIES[language]}?theme=health&q=δίκτυο&sort=title&page=1"

    page = read(client, address)
    where = re.search(r'href="([^"]*/my/searches/save/[^"]*)"', page)
    assert where
    source = read(client, where[1].replace("&amp;", "&"))
    form = html.unescape(source)

    words = {"el": "«δίκτυο», Υγεία", "en": "“δίκτυο”, Health"}[language]
    assert f'value="{words}"' in form
    assert 'value="q=%CE%B4%CE%AF%CE%BA%CF%84%CF%85%CE%BF&theme=health&sort=title"' in form
    assert "/my/searches/save/" not in read(visitor, address)
    assert faults(source) == []


@BOTH
def test_saving_keeps_the_search_and_the_list_opens_it(language: str, member: User) -> None:
    make_theme("health", ("Υγεία", "Health"))
    client = enter(member)

    answer = posted(client, "?theme=health&page=7&unknown=1", language)
    page = page_of(client.get(answer["Location"]))

    search = SavedSearch.objects.get()
    assert (search.owner, search.name, search.query, search.alert) == (member, "Υγεία", "theme=health", "weekly")
    assert f'<a href="{LIBRARIES[language]}?theme=health">Υγεία</a>' in page
    assert {"el": "Κάθε εβδομάδα", "en": "Every week"}[language] in page
    assert faults(page) == []


def test_saving_the_same_search_twice_keeps_one_with_the_new_name(member: User, stranger: User) -> None:
    for name in ("Πρώτη", "Δεύτερη"):
        saved(member, "q=a", name=name)
    saved(stranger, "q=a")

    assert (names(member), SavedSearch.objects.count()) == (["Δεύτερη"], 2)
    with pytest.raises(IntegrityError), transaction.atomic():
        SavedSearch.objects.create(
            owner=member, query="q=a", name="x", told_from=timezone.now(), looked_on=timezone.now().date()
        )


@BOTH
@pytest.mark.parametrize("typed", [{"name": ""}, {"name": "α" * 81}, {"alert": "hourly"}])
def test_what_cannot_be_saved_is_said_beside_the_field_and_nothing_typed_is_lost(
    language: str, typed: dict[str, str], member: User
) -> None:
    answer = posted(enter(member), "q=abc", language, **typed)
    page = page_of(answer, 422)

    assert SavedSearch.objects.count() == 0
    assert 'value="q=abc"' in page
    assert 'aria-invalid="true"' in page
    assert typed.get("name", "Υγεία") in page


def test_nobody_keeps_more_searches_than_the_site_takes(member: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "MOST", 1)
    saved(member, "q=a")

    page = page_of(posted(enter(member), "q=b"), 422)

    assert "You have saved 50 searches." in page
    assert saved(member, "q=a", name="Ίδια").name == "Ίδια"


def test_a_search_is_changed_silenced_and_removed(member: User) -> None:
    search, client = saved(member, "q=a"), enter(member)
    own = f"{LISTS['en']}{search.public_id}/"

    client.post(own, {"name": "Άλλο", "alert": "weekly"})
    search.refresh_from_db()
    assert (search.name, search.alert, search.query) == ("Άλλο", "weekly", "q=a")
    assert "No more mails" in words_of(client.post(f"{own}pause/", follow=True))
    search.refresh_from_db()
    assert search.alert == "none"
    assert "You have saved no search yet" in words_of(client.post(f"{own}remove/", follow=True))
    assert client.post(f"{own}remove/").status_code == 302


def test_the_list_takes_the_same_queries_for_one_and_three(member: User) -> None:
    saved(member, "q=a")
    client = enter(member)
    one = count_queries(client, LISTS["en"])
    for query in ("q=b", "q=c&sort=title"):
        saved(member, query)

    assert len(names(member)) == 3
    assert count_queries(client, LISTS["en"]) == one


def test_pages_of_visitors_stay_kept_when_somebody_saves(member: User) -> None:
    before = versions.now()
    saved(member)

    assert versions.now() == before


# Refusals


def test_nobody_sees_changes_or_removes_the_searches_of_others(member: User, stranger: User, superuser: User) -> None:
    search = saved(member, "q=a", name=CANARY)

    for person in (stranger, superuser):
        client, own = enter(person), f"{LISTS['en']}{search.public_id}/"
        answers = [client.get(own), client.post(own, {"name": "x", "alert": "none"}), client.post(f"{own}pause/")]
        assert [one.status_code for one in answers] == [404] * 3
        client.post(f"{own}remove/")
        assert CANARY not in page_of(client.get(LISTS["en"]))
    assert (names(member), names(stranger), names(AnonymousUser())) == ([CANARY], [], [])


def test_an_applicant_saves_nothing(applicant: User) -> None:
    client = enter(applicant)

    assert [client.get(LISTS["en"]).status_code, posted(client).status_code] == [403, 403]
    with pytest.raises(PermissionDenied):
        saved(applicant)
    assert "/my/searches/" not in read(client, LIBRARIES["en"])


def test_a_visitor_is_led_through_the_login(visitor: Client, db: None) -> None:
    answer = visitor.get(f"{LISTS['en']}save/?q=a")

    assert answer["Location"] == "/en/account/login/?next=/en/my/searches/save/%3Fq%3Da"


# Mails


@BOTH
def test_one_mail_tells_of_all_searches_in_the_readers_language(
    language: str, member: User, monday: TimeMachineFixture
) -> None:
    User.objects.filter(pk=member.pk).update(language=language)
    theme = make_theme("health", ("Υγεία", "Health"))
    saved(member, "theme=health", name="Υγεία")
    saved(member, "q=ξψζωθβ+δικτυο", name="Δίκτυα")
    saved(member, "q=δικτυο", name="Δίκτυα μόνο")
    monday.shift(DAY)
    make_practice("Δίκτυο", themes=[theme])

    (mail,) = run()

    assert (mail.recipient, mail.language, mail.kind) == (member.email, language, "alert")
    assert (
        mail.subject
        == {
            "el": "Μία νέα πρακτική για τις αποθηκευμένες αναζητήσεις σας",
            "en": "A new practice for your saved searches",
        }[language]
    )
    assert mail.text.count(f"{LIBRARIES[language]}diktyo/") == 2
    assert [name in mail.text for name in ("“Υγεία”", "«Υγεία»")] == [language == "en", language == "el"]
    assert "“Δίκτυα”" not in mail.text.replace("«", "“").replace("»", "”")
    assert f"/{language}/my/searches/" in mail.text
    assert f"/{language}/practices/alerts/stop/" in mail.text


def test_nothing_leaves_when_nothing_is_new(member: User, monday: TimeMachineFixture) -> None:
    make_practice("Παλιά")
    saved(member)
    monday.shift(DAY)
    make_draft(member, title="Πρόχειρη")

    assert run() == []


def test_a_practice_is_told_once_whatever_happens_to_it(member: User, editor: User, monday: TimeMachineFixture) -> None:
    saved(member)
    monday.shift(DAY)
    practice = make_practice("Δίκτυο")
    assert len(run()) == 1

    for _day in range(3):
        monday.shift(DAY)
        practice.refresh_from_db()
        practice.unpublish()
        practice.save_revision().publish()
        translate(practice, user=editor)
        assert run() == []


def test_a_translation_of_an_old_practice_is_nothing_new(
    stranger: User, editor: User, monday: TimeMachineFixture
) -> None:
    practice = make_practice("Δίκτυο")
    monday.shift(timedelta(minutes=1))
    saved(stranger)
    monday.shift(DAY)
    translate(practice, user=editor)

    assert run() == []


@pytest.mark.parametrize(("alert", "days"), [("daily", [1, 2, 3, 4, 5, 6, 7, 8]), ("weekly", [7]), ("none", [])])
def test_mails_come_as_often_as_was_chosen(
    alert: str, days: list[int], member: User, monday: TimeMachineFixture
) -> None:
    saved(member, alert=alert)
    told = []
    for day in range(1, 9):
        monday.shift(DAY)
        make_practice(f"Πρακτική {day}")
        told += [day] if run() + run() else []

    assert told == days


def test_mails_that_begin_again_do_not_tell_of_what_came_between(member: User, monday: TimeMachineFixture) -> None:
    search = saved(member)
    searching.silence(member)
    monday.shift(DAY)
    make_practice("Ενδιάμεση")
    search.refresh_from_db()
    monday.shift(DAY)
    searching.change(search, name="Πάλι", alert="daily")
    monday.shift(DAY)
    make_practice("Νέα")

    (mail,) = run()

    assert ["Ενδιάμεση" in mail.text, "Νέα" in mail.text] == [False, True]


@pytest.mark.parametrize("change", ["inactive", "no member"])
def test_who_is_a_member_no_more_gets_no_mail(change: str, member: User, monday: TimeMachineFixture) -> None:
    saved(member)
    if change == "inactive":
        User.objects.filter(pk=member.pk).update(is_active=False)
    else:
        member.groups.clear()
    monday.shift(DAY)
    make_practice("Δίκτυο")

    assert run() == []


def test_what_only_some_may_read_is_told_to_nobody(member: User, monday: TimeMachineFixture) -> None:
    saved(member)
    monday.shift(DAY)
    practice = make_practice(CANARY, lead_organisation=member.organisation, owner=member)
    PageViewRestriction.objects.create(page=practice, restriction_type=PageViewRestriction.LOGIN)

    assert run() == []


def test_a_filter_whose_word_is_gone_finds_nothing(member: User, monday: TimeMachineFixture) -> None:
    saved(member, "theme=gone")
    monday.shift(DAY)
    make_practice("Δίκτυο")

    assert run() == []


def test_a_long_mail_names_ten_and_counts_the_others(member: User, monday: TimeMachineFixture) -> None:
    saved(member)
    monday.shift(DAY)
    for number in range(12):
        make_practice(f"Πρακτική {number}")

    (mail,) = run()

    assert len(re.findall(r"/el/kales-praktikes/praktiki", mail.text)) == 10
    assert ["12 νέες πρακτικές" in mail.subject, "Και 2 ακόμη." in mail.text] == [True, True]


def test_looking_takes_the_same_queries_for_one_and_three_practices(member: User, monday: TimeMachineFixture) -> None:
    saved(member)
    taken: list[int] = []
    for number in (1, 1, 3):
        monday.shift(DAY)
        for each in range(number):
            make_practice(f"Πρακτική {len(taken)} {number} {each}")
        read_all()
        with CaptureQueriesContext(connection) as queries:
            assert alerts.tell_all(timezone.now()) == 1
        taken.append(len(queries))

    assert taken[1] == taken[2]


# The way out


@BOTH
def test_the_mail_leads_to_a_page_with_buttons_that_needs_no_login(
    language: str, member: User, visitor: Client, monday: TimeMachineFixture
) -> None:
    User.objects.filter(pk=member.pk).update(language=language)
    first, second = (saved(member, query, name=f"Όνομα {query}") for query in ("", "q=δικτυο"))
    monday.shift(DAY)
    make_practice("Δίκτυο")
    (mail,) = run()
    found = re.search(r"http\S+/practices/alerts/stop/\S+", mail.text)
    assert found
    where = urlsplit(found[0]).path

    page = page_of(visitor.get(where))
    assert [first.name in page, second.name in page] == [True, True]
    assert SavedSearch.objects.telling().count() == 2
    visitor.post(where, {"search": str(second.public_id)})
    assert list(SavedSearch.objects.telling()) == [first]
    ended = words_of(visitor.post(where, follow=True))

    words = "No saved search sends you mails now."
    assert (in_greek(words) if language == "el" else words) in ended
    assert SavedSearch.objects.telling().count() == 0
    assert faults(page) == []


def test_a_token_ends_the_mails_of_its_owner_alone(member: User, stranger: User, visitor: Client) -> None:
    saved(member)
    other = saved(stranger)

    visitor.post(f"/en/practices/alerts/stop/{alerts.token_for(member)}/", {"search": str(other.public_id)})
    visitor.post(f"/en/practices/alerts/stop/{alerts.token_for(member)}/", {"search": "x"})

    assert list(SavedSearch.objects.telling()) == [other]


def test_a_token_that_is_not_ours_or_too_old_says_nothing(
    member: User, visitor: Client, monday: TimeMachineFixture
) -> None:
    saved(member, name=CANARY)
    token = alerts.token_for(member)
    monday.shift(timedelta(days=181))

    for wrong in (token, f"{token}x", "x", str(uuid4())):
        answer = visitor.post(f"/en/practices/alerts/stop/{wrong}/")
        assert CANARY not in page_of(answer, 404)
    assert SavedSearch.objects.telling().count() == 1


# Races


@pytest.fixture
def keeper(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[User]:
    """A member with a due search, without a transaction around the test, so that threads see them."""
    with django_db_blocker.unblock():
        person = make_user("keeper", "member")
        search = saved(person)
        SavedSearch.objects.filter(pk=search.pk).update(looked_on=MONDAY.date() - timedelta(days=400))
        yield person
        Message.objects.all().delete()
        person.delete()


def always(search: SavedSearch, now: datetime) -> bool:
    """Take the look of a day as a run would that only looked before."""
    return True


@pytest.mark.parametrize(("claim", "refused"), [(alerts.claim, 0), (always, 1)])
def test_two_runs_at_once_send_once(
    claim: Callable[..., bool], refused: int, keeper: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second case is the control: without the claim both runs want to send, and the database refuses one."""
    both = threading.Barrier(2, timeout=10)
    found = alerts.New(f"practice:{uuid4()}", "Δίκτυο", "http://testserver/")

    def claim_together(search: SavedSearch, now: datetime) -> bool:
        # SQLite lets one writer in at a time: there the second comes here after the first has left.
        if connection.vendor == "postgresql":
            both.wait()
        return claim(search, now)

    def run_once() -> bool | IntegrityError:
        try:
            return alerts.tell(User.objects.get(pk=keeper.pk), timezone.now())
        except IntegrityError as refusal:
            return refusal

    monkeypatch.setattr(alerts, "claim", claim_together)
    monkeypatch.setattr(alerts, "look", lambda search, person, now: alerts.News(search, [found]))

    answers = in_threads(2, run_once)

    assert [answers.count(True), sum(isinstance(one, IntegrityError) for one in answers)] == [1, refused]
    assert Message.objects.filter(kind="alert").count() == 1


# Own data


def test_a_copy_of_ones_data_holds_ones_own_searches(member: User, stranger: User) -> None:
    saved(member, "q=a", name="Δική μου")
    saved(stranger, "q=b", name=CANARY)
    copying.ask(member)

    with DataCopy.objects.get().file.open("rb") as file, zipfile.ZipFile(file) as archive:
        kinds = json.loads(archive.read("nima.json"))["kinds"]

    rows = next(kind["rows"] for kind in kinds if kind["kind"] == in_greek("Searches you saved"))
    assert [(row["name"], row["query"], row["alert"]) for row in rows] == [("Δική μου", "q=a", "daily")]


def test_erasing_an_account_erases_its_searches_and_what_they_told_alone(
    monday: TimeMachineFixture, stranger: User
) -> None:
    leaving = make_user("leaving", "member")
    saved(leaving, "q=δικτυο", name=CANARY)
    other = saved(stranger)
    monday.shift(DAY)
    make_practice("Δίκτυο")
    run()
    assert ToldPractice.objects.filter(search__owner=leaving).count() == 1

    erasing.erase(leaving)

    assert list(SavedSearch.objects.all()) == [other]
    assert set(ToldPractice.objects.values_list("search", flat=True)) == {other.pk}
