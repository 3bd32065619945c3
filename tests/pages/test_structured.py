"""Data of schema.org: what a page is about, in words its reader sees, and no way out of the script element."""

import json
import re
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Locale

from library.models import ChapterQuestion, ChapterStage
from network_members.models import Organisation, User
from pages.structured import as_script
from tests.factories.library import make_chapter, make_guide
from tests.factories.practices import make_practice
from tests.factories.texts import make_news, make_project, make_text
from tests.reading import read

BOTH = pytest.mark.parametrize("language", ["el", "en"])


def things(page: str) -> dict[str, dict[str, Any]]:
    """Return the things that a page describes, by their type."""
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert len(found) == 1
    described = json.loads(found[0])
    assert described["@context"] == "https://schema.org"
    return {thing["@type"]: thing for thing in described["@graph"]}


@BOTH
def test_the_home_page_names_site_and_network(language: str, visitor: Client, db: None) -> None:
    found = things(read(visitor, f"/{language}/"))

    assert set(found) == {"WebSite", "Organization"}
    assert found["WebSite"]["url"] == f"http://testserver/{language}/"


def test_a_practice_is_a_work_of_its_body(council: Organisation, member: User, visitor: Client) -> None:
    practice = make_practice("Σύμβουλοι", lead_organisation=council, contact=member)

    page = read(visitor, "/el/kales-praktikes/symvouloi/")
    work = things(page)["CreativeWork"]

    assert (work["name"], work["inLanguage"]) == ("Σύμβουλοι", "el")
    assert work["identifier"] == f"urn:uuid:{practice.translation_key}"
    assert work["author"] == {"@type": "Organization", "name": "ΣΕΜ Δήμου Πατρέων"}
    assert str(member) not in page


@pytest.mark.parametrize(("kind", "name"), [("news", "NewsArticle"), ("topic", "Article")])
def test_news_are_articles(kind: str, name: str, visitor: Client, db: None) -> None:
    make_news("Ένα νέο", kind=kind, source_url="https://example.org/1")

    article = things(read(visitor, "/en/news/ena-neo/"))[name]

    assert (article["headline"], article["isBasedOn"]) == ("Ένα νέο", "https://example.org/1")
    assert (article["url"], article["inLanguage"]) == ("http://testserver/el/nea/ena-neo/", "el")
    assert {"datePublished", "dateModified"} <= set(article)


def test_a_project_names_who_runs_it(council: Organisation, visitor: Client) -> None:
    make_project("Ένα έργο", lead_organisation=council, start_year=2021)

    project = things(read(visitor, "/el/erga/ena-ergo/"))["Project"]

    assert (project["foundingDate"], project["parentOrganization"]["name"]) == ("2021", "ΣΕΜ Δήμου Πατρέων")
    assert {"funder", "member", "dissolutionDate"} & set(project) == set()


def test_a_guide_has_its_chapters_and_they_their_questions_and_stages(visitor: Client, db: None) -> None:
    guide = make_guide("Ένας οδηγός", for_whom="Όλοι")
    locale = Locale.objects.get(language_code="el")
    make_chapter(
        "Αρχή",
        guide,
        questions=[ChapterQuestion(question="Γιατί;", answer="<p>Διότι.</p>", locale=locale)],
        stages=[ChapterStage(title="Γνωριμία", locale=locale)],
    )

    cover = things(read(visitor, "/el/odigoi/enas-odigos/"))["CreativeWork"]
    chapter = things(read(visitor, "/el/odigoi/enas-odigos/archi/"))

    assert [(part["name"], part["position"]) for part in cover["hasPart"]] == [("Αρχή", 1)]
    assert chapter["Chapter"]["isPartOf"]["url"] == "http://testserver/el/odigoi/enas-odigos/"
    assert chapter["FAQPage"]["mainEntity"][0]["acceptedAnswer"]["text"] == "Διότι."
    assert chapter["HowTo"]["step"] == [{"@type": "HowToStep", "name": "Γνωριμία"}]


@BOTH
def test_the_way_to_a_page_is_told(language: str, visitor: Client, db: None) -> None:
    make_text("Κάτω", make_text("Σελίδα"))

    way = things(read(visitor, f"/{language}/selida/kato/"))["BreadcrumbList"]["itemListElement"]

    assert [(one["position"], one["item"].removeprefix("http://testserver")) for one in way] == [
        (1, f"/{language}/"),
        (2, f"/{language}/selida/"),
        (3, "/el/selida/kato/"),
    ]


def test_no_text_breaks_out_of_the_script(visitor: Client, db: None) -> None:
    title = "</script><script>alert(1)</script> & \u2028"
    make_text(title, slug="x")

    page = read(visitor, "/el/x/")

    assert "<script>alert" not in page
    assert things(page)["WebPage"]["name"] == title
    assert as_script([{"name": "<&>"}]).count("\\u00") == 3


def test_drafts_in_preview_describe_nothing(editor: User, client: Client) -> None:
    client.force_login(editor)
    page = make_text("Σχέδιο", live=False)

    shown = client.get(f"/admin/pages/{page.pk}/view_draft/").content.decode()

    assert ("Σχέδιο" in shown, "ld+json" in shown, "og:" in shown) == (True, False, False)
