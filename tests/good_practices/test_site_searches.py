"""Saved searches of the whole site: kept beside those of the library, told in the same mail, no more than one may see."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils.translation import override
from time_machine import TimeMachineFixture
from wagtail.models import PageViewRestriction

from good_practices import searching
from good_practices.models import SavedSearch
from good_practices.scopes import described
from network_members.models import User
from tests.factories.library import make_publication
from tests.factories.people import make_user
from tests.factories.practices import make_practice
from tests.factories.words import make_theme
from tests.good_practices.saving import DAY, run, saved_of_site
from tests.network_members.rooms import enter
from tests.reading import faults, read
from tests.search.indexing import read_all
from vocabulary.models import Merged

pytestmark = pytest.mark.django_db
BOTH = pytest.mark.parametrize("language", ["el", "en"])
PAGES = {"el": "/el/search/", "en": "/en/search/"}
LISTS = {"el": "/el/my/searches/", "en": "/en/my/searches/"}
CANARY = "Καναρίνι"


# Saving


@BOTH
def test_the_search_page_leads_with_words_and_filters_to_the_form_and_the_list_back(
    language: str, member: User
) -> None:
    make_practice("Δίκτυο", themes=[make_theme("health", ("Υγεία", "Health"))])
    read_all()
    client = enter(member)
    page = read(client, f"{PAGES[language]}?q=δίκτυο&theme=health&theme=gone&page=3&x=1")
    where = re.search(r'href="([^"]*/my/searches/save/site/[^"]*)"', page)
    assert where
    form = read(client, where[1].replace("&amp;", "&"))
    typed = {"name": "Υγεία", "alert": "weekly", "query": "?q=δίκτυο&theme=health&theme=gone&page=3&x=1"}
    answer = client.post(f"{LISTS[language]}save/site/", typed)
    listed = read(client, answer["Location"])

    search = SavedSearch.objects.get()
    kept = "q=%CE%B4%CE%AF%CE%BA%CF%84%CF%85%CE%BF&theme=health"
    assert (search.owner, search.scope, search.query, search.alert) == (member, "site", kept, "weekly")
    words = {"el": "«δίκτυο», Υγεία", "en": "“δίκτυο”, Health"}[language]
    assert (
        f'value="{words}"' in form,
        f'<a href="{PAGES[language]}?{kept.replace("&", "&amp;")}">Υγεία</a>' in listed,
    ) == (
        True,
        True,
    )
    assert (words in listed, faults(form), faults(listed)) == (True, [], [])


def test_visitors_are_led_through_the_login_and_applicants_are_not_offered_it(visitor: Client, applicant: User) -> None:
    page = read(visitor, "/en/search/?q=abc&kind=practice")
    answer = visitor.get("/en/my/searches/save/site/?q=abc&kind=practice")

    assert 'href="/en/my/searches/save/site/?q=abc&amp;kind=practice"' in page
    assert answer["Location"] == "/en/account/login/?next=/en/my/searches/save/site/%3Fq%3Dabc%26kind%3Dpractice"
    assert "/my/searches/save/" not in read(enter(applicant), "/en/search/?q=abc")
    assert enter(applicant).post("/en/my/searches/save/site/", {"name": "x", "alert": "none"}).status_code == 403


def test_the_same_words_are_kept_once_for_each_of_both(member: User) -> None:
    for name in ("Πρώτη", "Δεύτερη"):
        saved_of_site(member, "q=a", name=name)
        searching.save(member, query="q=a", name=name, alert="none")

    assert set(SavedSearch.objects.values_list("scope", "name")) == {("site", "Δεύτερη"), ("library", "Δεύτερη")}


@pytest.mark.parametrize(
    ("language", "query", "words"),
    [
        ("el", "q=a&kind=document&year=2020&sort=newest", "«a», Έγγραφα, 2020"),
        ("en", "q=a&kind=document&year=2020&sort=newest", "“a”, Documents, 2020"),
        ("en", "", "Everything on the site"),
        ("en", "theme=gone", "Everything on the site"),
    ],
)
def test_words_and_filters_are_told_as_people_read_them(language: str, query: str, words: str) -> None:
    with override(language):
        assert described(query, language) == words


def test_merged_words_lead_to_those_that_stayed() -> None:
    make_theme("health", ("Υγεία", "Health"))
    Merged.objects.create(kind="theme", code="old", into="health")

    with override("en"):
        assert described("theme=old&theme=other", "en") == "Health"


# Mails


@BOTH
def test_a_mail_tells_what_is_new_on_the_whole_site_in_the_readers_language(
    language: str, member: User, monday: TimeMachineFixture
) -> None:
    User.objects.filter(pk=member.pk).update(language=language)
    make_publication("Παλιός κήπος")
    saved_of_site(member, "q=κηπος&sort=newest", name="Κήποι")
    saved_of_site(member, "q=κηπος&kind=practice", name="Πρακτικές")
    saved_of_site(member, "q=κηπος+ταράτσα", name="Ταράτσες")
    monday.shift(DAY)
    make_publication("Ένας κήπος", date="2019-01-01")
    make_publication("Μία λίμνη")
    (mail,) = run()

    title = {"el": "Ένας κήπος", "en": "Ένας κήπος (en)"}[language]
    assert (mail.recipient, mail.language, mail.kind) == (member.email, language, "alert")
    assert f"\n{title}\nhttps://example.org/report\n" in mail.text
    assert [word in mail.text for word in ("Παλιός", "λίμνη", "Ταράτσες", "Πρακτικές")] == [False] * 4
    assert f"/{language}/my/searches/" in mail.text
    assert [run(), run()] == [[], []]


def test_one_mail_tells_of_both_kinds_of_searches_and_counts_a_practice_once(
    member: User, monday: TimeMachineFixture
) -> None:
    User.objects.filter(pk=member.pk).update(language="en")
    saved_of_site(member, "q=κήπος", name="Site")
    searching.save(member, query="", name="Library", alert="daily")
    monday.shift(DAY)
    make_practice("Κήπος")
    (mail,) = run()

    assert mail.subject == "A new result for your saved searches"
    assert mail.text.count("/en/good-practices/kipos/") == 2


def test_what_is_told_once_is_not_told_again_whatever_happens_to_it(member: User, monday: TimeMachineFixture) -> None:
    saved_of_site(member, "q=κήπος")
    monday.shift(DAY)
    practice = make_practice("Κήπος")
    first = len(run())
    again = []
    for _day in range(2):
        monday.shift(DAY)
        practice.unpublish()
        read_all()
        practice.save_revision().publish()
        again += run()

    assert (first, again) == (1, [])


def test_what_came_while_mails_were_silent_is_not_told(member: User, monday: TimeMachineFixture) -> None:
    search = saved_of_site(member, alert="none")
    make_publication("Ενδιάμεσος")
    read_all()
    searching.change(search, name="Πάλι", alert="daily")
    monday.shift(DAY)
    make_publication("Νέος")
    (mail,) = run()

    assert ("Ενδιάμεσος" in mail.text, "Νέος" in mail.text) == (False, True)


def test_mails_tell_nobody_what_they_may_not_see_at_that_moment(
    member: User, colleague: User, monday: TimeMachineFixture
) -> None:
    for person in (member, colleague):
        saved_of_site(person, f"q={CANARY}")
    monday.shift(DAY)
    practice = make_practice(f"{CANARY} στον κήπο")
    read_all()
    group = restricted(practice)
    colleague.groups.add(group)
    (mail,) = run()

    assert (mail.recipient, CANARY in mail.text) == (colleague.email, True)


def restricted(page: Any) -> Any:
    """Let a group alone read a page; return the group."""
    group = Group.objects.create(name="Φύλακες")
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="groups")
    restriction.groups.add(group)
    return group


def test_what_is_hidden_and_not_read_anew_is_not_told(member: User, monday: TimeMachineFixture) -> None:
    saved_of_site(member, f"q={CANARY}")
    monday.shift(DAY)
    publication = make_publication(CANARY)
    read_all()
    type(publication).objects.filter(pk=publication.pk).update(listed=False)

    assert run() == []


@pytest.mark.parametrize("query", ["theme=gone", "q=κηπος&theme=gone"])
def test_a_filter_whose_word_is_gone_finds_nothing(query: str, member: User, monday: TimeMachineFixture) -> None:
    saved_of_site(member, query)
    monday.shift(DAY)
    make_practice("Κήπος")

    assert run() == []


def test_who_is_a_member_no_more_gets_no_mail(monday: TimeMachineFixture) -> None:
    leaving = make_user("leaving", "member")
    saved_of_site(leaving)
    leaving.groups.clear()
    monday.shift(DAY)
    make_practice("Κήπος")

    assert run() == []
