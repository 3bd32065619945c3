"""Whatever changes, no visitor sees the old state again: in both languages, from two processes that keep their pages."""

import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from caching.standing import drop, standing
from caching.triggers import PREFIX, install
from good_practices.models import GoodPracticePage
from network_members.erasing import erase
from network_members.models import Organisation, User
from pages.models import MenuItem
from tests.caching.served import page, processes
from tests.factories.people import make_organisation, make_user
from tests.factories.practices import library, make_practice
from tests.factories.texts import home, make_menu, make_text
from tests.factories.translations import translate
from tests.factories.words import make_theme
from vocabulary.models import Theme

Step = tuple[str, Callable[[], Any], str, str, bool, bool]
"""What happens, how, where one looks for which words, and whether they are there before and after."""
LIBRARY = {"el": "/el/kales-praktikes/", "en": "/en/good-practices/"}
CANARY = "Καναρίνι"


EL, EN = LIBRARY.values()


def steps() -> Iterator[Step]:
    """Yield what may happen to what visitors see, each step on top of those before."""
    theme = make_theme("mentoring")
    body = make_organisation(name_el="Παλιός φορέας", name_en="Old body")
    first = make_practice(f"{CANARY} πρώτο", lead_organisation=body, live=False)
    yield from of_one_practice(first)
    second = make_practice(f"{CANARY} δεύτερο", lead_organisation=body)
    second.themes.add(theme)
    second.save()
    yield from of_what_it_names(second, body)
    yield from of_pages(make_text("Κείμενο"), make_text("Αλλού"))
    yield from of_privacy(second)
    yield from of_a_person(body)


def again(practice: GoodPracticePage) -> GoodPracticePage:
    """Return a practice as it stands now."""
    return GoodPracticePage.objects.get(pk=practice.pk)


def publish(practice: GoodPracticePage, title: str, **fields: Any) -> None:
    """Publish a practice under a title."""
    draft = again(practice)
    draft.title = title
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision().publish()


def of_one_practice(practice: GoodPracticePage) -> Iterator[Step]:
    """Yield the life of a practice."""
    title, other = f"{CANARY} πρώτο", "Άλλος τίτλος"
    past = timezone.now() - timedelta(minutes=1)
    yield "publish", lambda: publish(practice, title), EL, CANARY, False, True
    yield "published, other language", nothing, EN, CANARY, True, True
    yield "edit and publish", lambda: publish(practice, other), EL, other, False, True
    yield "a draft is saved", lambda: again(practice).save_revision(), EL, other, True, True
    yield "unpublish", lambda: again(practice).unpublish(), EN, other, True, False
    yield "publish on a day", lambda: publish(practice, "Αργότερα", go_live_at=soon()), EL, "Αργότερα", False, False
    yield "the day comes", come_due, EL, "Αργότερα", False, True
    yield "the day came, other language", nothing, EN, "Αργότερα", True, True
    yield "until a day", lambda: expire(practice, past), EL, "Αργότερα", True, False


def of_what_it_names(practice: GoodPracticePage, body: Organisation) -> Iterator[Step]:
    """Yield what happens to a practice's translation, its body and its words."""
    yield "translate", lambda: translate(again(practice)), EN, f"T {CANARY}", False, True
    yield "the stand-in leads to it", nothing, f"{EN}kanarini-deftero/", "T Καναρίνι", True, True
    bodies = Organisation.objects.filter(pk=body.pk)
    yield "rename a body", lambda: bodies.update(name_el="Νέος", name_en="New body"), EL, "Νέος", False, True
    yield "renamed, other language", nothing, EN, "New body", True, True
    themes = Theme.objects.filter(code="mentoring")
    yield "rename a word", lambda: themes.update(title="Νέα λέξη"), EL, "Νέα λέξη", False, True
    yield "the word, other language", nothing, EN, "Νέα λέξη", True, True


def of_pages(text: Page, elsewhere: Page) -> Iterator[Step]:
    """Yield what happens to menus and to where pages stand."""
    yield "a menu", lambda: make_menu(text), "/el/", ">Κείμενο</a>", False, True
    yield "a label", lambda: MenuItem.objects.update(label="Ετικέτα"), "/el/", "Ετικέτα", False, True
    yield "a new address", lambda: rename(text, "neo"), "/el/", "/el/neo/", False, True
    yield "at the new address", nothing, "/el/neo/", "<h1>Κείμενο", True, True
    yield "move", lambda: move(text, elsewhere), "/el/allou/neo/", "<h1>Κείμενο", False, True
    yield "the old place leads there", nothing, "/el/neo/", "<h1>Κείμενο", True, True
    yield "moved, other language", nothing, "/en/allou/neo/", "Κείμενο</h1>", True, True
    yield "restrict", lambda: close(elsewhere), "/el/allou/neo/", "<h1>Κείμενο", True, False
    yield "restricted, other language", nothing, "/en/allou/neo/", "Κείμενο</h1>", False, False
    yield "restricted in menus", nothing, "/el/", "Ετικέτα", False, False
    yield "open", open_all, "/el/", "Ετικέτα", False, True
    yield "rename the home page", lambda: retitle(home()), "/el/", "Άλλο σπίτι", False, True


def of_privacy(practice: GoodPracticePage) -> Iterator[Step]:
    """Yield what closes the library, and the end of a practice."""
    url, title = again(practice).url, f"{CANARY} δεύτερο"
    yield "restrict the library", lambda: close(library()), EL, CANARY, True, False
    yield "the practice in it", nothing, url, CANARY, False, False
    yield "the newest on the home page", nothing, "/el/", CANARY, False, False
    yield "open the library", open_all, url, CANARY, False, True
    yield "delete", lambda: Page.objects.get(pk=practice.pk).delete(), EL, title, True, False
    yield "deleted on the home page", nothing, "/el/", title, False, False


def of_a_person(body: Organisation) -> Iterator[Step]:
    """Yield who a member lets see their name, and the end of their account."""
    person = make_user("canary", "member", organisation=body, last_name=CANARY)
    people = User.objects.filter(pk=person.pk)
    people.update(organisation_shown_to="public")
    url, other = (f"/{code}/organisations/{body.code}/" for code in ("el", "en"))
    yield "show a name", lambda: people.update(name_shown_to="public"), url, CANARY, False, True
    yield "shown, other language", nothing, other, CANARY, True, True
    yield "hide it", lambda: people.update(name_shown_to="members"), url, CANARY, True, False
    yield "show it again", lambda: people.update(name_shown_to="public"), other, CANARY, False, True
    yield "erase the account", lambda: erase(people.get()), url, CANARY, True, False
    yield "erased, other language", nothing, other, CANARY, False, False


def nothing() -> None:
    """Change nothing: look elsewhere at what the step before did."""


def soon() -> datetime:
    """Return a moment that `come_due` waits for."""
    return timezone.now() + timedelta(seconds=1)


def come_due() -> None:
    """Wait for a day that is a second away, and do what is due."""
    time.sleep(1.1)
    call_command("publish_scheduled")


def expire(practice: GoodPracticePage, when: datetime) -> None:
    """Let the public life of a practice end, and do what is due."""
    GoodPracticePage.objects.filter(pk=practice.pk).update(expire_at=when)
    call_command("publish_scheduled")


def open_all() -> None:
    """Take all restrictions away."""
    PageViewRestriction.objects.all().delete()


def rename(found: Page, slug: str) -> None:
    """Publish a page under another address."""
    draft = Page.objects.get(pk=found.pk).specific
    draft.slug = slug
    draft.save_revision().publish()


def retitle(found: Any) -> None:
    """Publish another headline."""
    found.headline = "Άλλο σπίτι"
    found.save_revision().publish()


def move(found: Page, parent: Page) -> None:
    """Move a page below another one."""
    Page.objects.get(pk=found.pk).move(Page.objects.get(pk=parent.pk), pos="last-child")


def close(found: Page) -> None:
    """Close a page to all who are not signed in."""
    PageViewRestriction.objects.create(page=Page.objects.get(pk=found.pk), restriction_type=PageViewRestriction.LOGIN)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_every_change_shows_at_the_next_request_in_every_process() -> None:
    expected, found = {}, {}
    with processes() as sites:
        for name, act, address, words, before, after in steps():
            expected[name] = ([before] * len(sites), [after] * len(sites))
            earlier = [words in page(site, address) for site in sites]
            act()
            found[name] = (earlier, [words in page(site, address) for site in sites])

    assert {name: one for name, one in found.items() if one != expected[name]} == {}


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_without_triggers_a_kept_page_would_stay_as_it_was() -> None:
    make_theme("mentoring")
    with processes() as sites:
        before = [page(site, EL) for site in sites]
        watching = standing(connection, PREFIX).items()
        drop(connection, {name: table for name, table in watching if table == "vocabulary_theme"})
        Theme.objects.update(title="Νέα λέξη")
        after = [page(site, EL) for site in sites]
        install()

        assert (after == before, ["Νέα λέξη" in page(site, EL) for site in sites]) == (True, [True, True])
