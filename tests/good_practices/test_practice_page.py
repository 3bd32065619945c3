"""A practice's page: everything that was filled in, to those who may read it, in the right language."""

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from good_practices.contents import collect, fetch
from good_practices.models import Activity, GoodPracticePage, Objective, Partner, PracticeImage, ResultRow
from library.models import NetworkDocument, NetworkImage
from network_members.models import Organisation, User
from PIL import Image
from time_machine import TimeMachineFixture
from vocabulary.models import FundingProgramme, InterventionLevel, ServiceKind, TargetGroup
from wagtail.models import Locale, PageViewRestriction

from tests.factories.practices import make_practice
from tests.factories.translations import translate
from tests.factories.words import make_term, make_theme

ADDRESSES = {"el": "/el/kales-praktikes/diktyo/", "en": "/en/good-practices/diktyo/"}
COST, STAFF, CONTACT = "48.250 €", "Δύο μισές θέσεις", "Χριστίνα Καναρίνη"
MAY, JUNE = (datetime(2026, month, 3, 12, tzinfo=UTC) for month in (5, 6))


@pytest.fixture(autouse=True)
def forget_pictures() -> None:
    """Wagtail remembers the sizes of pictures by number, and every test starts counting anew."""
    cache.clear()


def read(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def text_of(page: str) -> str:
    """Return the words of a page without its elements."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def headings(page: str) -> list[str]:
    return re.findall(r'<h2 id="([a-z]+)">', page)


@pytest.fixture
def contact(council: Organisation) -> User:
    return User.objects.create_user(
        "canary@nima.example", first_name="Χριστίνα", last_name="Καναρίνη", organisation=council
    )


@pytest.fixture
def full(council: Organisation, association: Organisation, contact: User) -> GoodPracticePage:
    """A practice with everything filled in."""
    greek = Locale.objects.get(language_code="el")
    activity = Activity(name="Ραντεβού", what="Κάθε **Πέμπτη**.", enabling="Χώρος", lesson="Υπομονή", locale=greek)
    activity.service_kinds = [make_term(ServiceKind, "mediation", ("Διαμεσολάβηση", "Mediation"))]
    page = make_practice(
        "Δίκτυο",
        one_line="Με μια ματιά",
        summary="Σύνοψη του έργου.",
        challenge="Η *ανάγκη* ήταν μεγάλη.",
        themes=[make_theme(), make_theme("work", ("Εργασία", "Work"))],
        target_groups=[make_term(TargetGroup, "women", ("Γυναίκες", "Women"))],
        levels=[make_term(InterventionLevel, "person", ("Άτομο", "Person"))],
        area_kind="municipality",
        start_year=2021,
        end_year=2024,
        status="ended",
        ended_reason="Τελείωσαν τα χρήματα.",
        owner=contact,
        contact=contact,
        lead_organisation=council,
        people_reached=1600,
        women_reached=900,
        children_reached=120,
        cost="48250.00",
        resources=STAFF,
        funding_programme=make_term(FundingProgramme, "amif", ("Ταμείο Ασύλου", "Asylum Fund")),
        funding_share=75,
        evaluation="external",
        evaluation_text="Από το πανεπιστήμιο.",
        evaluation_report=make_document(),
        users_opinion="Μας άκουσαν.",
        difficulties="Άργησε η άδεια.",
        transfer="Ένας συντονιστής.",
        equality="Ισότιμη πρόσβαση.",
        confirmed_on=date(2026, 6, 3),
        objectives=[Objective(text="Στόχος ένα", locale=greek)],
        activities=[activity],
        result_rows=[
            ResultRow(indicator="Παραπομπές", unit="άτομα", baseline="0", target="50", actual="64", locale=greek)
        ],
        partners=[Partner(organisation=association), Partner(name="Σύλλογος Γονέων")],
    )
    page.tags.add("γειτονιά")
    page.save_revision().publish()
    return page


def make_document() -> NetworkDocument:
    return NetworkDocument.objects.create(title="Έκθεση", file=ContentFile(b"%PDF-1.4", "ekthesi.pdf"), file_size=2048)


def make_image(**fields: Any) -> NetworkImage:
    from io import BytesIO

    file = BytesIO()
    Image.new("RGB", (900, 700), "olive").save(file, "PNG")
    return NetworkImage.objects.create(
        title="Εικόνα", file=ContentFile(file.getvalue(), "a.png"), width=900, height=700, **fields
    )


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
        "Patras Migrant Integration Council and 2 partners",
        "2021–2024",
        "Athens, Greece (municipality)",
        "Women",
        "Person",
        "Asylum Fund (75 %)",
    ]
    assert facts["el"][3:] == ["Γυναίκες", "Άτομο", "Ταμείο Ασύλου (75 %)"]
    assert facts["el"][2].startswith("Αθήνα, Ελλάδα (")


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


# Who sees what


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


# Languages


def test_a_practice_without_translation_says_so(full: GoodPracticePage, visitor: Client) -> None:
    greek, english = (read(visitor, address) for address in ADDRESSES.values())

    assert 'class="notices' not in greek
    assert "This page has not been translated into English yet. You are reading it in Greek." in english
    assert '<h1 lang="el">Δίκτυο</h1>' in english
    assert "<h1>Δίκτυο</h1>" in greek
    assert '<div class="stack" lang="el"><p>Σύνοψη του έργου.</p></div>' in english


def test_both_versions_say_when_the_translation_was_reviewed(
    full: GoodPracticePage, editor: User, visitor: Client, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(MAY, tick=False)
    translate(full, user=editor, words=lambda text: "Network")

    original = text_of(read(visitor, ADDRESSES["el"]))
    translated = text_of(read(visitor, "/en/good-practices/network/"))

    assert "3 Μαΐου 2026" in original
    assert "Translated from Greek and reviewed on 3 May 2026. Διαβάστε το πρωτότυπο" in translated


def test_both_versions_say_that_the_original_has_changed(
    full: GoodPracticePage, editor: User, visitor: Client, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(MAY, tick=False)
    translate(full, user=editor, words=lambda text: "Network")
    time_machine.move_to(JUNE, tick=False)
    draft = full.get_latest_revision_as_object()
    draft.summary = "Άλλαξε."
    draft.save_revision().publish()

    translated = text_of(read(visitor, "/en/good-practices/network/"))

    assert "The original has changed since, on 3 June 2026." in translated
    assert "Άλλαξε." not in translated


def test_the_translation_stands_in_the_other_direction_too(
    editor: User, visitor: Client, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(MAY, tick=False)
    original = make_practice("Network", language="en")
    translate(original, user=editor, words=lambda text: "Δίκτυο")

    english = text_of(read(visitor, "/en/good-practices/network/"))

    assert "Written in English. The Greek translation was reviewed on 3 May 2026." in english
    assert "<h1>Δίκτυο</h1>" in read(visitor, ADDRESSES["el"])


# Beside the text


def test_the_thread_tells_the_life_in_order(
    full: GoodPracticePage, editor: User, visitor: Client, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(MAY, tick=False)
    translate(full, user=editor, words=lambda text: "Network")
    GoodPracticePage.objects.update(first_published_at=datetime(2026, 4, 1, tzinfo=UTC))

    page = read(visitor, "/en/good-practices/network/").partition("The thread of this practice")[2]

    knots = re.findall(
        r'<li class="(\w+)".*?<strong>(.*?)</strong>.*?<p class="small muted">(.*?)</p>', page, re.DOTALL
    )
    assert knots[:4] == [
        ("done", "Written in Greek", "Patras Migrant Integration Council"),
        ("done", "Published", "1 April 2026"),
        ("done", "English translation", "3 May 2026"),
        ("done", "Confirmed", "3 June 2026"),
    ]


def test_related_practices_share_a_theme(full: GoodPracticePage, visitor: Client) -> None:
    make_practice("Συγγενική", themes=[make_theme_again("inclusion")])
    make_practice("Άσχετη")
    make_practice("Συγγενικό πρόχειρο", themes=[make_theme_again("inclusion")], live=False)

    page = read(visitor, ADDRESSES["en"]).partition("Related practices")[2].partition("</ul>")[0]

    assert re.findall(r'<a href="(.*?)" lang="el">(.*?)</a>', page) == [("/en/good-practices/syngeniki/", "Συγγενική")]


def make_theme_again(code: str) -> Any:
    from vocabulary.models import Theme

    return Theme.objects.anchors().get(code=code)


def test_a_picture_wins_over_the_woven_cover(full: GoodPracticePage, visitor: Client) -> None:
    assert 'viewBox="0 0 64 48"' in read(visitor, ADDRESSES["el"])
    draft = full.get_latest_revision_as_object()
    draft.images = [PracticeImage(image=make_image(alt_el="Γυναίκες γύρω από τραπέζι", alt_en="", credit="Δήμος"))]
    draft.save_revision().publish()

    page = read(visitor, ADDRESSES["en"])

    assert 'viewBox="0 0 64 48"' not in page
    figure = page.partition("<figure")[2].partition("</figure>")[0]
    assert figure.startswith(' lang="el">')
    assert 'alt="Γυναίκες γύρω από τραπέζι"' in figure
    assert "fill-800x600" in figure


def test_the_picture_shows_in_the_library_too(full: GoodPracticePage, visitor: Client) -> None:
    draft = full.get_latest_revision_as_object()
    draft.images = [PracticeImage(image=make_image(alt_el="Τραπέζι"))]
    draft.save_revision().publish()

    page = read(visitor, "/el/kales-praktikes/")

    assert re.findall(r'<img class="picture" src="[^"]*fill-272x272[^"]*" width="272" height="272" alt=""', page)


def test_licence_keywords_and_citation(full: GoodPracticePage, visitor: Client) -> None:
    GoodPracticePage.objects.update(first_published_at=MAY)

    page = text_of(read(visitor, ADDRESSES["en"]))

    assert "Licence: CC BY 4.0" in page
    assert "γειτονιά" in page
    assert "Cite as: ΣΕΜ Δήμου Πατρέων (2026). Δίκτυο. Nima. http://testserver/en/good-practices/diktyo/" in page


# How it is made


@pytest.mark.parametrize(("language", "number"), [("el", 10), ("en", 9)])
def test_a_practice_without_translation_takes_few_queries(
    language: str, number: int, full: GoodPracticePage, visitor: Client
) -> None:
    assert count_queries(visitor, ADDRESSES[language]) == number


def test_a_translated_practice_takes_few_queries(full: GoodPracticePage, visitor: Client) -> None:
    translate(full, words=lambda text: "Network")

    assert count_queries(visitor, "/en/good-practices/network/") == 10
    assert count_queries(visitor, ADDRESSES["el"]) == 10


def test_more_rows_take_no_more_queries(full: GoodPracticePage, visitor: Client) -> None:
    draft = full.get_latest_revision_as_object()
    draft.objectives = [Objective(text=f"Στόχος {number}", locale=full.locale) for number in range(3)]
    draft.activities = [Activity(name=f"Δράση {number}", what="Κάτι", locale=full.locale) for number in range(3)]
    draft.result_rows = [ResultRow(indicator=f"Δείκτης {number}", locale=full.locale) for number in range(3)]
    draft.save_revision().publish()

    assert count_queries(visitor, ADDRESSES["el"]) == 10


def count_queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_stored_contents_are_those_of_the_draft_in_memory(full: GoodPracticePage) -> None:
    draft = full.get_latest_revision_as_object()
    draft.images = [PracticeImage(image=make_image(alt_el="Τραπέζι", alt_en="Table", credit="Δήμος"))]
    draft.save_revision().publish()
    practice = GoodPracticePage.objects.get(pk=full.pk)

    assert fetch(practice) == collect(practice)


def test_a_preview_shows_the_draft(full: GoodPracticePage, rf: Any, visitor: Client) -> None:
    draft = full.get_latest_revision_as_object()
    draft.objectives = [Objective(text="Μόνο στο πρόχειρο", locale=full.locale)]

    page = draft.make_preview_request(rf.get("/")).render().content.decode()

    assert "Μόνο στο πρόχειρο" in page
    assert "Μόνο στο πρόχειρο" not in read(visitor, ADDRESSES["el"])


def test_the_page_is_light(full: GoodPracticePage, visitor: Client) -> None:
    assert len(visitor.get(ADDRESSES["el"]).content) < 150_000


def test_both_languages_wear_one_cloth(full: GoodPracticePage, visitor: Client) -> None:
    translate(full, words="Network".format)

    pages = [read(visitor, address) for address in (ADDRESSES["el"], "/en/good-practices/network/")]

    greek, english = (re.findall(r'<svg class="weave dye-olive" viewBox="0 0 64 48".*?</svg>', page) for page in pages)
    assert greek == english != []


def test_the_way_here_stays_in_the_readers_language(full: GoodPracticePage, visitor: Client) -> None:
    crumbs = read(visitor, ADDRESSES["en"]).partition('class="crumbs')[2].partition("</nav>")[0]

    assert re.findall(r'href="(.*?)"', crumbs) == ["/en/", "/en/good-practices/"]
    assert '<li lang="el" aria-current="page">Δίκτυο</li>' in crumbs
