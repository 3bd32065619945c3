"""Editors keep pages, menus and footer in the admin; previews show what is being written."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from network_members.models import User
from pages.models import ContentPage, FooterText, HomePage, Menu
from tests.factories.texts import home, make_footer, make_funder, make_menu, make_text
from tests.reading import read

MENUS, FOOTERS = "wagtailsnippets_pages_menu", "wagtailsnippets_pages_footertext"
LINK = {"label": "Φορείς", "page": "", "address": "organisations/"}


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    """The browser of an editor."""
    client.force_login(editor)
    return client


def menu_form(*links: dict[str, str], **values: str) -> dict[str, str]:
    """Return what the form of a menu sends."""
    filled = {"position": "header", "title": "", "order": "0", "items": inline_formset(links), **values}
    sent: dict[str, str] = nested_form_data(filled)
    return sent


@pytest.mark.parametrize(("language", "name"), [("el", "Μενού και υποσέλιδο"), ("en", "Menus and footer")])
def test_menus_and_footer_stand_in_the_menu(language: str, name: str, desk: Client, editor: User) -> None:
    User.objects.filter(pk=editor.pk).update(language=language)

    assert json.dumps(name) in read(desk, reverse("wagtailadmin_home"))


@pytest.mark.parametrize("language", ["el", "en"])
def test_an_editor_makes_a_menu_in_either_language(language: str, desk: Client) -> None:
    answer = desk.post(f"{reverse(f'{MENUS}:add')}?locale={language}", menu_form(LINK))

    assert answer.status_code == 302
    assert f'<a href="/{language}/organisations/">Φορείς</a>' in read(desk, f"/{language}/")


@pytest.mark.parametrize(
    "wrong", [LINK | {"address": "https://evil.example"}, LINK | {"address": ""}, LINK | {"label": ""}]
)
def test_a_link_that_leads_nowhere_is_refused_and_kept_in_the_form(wrong: dict[str, str], desk: Client) -> None:
    answer = desk.post(reverse(f"{MENUS}:add"), menu_form(wrong))

    assert (answer.status_code, Menu.objects.count()) == (200, 0)
    assert all(text in answer.content.decode() for text in wrong.values())


def test_a_menu_is_translated_in_the_admin(desk: Client) -> None:
    menu = make_menu(make_text(), "organisations/")
    where = reverse("wagtail_localize:submit_snippet_translation", args=["pages", "menu", menu.pk])

    answer = desk.post(where, {"locales": [Locale.objects.get(language_code="en").pk]})

    twin = Menu.objects.get(locale__language_code="en")
    assert answer.status_code == 302
    assert [item.address for item in twin.items.all()] == ["", "organisations/"]
    assert desk.get(reverse(f"{MENUS}:edit", args=[twin.pk])).status_code == 200


def test_an_editor_rewrites_the_footer(desk: Client) -> None:
    footer = make_footer("Παλιό")

    funder = {"funders-0-emblem": "eu", "funders-0-sentence": "Με στήριξη", "funders-0-ORDER": "1", "funders-0-id": ""}
    counted = {"funders-TOTAL_FORMS": "1", "funders-INITIAL_FORMS": "0", "funders-MIN_NUM_FORMS": "0"}

    desk.post(reverse(f"{FOOTERS}:edit", args=[footer.pk]), {"about": "Νέο", **funder, **counted})

    assert FooterText.objects.get().about == "Νέο"
    assert [(one.sentence, one.emblem) for one in FooterText.objects.get().funders.all()] == [("Με στήριξη", "eu")]


def test_a_footer_is_translated_with_its_funders(desk: Client) -> None:
    footer = make_footer()
    make_funder(footer, emblem="none")
    where = reverse("wagtail_localize:submit_snippet_translation", args=["pages", "footertext", footer.pk])

    desk.post(where, {"locales": [Locale.objects.get(language_code="en").pk]})

    twin = FooterText.objects.get(locale__language_code="en")
    assert [one.emblem for one in twin.funders.all()] == ["none"]


@pytest.mark.parametrize("room", [MENUS, FOOTERS])
def test_lists_and_forms_open(room: str, desk: Client) -> None:
    make_menu("my/")
    make_footer()

    assert [desk.get(reverse(f"{room}:{name}")).status_code for name in ("list", "add")] == [200, 200]


@pytest.mark.parametrize("role", ["member", "moderator", "translator"])
@pytest.mark.parametrize("room", [MENUS, FOOTERS])
def test_only_editors_and_administrators_keep_them(room: str, role: str, request: Any, client: Client) -> None:
    client.force_login(request.getfixturevalue(role))

    codes = [getattr(client, method)(reverse(f"{room}:add")).status_code for method in ("get", "post")]

    assert set(codes) <= {302, 403}
    assert (Menu.objects.count(), FooterText.objects.count()) == (0, 0)


def page_form(**values: Any) -> dict[str, str]:
    """Return what the form of a page of text sends."""
    empty = {
        "title": "Νέα σελίδα",
        "slug": "nea-selida",
        "introduction": "Λίγα λόγια",
        "body": streamfield([("heading", "Ενότητα")]),
        "seo_title": "",
        "search_description": "",
        "comments": inline_formset([]),
    }
    sent: dict[str, str] = nested_form_data({**empty, **values})
    return sent


def test_a_page_is_previewed_before_it_exists(desk: Client) -> None:
    where = reverse("wagtailadmin_pages:preview_on_add", args=["pages", "contentpage", home().pk])

    answer = desk.post(where, page_form())
    page = read(desk, where)

    assert answer.json()["is_valid"]
    assert ("<h1>Νέα σελίδα</h1>" in page, '<h2 id="enotita">Ενότητα</h2>' in page) == (True, True)


def test_an_editor_publishes_a_page_of_text(desk: Client) -> None:
    where = reverse("wagtailadmin_pages:add", args=["pages", "contentpage", home().pk])

    desk.post(where, page_form() | {"action-publish": "1"})

    assert ContentPage.objects.get().live
    assert "Λίγα λόγια" in read(desk, "/el/nea-selida/")


@pytest.mark.parametrize("language", ["el", "en"])
def test_the_home_page_has_its_form(language: str, desk: Client) -> None:
    page = read(
        desk, reverse("wagtailadmin_pages:edit", args=[HomePage.objects.get(locale__language_code=language).pk])
    )

    assert [f'name="{name}"' in page for name in ("headline", "lead", "method_page", "network_text")] == [True] * 4
