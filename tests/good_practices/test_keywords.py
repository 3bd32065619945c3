"""Months and keywords: written on the site, found as they are spelt already, offered in the language of the practice."""

from typing import Any

import pytest
from taggit.models import Tag

from good_practices import keywords
from good_practices.models import GoodPracticePage
from network_members.models import User
from tests.factories.practices import make_practice
from tests.factories.snapshots import make_written
from tests.good_practices.steps import latest
from tests.good_practices.test_worklist import enter
from tests.reading import count_queries, faults, read


def page_of(practice: GoodPracticePage, language: str = "en") -> str:
    return f"/{language}/my/practices/{practice.translation_key}/edit/finding/"


def send(client: Any, practice: GoodPracticePage, *words: str, language: str = "en", **fields: Any) -> Any:
    lines = {f"tags-{number}": word for number, word in enumerate(words)}
    return client.post(
        page_of(practice, language), {**lines, "tags-count": str(len(words) or 1), "version": "", **fields}
    )


@pytest.fixture
def practice(member: User) -> GoodPracticePage:
    """A draft of the council, of one year."""
    return make_written(member, period_kind="fixed", start_year=2021, end_year=2021)


def test_months_and_keywords_are_kept_in_the_draft(practice: GoodPracticePage, member: User) -> None:
    response = send(enter(member), practice, "υγεία", "γλώσσα", start_month="3", end_month="11")

    draft = latest(practice)
    assert response.status_code == 302
    assert (draft.start_month, draft.end_month, sorted(draft.tags.names())) == (3, 11, ["γλώσσα", "υγεία"])


def test_spellings_of_one_word_make_one_keyword(practice: GoodPracticePage, member: User) -> None:
    Tag.objects.create(name="υγεία")

    send(enter(member), practice, "ΥΓΕΙΑ", "Υγεια", "υγεία ")

    assert list(latest(practice).tags.names()) == ["υγεία"]
    assert Tag.objects.count() == 1


def test_public_keywords_of_the_language_are_offered(practice: GoodPracticePage, member: User) -> None:
    public = make_practice("Δημόσια")
    public.tags.set(["στέγη", "άσυλο"])
    public.save()
    make_practice("Public", language="en")
    send(enter(member), practice, "ΚΑΝΑΡΙΝΙ")

    page = read(enter(member), page_of(make_written(member)))

    assert keywords.in_use("el") == ["άσυλο", "στέγη"]
    assert keywords.in_use("en") == []
    assert '<option value="στέγη">' in page
    assert "ΚΑΝΑΡΙΝΙ" not in page


@pytest.mark.parametrize(
    ("language", "fields", "said"),
    [
        ("en", {"start_month": "11", "end_month": "3"}, "The end lies before the start."),
        ("el", {"start_month": "11", "end_month": "3"}, "Το τέλος είναι πριν από την αρχή."),
        ("en", {"start_month": "13"}, "13 is not one of the available choices."),
        ("en", {"tags-0": "κ" * 61}, "Ensure this value has at most 60 characters (it has 61)."),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_typed_is_lost(
    language: str, fields: dict[str, str], said: str, practice: GoodPracticePage, member: User
) -> None:
    response = send(enter(member, language), practice, "λέξη", language=language, **fields)

    page = response.content.decode()
    assert (response.status_code, said in page) == (422, True)
    assert fields.get("tags-0", "λέξη") in page
    assert list(latest(practice).tags.names()) == []


@pytest.mark.parametrize(("language", "month"), [("en", "March"), ("el", "Μάρτιος")])
def test_months_have_names(language: str, month: str, practice: GoodPracticePage, member: User) -> None:
    page = read(enter(member, language), page_of(practice, language))

    assert month in page
    assert faults(page) == []


def test_the_page_takes_the_same_queries_for_one_and_three(practice: GoodPracticePage, member: User) -> None:
    client = enter(member)
    send(client, practice, "ένα")
    one = count_queries(client, page_of(practice))
    send(client, practice, "ένα", "δύο", "τρία", version="")

    assert count_queries(client, page_of(practice)) == one
