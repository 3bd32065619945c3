"""The pages for what went wrong: both languages, the reader's first, nothing needed."""

import re
import sys
from typing import Any

import pytest
from django.db import InterfaceError, OperationalError
from django.test import Client, RequestFactory
from django.utils import translation

from config import errors
from network_members.models import User
from tests.faults import database_away

TITLES = {
    "400": ("Δεν καταλάβαμε το αίτημα", "We could not read the request"),
    "403": ("Δεν έχετε πρόσβαση εδώ", "You have no access here"),
    "403_csrf": ("Η φόρμα έληξε", "The form has expired"),
    "404": ("Η σελίδα δεν βρέθηκε", "Page not found"),
    "413": ("Το αρχείο είναι πολύ μεγάλο", "The file is too large"),
    "429": ("Πολλές προσπάθειες σε λίγο χρόνο", "Too many tries in a short time"),
    "500": ("Κάτι δεν πήγε καλά", "Something went wrong"),
    "503": ("Το Νήμα κάνει ένα μικρό διάλειμμα", "Nima is taking a short break"),
}


def headings(page: str) -> list[str]:
    """Return the two headings of a page, with their ranks."""
    found = re.findall(r"<(h[12])[^>]*>\s*(.*?)\s*</h", page)
    return [f"{rank} {text}" for rank, text in found]


@pytest.mark.parametrize("name", TITLES)
@pytest.mark.parametrize("language", ["el", "en"])
def test_a_page_stands_without_database_in_both_languages(name: str, language: str) -> None:
    request = RequestFactory().get(f"/{language}/nothing/")

    with database_away():
        response = errors.page(request, int(name[:3]), name)

    page = response.content.decode()
    first, second = TITLES[name] if language == "el" else TITLES[name][::-1]
    assert response.status_code == int(name[:3])
    assert f'<html lang="{language}">' in page
    assert ("Νήμα" if language == "el" else "Nima") in page.partition("</header>")[0].partition("<header")[2]
    assert headings(page) == [f"h1 {first}", f"h2 {second}"]
    assert {'lang="el"', 'lang="en"'} <= set(re.findall(r"lang=\"..\"", page))


@pytest.mark.parametrize(
    ("path", "asked", "language"),
    [
        ("/en/nothing/", "el", "en"),
        ("/el/nothing/", "en", "el"),
        ("/media/nothing.png", "en", "en"),
        ("/media/nothing.png", "fr", "el"),
    ],
)
def test_the_language_is_that_of_the_address_or_of_the_browser(
    path: str, asked: str, language: str, visitor: Client, db: Any
) -> None:
    page = visitor.get(path, headers={"accept-language": asked}).content.decode()

    assert f'<html lang="{language}">' in page


def test_staff_read_refusals_in_their_own_language(visitor: Client, stranger: User) -> None:
    visitor.force_login(stranger)

    response = visitor.get("/admin/", headers={"accept-language": "el"})

    assert (response.status_code, headings(response.content.decode())[0]) == (403, "h1 You have no access here")


def test_a_language_left_over_from_another_request_is_not_used() -> None:
    with translation.override("en"):
        assert errors.language_of(RequestFactory().get("/media/", headers={"accept-language": "el"})) == "el"


def test_a_form_without_its_token_gets_the_page_for_expired_forms() -> None:
    response = Client(enforce_csrf_checks=True).post("/en/account/login/", {"login": "a"})

    assert (response.status_code, headings(response.content.decode())[0]) == (403, "h1 The form has expired")


@pytest.mark.parametrize("path", ["/el/", "/en/account/login/", "/admin/", "/documents/1/a.pdf"])
def test_without_database_the_site_asks_to_come_back(path: str, db: Any) -> None:
    client = Client(raise_request_exception=False)
    client.cookies["sessionid"] = "x" * 32

    with database_away():
        response = client.get(path)

    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert any("Το Νήμα κάνει ένα μικρό διάλειμμα" in one for one in headings(response.content.decode()))


@pytest.mark.parametrize(
    ("fault", "status"), [(OperationalError(), 503), (InterfaceError(), 503), (ValueError("KANARINI"), 500)]
)
def test_a_fault_of_ours_is_told_apart_from_one_that_passes(fault: Exception, status: int) -> None:
    try:
        raise fault
    except type(fault):
        response = errors.server_error(RequestFactory().get("/en/"))

    assert (response.status_code, "KANARINI" in response.content.decode()) == (status, False)
    assert sys.exc_info() == (None, None, None)
