"""The demo's home, content and project pages, written by hand in both languages."""

import uuid
from html import escape
from typing import Any

from wagtail.models import Locale, Page

from demo.loader import content
from demo.loader.practices import all_practices
from good_practices.models import GoodPracticeIndexPage, GoodPracticePage
from language.slugs import slug_for
from library.models import DocumentIndexPage, GuideIndexPage
from network_members.models import Organisation, User
from pages.models import (
    ContentPage,
    CountriesPage,
    HomeMeeting,
    HomePage,
    NewsIndexPage,
    ProjectIndexPage,
    ProjectOutput,
    ProjectPage,
    ProjectPartner,
    ProjectPractice,
    TeamMember,
    TeamPage,
)
from vocabulary.models import Country, FundingProgramme

KINDS: dict[str, type[Page]] = {"": ContentPage, "countries": CountriesPage, "team": TeamPage}
SPACE = uuid.UUID("6f0c6a1e-1b1a-4a7e-9d46-0d1f5b9e2a11")
"""Namespace from which twins of demo pages get one translation key by their code."""

LISTS: dict[str, Any] = {
    "practices": GoodPracticeIndexPage,
    "projects": ProjectIndexPage,
    "guides": GuideIndexPage,
    "news": NewsIndexPage,
    "documents": DocumentIndexPage,
}


def key_of(code: str) -> uuid.UUID:
    """Return the translation key of a demo page."""
    return uuid.uuid5(SPACE, code)


def home_in(locale: Locale) -> HomePage:
    """Return the home page of a language."""
    return HomePage.objects.get(locale=locale)


def load_pages() -> int:
    """Create the content pages that are missing, in both languages; return how many were."""
    return sum(load_page(page, locale) for page in content("pages")["pages"] for locale in Locale.objects.all())


def load_page(page: dict[str, Any], locale: Locale) -> bool:
    """Create one content page in one language."""
    text = page[locale.language_code]
    parent = ContentPage.objects.get(translation_key=key_of(page["parent"]), locale=locale) if page["parent"] else None
    made = KINDS[page.get("kind", "")](
        title=text["title"], introduction=text.get("intro", ""), body=body_of(text["body"]), show_in_menus=True
    )
    if isinstance(made, TeamPage):
        rows = (team_member(one, number, locale) for number, one in enumerate(page["people"]))
        made.people = [row for row in rows if row]
    return plant(made, page["code"], parent or home_in(locale))


def team_member(row: dict[str, Any], number: int, locale: Locale) -> TeamMember | None:
    """Return a person of the team with what the editors say of them; nothing while the account is not there."""
    language = locale.language_code
    person = User.objects.filter(email=f"{row['person']}@nima.example").first()
    if person is None:
        return None
    return TeamMember(
        person=person,
        group=row["group"][language],
        words=row[language],
        sort_order=number,
        locale=locale,
        translation_key=key_of(f"team-{number}"),
    )


def plant(page: Page, code: str, parent: Page) -> bool:
    """Publish a page under its parent, unless its twin by code is there already."""
    if Page.objects.filter(translation_key=key_of(code), locale=parent.locale).exists():
        return False
    page.translation_key, page.locale, page.slug = key_of(code), parent.locale, slug_for(page.title)
    parent.add_child(instance=page)
    page.save_revision(log_action=False).publish(skip_permission_checks=True)
    return True


def body_of(sections: list[dict[str, Any]]) -> list[tuple[str, Any]]:
    """Return sections as blocks: a heading, then its text, then its questions."""
    return [block for section in sections for block in blocks_of(section)]


def blocks_of(section: dict[str, Any]) -> list[tuple[str, Any]]:
    """Return the blocks of one section."""
    html = "".join(f"<p>{escape(text)}</p>" for text in section.get("paragraphs", []))
    items = "".join(f"<li>{escape(text)}</li>" for text in section.get("list", []))
    blocks: list[tuple[str, Any]] = [("heading", section["heading"])] if section.get("heading") else []
    if html or items:
        blocks.append(("text", html + (f"<ul>{items}</ul>" if items else "")))
    if section.get("questions"):
        blocks.append(("questions", [question_of(question) for question in section["questions"]]))
    return blocks


def question_of(question: dict[str, Any]) -> dict[str, Any]:
    """Return a question as its block takes it."""
    answer = f"<p>{escape(question['answer'])}</p>"
    return {"question": question["question"], "answer": answer, "revised": question.get("revised")}


def load_projects() -> int:
    """Create the projects that are missing, in both languages; return how many were."""
    return sum(
        load_project(project, index)
        for project in content("pages")["projects"]
        for index in ProjectIndexPage.objects.all()
    )


def load_project(project: dict[str, Any], index: ProjectIndexPage) -> bool:
    """Create one project in one language, with its partners and practices."""
    language = index.locale.language_code
    text = project[language]
    page = ProjectPage(
        title=text["title"],
        introduction=text["intro"],
        category=project["category"],
        start_year=project["start"],
        end_year=project["end"],
        lead_organisation=Organisation.objects.filter(code=project["lead"]).first(),
        funding_programme=FundingProgramme.objects.anchors().filter(code=project["programme"]).first(),
        funder_emblem=project["emblem"],
        body=body_of(text["body"]),
        **{name: text.get(name) or "" for name in ("duration_note", "funding", "funder_sentence", "beneficiaries")},
    )
    page.countries = list(Country.objects.anchors().filter(code__in=project["countries"]))
    add_project_rows(page, project, language)
    return plant(page, project["code"], index)


def add_project_rows(page: ProjectPage, project: dict[str, Any], language: str) -> None:
    """Add partners, by directory or in words, outputs, and the practices in the page's language or their own."""
    partners = [ProjectPartner(organisation=Organisation.objects.get(code=code)) for code in project["partners"]]
    if project[language].get("partners"):
        partners.append(ProjectPartner(name=project[language]["partners"]))
    page.partners = partners
    page.outputs = [
        ProjectOutput(
            title=title,
            locale=Locale.objects.get(language_code=language),
            sort_order=number,
            translation_key=key_of(f"{project['code']}-output-{number}"),
        )
        for number, title in enumerate(project[language]["outputs"])
    ]
    page.practices = [ProjectPractice(practice=practice_of(code, language)) for code in project["practices"]]


def practice_of(code: str, language: str) -> GoodPracticePage:
    """Return the page of a demo practice in a language, or its original."""
    practice = next(one for one in all_practices() if one["code"] == code)
    source = practice["source_language"]
    original = GoodPracticePage.objects.get(title=practice["title"][source], locale__language_code=source)
    twins = GoodPracticePage.objects.filter(translation_key=original.translation_key)
    return twins.filter(locale__language_code=language).first() or original


def load_home() -> int:
    """Fill the home pages and the introductions of the lists; return how many homes were empty."""
    filled = sum(fill_home(home) for home in HomePage.objects.filter(headline=""))
    for name, kind in LISTS.items():
        for page in kind.objects.filter(introduction=""):
            page.introduction = content("pages")["indexes"][name][page.locale.language_code]
            page.save_revision(log_action=False).publish(skip_permission_checks=True)
    return filled


def fill_home(home: HomePage) -> bool:
    """Write one home page."""
    text = content("pages")["home"][home.locale.language_code]
    for name in ("headline", "lead", "method_title", "method_text", "network_title", "network_text"):
        setattr(home, name, text[name])
    method = key_of(content("pages")["home"]["method_page"])
    home.method_page = Page.objects.filter(translation_key=method, locale=home.locale).first()
    home.meetings = [
        HomeMeeting(locale=home.locale, sort_order=number, translation_key=key_of(f"meeting-{number}"), **meeting)
        for number, meeting in enumerate(text["meetings"])
    ]
    home.save_revision(log_action=False).publish(skip_permission_checks=True)
    return True
