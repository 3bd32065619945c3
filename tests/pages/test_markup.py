"""Every page of the room is whole HTML with one heading of the first level, in both languages, empty and full."""

import re
from typing import Any

import pytest
from django.test import Client

from network_members.models import Organisation
from pages.models import HomePage, ProjectPage, ProjectPractice
from tests.factories.practices import make_practice
from tests.factories.texts import home, make_footer, make_funder, make_meeting, make_menu, make_project, make_text
from tests.factories.words import make_place, make_theme
from tests.reading import faults, read

BODY = [
    ("heading", "Ενότητα"),
    ("text", "<h3>Μέσα</h3><p>Κείμενο</p><ul><li>Ένα</li></ul>"),
    ("quote", {"text": "Λόγια\n\nκι άλλα", "source": "Κάποια"}),
    ("heading", "Ενότητα"),
    ("questions", [{"question": "Γιατί;", "answer": "<p>Διότι.</p>", "revised": "2026-03-05"}]),
]
PATHS = [
    *(f"/{language}/{path}" for language in ("el", "en") for path in ("", "selida/", "selida/kato/")),
    *("/el/erga/", "/en/projects/", "/el/erga/ergo/", "/en/projects/ergo/"),
]


@pytest.fixture
def written(council: Organisation) -> None:
    """A site with something of everything."""
    outer = make_text("Σελίδα", introduction="Λίγα λόγια", body=BODY)
    make_text("Κάτω", outer)
    practice = make_practice(
        themes=[make_theme()], lead_organisation=council, place=make_place("volos", ("Βόλος", "Volos"))
    )
    project = make_project(
        "Έργο",
        introduction="Με δυο λόγια",
        lead_organisation=council,
        body=BODY,
        funder_sentence="Χάρη σε",
        funder_emblem="eu",
        beneficiaries="Όλοι",
    )
    ProjectPractice.objects.create(page=ProjectPage.objects.get(pk=project.pk), practice=practice)
    HomePage.objects.update(headline="Τίτλος", lead="Εισαγωγή", method_title="Μέθοδος", method_page=outer)
    for language in ("el", "en"):
        make_meeting("Συνάντηση", "now", home(language))
        make_menu(outer, "organisations/", language=language)
        make_menu(outer, position="footer", title="Στήλη", language=language)
        make_funder(make_footer(language=language), note="Δείγμα")


@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_whole_when_everything_is_filled_in(path: str, written: Any, visitor: Client) -> None:
    page = read(visitor, path)

    assert faults(page) == []
    assert len(re.findall(r"<h1[ >]", page)) == 1


@pytest.mark.parametrize("path", ["/el/", "/en/", "/el/erga/", "/en/projects/"])
def test_a_page_is_whole_when_nothing_is_filled_in(path: str, visitor: Client, db: None) -> None:
    assert faults(read(visitor, path)) == []


def test_a_page_of_text_and_a_project_may_be_empty(visitor: Client, db: None) -> None:
    make_text("Σελίδα")
    make_project("Έργο")

    assert [faults(read(visitor, path)) for path in ("/el/selida/", "/en/selida/", "/el/erga/ergo/")] == [[], [], []]
