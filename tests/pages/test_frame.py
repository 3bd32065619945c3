"""Menus and footer: the editors' links in the reader's language, exact after every change, closed to whom they must be."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import Client
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page, PageViewRestriction

from library.models import NetworkImage
from network_members.models import User
from pages.models import FooterText, Menu, MenuItem
from tests.factories.practices import library, make_practice
from tests.factories.texts import home, make_footer, make_funder, make_menu, make_project, make_text, make_twin
from tests.factories.translations import start_translation
from tests.reading import count_queries, read


def header(page: str) -> list[tuple[str, str]]:
    """Return addresses and labels of the main navigation, without the visitor's own lines."""
    nav = page.partition('<nav id="menu"')[2].partition("</nav>")[0]
    return re.findall(r'<li><a href="([^"]*)"[^>]*>([^<]*)</a></li>', nav)


def footer(page: str) -> list[tuple[str, str]]:
    """Return addresses and labels of the footer."""
    return re.findall(r'<li><a href="([^"]*)"[^>]*>([^<]*)</a></li>', page.partition('<footer class="site-foot"')[2])


def marked(page: str) -> list[tuple[str, str]]:
    """Return the links that say where the reader is, and how."""
    return re.findall(r'<a href="([^"]*)" aria-current="(\w+)">', page)


@pytest.mark.parametrize(("language", "url"), [("el", "/el/to-diktyo/"), ("en", "/en/the-network/")])
def test_a_link_leads_to_the_page_in_the_readers_language(language: str, url: str, visitor: Client, db: None) -> None:
    greek = make_text("Το δίκτυο")
    make_twin(greek, "The network", home("en"))
    make_menu(greek, language=language)

    assert header(read(visitor, f"/{language}/")) == [(url, "Το δίκτυο")]


def test_a_link_to_a_page_without_translation_leads_to_where_it_stands_in(visitor: Client, db: None) -> None:
    outer = make_text("Το δίκτυο")
    make_twin(outer, "The network", home("en"))
    inner = make_text("Η μέθοδος", outer)
    make_menu(inner, language="en")

    page = read(visitor, "/en/")

    assert header(page) == [("/en/the-network/i-methodos/", "Η μέθοδος")]
    assert 'lang="el"' in read(visitor, "/en/the-network/i-methodos/")


@pytest.mark.parametrize(("language", "url"), [("el", "/el/organisations/"), ("en", "/en/organisations/")])
def test_a_link_may_lead_to_an_address_of_the_site(language: str, url: str, visitor: Client, db: None) -> None:
    make_menu("organisations/", language=language)

    page = read(visitor, f"/{language}/")

    assert header(page) == [(url, "organisations/")]
    assert visitor.get(url).status_code == 200


def test_each_language_has_its_own_menus(visitor: Client, db: None) -> None:
    make_menu("my/", language="el")

    assert [header(read(visitor, f"/{language}/")) for language in ("el", "en")] == [[("/el/my/", "my/")], []]


def test_the_footer_shows_columns_the_network_and_its_funder(visitor: Client, db: None) -> None:
    make_menu(make_text("Όροι χρήσης"), position="footer", title="Όροι")
    make_menu(position="footer", title="Κενή στήλη")
    make_funder(make_footer("Ένα δίκτυο."), "Με τη στήριξη της Ένωσης", note="Δείγμα")

    page = read(visitor, "/el/").partition('<footer class="site-foot"')[2]

    assert footer(read(visitor, "/el/")) == [("/el/oroi-chrisis/", "Όροι χρήσης")]
    assert re.findall(r'<h2 id="foot-1">(.*?)</h2>', page) == ["Όροι"]
    assert [words in page for words in ("Ένα δίκτυο.", "Με τη στήριξη", "Δείγμα", 'class="emblem"', "Κενή")] == [
        True,
        True,
        True,
        True,
        False,
    ]


def strips(page: str) -> list[tuple[str, str]]:
    """Return the sign and the words of each funder in the footer."""
    parts = page.partition('<footer class="site-foot"')[2].split('<div class="fund">')[1:]
    return [
        (" ".join(re.findall(r'class="(emblem|sign)"', one)), re.findall(r"<p.*?>(.*?)</p>", one)[0]) for one in parts
    ]


def test_several_funders_stand_with_their_own_signs_in_order(visitor: Client, db: None) -> None:
    footer = make_footer()
    image = NetworkImage.objects.create(title="logo", file=get_test_image_file())
    make_funder(footer, "Δεύτερος", emblem="picture", picture=image, sort_order=2)
    make_funder(footer, "Πρώτος", sort_order=1)
    make_funder(footer, "Τρίτος", emblem="none", sort_order=3)

    assert strips(read(visitor, "/el/")) == [("emblem", "Πρώτος"), ("sign", "Δεύτερος"), ("", "Τρίτος")]
    assert strips(read(visitor, "/en/")) == []


def test_a_changed_funder_shows_at_once(visitor: Client, db: None) -> None:
    funder = make_funder(make_footer(), "Παλιά δήλωση")
    read(visitor, "/el/")
    funder.sentence = "Νέα δήλωση"
    funder.save()
    assert strips(read(visitor, "/el/")) == [("emblem", "Νέα δήλωση")]

    funder.delete()

    assert strips(read(visitor, "/el/")) == []


def test_a_project_shows_its_own_funder_instead_of_the_networks(visitor: Client, db: None) -> None:
    make_funder(make_footer(), "Του δικτύου")
    own = make_project("Με δικό του", funder_sentence="Του έργου", funder_emblem="none")
    plain = make_project("Χωρίς")

    assert [strips(read(visitor, one.url)) for one in (own, plain)] == [
        [("", "Του έργου")],
        [("emblem", "Του δικτύου")],
    ]


def test_a_funder_with_a_picture_needs_one(db: None) -> None:
    with pytest.raises(ValidationError) as refusal:
        make_funder(make_footer(), emblem="picture").full_clean()

    assert refusal.value.error_dict.keys() == {"picture"}


def test_without_menus_the_frame_still_stands(visitor: Client, db: None) -> None:
    page = read(visitor, "/en/")

    assert (header(page), footer(page)) == ([], [])
    assert 'class="fund"' not in page


@pytest.mark.parametrize("language", ["el", "en"])
def test_brand_and_search_lead_home_and_to_the_search(language: str, visitor: Client, db: None) -> None:
    page = read(visitor, f"/{language}/account/login/")

    assert re.findall(r'<a class="brand" href="(.*?)">', page) == [f"/{language}/"]
    assert f'<a class="iconbtn" href="/{language}/search/"' in page


def test_the_page_that_is_read_and_its_section_are_marked(visitor: Client, db: None) -> None:
    outer = make_text("Το δίκτυο")
    inner = make_text("Η μέθοδος", outer)
    make_menu(outer, library(), home())
    make_menu(inner, position="footer")

    assert marked(read(visitor, "/el/to-diktyo/")) == [("/el/to-diktyo/", "page")]
    assert marked(read(visitor, "/el/to-diktyo/i-methodos/")) == [
        ("/el/to-diktyo/", "true"),
        ("/el/to-diktyo/i-methodos/", "page"),
    ]
    assert marked(read(visitor, "/el/kales-praktikes/")) == [("/el/kales-praktikes/", "page")]
    assert marked(read(visitor, "/el/")) == [("/el/", "page")]


@pytest.fixture
def linked(db: None) -> Page:
    """A page that menus of both languages lead to, with a twin in English."""
    page = make_text("Το δίκτυο")
    make_twin(page, "The network", home("en"))
    for language in ("el", "en"):
        make_menu(page, language=language)
        make_footer("Παλιό κείμενο", language=language)
    return page


def shown(client: Client) -> list[list[tuple[str, str]]]:
    """Return the menus of both languages."""
    return [header(read(client, f"/{language}/")) for language in ("el", "en")]


def test_a_changed_label_shows_at_once(linked: Page, visitor: Client) -> None:
    shown(visitor)
    for item in MenuItem.objects.all():
        item.label = "Νέο"
        item.save()

    assert shown(visitor) == [[("/el/to-diktyo/", "Νέο")], [("/en/the-network/", "Νέο")]]


def test_a_deleted_menu_is_gone_at_once(linked: Page, visitor: Client) -> None:
    shown(visitor)
    Menu.objects.filter(locale__language_code="el").first().delete()

    assert shown(visitor) == [[], [("/en/the-network/", "Το δίκτυο")]]


def test_a_changed_footer_shows_at_once(linked: Page, visitor: Client) -> None:
    shown(visitor)
    for text in FooterText.objects.all():
        text.about = "Καινούριο κείμενο"
        text.save()

    page = read(visitor, "/el/")
    assert ("Παλιό κείμενο" in page, "Καινούριο κείμενο" in page) == (False, True)


def test_a_renamed_page_is_linked_under_its_new_address_at_once(linked: Page, visitor: Client) -> None:
    shown(visitor)
    linked.slug = "neo"
    linked.save_revision().publish()

    assert shown(visitor) == [[("/el/neo/", "Το δίκτυο")], [("/en/the-network/", "Το δίκτυο")]]


def test_a_renamed_page_above_moves_the_links_below_at_once(linked: Page, visitor: Client) -> None:
    make_menu(make_text("Η μέθοδος", linked), position="footer")
    shown(visitor)
    linked.slug = "neo"
    linked.save_revision().publish()

    assert footer(read(visitor, "/el/")) == [("/el/neo/i-methodos/", "Η μέθοδος")]


def test_an_unpublished_page_is_linked_no_more(linked: Page, visitor: Client) -> None:
    shown(visitor)
    linked.get_translation(home("en").locale).unpublish()
    assert shown(visitor) == [[("/el/to-diktyo/", "Το δίκτυο")], [("/en/to-diktyo/", "Το δίκτυο")]]

    linked.unpublish()
    assert shown(visitor) == [[], []]


def test_a_page_that_is_published_again_is_linked_again(linked: Page, visitor: Client) -> None:
    linked.unpublish()
    shown(visitor)
    linked.save_revision().publish()

    assert shown(visitor)[0] == [("/el/to-diktyo/", "Το δίκτυο")]


def test_a_moved_page_is_linked_where_it_went(linked: Page, visitor: Client) -> None:
    place = make_text("Αλλού")
    shown(visitor)
    Page.objects.get(pk=linked.pk).move(Page.objects.get(pk=place.pk), pos="last-child")

    assert shown(visitor)[0] == [("/el/allou/to-diktyo/", "Το δίκτυο")]


def test_a_deleted_page_is_linked_no_more(linked: Page, visitor: Client) -> None:
    shown(visitor)
    Page.objects.get(pk=linked.pk).delete()

    assert shown(visitor)[0] == []


def test_a_translation_takes_the_place_of_its_stand_in_at_once(visitor: Client, db: None) -> None:
    page = make_text("Το δίκτυο")
    make_menu(page, language="en")
    assert header(read(visitor, "/en/")) == [("/en/to-diktyo/", "Το δίκτυο")]

    make_twin(page, "The network", home("en"))

    assert header(read(visitor, "/en/")) == [("/en/the-network/", "Το δίκτυο")]


def test_nothing_is_forgotten_when_the_change_is_taken_back(linked: Page, visitor: Client) -> None:
    before = shown(visitor)
    with transaction.atomic():
        MenuItem.objects.get(menu__locale__language_code="el").delete()
        during = shown(visitor)
        transaction.set_rollback(True)

    assert (during[0], shown(visitor)) == ([], before)


def restrict(page: Page, kind: str, *groups: str) -> None:
    """Close a page and its twin to all but some."""
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=kind)
    restriction.groups.set(Group.objects.get_or_create(name=name)[0] for name in groups)


@pytest.mark.parametrize(("role", "seen"), [("visitor", False), ("applicant", True), ("member", True)])
def test_a_link_to_a_page_for_people_with_an_account_is_theirs(
    role: str, seen: bool, linked: Page, client: Client, request: Any
) -> None:
    shown(client)
    restrict(linked, PageViewRestriction.LOGIN)
    person = request.getfixturevalue(role)
    if isinstance(person, User):
        client.force_login(person)

    assert [bool(links) for links in shown(client)] == [seen, seen]


@pytest.mark.parametrize(
    ("role", "seen"), [("visitor", False), ("applicant", False), ("member", False), ("facilitator", True)]
)
def test_a_link_below_a_page_for_one_group_is_that_groups(
    role: str, seen: bool, linked: Page, client: Client, request: Any
) -> None:
    make_menu(make_text("Ιδιωτικό", linked), position="footer")
    restrict(linked, PageViewRestriction.GROUPS, "facilitator")
    person = request.getfixturevalue(role)
    if isinstance(person, User):
        client.force_login(person)

    page = read(client, "/el/")

    assert (bool(footer(page)), bool(header(page)), "Ιδιωτικό" in page) == (seen, seen, seen)


def test_a_link_is_for_all_again_when_the_page_is_opened(linked: Page, visitor: Client) -> None:
    restrict(linked, PageViewRestriction.LOGIN)
    assert shown(visitor) == [[], []]

    linked.view_restrictions.all().delete()

    assert [len(links) for links in shown(visitor)] == [1, 1]


def test_a_draft_never_stands_in_a_menu(visitor: Client, db: None) -> None:
    draft = make_text("Πρόχειρο", live=False)
    make_menu(draft)

    assert header(read(visitor, "/el/")) == []


def test_kept_menus_cost_one_query(linked: Page, visitor: Client) -> None:
    alone = count_queries(visitor, "/el/account/login/")
    make_menu(*(make_text(f"Σελίδα {number}") for number in range(3)), position="footer")

    assert (alone, count_queries(visitor, "/el/account/login/")) == (alone, alone)


def test_publishing_a_practice_does_not_change_what_menus_show(linked: Page, visitor: Client) -> None:
    before = shown(visitor)
    make_practice()

    assert shown(visitor) == before


def test_a_translated_menu_leads_to_the_readers_pages(visitor: Client, db: None) -> None:
    page = make_text("Το δίκτυο")
    make_twin(page, "The network", home("en"))
    menu = make_menu(page, "organisations/")
    start_translation(menu)

    assert header(read(visitor, "/en/")) == [
        ("/en/the-network/", "Το δίκτυο"),
        ("/en/organisations/", "organisations/"),
    ]


@pytest.mark.parametrize(
    "wrong", ["/my/", "//evil.example", "https://evil.example", "javascript:alert(1)", "a b", "x\n", 'my/"onclick=']
)
def test_an_address_that_leaves_the_site_is_refused(wrong: str, db: None) -> None:
    with pytest.raises(ValidationError):
        MenuItem(label="Α", address=wrong, menu=make_menu(), locale=home().locale).full_clean()


@pytest.mark.parametrize("right", ["my/", "good-practices/?theme=mentoring", "organisations/#list"])
def test_an_address_of_the_site_is_taken(right: str, db: None) -> None:
    MenuItem(label="Α", address=right, menu=make_menu(), locale=home().locale).full_clean()


def test_a_column_of_the_footer_needs_a_heading(db: None) -> None:
    with pytest.raises(ValidationError) as refusal:
        Menu(position="footer", locale=home().locale).full_clean()

    assert refusal.value.error_dict.keys() == {"title"}
