"""What a practice cost and who paid: one choice of its author holds wherever a practice is read."""

from io import BytesIO
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from docx import Document

from blocks import paper
from good_practices import rules
from good_practices.exchange.exporting import everything, public
from good_practices.models import GoodPracticePage
from network_members.models import User
from search.models import Text
from tests.factories.full_practice import STAFF
from tests.factories.snapshots import make_written
from tests.factories.translations import translate
from tests.good_practices.test_comparing import side_by_side
from tests.good_practices.test_part_pages import address, enter, fill, send, stored, text_of
from tests.good_practices.test_pdf import address as pdf_address
from tests.good_practices.test_pdf import file_at, words
from tests.reading import read
from tests.search.indexing import read_all

SOURCE = "ΚΑΝΑΡΙΝΙ-πηγή"
CLOSED = (SOURCE, "67 %", "2011–2013", STAFF, "48.250", "48,250", "48250")
PAGES = ("/el/kales-praktikes/diktyo/", "/en/good-practices/t-diktyo/")
TURNED = tuple(f"{page}?text=other" for page in PAGES)
PROGRAMME = {"el": "Ταμείο Ασύλου", "en": "Asylum Fund"}
COLUMNS = {"cost", "resources_el", "funding_source_el", "funding_share", "funding_from", "funding_until"}


@pytest.fixture
def funded(full: GoodPracticePage, editor: User) -> GoodPracticePage:
    """A public practice in both languages that names programme, source, share and years."""
    full.funding_source, full.funding_share, full.funding_from, full.funding_until = SOURCE, 67, 2011, 2013
    full.save_revision().publish()
    translate(full, user=editor)
    return GoodPracticePage.objects.get(pk=full.pk)


def open_to_all(practice: GoodPracticePage) -> None:
    """Let everybody read cost and funding, in both languages."""
    GoodPracticePage.objects.filter(translation_key=practice.translation_key).update(costs_shown_to="all")


def told(text: str) -> list[str]:
    """Return what of the cost and its funding a text says."""
    return [secret for secret in CLOSED if secret in text]


@pytest.mark.parametrize("role", ["visitor", "applicant"])
@pytest.mark.parametrize("where", [*PAGES, *TURNED])
def test_the_page_shows_others_the_programme_alone(
    where: str, role: str, funded: GoodPracticePage, request: pytest.FixtureRequest
) -> None:
    client = Client() if role == "visitor" else enter(request.getfixturevalue(role))

    page = read(client, where)

    assert (told(page), PROGRAMME[where[1:3]] in page, 'id="resources"' in page) == ([], True, False)


@pytest.mark.parametrize("role", ["member", "stranger", "editor"])
@pytest.mark.parametrize("where", [*PAGES, *TURNED])
def test_members_read_programme_and_source(
    where: str, role: str, funded: GoodPracticePage, request: pytest.FixtureRequest
) -> None:
    page = read(enter(request.getfixturevalue(role)), where)

    cost = "48.250" if where.startswith("/el/") else "48,250"
    assert told(page) == [SOURCE, "67 %", "2011–2013", STAFF, cost]
    assert PROGRAMME[where[1:3]] in page


@pytest.mark.parametrize("where", PAGES)
def test_everybody_reads_what_was_opened(where: str, funded: GoodPracticePage, visitor: Client) -> None:
    open_to_all(funded)

    page = read(visitor, where)

    assert (told(page)[:4], "Only members see this." in page) == ([SOURCE, "67 %", "2011–2013", STAFF], False)


@pytest.mark.parametrize("where", [PAGES[1], TURNED[0]])
def test_a_translation_never_shows_more_than_its_original(
    where: str, funded: GoodPracticePage, visitor: Client
) -> None:
    open_to_all(funded)
    GoodPracticePage.objects.filter(pk=funded.pk).update(costs_shown_to="members")

    assert told(read(visitor, where)) == []
    twin: Any = funded.get_translations().get().specific
    assert (rules.can_see_costs(AnonymousUser(), twin), twin.closed_texts) == (False, {"resources", "funding_source"})


@pytest.mark.skipif(not paper.is_possible(), reason="Pango is not installed")
@pytest.mark.parametrize(("language", "cost"), [("el", "48.250"), ("en", "48,250")])
def test_the_file_holds_them_for_members_alone(
    language: str, cost: str, funded: GoodPracticePage, visitor: Client, member: User
) -> None:
    where = pdf_address(funded, language)

    for_visitor, for_member = (words(file_at(client, where)) for client in (visitor, enter(member)))

    assert (told(for_visitor), told(for_member)) == ([], [SOURCE, "67 %", "2011–2013", STAFF, cost])
    assert [PROGRAMME[language] in said for said in (for_visitor, for_member)] == [True, True]


@pytest.mark.parametrize("language", ["el", "en"])
def test_the_comparison_holds_them_for_members_alone(
    language: str, funded: GoodPracticePage, visitor: Client, member: User
) -> None:
    where = side_by_side(funded, language=language)

    for_visitor, for_member = (read(client, where) for client in (visitor, enter(member)))

    assert (told(for_visitor), told(for_member)[:3]) == ([], [SOURCE, "67 %", "2011–2013"])


def test_open_data_hold_them_only_where_the_author_opened_them(funded: GoodPracticePage) -> None:
    (closed,) = public().rows
    open_to_all(funded)
    (opened,) = public().rows

    assert (COLUMNS & set(closed), COLUMNS & set(opened)) == (set(), COLUMNS)
    assert [text for text in (SOURCE, STAFF, "48250") if text in str(closed)] == []
    assert (closed["funding_programme"], opened["funding_source_el"], opened["funding_share"]) == ("amif", SOURCE, "67")


def test_editors_take_everything_out(funded: GoodPracticePage) -> None:
    (row,) = everything().rows

    assert set(row) >= COLUMNS


@pytest.mark.parametrize("language", ["el", "en"])
def test_nobody_finds_a_practice_by_them(language: str, funded: GoodPracticePage, visitor: Client) -> None:
    library = {"el": "/el/kales-praktikes/", "en": "/en/good-practices/"}[language]

    read_all()
    page = read(visitor, f"{library}?q={SOURCE}")

    told = " ".join(f"{text.keywords} {text.body}" for text in Text.objects.filter(kind="practice"))
    assert (SOURCE in told, STAFF in told) == (False, False)
    assert ("diktyo" in page, STAFF in page) == (False, False)


def test_the_document_of_a_draft_is_for_its_own_body(member: User, colleague: User, stranger: User) -> None:
    practice = make_written(member)
    fill(practice, "resources", member, funding_source=SOURCE)
    where = reverse("my_practices:word_file", args=[practice.translation_key])

    answers = [enter(person).get(where) for person in (member, colleague, stranger)]

    texts = ["\n".join(one.text for one in Document(BytesIO(answer.content)).paragraphs) for answer in answers[:2]]
    assert ([SOURCE in text for text in texts], answers[2].status_code) == ([True, True], 404)
    assert SOURCE not in answers[2].content.decode()


@pytest.mark.parametrize(
    ("language", "label", "hint"),
    [
        ("el", "Ποιοι βλέπουν κόστος και χρηματοδότηση", "Ισχύει για το κόστος και για την πηγή"),
        ("en", "Who may read cost and funding", "Holds for the cost, and for source, share and years of the funding."),
    ],
)
def test_the_form_says_what_the_choice_holds_for(language: str, label: str, hint: str, member: User) -> None:
    practice, client = make_written(member), enter(member)
    where = address(practice, "resources", language)

    page = text_of(client.get(where))
    send(client, where, costs_shown_to="all")

    assert (label in page, hint in page, stored(practice, "resources")["costs_shown_to"]) == (True, True, "all")


@pytest.mark.parametrize("language", ["el", "en"])
def test_money_without_a_programme_is_told_too(language: str, funded: GoodPracticePage, member: User) -> None:
    GoodPracticePage.objects.update(funding_programme=None, cost=None, resources="", funding_source="")

    with override(language):
        page = read(enter(member), PAGES[language == "en"])

    assert told(page) == ["67 %", "2011–2013"]
