"""Editors find every field of a practice in the admin, and every word once."""

import html
import json
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import StringSegment

from good_practices.models import Activity, GoodPracticePage, Objective, ResultRow
from network_members.models import User
from tests.factories.practices import library, make_practice
from tests.factories.translations import start_translation
from tests.factories.words import make_theme

TEXTS = (
    "one_line",
    "summary",
    "challenge",
    "ended_reason",
    "resources",
    "funding_source",
    "evaluation_text",
    "users_opinion",
    "difficulties",
    "transfer",
    "equality",
)


def make_long_practice(language: str) -> GoodPracticePage:
    locale = Locale.objects.get(language_code=language)
    texts: dict[str, Any] = {name: f"Κείμενο {name}" for name in TEXTS}
    return make_practice(
        language=language,
        **texts,
        objectives=[Objective(text="Στόχος", locale=locale)],
        activities=[Activity(name="Δράση", what="Τι", enabling="Πώς", lesson="Μάθημα", locale=locale)],
        result_rows=[ResultRow(objective="Στόχος", indicator="Άτομα", unit="άτομα", locale=locale)],
    )


@pytest.mark.parametrize("language", ["el", "en"])
def test_every_text_has_its_place_in_the_translation_editor(language: str, superuser: User, client: Client) -> None:
    translation = start_translation(make_long_practice(language))
    client.force_login(superuser)

    page = client.get(reverse("wagtailadmin_pages:edit", args=[translation.get_target_instance().pk]))

    found = re.search(r'data-props="([^"]*)"', page.content.decode())
    assert found
    props = json.loads(html.unescape(found.group(1)))
    shown = {segment["contentPath"] for segment in props["segments"]}
    assert shown == set(StringSegment.objects.values_list("context__path", flat=True))


def test_every_word_is_offered_once(superuser: User, client: Client) -> None:
    theme = make_theme()
    page = make_practice(themes=[theme])
    client.force_login(superuser)

    form = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()

    values = re.findall(r'<input type="checkbox" name="themes" value="(\d+)"', form)
    assert values == [str(theme.pk)]


@pytest.mark.parametrize("language", ["el", "en"])
def test_a_practice_begun_in_the_admin_is_written_in_its_librarys_language(
    language: str, superuser: User, client: Client
) -> None:
    client.force_login(superuser)
    address = reverse("wagtailadmin_pages:add", args=["good_practices", "goodpracticepage", library(language).pk])
    form = client.get(address).context["form"]

    assert form.instance.source_language == language
