"""Editors keep the glossary in the admin: list, search by any form, history; members get no further than the door."""

import pytest
from django.urls import reverse

from network_members.models import User
from tests.factories.glossary import make_glossary_term, make_mediator
from tests.network_members.rooms import enter
from translation.models import GlossaryTerm

LIST = "wagtailsnippets_translation_glossaryterm:list"
ADD = "wagtailsnippets_translation_glossaryterm:add"
VALUES = {
    "term_el": "ένταξη",
    "term_en": "inclusion",
    "forms_el": "",
    "forms_en": "",
    "explanation_el": "",
    "explanation_en": "",
    "domain": "",
    "note": "",
    "status": "preferred",
}


def test_an_editor_writes_a_term_and_finds_who_did(editor: User) -> None:
    client = enter(editor)

    client.post(reverse(ADD), VALUES)
    term = GlossaryTerm.objects.get()
    history = client.get(reverse("wagtailsnippets_translation_glossaryterm:history", args=[term.pk]))

    assert (term.code, history.status_code) == ("inclusion", 200)


def test_a_pair_that_stands_there_is_refused_and_what_was_typed_stays(editor: User) -> None:
    make_glossary_term("ένταξη", "inclusion")
    client = enter(editor)

    answer = client.post(reverse(ADD), {**VALUES, "note": "CANARY-7"})

    assert GlossaryTerm.objects.count() == 1
    assert "CANARY-7" in answer.content.decode()


@pytest.mark.parametrize("typed", ["ΜΕΣΟΛΑΒΗΤΕΣ", "mediators", "μεσολαβητη"])
def test_a_term_is_found_by_any_form(typed: str, editor: User) -> None:
    make_mediator()
    make_glossary_term()
    client = enter(editor)

    page = client.get(reverse(LIST), {"q": typed}).content.decode()

    assert ("intercultural mediator" in page, "social inclusion" in page) == (True, False)


def test_members_do_not_keep_the_glossary(member: User) -> None:
    make_glossary_term("ΚΑΝΑΡΙΝΙ", "CANARY-9")
    client = enter(member)

    answer = client.get(reverse(LIST), follow=True)
    client.post(reverse(ADD), VALUES)

    assert ("CANARY-9" in answer.content.decode(), GlossaryTerm.objects.count()) == (False, 1)


@pytest.mark.parametrize("language", ["el", "en"])
def test_the_chooser_of_terms_takes_no_new_ones(language: str, editor: User) -> None:
    chooser = reverse("wagtailsnippetchoosers_translation_glossaryterm:choose")

    answer = enter(editor).post(f"{chooser}create/", VALUES, HTTP_ACCEPT_LANGUAGE=language)

    assert (answer.status_code, GlossaryTerm.objects.count()) == (405, 0)
