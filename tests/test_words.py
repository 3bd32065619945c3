"""Pages and mails speak one language: nothing English is left over in Greek, and nothing Greek in English."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.template import engines
from django.template.loader import render_to_string
from django.test import Client
from django.utils.translation import override
from wagtail.models import Page

from mail.models import Message
from network_members.models import MembershipRequest, Organisation, User
from tests.addresses import address, named_addresses
from tests.factories.full_practice import make_full_practice
from tests.factories.practices import make_practice
from tests.factories.snapshots import make_returned, make_submitted, make_written
from tests.words_of_pages import foreign, foreign_words
from vocabulary.models import Country

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = [code for code, _name in settings.LANGUAGES]
BOTH = pytest.mark.parametrize("language", LANGUAGES)
ERRORS = ("400", "403", "403_csrf", "404", "413", "429", "500", "503")
READERS = ("visitor", "applicant", "member", "administrator")
LEAVES = frozenset({"account_logout", "my_practices:withdraw"})
"""Addresses whose form changes what the others show."""
SHOWN = frozenset({200, 400, 403, 404, 409, 422})
TEXTS = sorted(
    path.relative_to(folder).as_posix()
    for engine in engines.all()
    for folder in map(Path, engine.template_dirs)
    if folder.is_relative_to(ROOT) and ".venv" not in folder.parts
    for path in folder.rglob("*.txt")
    if path.parent.name in {"email", "messages"} and path.name != "base.txt"
)
"""Mails, and the messages of allauth, by the name of their template."""
WORDS = {
    "el": {"name": "Ελένη", "title": "Δίκτυο", "author": "Ελένη Κ.", "who": "Ελένη Κ.", "body": "ΣΕΜ", "text": "Λίγα"},
    "en": {"name": "Eleni", "title": "Network", "author": "Eleni K.", "who": "Eleni K.", "body": "MIC", "text": "Few"},
}


@pytest.fixture
def world(member: User, applicant: User, editor: User, association: Organisation, settings: Any) -> Any:
    """A small demo: practices at each stage and in each language, mails, somebody who asks to become a member."""
    settings.DEMO = True
    council: Any = member.organisation
    make_full_practice(council, association)
    make_practice("Advisers", language="en", lead_organisation=council)
    country: Any = Country.objects.anchors().first()
    asked = MembershipRequest.objects.create(applicant=applicant, country=country, state="pending")
    returned = make_returned(member, editor, title="Πιο απλά", message="Σχεδόν έτοιμο", transfer="Τι;")
    written, submitted = make_written(member), make_submitted(member)
    return {
        "returned": returned.translation_key,
        "written": written.translation_key,
        "submitted": submitted.translation_key,
        "values": {
            "language": "el",
            "token": UUID(int=1),
            "pk": asked.pk,
            "code": council.code,
            "public_id": Message.objects.earliest("pk").public_id,
        },
        "person": member.public_id,
    }


@pytest.fixture
def enter(request: pytest.FixtureRequest) -> Callable[[str], Client]:
    """Return a browser of somebody of the cast."""

    def as_somebody(name: str) -> Client:
        client = Client(raise_request_exception=False)
        if name != "visitor":
            client.force_login(request.getfixturevalue(name), "allauth.account.auth_backends.AuthenticationBackend")
        return client

    return as_somebody


def addresses(world: Any, language: str) -> Iterator[str]:
    """Yield every address outside the admin, and those of the pages."""
    practices = [world[stage] for stage in ("returned", "written", "submitted")]
    with override(language):
        for name, parameters in named_addresses():
            keys = practices if name.startswith("my_practices:") and "key" in parameters else [world["person"]]
            for key in keys:
                where = address(name, parameters, {**world["values"], "key": key})
                if where and where.startswith(f"/{language}/") and name not in LEAVES:
                    yield where
    for page in Page.objects.live().filter(depth__gt=1).specific():
        yield page.url_in(language)


def walk(world: Any, ask: Callable[[str], Any]) -> Iterator[tuple[str, Any, list[str]]]:
    """Yield each address in both languages, its answer, and what the answer says in the wrong language."""
    names = {str(person) for person in User.objects.all()} | set(dict(settings.LANGUAGES).values())
    for language in LANGUAGES:
        for where in addresses(world, language):
            answer = ask(where)
            shown = answer.status_code in SHOWN and answer.headers["Content-Type"].startswith("text/html")
            yield where, answer, foreign_words(answer.content.decode(), language, names) if shown else []


@pytest.mark.parametrize("reader", READERS)
def test_every_page_speaks_the_language_of_its_address(reader: str, world: Any, enter: Callable[[str], Client]) -> None:
    answers = list(walk(world, enter(reader).get))

    assert {where: found for where, _answer, found in answers if found} == {}
    assert sum(answer.status_code == 200 for _where, answer, _found in answers) >= 24


@pytest.mark.parametrize("reader", ["visitor", "member"])
def test_every_form_says_in_the_language_of_the_page_what_is_missing(
    reader: str, world: Any, enter: Callable[[str], Client]
) -> None:
    answers = walk(world, enter(reader).post)

    assert {where: found for where, _answer, found in answers if found} == {}


@BOTH
@pytest.mark.parametrize("name", ERRORS)
def test_error_pages_mark_their_two_languages(name: str, language: str) -> None:
    with override(language):
        page = render_to_string(f"{name}.html", {"LANGUAGE_CODE": language})

    assert foreign_words(page, language) == []


@BOTH
@pytest.mark.parametrize("template", TEXTS)
def test_every_mail_speaks_the_language_of_its_reader(template: str, language: str) -> None:
    words = WORDS[language]
    note = {"field": words["title"], "text": words["text"]}
    context = {
        **words,
        "message": words["text"],
        "reason": words["text"],
        "notes": [note],
        "user": words["name"],
        "days": 5,
        "fresh": 2,
        "number": 2,
        "things": [{"title": words["title"], "url": "/", "mute_url": "/", "events": [{"number": 2}]}],
        "more": 2,
        "news": [{"name": words["title"], "practices": [{"title": words["title"], "url": "/"}], "more": 2}],
    }

    with override(language):
        texts = [render_to_string(template, {**context, "again": again}) for again in (True, False)]

    assert [found for text in texts for found in foreign(text, language)] == []
