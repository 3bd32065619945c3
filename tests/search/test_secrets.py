"""Nothing beyond what a person may see: in hits, counts, filters, suggestions and words marked; canaries prove it."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.test import Client
from wagtail.models import PageViewRestriction

from network_members.models import User
from search.actions import pending
from search.finding import Wish, find
from search.rebuilding import rebuild, step
from tests.factories.practices import make_draft, make_practice
from tests.factories.talk import say
from tests.factories.translations import translate
from tests.search.indexing import found, read_all, shown, titles

pytestmark = pytest.mark.django_db

CANARY = "Καναρίνι"
NOTHING: tuple[int, list[int], list[int], dict[str, dict[str, int]]] = (0, [], [], {})


def told(text: str, user: object = None) -> tuple[int, list[int], list[int], dict[str, dict[str, int]]]:
    """Return all that a search tells somebody."""
    result = found(text, user)
    return result.total, result.things, result.more, {name: codes for name, codes in result.counts.items() if codes}


def close(page: object, kind: str, *groups: Group) -> PageViewRestriction:
    """Put a page behind a restriction."""
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=kind, password="geheim")
    restriction.groups.set(groups)
    return restriction


def test_a_draft_is_found_by_nobody(member: User, editor: User) -> None:
    make_draft(member, title=f"{CANARY} στον κήπο")

    assert [told(CANARY, user) for user in (None, member, editor)] == [NOTHING] * 3


def test_a_page_for_a_group_is_found_by_that_group_alone(member: User, colleague: User, superuser: User) -> None:
    group = Group.objects.create(name="Φύλακες")
    member.groups.add(group)
    close(make_practice(f"{CANARY} στον κήπο"), PageViewRestriction.GROUPS, group)

    assert [told(CANARY, user) for user in (None, colleague)] == [NOTHING] * 2
    assert [titles(CANARY, user) for user in (member, superuser)] == [[f"{CANARY} στον κήπο"]] * 2


def test_who_leaves_a_group_finds_nothing_of_it_any_more(member: User, monkeypatch: pytest.MonkeyPatch) -> None:
    # As outside of a transaction, where a process remembers which sections let somebody in.
    monkeypatch.setattr("caching.memory.connection", SimpleNamespace(in_atomic_block=False))
    group = Group.objects.create(name="Φύλακες")
    close(make_practice(f"{CANARY} στον κήπο"), PageViewRestriction.GROUPS, group)
    outside = told(CANARY, member)
    member.groups.add(group)
    inside = [told(CANARY, member)[0] for _time in range(2)]
    member.groups.remove(group)

    assert (outside, inside, told(CANARY, member)) == (NOTHING, [1, 1], NOTHING)


def test_a_page_for_who_is_signed_in_is_not_found_by_visitors(member: User) -> None:
    close(make_practice(f"{CANARY} στον κήπο"), PageViewRestriction.LOGIN)

    assert (told(CANARY), titles(CANARY, member)) == (NOTHING, [f"{CANARY} στον κήπο"])


def test_a_page_behind_a_password_is_found_by_nobody(member: User, superuser: User) -> None:
    close(make_practice(f"{CANARY} στον κήπο"), PageViewRestriction.PASSWORD)

    assert [told(CANARY, user) for user in (None, member, superuser)] == [NOTHING] * 3


def test_what_is_hidden_is_gone_before_the_worker_has_read_it() -> None:
    practice = make_practice(f"{CANARY} στον κήπο")
    read_all()
    close(practice, PageViewRestriction.LOGIN)
    result = find(Wish(CANARY, AnonymousUser()))

    assert [numbers for kind, numbers in pending() if kind == "practice"] == [{practice.pk}]
    assert (result.total, result.things, result.counts.get("kind", {})) == (0, [], {})


def test_who_paid_is_found_as_it_may_be_read(member: User) -> None:
    practice = make_practice("Κήπος", funding_source=f"Ίδρυμα {CANARY}", costs_shown_to="members")
    hidden = told(CANARY), told(CANARY, member)
    type(practice).objects.filter(pk=practice.pk).update(costs_shown_to="all")

    assert (hidden, titles(CANARY)) == ((NOTHING, NOTHING), ["Κήπος"])


def test_a_translation_says_no_more_of_who_paid_than_its_original(superuser: User) -> None:
    practice = make_practice("Κήπος", funding_source=CANARY, costs_shown_to="all")
    twin = translate(practice, superuser)
    type(practice).objects.filter(pk=twin.pk).update(funding_source="Canary", costs_shown_to="all")
    before = found("canary").total
    type(practice).objects.filter(pk=practice.pk).update(costs_shown_to="members")

    assert (before, told("canary"), told(CANARY)) == (1, NOTHING, NOTHING)


@pytest.mark.parametrize("anew", [False, True])
def test_what_was_hidden_is_not_found_while_a_rebuild_has_not_come_to_it(
    anew: bool,
) -> None:
    practice = make_practice(f"{CANARY} στον κήπο")
    step()
    close(practice, PageViewRestriction.LOGIN)
    begun = next(rebuild(anew=anew))
    result = find(Wish(CANARY, AnonymousUser()))

    assert (begun, result.total, result.things) == (0, 0, [])


def test_what_is_hidden_is_not_found_however_many_changes_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.waiting.PIECE", 1)
    practice = make_practice(f"{CANARY} στον κήπο")
    read_all()
    for number in range(3):
        make_practice(f"Κήπος {number}")
    close(practice, PageViewRestriction.LOGIN)

    assert find(Wish(CANARY, AnonymousUser())).total == 0


def test_a_page_that_goes_offline_takes_its_words_along() -> None:
    practice = make_practice(f"{CANARY} στον κήπο")
    make_practice("Κήπος")
    assert found("καναρινη").total == 1
    practice.unpublish()

    assert (told(CANARY), found("καναρινη").asked.suggestion) == (NOTHING, None)


def test_a_suggestion_needs_something_that_the_person_may_find(client: Client, member: User) -> None:
    close(make_practice(f"{CANARY} στον κήπο"), PageViewRestriction.LOGIN)
    read_all()

    page = client.get("/el/search/", {"q": "Καναρίμι"}).content.decode()
    client.force_login(member)
    of_member = client.get("/el/search/", {"q": "Καναρίμι"}).content.decode()

    assert (CANARY.lower() in page.lower(), CANARY.lower() in of_member.lower()) == (False, True)


@pytest.mark.parametrize("words", ["θάλασσα καναρίνη", "θαλασσα καναρινι", "kanarini thalassa"])
def test_beside_words_that_find_something_no_private_word_is_suggested(
    words: str, client: Client, member: User
) -> None:
    close(make_practice(f"{CANARY} στον κήπο"), PageViewRestriction.LOGIN)
    make_practice("Θάλασσα και βουνό")

    assert (found(words).total, found(words).asked.suggestion) == (1, None)
    assert CANARY.lower() in (found("θαλασσα καναρίνη", member).asked.suggestion or "").lower()


@pytest.mark.parametrize(("public", "typed"), [("Θάλασσα", "Θάλαμσα"), ("Garden", "gardem")])
def test_a_slip_is_repaired_whatever_private_texts_hold(public: str, typed: str, member: User, client: Client) -> None:
    make_practice(f"{public} 1", slug="public")
    before = told(typed), client.get("/el/suggest/", {"q": typed}).content
    close(make_practice(f"{typed} 2", slug="closed"), PageViewRestriction.LOGIN)

    after = told(typed), client.get("/el/suggest/", {"q": typed}).content
    assert (before[0][0], after, found(typed).asked.suggestion) == (1, before, public.lower())
    assert titles(typed, member) == [f"{typed} 2"]


def test_people_are_found_as_they_show_themselves(member: User, colleague: User) -> None:
    User.objects.filter(pk=colleague.pk).update(
        first_name="Καναρίνα", bio_el="Αγαπώ τα αηδόνια", name_shown_to="public", bio_shown_to="members"
    )
    assert (titles("Καναρίνα"), titles("αηδόνια")) == ([colleague_name(colleague)], [])
    User.objects.filter(pk=colleague.pk).update(name_shown_to="members")
    assert (told("Καναρίνα"), titles("Καναρίνα", member), titles("αηδόνια", member)) == (
        NOTHING,
        [colleague_name(colleague)],
        [colleague_name(colleague)],
    )
    User.objects.filter(pk=colleague.pk).update(name_shown_to="nobody")
    assert [told("Καναρίνα", user) for user in (None, member)] == [NOTHING] * 2


def colleague_name(person: User) -> str:
    """Return the name under which somebody is found."""
    return User.objects.get(pk=person.pk).get_full_name()


def test_a_comment_is_found_until_it_is_hidden(member: User) -> None:
    practice = make_practice("Κήπος")
    comment = say(member, practice, f"Είδα ένα {CANARY}!")
    assert [(hit.kind, hit.title, hit.passage) for hit in shown(CANARY)] == [
        ("comment", "Κήπος", f"Είδα ένα {CANARY}!")
    ]
    type(comment).objects.filter(pk=comment.pk).update(state="hidden")

    assert told(CANARY) == NOTHING


def test_a_comment_goes_with_its_page(member: User) -> None:
    practice = make_practice("Κήπος")
    say(member, practice, f"Είδα ένα {CANARY}!")
    read_all()
    practice.unpublish()

    assert told(CANARY) == NOTHING


def scores(client: Client) -> list[int]:
    """Return the scores that programs are told."""
    return [one["score"] for one in client.get("/api/search/", {"q": "κήπος αυλή"}).json()["results"]]


def test_a_score_does_not_tell_how_many_texts_are_private(client: Client) -> None:
    make_practice("Κήπος")
    make_practice("Αυλή")
    read_all()
    before = scores(client)
    private = [make_practice(f"Ουρανός {number}") for number in range(9)]
    for practice in private:
        close(practice, PageViewRestriction.LOGIN)
    read_all()

    assert (len(before), scores(client)) == (2, before)
    PageViewRestriction.objects.all().delete()
    read_all()
    assert scores(client) != before
