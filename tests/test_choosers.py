"""The choosers of the admin: in no list a new row is written in passing, and none of them answers with an error."""

import html
import json
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.snippets.models import get_snippet_models

from network_members.models import Organisation, User
from tests.factories.library import make_chapter, make_guide
from tests.factories.practices import make_practice
from tests.factories.texts import make_project

CHOOSERS = sorted(model.snippet_viewset.chooser_viewset.name for model in get_snippet_models())


@pytest.mark.parametrize("language", ["el", "en"])
@pytest.mark.parametrize("name", CHOOSERS)
def test_a_chooser_takes_no_new_row(name: str, language: str, superuser: User, client: Client) -> None:
    superuser.language = language
    superuser.save(update_fields=["language"])
    client.force_login(superuser)
    before = numbers()

    with override(language):
        answers = [client.post(reverse(f"{name}:create"), typed) for typed in ({}, {"title": "CANARY", "code": "x"})]

    assert ([answer.status_code for answer in answers], numbers()) == ([405, 405], before)


def numbers() -> list[int]:
    """Return how many rows each kind has."""
    kinds: list[Any] = get_snippet_models()
    return [kind._default_manager.count() for kind in kinds]


@pytest.mark.parametrize("name", CHOOSERS)
def test_who_may_not_enter_the_admin_learns_nothing_of_a_chooser(name: str, member: User, client: Client) -> None:
    client.force_login(member)

    answer = client.post(reverse(f"{name}:create"), {"title": "CANARY"})

    assert answer.status_code in {302, 403, 404}


# Pages


@pytest.fixture
def places(council: Organisation, editor: User) -> list[str]:
    """Where editors choose a practice: the merger of two, a project, a chapter."""
    practice, chapter = make_practice(lead_organisation=council), make_chapter("Κεφάλαιο", make_guide())
    pages = [reverse("wagtailadmin_pages:edit", args=[page.pk]) for page in (make_project(), chapter)]
    return [reverse("practice_desk:merge", args=[practice.pk]), *pages]


@pytest.mark.parametrize("order", [("el", "en"), ("en", "el")])
def test_the_words_of_a_chooser_follow_the_reader_whoever_came_first(
    order: tuple[str, str], places: list[str], superuser: User, client: Client
) -> None:
    said = {"el": "Επιλογή σελίδας (Καλή πρακτική)", "en": "Choose a page (Good practice)"}
    client.force_login(superuser)

    for language in order:
        User.objects.filter(pk=superuser.pk).update(language=language)
        pages = [html.unescape(client.get(where).content.decode()) for where in places]
        spoken = [[code for code, words in said.items() if stands_in(page, words)] for page in pages]
        assert spoken == [[language]] * 3


def stands_in(page: str, words: str) -> bool:
    """Say whether a screen shows words, or holds them for a script."""
    return words in page or json.dumps(words)[1:-1] in page


@pytest.mark.parametrize(("language", "tab", "button"), [("el", "Αναζήτηση", "Επεξεργασία"), ("en", "Search", "Edit")])
def test_the_window_of_a_chooser_speaks_the_readers_language(
    language: str, tab: str, button: str, editor: User, client: Client
) -> None:
    editor.language = language
    editor.save(update_fields=["language"])
    client.force_login(editor)
    window = json.loads(client.get(reverse("wagtailimages_chooser:choose")).content)["html"]

    assert re.findall(r'href="#tab-search"[^>]*>\s*(\w+)', window) == [tab]
    with override(language):
        assert str(ChooserViewSet.edit_item_text) == button
