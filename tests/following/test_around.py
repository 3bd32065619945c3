"""Following a theme, a country, an organisation or a person: one event reaches somebody once, and leaks nothing."""

import html
import re
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from following import actions, letters, spreading
from following.bodies import key_of
from following.models import Event, Follow, Level, Notice
from good_practices import followed, yearly
from good_practices.models import Confirmation, GoodPracticePage
from mail.models import Message
from network_members.models import Organisation, User
from network_members.profiles import Audience
from tests.factories.people import make_user
from tests.factories.practices import make_practice
from tests.factories.words import make_theme
from tests.following.steps import enter, told_to, work
from tests.reading import count_queries, faults, read, text_of

BOTH = pytest.mark.parametrize("language", ["el", "en"])
LIBRARIES = {"el": "/el/kales-praktikes/", "en": "/en/good-practices/"}
PAGES = {"body": "organisations", "person": "people"}


@pytest.fixture
def theme(db: None) -> Any:
    """A theme of some practices."""
    return make_theme("health", ("Υγεία", "Health"))


@pytest.fixture
def full(theme: Any, colleague: User) -> GoodPracticePage:
    """A practice with a theme, a place, a body and an author who shows their name to members."""
    return make_practice("Πλήρης", themes=[theme], owner=colleague, lead_organisation=colleague.organisation)


def things_of(page: GoodPracticePage) -> dict[str, Any]:
    """Return the keys of what a practice belongs to, by kind."""
    assert page.place
    assert page.owner
    return {
        "theme": page.themes.get().translation_key,
        "country": page.place.country.translation_key,
        "body": key_of(page.lead_organisation_id or 0),
        "person": page.owner.public_id,
    }


def begin(page: GoodPracticePage) -> None:
    """Let a practice go online as if for the first time, and tell of it."""
    followed.tell_online([page])
    work()


@pytest.mark.parametrize("kind", ["theme", "country", "body", "person"])
def test_whoever_follows_what_it_belongs_to_hears_of_a_new_practice(
    kind: str, full: GoodPracticePage, member: User, stranger: User
) -> None:
    actions.follow(member, kind, things_of(full)[kind], Level.TRACKING)

    begin(full)

    assert (told_to(member), told_to(stranger)) == (["published"], [])


def test_one_event_reaches_once_who_follows_all_of_it(full: GoodPracticePage, member: User) -> None:
    for kind, key in things_of(full).items():
        actions.follow(member, kind, key, Level.WATCHING)
    actions.follow(member, "page", full.translation_key, Level.WATCHING)

    begin(full)
    begin(full)

    assert told_to(member) == ["published"]
    assert letters.tell_all(timezone.now()) == 1
    assert Message.objects.get().text.count("\nΠλήρης\n") == 1


def test_a_muted_practice_stays_muted_whatever_else_is_followed(
    full: GoodPracticePage, theme: Any, member: User
) -> None:
    actions.follow(member, "theme", theme.translation_key, Level.WATCHING)
    actions.follow(member, "page", full.translation_key, Level.MUTED)

    begin(full)

    assert told_to(member) == []


def test_a_muted_theme_silences_no_organisation(full: GoodPracticePage, member: User) -> None:
    keys = things_of(full)
    actions.follow(member, "theme", keys["theme"], Level.MUTED)
    actions.follow(member, "body", keys["body"], Level.TRACKING)

    begin(full)

    assert told_to(member) == ["published"]


def test_an_author_is_not_told_of_their_own_practice(full: GoodPracticePage, theme: Any, colleague: User) -> None:
    actions.follow(colleague, "theme", theme.translation_key, Level.WATCHING)

    begin(full)

    assert told_to(colleague) == []


def test_telling_three_followers_takes_as_many_queries_as_one(
    full: GoodPracticePage, theme: Any, member: User, stranger: User
) -> None:
    taken = []
    for people in ([member], [stranger, make_user("another", "member")]):
        for one in people:
            actions.follow(one, "theme", theme.translation_key, Level.TRACKING)
        event = Event.objects.create(
            name=str(uuid4()), happening="published", kind="page", key=full.translation_key, actor=full.owner
        )
        with CaptureQueriesContext(connection) as queries:
            spreading.spread(event.pk)
        taken.append(len(queries))

    assert Notice.objects.count() == 4
    assert taken[0] == taken[1]


# What happens


def test_a_practice_that_goes_online_is_told_once(theme: Any, member: User) -> None:
    actions.follow(member, "theme", theme.translation_key, Level.TRACKING)
    page = make_practice("Σχέδιο", live=False, themes=[theme])

    for _time in range(3):
        page.save_revision().publish()
        page.refresh_from_db()
        page.unpublish()
    page.save_revision().publish()
    work()

    assert told_to(member) == ["published"]


@pytest.mark.parametrize(("line", "told"), [("Κάτι άλλο εντελώς", ["changed"]), ("ΣΕ ΜΙΑ ΓΡΑΜΜΉ!", [])])
def test_only_a_change_of_meaning_is_told(line: str, told: list[str], full: GoodPracticePage, member: User) -> None:
    full.one_line = "Σε μια γραμμή"
    full.save_revision().publish(log_action=True)
    actions.follow(member, "page", full.translation_key, Level.TRACKING)
    full.refresh_from_db()
    full.one_line = line
    full.save_revision().publish(log_action=True)

    work()

    assert told_to(member) == told


def test_an_edit_that_editors_call_minor_is_told_to_nobody(full: GoodPracticePage, member: User) -> None:
    actions.follow(member, "page", full.translation_key, Level.TRACKING)
    full.save_revision().publish(log_action=True)
    full.refresh_from_db()
    full.one_line = "Κάτι άλλο εντελώς"
    full.save_revision().publish(log_action=True)
    full.refresh_from_db()
    assert Event.objects.count() == 1

    followed.withhold_change(full)
    work()

    assert told_to(member) == []


def test_a_confirmation_is_told(full: GoodPracticePage, member: User, colleague: User) -> None:
    actions.follow(member, "page", full.translation_key, Level.TRACKING)
    asked = Confirmation.objects.create(practice_key=full.translation_key, person=colleague, asked_at=timezone.now())

    yearly.confirm(asked, timezone.now())
    yearly.confirm(asked, timezone.now())
    work()

    assert told_to(member) == ["confirmed"]


# Refusals that could have leaked


@pytest.mark.parametrize("audience", [Audience.NOBODY, "left"])
def test_whoever_hides_their_name_is_not_betrayed_by_their_practices(
    audience: str, full: GoodPracticePage, member: User, colleague: User
) -> None:
    actions.follow(member, "person", colleague.public_id, Level.WATCHING)
    followed.tell_online([full])
    changed: dict[str, Any] = {"is_active": False} if audience == "left" else {"name_shown_to": audience}
    User.objects.filter(pk=colleague.pk).update(**changed)

    work()

    assert told_to(member) == []


@BOTH
def test_somebody_hidden_has_no_name_in_the_list(language: str, client: Client, member: User, colleague: User) -> None:
    actions.follow(member, "person", colleague.public_id, Level.WATCHING)
    enter(client, member)
    address = f"/{language}/my/following/"
    assert colleague.get_full_name() in read(client, address)

    User.objects.filter(pk=colleague.pk).update(name_shown_to=Audience.NOBODY)

    assert colleague.get_full_name() not in read(client, address)


@pytest.mark.parametrize(
    ("language", "names"), [("el", ["Θεματική", "Χώρα", "Φορέας"]), ("en", ["Theme", "Country", "Organisation"])]
)
def test_the_list_says_what_each_thing_is(
    language: str, names: list[str], client: Client, full: GoodPracticePage, member: User
) -> None:
    things = things_of(full)
    for kind in ("body", "country", "theme"):
        actions.follow(member, kind, things[kind], Level.WATCHING)

    page = read(enter(client, member), f"/{language}/my/following/")

    assert re.findall(r'<p class="small muted">(.+?)</p>', page) == names


def test_what_one_may_not_see_cannot_be_followed(member: User, stranger: User, association: Organisation) -> None:
    User.objects.filter(pk=stranger.pk).update(name_shown_to=Audience.NOBODY)
    hidden = association
    Organisation.objects.filter(pk=hidden.pk).update(listed=False)
    unseen = [("person", stranger.public_id), ("body", key_of(hidden.pk)), ("body", uuid4()), ("theme", uuid4())]
    for kind, key in [*unseen, ("country", uuid4()), ("planet", uuid4())]:
        with pytest.raises(actions.NotThere):
            actions.follow(member, kind, key, Level.WATCHING)

    assert Follow.objects.count() == 0


# Pages


@BOTH
@pytest.mark.parametrize("kind", ["body", "person"])
def test_organisations_and_people_are_followed_from_their_pages(
    kind: str, language: str, client: Client, member: User, stranger: User
) -> None:
    assert stranger.organisation
    key, code = {
        "body": (key_of(stranger.organisation.pk), stranger.organisation.code),
        "person": (stranger.public_id, stranger.public_id),
    }[kind]
    where, choose = f"/{language}/{PAGES[kind]}/{code}/", f"/{language}/my/following/{kind}/{key}/"
    visited = client.get(where).content.decode()
    assert choose not in visited
    page = read(enter(client, member), where)
    assert faults(page) == []
    assert choose in page

    answer = client.post(choose, {"level": "2"})

    assert answer["Location"] == where
    assert '<option value="2" selected>' in read(client, where)


def test_nobody_is_offered_to_follow_themselves(client: Client, member: User) -> None:
    assert "/my/following/person/" not in read(enter(client, member), f"/en/people/{member.public_id}/")


@BOTH
@pytest.mark.parametrize("kind", ["theme", "country"])
def test_the_library_of_one_theme_or_country_can_be_followed(
    kind: str, language: str, client: Client, full: GoodPracticePage, member: User
) -> None:
    assert full.place
    code = {"theme": "health", "country": full.place.country.code}[kind]
    where = f"{LIBRARIES[language]}?{kind}={code}"
    choose = f"/{language}/my/following/{kind}/{things_of(full)[kind]}/"
    assert "/my/following/" not in read(client, where)
    page = read(enter(client, member), where)
    assert faults(page) == []
    assert choose in page
    assert "/my/following/theme" not in read(client, LIBRARIES[language])
    assert "/my/following/theme" not in read(client, f"{where}&q=x")

    answer = client.post(choose, {"level": "2"})

    assert answer["Location"] == where
    assert '<option value="2" selected>' in read(client, where)


@BOTH
def test_the_list_shows_all_kinds_and_removes_them(
    language: str, client: Client, full: GoodPracticePage, member: User, colleague: User
) -> None:
    keys = {**things_of(full), "page": full.translation_key}
    for kind, key in keys.items():
        actions.follow(member, kind, key, Level.TRACKING)
    enter(client, member)
    address = f"/{language}/my/following/"
    page = html.unescape(read(client, address))
    assert faults(page) == []
    assert [word in text_of(page) for word in ("Πλήρης", {"el": "Υγεία", "en": "Health"}[language])] == [True, True]
    assert colleague.get_full_name() in text_of(page)
    assert len(re.findall(r'<option value="2" selected>', page)) == 5

    for kind, key in keys.items():
        client.post(f"/{language}/my/following/{kind}/{key}/", {"level": "1", "from": "list"})

    assert not Follow.objects.exists()


def test_a_list_of_three_organisations_takes_as_many_queries_as_one(client: Client, member: User) -> None:
    enter(client, member)
    taken = []
    for number in range(3):
        body = Organisation.objects.create(
            code=f"body-{number}",
            name_en=f"Body {number}",
            kind="ngo",
            place=member.organisation.place,  # type: ignore[union-attr]  # the member has one
        )
        actions.follow(member, "body", key_of(body.pk), Level.TRACKING)
        taken.append(count_queries(client, "/en/my/following/"))

    assert taken[0] == taken[2]
