"""The statements on accessibility and privacy: on every page, in both languages, with forms that reach somebody."""

import re
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils.timezone import localdate

from mail.models import Message
from network_members.models import User
from pages.models import AccessibilityFinding, SiteFacts
from pages.neighbours import statement_tasks
from tests.network_members.rooms import enter, page_of, value_of, words_of
from tests.reading import count_queries, read

STATEMENTS = {"el": "/el/accessibility/", "en": "/en/accessibility/"}
FORMS = {"accessibility": "/en/accessibility/feedback/", "privacy": "/en/privacy/ask/"}
CANARY = "canary-55@nima.example"


def make_finding(**fields: Any) -> AccessibilityFinding:
    """Return something that not everybody can use."""
    values = {"text_el": "Σαρωμένα PDF", "text_en": "Scanned PDF files", "found_on": date(2026, 6, 15), **fields}
    return AccessibilityFinding.objects.create(**values)


def letter(**changed: str) -> dict[str, str]:
    """Return what a visitor fills in."""
    values = {"name": "Ada", "email": "ada@visitor.example", "text": "No focus", "page": "/en/", "token": str(uuid4())}
    return values | changed


def mails() -> list[tuple[str, str, str]]:
    """Return kind, reader and language of all mails."""
    return list(Message.objects.order_by("pk").values_list("kind", "recipient", "language"))


@pytest.mark.parametrize("where", ["/{}/", "/{}/organisations/", "/{}/account/login/", "/{}/accessibility/"])
@pytest.mark.parametrize("language", ["el", "en"])
def test_every_page_links_to_the_statements(language: str, where: str, visitor: Client, db: None) -> None:
    terms = read(visitor, where.format(language)).partition('<p class="terms">')[2].partition("</p>")[0]

    assert re.findall(r'href="(.*?)"', terms) == [
        f"/{language}/accessibility/",
        f"/{language}/accessibility/feedback/",
        f"/{language}/privacy/",
        f"/{language}/glossary/",
        f"/{language}/open-data/",
    ]


def test_a_site_that_nobody_assessed_says_so(visitor: Client, db: None) -> None:
    page = words_of(visitor.get(STATEMENTS["en"]))

    assert ("has not been assessed yet" in page, "in full" in page, "in part" in page) == (True, False, False)


def test_without_findings_the_site_meets_the_standard_in_full(visitor: Client, db: None) -> None:
    SiteFacts.objects.create(reviewed_on=date(2026, 11, 2))
    make_finding(solved_on=date(2026, 7, 1))

    page = words_of(visitor.get(STATEMENTS["en"]))

    assert ("in full" in page, "Scanned" in page, "2 November 2026" in page) == (True, False, True)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Scanned PDF files", "Found on 15 June 2026. To be solved by 31 March 2027.", "Until then: Ask us"]),
        ("el", ["Σαρωμένα PDF", "Βρέθηκε στις 15 Ιουνίου 2026. Θα λυθεί ως τις 31 Μαρτίου 2027.", "Ask us"]),
    ],
)
def test_an_open_finding_stands_with_its_dates_and_what_there_is_instead(
    language: str, words: list[str], visitor: Client, db: None
) -> None:
    SiteFacts.objects.create(reviewed_on=date(2026, 11, 2))
    make_finding(planned_for=date(2027, 3, 31), alternative_en="Ask us")

    page = words_of(visitor.get(STATEMENTS[language]))

    assert [one for one in words if one not in page] == []


def test_findings_stand_under_their_reason(visitor: Client, db: None) -> None:
    for reason in ("outside", "fault", "burden"):
        make_finding(reason=reason)

    page = page_of(visitor.get(STATEMENTS["en"]))

    assert re.findall(r"<h3>(.*?)</h3>", page) == [
        "Not yet in line with the law",
        "A disproportionate burden",
        "Outside the law",
    ]


def test_the_statement_names_who_runs_the_site_and_who_enforces_the_law(visitor: Client, db: None) -> None:
    SiteFacts.objects.create(
        owner_en="The secretariat",
        phone="+30 210 000",
        email=CANARY,
        enforcement_el="Συνήγορος",
        enforcement_page="https://ombudsman.example/",
    )

    page = page_of(visitor.get(STATEMENTS["en"]))

    assert "<strong>The secretariat</strong>" in page
    assert '<a href="tel:+30210000">+30 210 000</a>' in page
    assert '<a href="https://ombudsman.example/" rel="noopener" lang="el">Συνήγορος</a>' in page
    assert CANARY not in page


def test_the_privacy_page_names_every_cookie_and_who_takes_complaints(visitor: Client, db: None) -> None:
    SiteFacts.objects.create(owner_el="Η γραμματεία", authority_en="The authority", email=CANARY)

    page = page_of(visitor.get("/en/privacy/"))

    assert re.findall(r"<code>(.*?)</code>", page) == ["sessionid", "csrftoken", "messages"]
    assert '<strong lang="el">Η γραμματεία</strong>' in page
    assert "The authority" in page
    assert CANARY not in page


@pytest.mark.parametrize(("subject", "where"), FORMS.items())
def test_a_message_reaches_who_runs_the_site_and_its_writer_gets_a_receipt(
    subject: str, where: str, visitor: Client, db: None
) -> None:
    SiteFacts.objects.create(email="desk@nima.example")

    response = visitor.post(where, letter())

    assert (response.status_code, response["Location"]) == (302, f"{where}?sent")
    assert mails() == [("feedback", "desk@nima.example", "el"), ("feedback_receipt", "ada@visitor.example", "en")]
    first, receipt = Message.objects.order_by("pk")
    assert (first.reply_to, "No focus" in first.text, "No focus" in receipt.text) == (
        "Ada <ada@visitor.example>",
        True,
        False,
    )
    assert "Thank you. Your message has reached us." in words_of(visitor.get(response["Location"]))


def test_without_an_address_the_administrators_read_it(visitor: Client, administrator: User) -> None:
    visitor.post(FORMS["accessibility"], letter())

    assert [reader for _kind, reader, _language in mails()] == [administrator.email, "ada@visitor.example"]


def test_nothing_typed_is_lost_when_something_lacks(visitor: Client, db: None) -> None:
    page = page_of(visitor.post("/el/accessibility/feedback/", letter(email="", page="Αρχική")), 422)

    assert (value_of(page, "name"), value_of(page, "page")) == ("Ada", "Αρχική")
    assert "No focus</textarea>" in page
    assert mails() == []


def test_the_sixth_message_in_an_hour_waits(visitor: Client, administrator: User) -> None:
    answers = [visitor.post(FORMS["privacy"], letter()).status_code for _time in range(6)]

    assert answers == [302] * 5 + [429]


def test_the_forms_need_a_token_and_no_cache_keeps_them(db: None) -> None:
    client = Client(enforce_csrf_checks=True)

    page = client.get(FORMS["accessibility"])

    assert "no-store" in page["Cache-Control"]
    assert client.post(FORMS["accessibility"], letter()).status_code == 403
    token = value_of(page_of(page), "csrfmiddlewaretoken")
    assert client.post(FORMS["accessibility"], letter(csrfmiddlewaretoken=token)).status_code == 302


def test_the_page_in_question_may_come_with_the_address(visitor: Client, db: None) -> None:
    page = page_of(visitor.get(f"{FORMS['accessibility']}?page=/en/organisations/"))

    assert value_of(page, "page") == "/en/organisations/"


def test_reading_a_statement_stores_nothing(visitor: Client, db: None) -> None:
    for where in (*STATEMENTS.values(), "/el/privacy/", "/en/privacy/"):
        read(visitor, where)

    assert SiteFacts.objects.count() == 0


def test_the_statement_takes_the_same_queries_for_one_and_three(visitor: Client, db: None) -> None:
    make_finding()
    one = count_queries(visitor, STATEMENTS["en"])
    make_finding()
    make_finding()

    assert count_queries(visitor, STATEMENTS["en"]) == one


@pytest.mark.parametrize(
    ("days", "asked"), [(None, True), (366, True), (365, False), (0, False)], ids=["never", "late", "in time", "today"]
)
def test_administrators_are_asked_to_review_it_once_a_year(
    days: int | None, asked: bool, administrator: User, editor: User, rf: Any
) -> None:
    SiteFacts.objects.create(reviewed_on=None if days is None else localdate() - timedelta(days=days))
    request = rf.get("/")

    found = []
    for person in (administrator, editor):
        request.user = person
        found.append([str(task["title"]) for task in statement_tasks(request)])

    assert [len(tasks) for tasks in found] == [int(asked), 0]


def test_administrators_are_told_what_should_have_been_solved(administrator: User) -> None:
    SiteFacts.objects.create(reviewed_on=localdate())
    make_finding(planned_for=localdate() - timedelta(days=1))
    make_finding(planned_for=localdate() + timedelta(days=1))
    make_finding(planned_for=date(2026, 1, 1), solved_on=date(2026, 2, 1))

    assert "1 accessibility finding is overdue" in words_of(enter(administrator).get("/en/my/"))


@pytest.mark.parametrize(
    ("name", "codes"), [("administrator", [200, 200]), ("editor", [302, 200]), ("moderator", [302, 302])]
)
def test_administrators_keep_the_facts_and_editors_the_findings(name: str, codes: list[int], request: Any) -> None:
    client = enter(request.getfixturevalue(name))
    addresses = ("/admin/settings/pages/sitefacts/1/", "/admin/snippets/pages/accessibilityfinding/")
    SiteFacts.objects.create(pk=1)

    assert [client.get(where).status_code for where in addresses] == codes


def test_a_finding_needs_words(db: None) -> None:
    with pytest.raises(ValidationError):
        AccessibilityFinding(found_on=date(2026, 1, 1)).full_clean()
