"""While one types, things are offered that are about the words, and none that the person may not see."""

from typing import Any

import pytest
from django.test import Client

from network_members.models import User
from tests.factories.practices import make_draft, make_practice
from tests.search.indexing import read_all

pytestmark = pytest.mark.django_db


def offered(client: Client, text: str, language: str = "el") -> dict[str, Any]:
    """Return what is offered."""
    read_all()
    answer = client.get(f"/{language}/search/suggest/", {"q": text})
    assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store")
    return dict(answer.json())


@pytest.mark.parametrize("text", ["κη", "ΚΗΠ", "κηπο", "γειτονιά κηπ", "khp", "kipo"])
def test_the_beginning_of_a_word_is_enough(client: Client, text: str) -> None:
    make_practice("Ο κήπος της γειτονιάς")

    assert offered(client, text) == {
        "offers": [
            {
                "title": "Ο κήπος της γειτονιάς",
                "url": "/el/kales-praktikes/o-kipos-tis-geitonias/",
                "kind": "Καλές πρακτικές",
                "language": "el",
            }
        ],
        "told": "1 πρόταση",
    }


def test_words_of_the_reader(client: Client) -> None:
    make_practice("A garden", language="en")
    make_practice("Another garden", language="en")
    found = offered(client, "gard", "en")

    assert ([one["kind"] for one in found["offers"]], found["told"]) == (["Good practices"] * 2, "2 suggestions")


@pytest.mark.parametrize(("text", "language"), [("κήπος γειτ", "el"), ("garden neigh", "en")])
def test_who_has_more_of_the_words_in_the_title_comes_first(client: Client, text: str, language: str) -> None:
    names = {"el": ("Ο κήπος της γειτονιάς", "Κήπος", "Δρόμοι"), "en": ("A neighbourhood garden", "Garden", "Streets")}
    about = {"el": "Κήπος της γειτονιάς: κήπος, γειτονιά.", "en": "A neighbourhood garden: garden, neighbourhood."}
    for title in names[language]:
        make_practice(title, language=language, one_line=about[language], summary=about[language] * 2)

    assert [one["title"] for one in offered(client, text, language)["offers"]] == list(names[language])


@pytest.mark.parametrize("text", ["", "κ", "ξψζ", "\u200b"])
def test_nothing_is_offered_for_nothing(client: Client, text: str) -> None:
    make_practice("Ο κήπος της γειτονιάς")

    assert offered(client, text) == {"offers": [], "told": ""}


def test_drafts_and_people_are_offered_to_nobody_who_may_not_see_them(
    client: Client, member: User, colleague: User
) -> None:
    make_draft(member, title="Καναρίνι στον κήπο")
    User.objects.filter(pk=colleague.pk).update(first_name="Καναρίνα", name_shown_to="members")
    of_visitor = offered(client, "καναρι")
    client.force_login(member)

    assert of_visitor == {"offers": [], "told": ""}
    assert [one["title"].split()[0] for one in offered(client, "καναρι")["offers"]] == ["Καναρίνα"]
