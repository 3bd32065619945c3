"""The text of a file in a closed collection is found by those whom it lets in, and tells nobody else anything."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, CollectionViewRestriction

from library import actions, rules
from library.models import NetworkDocument, Publication
from network_members.models import User
from search.actions import pending
from search.checking import Fault, check
from search.finding import Wish, find
from search.models import Text, Word
from tests.factories.library import make_publication
from tests.factories.practices import make_practice
from tests.search.clustered import carried_by, forward_all
from tests.search.indexing import found, read_all, shown, titles

pytestmark = pytest.mark.django_db

CANARY = "Καναρίνι"
NOTHING: tuple[Any, ...] = (0, [], [], {}, ())
LOGIN, GROUPS, PASSWORD = "login", "groups", "password"


def make_folder(kind: str = "", *groups: Group, within: Collection | None = None) -> Collection:
    """Return a collection, closed in some way."""
    folder: Collection = (within or Collection.get_first_root_node()).add_child(name="Φάκελος")
    if kind:
        close(folder, kind, *groups)
    return folder


def close(folder: Collection, kind: str, *groups: Group) -> CollectionViewRestriction:
    """Close a collection in some way."""
    made = CollectionViewRestriction.objects.create(collection=folder, restriction_type=kind, password="geheim")
    made.groups.set(groups)
    return made


def list_file(folder: Collection, text: str = f"Το {CANARY} πετά", title: str = "Έκθεση") -> Publication:
    """Return a listed document whose file lies in a collection, and has been read."""
    file = ContentFile(text.encode(), name="a.txt")
    document = NetworkDocument.objects.create(title=title, file=file, collection=folder)
    publication = make_publication(title, document=document)
    while actions.read_next():
        pass
    return publication


def told(text: str, user: Any = None) -> tuple[Any, ...]:
    """Return all that a search tells somebody."""
    one = found(text, user)
    return one.total, one.things, one.more, one.counts, () if one.total else tuple(filter(None, [one.asked.suggestion]))


def group_of(*people: User) -> Group:
    """Return a group of some people."""
    group: Group = Group.objects.create(name="Φύλακες")
    for person in people:
        person.groups.add(group)
    return group


# Who finds it


def test_a_text_for_a_group_is_found_by_that_group_alone(member: User, colleague: User, superuser: User) -> None:
    list_file(make_folder(GROUPS, group_of(member)))

    assert [told(CANARY, user) for user in (None, colleague)] == [NOTHING] * 2
    assert [titles(CANARY, user) for user in (member, superuser)] == [["Έκθεση"]] * 2


def test_a_text_for_who_is_signed_in_is_not_found_by_visitors(member: User) -> None:
    list_file(make_folder(LOGIN))
    inactive = User.objects.get(pk=member.pk)
    inactive.is_active = False

    assert [told(CANARY, user) for user in (None, inactive)] == [NOTHING] * 2
    assert titles(CANARY, member) == ["Έκθεση"]


def test_a_text_behind_a_password_is_found_by_nobody(member: User, superuser: User) -> None:
    list_file(make_folder(PASSWORD))

    assert [told(CANARY, user) for user in (None, member, superuser)] == [NOTHING] * 3
    assert [titles("Έκθεση", user) for user in (None, member)] == [["Έκθεση"]] * 2


@pytest.mark.parametrize(("outer", "inner"), [(LOGIN, ""), ("", LOGIN), (LOGIN, LOGIN)])
def test_what_closes_a_collection_above_closes_those_below(outer: str, inner: str, member: User) -> None:
    list_file(make_folder(inner, within=make_folder(outer)))

    assert (told(CANARY), titles(CANARY, member)) == (NOTHING, ["Έκθεση"])


def test_of_a_sign_in_and_a_group_the_group_counts_and_of_two_groups_nobody_passes(
    member: User, colleague: User
) -> None:
    group, all_of_them = group_of(member), (None, colleague, member)
    mixed = make_folder(GROUPS, group, within=make_folder(LOGIN))
    list_file(mixed)
    one = [found(CANARY, user).total for user in all_of_them]
    close(mixed.get_parent(), GROUPS, group)

    assert (one, [found(CANARY, user).total for user in all_of_them]) == ([0, 0, 1], [0, 0, 0])


def test_a_file_whose_title_is_public_stays_found_once_by_everybody(member: User, colleague: User) -> None:
    list_file(make_folder(GROUPS, group_of(member)))
    list_file(make_folder(LOGIN), title="Έκθεση 2")
    list_file(make_folder(), title="Έκθεση 3")
    results = [found("Έκθεση", user) for user in (None, colleague, member)]

    assert [(one.total, one.counts["kind"], one.counts["year"]) for one in results] == [
        (3, {"document": 3}, {"2026": 3})
    ] * 3
    assert [sorted(titles("Έκθεση", user)) for user in (None, member)] == [["Έκθεση", "Έκθεση 2", "Έκθεση 3"]] * 2


# What it tells


def test_the_passage_stands_for_those_inside_alone(client: Client, member: User) -> None:
    list_file(make_folder(LOGIN))
    (inside,) = shown(f"Έκθεση {CANARY}", member)
    (outside,) = shown(f"Έκθεση {CANARY}")

    assert (inside.marked_passage, outside.marked_passage) == (f"Το <mark>{CANARY}</mark> πετά", "2026")
    assert found(f"Έκθεση {CANARY}").unknown == (CANARY,)


def test_a_slip_or_a_beginning_is_not_led_to_a_word_of_a_closed_text(client: Client, member: User) -> None:
    list_file(make_folder(LOGIN))
    make_practice("Θάλασσα και βουνό")
    asked = ("Καναρίμι", "θαλασσα καναρίμι", "kanarimi", "καναρ")
    read_all()
    visitors = [answers(client, words) for words in asked]
    client.force_login(member)
    members = [answers(client, words) for words in asked[:2]]

    assert [CANARY.lower() in said for said in visitors] == [False] * 4
    assert [CANARY.lower() in said for said in members] == [True] * 2


def answers(client: Client, words: str) -> str:
    """Return what the page, suggestions and programs say of some words, in small letters."""
    page = client.get("/el/search/", {"q": words}).content.decode()
    told = (client.get(address, {"q": words}).json() for address in (reverse("search:suggest"), "/api/search/"))
    return f"{page} {list(told)}".lower()


def test_a_slip_is_repaired_whatever_closed_texts_hold() -> None:
    make_practice("Θάλασσα")
    before = found("Θάλαμσα").asked.suggestion, titles("Θάλαμσα")
    list_file(make_folder(LOGIN), "Θάλαμσα")

    assert (before, (found("Θάλαμσα").asked.suggestion, titles("Θάλαμσα"))) == (("θάλασσα", ["Θάλασσα"]), before)


@pytest.mark.parametrize("closed", range(4))
def test_the_score_of_a_word_does_not_tell_how_many_closed_texts_hold_it(closed: int, client: Client) -> None:
    make_practice("Θάλασσα και βουνό")
    for number in range(3):
        list_file(
            make_folder(LOGIN), f"{'Θάλασσα' if number < closed else 'Ουρανός'} {number}", title=f"Έκθεση {number}"
        )
    read_all()
    scores = [one["score"] for one in client.get("/api/search/", {"q": "θάλασσα"}).json()["results"]]
    Word.objects.filter(word="θαλασσα").update(texts=1)
    cache.clear()

    assert scores == [one["score"] for one in client.get("/api/search/", {"q": "θάλασσα"}).json()["results"]]
    assert list(Word.objects.filter(word="θαλασσα").values_list("public", flat=True)) == [1]


def test_a_slip_is_led_to_the_public_word_however_many_closed_texts_hold_a_nearer_one() -> None:
    make_practice("Θάλασσα")
    for number in range(3):
        list_file(make_folder(LOGIN), f"Θάλακσα {number}", title=f"Έκθεση {number}")
    with_them = found("Θάλαμσα").asked.suggestion, titles("Θάλαμσα")

    assert with_them == ("θάλασσα", ["Θάλασσα"])


def test_programs_find_what_visitors_find_whoever_asks(client: Client, member: User) -> None:
    list_file(make_folder(LOGIN))
    read_all()
    client.force_login(member)

    assert client.get("/api/search/", {"q": CANARY}).json()["total"] == 0


# When it changes


def test_a_text_is_gone_as_soon_as_its_collection_closes_and_back_when_it_opens() -> None:
    folder = make_folder()
    publication = list_file(folder)
    before = found(CANARY).total
    restriction = close(folder, LOGIN)
    noted = [numbers for kind, numbers in pending() if kind == "document"]
    at_once = find(Wish(CANARY, AnonymousUser())).total
    during = told(CANARY)
    restriction.delete()

    assert (before, noted, at_once, during) == (1, [{publication.pk}], 0, NOTHING)
    assert (titles(CANARY), titles("Έκθεση")) == (["Έκθεση"], ["Έκθεση"])


def test_who_joins_or_leaves_the_group_finds_or_misses_it_at_once(member: User) -> None:
    group = group_of()
    list_file(make_folder(GROUPS, group))
    before = titles(CANARY, member), titles("Έκθεση", member)
    member.groups.add(group)
    joined = find(Wish(CANARY, member)).total, find(Wish("Έκθεση", member)).total
    member.groups.remove(group)

    assert (before, joined) == (([], ["Έκθεση"]), (1, 1))
    assert (find(Wish(CANARY, member)).total, find(Wish("Έκθεση", member)).total) == (0, 1)


def test_a_restriction_that_turns_from_sign_in_to_a_group_closes_at_once(member: User) -> None:
    folder = make_folder(LOGIN)
    list_file(folder)
    before = found(CANARY, member).total
    restriction = CollectionViewRestriction.objects.get()
    restriction.restriction_type = GROUPS
    restriction.save()

    assert (before, find(Wish(CANARY, member)).total, told(CANARY, member)) == (1, 0, NOTHING)


def test_a_file_moved_into_a_closed_collection_is_closed() -> None:
    document = list_file(make_folder()).document
    assert document
    before = found(CANARY).total
    document.collection = make_folder(LOGIN)
    document.save()

    assert (before, rules.is_public(document), told(CANARY)) == (1, False, NOTHING)


def test_the_index_of_closed_texts_is_what_the_database_holds(member: User) -> None:
    for kind in (LOGIN, GROUPS, PASSWORD, ""):
        list_file(make_folder(kind))
    read_all()

    assert [one for one in check() if isinstance(one, Fault)] == []


@pytest.mark.parametrize("audience", ["signed in", "signed out"])
def test_the_check_sees_either_side_of_a_closed_file(audience: str) -> None:
    publication = list_file(make_folder(LOGIN))
    read_all()
    Text.objects.filter(audience=audience, language="el").update(body=CANARY, audience="everybody")

    assert [(one.number, one.says) for one in check() if isinstance(one, Fault)] == [
        (publication.pk, "el: body, audience")
    ]


def test_a_cluster_tells_each_the_same(
    elasticsearch_url: str, settings: Any, member: User, colleague: User, superuser: User
) -> None:
    group = group_of(member)
    for number, kind in enumerate((GROUPS, LOGIN, PASSWORD, "")):
        list_file(make_folder(kind, *([group] if kind == GROUPS else [])), title=f"Έκθεση {number}")
    people = (None, colleague, member, superuser)
    with carried_by([elasticsearch_url], settings):
        read_all()
        forward_all()
        of_cluster = [found(text, user) for user in people for text in (CANARY, "Έκθεση")]
    settings.SEARCH_URL = ""
    of_database = [found(text, user) for user in people for text in (CANARY, "Έκθεση")]

    assert [one.is_reserve for one in of_cluster] == [False] * 8
    assert [one.total for one in of_cluster] == [1, 4, 2, 4, 3, 4, 3, 4]
    assert [(one.things, one.scores, one.counts) for one in of_cluster] == [
        (one.things, one.scores, one.counts) for one in of_database
    ]
