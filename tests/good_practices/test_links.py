"""Links of a practice: written on the site, shown with the name of their site, translated, brought in from files."""

from typing import Any

import pytest
from django.test import Client

from good_practices.models import GoodPracticePage, PracticeLink
from network_members.models import User
from tests.factories.practices import library, make_practice
from tests.factories.snapshots import make_written
from tests.factories.translations import translate
from tests.good_practices.steps import latest
from tests.good_practices.test_worklist import enter
from tests.reading import read

GUIDE = {"title": "Ο οδηγός", "url": "https://example.org/odigos"}


def page_of(practice: GoodPracticePage, language: str = "en") -> str:
    return f"/{language}/my/practices/{practice.translation_key}/edit/finding/"


def send(client: Client, practice: GoodPracticePage, *links: dict[str, str], language: str = "en") -> Any:
    typed = {f"links-{number}-{name}": text for number, link in enumerate(links) for name, text in link.items()}
    return client.post(page_of(practice, language), {**typed, "links-count": str(len(links) or 1), "version": ""})


def links_of(page: GoodPracticePage) -> list[tuple[str, str]]:
    return [(link.title, link.url) for link in page.links.all()]


@pytest.fixture
def practice(member: User) -> GoodPracticePage:
    """A draft of the council."""
    return make_written(member)


def test_links_are_kept_in_the_draft_in_their_order(practice: GoodPracticePage, member: User) -> None:
    other = {"title": "Το υλικό", "url": "http://example.org/yliko"}

    response = send(enter(member), practice, GUIDE, {"title": "", "url": ""}, other)

    assert response.status_code == 302
    assert links_of(latest(practice)) == [tuple(GUIDE.values()), tuple(other.values())]


def test_an_address_without_its_beginning_is_a_safe_one(practice: GoodPracticePage, member: User) -> None:
    send(enter(member), practice, {**GUIDE, "url": "example.org/odigos"})

    assert links_of(latest(practice)) == [tuple(GUIDE.values())]


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Write the whole address of a page"), ("el", "Γράψτε ολόκληρη τη διεύθυνση μιας σελίδας")],
)
@pytest.mark.parametrize("url", ["http://10.0.0.8/", "https://wiki.internal/", "https://me:secret@example.org/"])
def test_a_private_address_is_refused_and_nothing_typed_is_lost(
    url: str, language: str, said: str, practice: GoodPracticePage, member: User
) -> None:
    response = send(enter(member), practice, {**GUIDE, "url": url}, language=language)

    assert response.status_code == 422
    page = response.content.decode()
    assert said in page
    assert f'value="{url}"' in page
    assert links_of(latest(practice)) == []


def test_scripts_are_no_addresses(practice: GoodPracticePage, member: User) -> None:
    response = send(enter(member), practice, {**GUIDE, "url": "javascript:alert(1)"})

    assert (response.status_code, links_of(latest(practice))) == (422, [])


def test_a_seventh_link_has_no_place(practice: GoodPracticePage, member: User) -> None:
    send(enter(member), practice, *({**GUIDE, "url": f"https://example.org/{number}"} for number in range(7)))

    assert [url for _title, url in links_of(latest(practice))] == [f"https://example.org/{n}" for n in range(6)]


@pytest.mark.parametrize(("language", "heading"), [("el", "Διαβάστε και αλλού"), ("en", "Read on elsewhere")])
def test_readers_see_where_a_link_leads(language: str, heading: str, visitor: Client, db: None) -> None:
    greek = PracticeLink(title="Ο οδηγός", url="https://www.example.org/a?b=1&c=2", locale=library("el").locale)
    page = make_practice("Δίκτυο", links=[greek])

    shown = read(visitor, {"el": page.get_url(), "en": f"/en/good-practices/{page.slug}/"}[language])

    section = shown.partition(f">{heading}</h2>")[2].partition("</section>")[0]
    mark = "" if language == "el" else ' lang="el"'
    assert (
        f'<a href="https://www.example.org/a?b=1&amp;c=2" rel="external nofollow ugc noopener"{mark}>Ο οδηγός</a>'
        in section
    )
    assert ">example.org</p>" in section


def test_a_translation_leads_to_the_same_page_in_other_words(db: None) -> None:
    page = make_practice("Δίκτυο", links=[PracticeLink(**GUIDE, locale=library("el").locale)])

    twin = translate(page)

    assert [url for _title, url in links_of(twin)] == [GUIDE["url"]]
    assert [str(link.translation_key) for link in twin.links.all()] == [
        str(link.translation_key) for link in page.links.all()
    ]
