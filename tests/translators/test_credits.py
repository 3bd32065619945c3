"""Translator and second reader are named wherever the page goes, to whom they show their names and to nobody else."""

import json
import re
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from blocks import paper
from good_practices.exchange.exporting import public
from network_members.models import User
from network_members.profiles import Audience
from tests.factories.practices import make_practice
from tests.factories.translations import make_task, translate
from tests.translators.conftest import enter
from translators.models import TranslationTask

BOTH = pytest.mark.parametrize("language", ["el", "en"])
ACCEPTED = TranslationTask.State.ACCEPTED


def credited(language: str, member: User, stranger: User, title: str = "Mentors") -> Any:
    """Return a published translation into a language, by the member, read by the stranger."""
    practice = make_practice(title, language={"el": "en", "en": "el"}[language])
    page = translate(practice)
    make_task(practice, state=ACCEPTED, taken_by=member, reviewed_by=stranger)
    return page


def show(person: User, audience: str) -> None:
    User.objects.filter(pk=person.pk).update(name_shown_to=audience)


def work(client: Client, page: Any) -> dict[str, Any]:
    """Return what a page tells search engines of itself."""
    text = client.get(page.url).content.decode()
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    assert found
    return next(thing for thing in json.loads(found[1])["@graph"] if thing["@type"] == "CreativeWork")


def file_of(client: Client, page: Any, language: str) -> str:
    """Return the words of a page's file."""
    content = client.get(f"/{language}/practices/{page.translation_key}/pdf/").content
    return re.sub(r"\s+", " ", " ".join(one.extract_text() for one in PdfReader(BytesIO(content)).pages))


@BOTH
def test_search_engines_learn_the_names_that_everybody_may_read(language: str, member: User, stranger: User) -> None:
    show(member, Audience.PUBLIC)
    show(stranger, Audience.NOBODY)

    told = work(Client(), credited(language, member, stranger))

    assert told["translator"] == {"@type": "Person", "name": str(member)}
    assert "contributor" not in told


def test_an_original_has_no_translator(member: User, stranger: User) -> None:
    show(member, Audience.PUBLIC)
    page = credited("en", member, stranger)

    assert {"translator", "contributor"} & set(work(Client(), page.get_translations().get())) == set()


@pytest.mark.skipif(not paper.is_possible(), reason="Pango is not installed")
@BOTH
def test_the_file_names_them_as_everybody_may_read(language: str, member: User, stranger: User) -> None:
    show(member, Audience.PUBLIC)
    show(stranger, Audience.MEMBERS)
    page = credited(language, member, stranger)

    files = [file_of(client, page, language) for client in (Client(), enter(member, language))]

    hidden = {"el": "μέλος του δικτύου", "en": "a member of the network"}[language]
    assert [(str(member) in one, str(stranger) in one, hidden in one) for one in files] == [(True, False, True)] * 2


def test_open_data_name_them_as_far_as_everybody_may_read(member: User, stranger: User) -> None:
    show(member, Audience.PUBLIC)
    show(stranger, Audience.MEMBERS)
    credited("en", member, stranger)

    row = next(iter(public().rows))

    assert (row["translator"], row["second_reader"]) == (str(member), "")


def test_open_data_credit_the_last_who_translated(member: User, stranger: User) -> None:
    show(member, Audience.PUBLIC)
    show(stranger, Audience.PUBLIC)
    page = credited("en", member, stranger)
    make_task(page.get_translations().get(), state=ACCEPTED, taken_by=stranger, reviewed_by=member)

    row = next(iter(public().rows))

    assert (row["translator"], row["second_reader"]) == (str(stranger), str(member))


def test_a_former_member_is_named_nowhere(member: User, stranger: User) -> None:
    show(member, Audience.PUBLIC)
    page = credited("en", member, stranger)
    TranslationTask.objects.update(taken_by=None)

    assert ("translator" in work(Client(), page), next(iter(public().rows))["translator"]) == (False, "")


def test_open_data_ask_as_much_for_three_translations_as_for_one(member: User, stranger: User) -> None:
    credited("en", member, stranger)
    list(public().rows)
    with CaptureQueriesContext(connection) as few:
        list(public().rows)
    for place in range(2):
        credited("en", member, stranger, title=f"Mentors {place}")
    with CaptureQueriesContext(connection) as many:
        list(public().rows)

    assert len(many) == len(few)
