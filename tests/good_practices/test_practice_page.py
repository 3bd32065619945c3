"""A practice's page: everything that was filled in, to those who may read it."""

import re
from typing import Any

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from good_practices.models import GoodPracticePage
from network_members.models import Organisation, User
from tests.factories.full_practice import CONTACT, COST, STAFF
from tests.factories.practices import make_practice
from tests.reading import read, text_of

ADDRESSES = {"el": "/el/kales-praktikes/diktyo/", "en": "/en/good-practices/diktyo/"}


def headings(page: str) -> list[str]:
    return re.findall(r'<h2 id="([a-z]+)">', page)


SECTIONS = [
    "summary",
    "need",
    "objectives",
    "activities",
    "results",
    "evaluation",
    "opinion",
    "difficulties",
    "transfer",
    "equality",
    "links",
    "ended",
]


def test_a_visitor_reads_every_section_that_was_filled(full: GoodPracticePage, visitor: Client) -> None:
    page = read(visitor, ADDRESSES["el"])

    assert headings(page) == SECTIONS
    assert re.findall(r'<a href="#([a-z]+)"', page.partition("</nav>")[2]) == SECTIONS
    for words in ("Σύνοψη του έργου.", "Στόχος ένα", "Ραντεβού", "Διαμεσολάβηση", "Χώρος", "Υπομονή", "Μας άκουσαν."):
        assert words in page


def test_empty_sections_are_left_out(visitor: Client, db: None) -> None:
    make_practice("Δίκτυο")

    assert headings(read(visitor, ADDRESSES["el"])) == []


def test_texts_are_read_as_markdown(full: GoodPracticePage, visitor: Client) -> None:
    page = read(visitor, ADDRESSES["el"])

    assert "<p>Η <em>ανάγκη</em> ήταν μεγάλη.</p>" in page
    assert "<p>Κάθε <strong>Πέμπτη</strong>.</p>" in page


def test_facts_are_in_the_readers_language(full: GoodPracticePage, visitor: Client) -> None:
    facts = {language: re.findall(r"<dd>(.*?)</dd>", read(visitor, address)) for language, address in ADDRESSES.items()}

    assert facts["en"] == [
        '<a href="/en/organisations/patras-council/">Patras Migrant Integration Council and 2 partners</a>',
        "2021–2024",
        "Athens, Greece (municipality)",
        "Women",
        "Person",
        "Asylum Fund",
    ]
    assert facts["el"][3:] == ["Γυναίκες", "Άτομο", "Ταμείο Ασύλου"]
    assert facts["el"][2].startswith("Αθήνα, Ελλάδα (")


def test_policy_goals_lead_to_the_practices_that_share_them(full: GoodPracticePage, visitor: Client) -> None:
    found = {
        language: re.findall(r'<li><a href="([^"]*[?]goal=[^"]*)">(.*?)</a></li>', read(visitor, address))
        for language, address in ADDRESSES.items()
    }

    assert found == {
        "el": [
            ("/el/kales-praktikes/?goal=sdg-10", "ΣΒΑ 10: Λιγότερες ανισότητες"),
            ("/el/kales-praktikes/?goal=ap-health", "Σχέδιο δράσης ΕΕ: Πρόσβαση στις υπηρεσίες υγείας"),
        ],
        "en": [
            ("/en/good-practices/?goal=sdg-10", "SDG 10: Reduced inequalities"),
            ("/en/good-practices/?goal=ap-health", "EU Action Plan: Access to health services"),
        ],
    }
    shown = read(visitor, found["en"][0][0])
    assert f'href="{ADDRESSES["en"]}"' in shown


def test_figures_stand_before_the_table(full: GoodPracticePage, visitor: Client) -> None:
    page = read(visitor, ADDRESSES["en"])

    assert re.findall(r'<span class="big">(.*?)</span><p>(.*?)</p>', page) == [
        ("1,600", "people reached"),
        ("900", "of them women"),
        ("120", "of them children"),
    ]
    row = text_of(page.partition("<tbody>")[2].partition("</tbody>")[0]).split()
    assert row == ["Παραπομπές", "(άτομα)", "0", "50", "64"]


def test_partners_keep_the_language_of_their_names(full: GoodPracticePage, visitor: Client) -> None:
    page = read(visitor, ADDRESSES["en"])

    partners = page.partition("Partners</h2>")[2].partition("</ul>")[0]
    assert re.findall(r"<li(.*?)>(.*?)</li>", partners) == [
        ("", "Lisbon Association"),
        (' lang="el"', "Σύλλογος Γονέων"),
    ]


@pytest.mark.parametrize("role", ["visitor", "applicant"])
@pytest.mark.parametrize("language", ["el", "en"])
def test_cost_and_contact_are_for_members(
    role: str, language: str, full: GoodPracticePage, request: Any, client: Client
) -> None:
    person = request.getfixturevalue(role)
    if isinstance(person, User):
        client.force_login(person)

    page = read(client, ADDRESSES[language])

    assert [words in page for words in ("48.250", "48,250", "48250", STAFF, CONTACT)] == [False] * 5
    assert "resources" not in headings(page)


@pytest.mark.parametrize("role", ["member", "stranger", "facilitator", "translator", "editor", "superuser"])
def test_members_read_cost_and_contact(role: str, full: GoodPracticePage, request: Any, client: Client) -> None:
    client.force_login(request.getfixturevalue(role))

    page = read(client, ADDRESSES["el"])

    assert [words in page for words in (COST, STAFF, CONTACT)] == [True] * 3


def test_an_author_may_open_the_cost_to_all(full: GoodPracticePage, visitor: Client) -> None:
    GoodPracticePage.objects.update(costs_shown_to="all")

    page = read(visitor, ADDRESSES["el"])

    assert [words in page for words in (COST, STAFF, CONTACT)] == [True, True, False]


@pytest.mark.parametrize("role", ["visitor", "member", "superuser"])
def test_no_page_holds_an_address(role: str, full: GoodPracticePage, request: Any, client: Client) -> None:
    person = request.getfixturevalue(role)
    if isinstance(person, User):
        client.force_login(person)

    assert "canary@" not in read(client, ADDRESSES["el"])


@pytest.mark.parametrize("language", ["el", "en"])
def test_a_private_practice_is_not_read(language: str, full: GoodPracticePage, visitor: Client) -> None:
    PageViewRestriction.objects.create(page=full, restriction_type=PageViewRestriction.LOGIN)

    response = visitor.get(ADDRESSES[language])

    assert (response.status_code, "Σύνοψη" in response.content.decode()) == (302, False)


@pytest.mark.parametrize("language", ["el", "en"])
def test_a_draft_is_not_found(language: str, full: GoodPracticePage, visitor: Client) -> None:
    full.unpublish()

    assert visitor.get(ADDRESSES[language]).status_code == 404


@pytest.mark.parametrize("language", ADDRESSES)
def test_the_page_leads_to_its_body_unless_the_directory_hides_it(
    language: str, full: GoodPracticePage, council: Organisation, visitor: Client
) -> None:
    link = f'href="/{language}/organisations/{council.code}/"'

    assert read(visitor, ADDRESSES[language]).count(link) == 2
    Organisation.objects.filter(pk=council.pk).update(listed=False)
    assert read(visitor, ADDRESSES[language]).count(link) == 0
