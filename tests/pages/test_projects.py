"""Projects: the list by category, and a page that says who, when, with whose money, and what came of it."""

import re
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import PageViewRestriction, ReferenceIndex

from library import rules
from library.models import NetworkImage
from network_members.models import Organisation, User
from pages.models import ProjectOutput, ProjectPage, ProjectPartner, ProjectPractice
from tests.factories.library import make_document
from tests.factories.people import make_organisation
from tests.factories.practices import make_practice
from tests.factories.texts import make_project, make_twin, plant, projects
from tests.factories.translations import start_translation, translate
from tests.factories.words import make_term
from tests.reading import count_queries, read, text_of
from vocabulary.models import Country, FundingProgramme

LISTS = {"el": "/el/erga/", "en": "/en/projects/"}
CANARY = "Καναρίνι"


def cards(page: str) -> list[tuple[str, str]]:
    """Return addresses and titles of the projects on the list."""
    return re.findall(r'<h2[^>]*><a href="([^"]*)">([^<]*)</a></h2>', page)


def facts(page: str) -> dict[str, str]:
    """Return the short facts of a project."""
    found = re.findall(r"<dt>(.*?)</dt><dd[^>]*>(.*?)</dd>", page)
    return {label: text_of(value) for label, value in found}


def aside(page: str) -> str:
    """Return what stands beside a project."""
    return page.partition("<aside")[2].partition("</aside>")[0]


@pytest.fixture
def country(db: None) -> Country:
    """A country."""
    return make_term(Country, "pt", ("Πορτογαλία", "Portugal"))


@pytest.fixture
def full(council: Organisation, association: Organisation, country: Country) -> ProjectPage:
    """A project with everything filled in."""
    hidden = make_organisation("hidden", name_el="Κρυφός φορέας", name_en="Hidden body", listed=False)
    page = ProjectPage(
        title="Ένα έργο",
        introduction="Με δυο λόγια",
        category="completed",
        start_year=2021,
        end_year=2024,
        duration_note="Η πηγή λέει δύο διάρκειες.",
        lead_organisation=council,
        funding_programme=make_term(FundingProgramme, "amif", ("Ταμείο Ασύλου", "Asylum Fund")),
        funding="75 % της Ένωσης",
        funder_sentence="Συγχρηματοδοτείται.",
        funder_emblem="eu",
        beneficiaries="1.600 άνθρωποι",
        body=[("heading", "Η ιδέα"), ("text", "<p>Ξεκινά από τον άνθρωπο.</p>"), ("heading", "Outputs")],
    )
    page.countries = [country, make_term(Country, "at", ("Αυστρία", "Austria"))]
    page.partners = [
        ProjectPartner(organisation=association, sort_order=0),
        ProjectPartner(organisation=hidden, sort_order=1),
        ProjectPartner(name="Σύλλογος Γονέων", sort_order=2),
    ]
    page.outputs = [
        ProjectOutput(
            title="Οδηγός", document=make_document("Οδηγός", language="el"), locale=projects().locale, sort_order=0
        ),
        ProjectOutput(title="Εκπαίδευση", address="https://example.org/course", locale=projects().locale, sort_order=1),
        ProjectOutput(title="Δίκτυο", locale=projects().locale, sort_order=2),
    ]
    page.practices = [ProjectPractice(practice=make_practice("Σύμβουλοι"))]
    made: ProjectPage = plant(page, projects())
    return made


@pytest.mark.parametrize("language", ["el", "en"])
def test_the_list_shows_every_project_in_either_language(language: str, visitor: Client, db: None) -> None:
    done = make_project("Ολοκληρωμένο έργο", category="completed", start_year=2020)
    make_project("A running project", language="en", start_year=2024)
    make_twin(done, "A finished project", projects("en"), category="completed", start_year=2020)
    make_project("Πρόχειρο", live=False)

    finished = {
        "el": ("/el/erga/olokliromeno-ergo/", "Ολοκληρωμένο έργο"),
        "en": ("/en/projects/a-finished-project/", "A finished project"),
    }
    assert cards(read(visitor, LISTS[language])) == [
        (f"{LISTS[language]}a-running-project/", "A running project"),
        finished[language],
    ]


def test_a_project_in_the_other_language_is_marked(visitor: Client, db: None) -> None:
    make_project("Ένα έργο", introduction="Με δυο λόγια")

    page = read(visitor, LISTS["en"])

    assert '<h2 lang="el"><a href="/en/projects/ena-ergo/">Ένα έργο</a></h2>' in page
    assert '<p lang="el">Με δυο λόγια</p>' in page


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", (["Τρέχον", "Παλιό"], "")),
        ("?category=ongoing", (["Τρέχον"], "?category=ongoing")),
        ("?category=completed", (["Παλιό"], "?category=completed")),
        ("?category=%27%3BDROP", (["Τρέχον", "Παλιό"], "")),
        ("?category=ongoing&category=completed", (["Παλιό"], "?category=completed")),
    ],
)
@pytest.mark.parametrize("language", ["el", "en"])
def test_tabs_show_one_category(
    language: str, query: str, shown: tuple[list[str], str], visitor: Client, db: None
) -> None:
    make_project("Τρέχον")
    make_project("Παλιό", category="completed")

    page = read(visitor, LISTS[language] + query)
    tabs = page.partition('<nav class="tabs')[2].partition("</nav>")[0]

    assert [title for _url, title in cards(page)] == shown[0]
    assert re.findall(r'<a href="([^"]*)" aria-current="page">', tabs) == [LISTS[language] + shown[1]]
    assert re.findall(r'<span class="n">(\d)</span>', tabs) == ["2", "1", "1"]


@pytest.mark.parametrize(("language", "other"), [("el", "en"), ("en", "el")])
def test_the_language_switch_keeps_the_category(language: str, other: str, visitor: Client, db: None) -> None:
    page = read(visitor, f"{LISTS[language]}?category=completed&nonsense=1")

    assert f'href="{LISTS[other]}?category=completed"' in page


@pytest.mark.parametrize("language", ["el", "en"])
@pytest.mark.parametrize("query", ["", "?category=ongoing"])
def test_an_empty_list_says_so(query: str, language: str, visitor: Client, db: None) -> None:
    page = read(visitor, LISTS[language] + query)

    assert ('class="empty"' in page, f'class="btn" href="{LISTS[language]}"' in page) == (True, bool(query))


def test_a_card_says_who_where_and_when(full: ProjectPage, visitor: Client) -> None:
    page = text_of(read(visitor, LISTS["en"]))

    assert "Patras Migrant Integration Council Austria, Portugal 2021–2024" in " ".join(page.split())


@pytest.mark.parametrize(("role", "seen"), [("visitor", False), ("member", True)])
def test_private_projects_are_for_those_who_may_open_them(
    role: str, seen: bool, request: Any, client: Client, db: None
) -> None:
    page = make_project(f"{CANARY} έργο", category="completed")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    person = request.getfixturevalue(role)
    if isinstance(person, User):
        client.force_login(person)

    for address in LISTS.values():
        shown = read(client, address)
        assert (CANARY in shown, re.findall(r'<span class="n">(\d)</span>', shown)) == (
            seen,
            ["1", "1"] if seen else [],
        )


def test_the_list_takes_as_many_queries_for_three_projects_as_for_one(
    visitor: Client, council: Organisation, country: Country
) -> None:
    make_project("Έργο 0", lead_organisation=council, countries=[country])
    few = count_queries(visitor, LISTS["el"])
    for number in (1, 2):
        make_project(f"Έργο {number}", lead_organisation=council, countries=[country])

    assert (few, count_queries(visitor, LISTS["el"])) == (6, 6)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("el", ["ΣΕΜ Δήμου Πατρέων", "2021–2024", "Αυστρία, Πορτογαλία", "Ταμείο Ασύλου"]),
        ("en", ["Patras Migrant Integration Council", "2021–2024", "Austria, Portugal", "Asylum Fund"]),
    ],
)
def test_a_project_says_who_when_where_and_with_whose_money(
    language: str, expected: list[str], full: ProjectPage, visitor: Client
) -> None:
    page = read(visitor, f"{LISTS[language]}ena-ergo/")

    assert [value.strip() for value in facts(page).values()] == expected
    assert f'<a href="/{language}/organisations/patras-council/">' in page


def test_a_projects_own_words_keep_their_language(full: ProjectPage, visitor: Client) -> None:
    page = read(visitor, "/en/projects/ena-ergo/")

    for words in (
        '<h1 lang="el">Ένα έργο</h1>',
        '<p class="lead" lang="el">Με δυο λόγια</p>',
        '<h2 id="i-idea" lang="el">Η ιδέα</h2>',
        '<p lang="el">1.600 άνθρωποι</p>',
        "<strong>Συγχρηματοδοτείται.</strong>",
        '<p class="small muted mt3" lang="el">75 % της Ένωσης</p>',
    ):
        assert words in page
    assert '<h2 id="for-whom">Whom it is for</h2>' in page


def test_the_contents_lead_to_every_section_once(full: ProjectPage, visitor: Client) -> None:
    page = read(visitor, "/el/erga/ena-ergo/")
    anchors = re.findall(r'<a href="#([\w-]+)"', page.partition('<nav class="toc')[2].partition("</nav>")[0])

    assert anchors == ["i-idea", "outputs-2", "for-whom", "outputs", "practices"]
    assert [page.count(f'id="{anchor}"') for anchor in anchors] == [1] * 5


def test_outputs_lead_to_their_file_or_address(full: ProjectPage, visitor: Client) -> None:
    page = read(visitor, "/en/projects/ena-ergo/").partition('id="outputs"')[2].partition("</ul>")[0]

    lines = re.findall(r"<li>(.*?)</li>", page, re.DOTALL)
    assert [text_of(line).strip() for line in lines] == ["Οδηγός (TXT, 2 KB, Greek)", "Εκπαίδευση", "Δίκτυο"]
    assert [re.findall(r'href="(.*?)"', line)[:1] for line in lines] == [
        [full.outputs.first().document.url],
        ["https://example.org/course"],
        [],
    ]


def test_a_file_of_a_project_is_there_for_its_readers_only(full: ProjectPage) -> None:
    # Wagtail does so once the page is committed.
    ReferenceIndex.create_or_update_for_object(full)
    document = full.outputs.first().document
    public = rules.is_public(document)
    full.unpublish()

    assert (public, rules.is_public(document)) == (True, False)


def test_partners_lead_to_the_directory_when_they_stand_in_it(full: ProjectPage, visitor: Client) -> None:
    lines = re.findall(r"<li(.*?)>(.*?)</li>", aside(read(visitor, "/en/projects/ena-ergo/")))

    assert lines == [
        ("", '<a href="/en/organisations/lisbon-association/">Lisbon Association</a>'),
        ("", "Hidden body"),
        (' lang="el"', "Σύλλογος Γονέων"),
    ]


@pytest.mark.parametrize(
    ("language", "url"), [("el", "/el/kales-praktikes/symvouloi/"), ("en", "/en/good-practices/advisers/")]
)
def test_practices_are_rows_in_the_readers_language(
    language: str, url: str, full: ProjectPage, visitor: Client
) -> None:
    translate(full.practices.get().practice, words=lambda text: "Advisers")

    page = read(visitor, f"{LISTS[language]}ena-ergo/")

    assert re.findall(r'<h3><a href="(.*?)">', page.partition('id="practices"')[2].partition("</article>")[0]) == [url]


def test_a_private_practice_of_a_project_shows_nowhere(full: ProjectPage, visitor: Client) -> None:
    practice = full.practices.get().practice
    PageViewRestriction.objects.create(page=practice, restriction_type=PageViewRestriction.LOGIN)

    page = read(visitor, "/el/erga/ena-ergo/")

    assert ("Σύμβουλοι" in page, 'id="practices"' in page) == (False, False)


@pytest.mark.parametrize(
    ("emblem", "picture", "shown"),
    [("eu", False, 'class="emblem"'), ("picture", True, 'alt="The fund"'), ("picture", False, ""), ("none", True, "")],
)
def test_the_funders_sign_stands_beside_its_sentence(
    emblem: str, picture: bool, shown: str, full: ProjectPage, visitor: Client
) -> None:
    image = NetworkImage.objects.create(title="x", file=get_test_image_file(), alt_el="Το ταμείο", alt_en="The fund")
    ProjectPage.objects.update(funder_emblem=emblem, funder_picture=image if picture else None)

    beside = aside(read(visitor, "/en/projects/ena-ergo/"))

    signs = [sign for sign in ('class="emblem"', "<img") if sign in beside]
    assert (len(signs), shown in beside) == (1 if shown else 0, True)


def test_a_project_with_nothing_filled_in_is_short(visitor: Client, db: None) -> None:
    make_project("Ένα έργο")

    page = read(visitor, "/el/erga/ena-ergo/")

    assert (facts(page), re.findall(r'<h2 id="(?!talk)', page), "<section" in aside(page)) == ({}, [], False)


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [(2021, 2024, "2021–2024"), (2021, None, "since 2021"), (None, 2024, "until 2024"), (2021, 2021, "2021")],
)
def test_the_duration_says_what_is_known(
    start: int | None, end: int | None, words: str, visitor: Client, db: None
) -> None:
    make_project("Ένα έργο", start_year=start, end_year=end)

    assert facts(read(visitor, "/en/projects/ena-ergo/")) == {"Duration": words}


def test_a_project_ends_after_it_starts(db: None) -> None:
    page = make_project("Ένα έργο", start_year=2024)
    page.end_year = 2021

    with pytest.raises(ValidationError):
        page.full_clean()


@pytest.mark.parametrize("path", ["/el/erga/ena-ergo/", "/en/projects/ena-ergo/"])
def test_a_private_project_leads_visitors_to_the_login(path: str, full: ProjectPage, visitor: Client) -> None:
    PageViewRestriction.objects.create(page=full, restriction_type=PageViewRestriction.LOGIN)

    answer = visitor.get(path)

    assert (answer.status_code, "Οδηγός" in answer.content.decode()) == (302, False)


def test_a_project_takes_few_queries(full: ProjectPage, visitor: Client) -> None:
    read(visitor, "/el/erga/ena-ergo/")
    few = count_queries(visitor, "/el/erga/ena-ergo/")
    for number in (1, 2):
        ProjectPractice.objects.create(page=full, practice=make_practice(f"Πρακτική {number}"))
        ProjectPartner.objects.create(page=full, name=f"Φορέας {number}")

    assert (few, count_queries(visitor, "/el/erga/ena-ergo/")) == (10, 10)


def test_a_translated_project_keeps_facts_and_asks_for_words(full: ProjectPage) -> None:
    twin = start_translation(full).get_target_instance()

    assert (twin.funding_programme, twin.category, twin.funder_emblem) == (full.funding_programme, "completed", "eu")
    assert [one.code for one in twin.countries.order_by("code")] == ["at", "pt"]
    assert (twin.partners.count(), twin.practices.count()) == (3, 1)


def test_the_admin_offers_each_word_of_a_project_once(full: ProjectPage, editor: User, client: Client) -> None:
    client.force_login(editor)

    page = read(client, f"/admin/pages/{full.pk}/edit/")

    assert len(re.findall(r'name="countries" value="(\d+)"', page)) == Country.objects.anchors().count()
    programmes = page.partition('name="funding_programme"')[2].partition("</select>")[0]
    assert len(re.findall(r'<option value="(\d+)"', programmes)) == 1
