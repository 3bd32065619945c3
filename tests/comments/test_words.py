"""Every page of a talk speaks the language of its address, and marks what is in the other one."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from comments import actions
from good_practices.models import GoodPracticePage
from network_members.models import User
from tests.factories.talk import at, say
from tests.factories.words import make_term
from tests.network_members.rooms import enter
from tests.reading import faults
from tests.words_of_pages import foreign_words
from vocabulary.models import Axis

EL, EN = "/el/kales-praktikes/diktyo/", "/en/good-practices/diktyo/"
WORDS = {"el": "Πόσο κοστίζει αυτό;", "en": "How much does that cost?"}
OTHER = {"el": "en", "en": "el"}


@pytest.mark.parametrize("reader", ["member", "visitor", "moderator"])
@pytest.mark.parametrize("language", ["el", "en"])
def test_every_page_of_a_talk_speaks_one_language(
    language: str, reader: str, practice: GoodPracticePage, member: User, request: pytest.FixtureRequest
) -> None:
    axis, other = make_term(Axis, "coordination", ("Συντονισμός", "Coordination")), OTHER[language]
    comment = at(say(member, practice, WORDS[other], language=other, axis=axis), timezone.now() - timedelta(days=1))
    actions.edit(comment, actions.Words(WORDS[other] + "!", other), by=member, version=0)
    say(member, practice, WORDS[language], language=language, answers=comment)
    actions.react(member, practice.translation_key, "used", WORDS[other])
    client = Client() if reader == "visitor" else enter(request.getfixturevalue(reader))

    where = [f"/{language}/talk/{practice.translation_key}/{step}/" for step in ("write", "used")]
    steps = ("reply", "edit", "delete", "report", "history")
    where += [f"/{language}/talk/comments/{comment.pk}/{step}/" for step in steps]
    answers: list[Any] = [client.get({"el": EL, "en": EN}[language]), *(client.get(one) for one in where)]
    answers += [client.post(one, {"text": ""}) for one in where if "delete" not in one and "history" not in one]

    pages = [one.content.decode() for one in answers if one.status_code in (200, 403, 404, 422)]
    names = {str(person) for person in User.objects.all()} | {"Ελληνικά", "English"}
    assert [foreign_words(page, language, names) for page in pages] == [[] for _page in pages]
    assert [faults(page) for page in pages] == [[] for _page in pages]
    assert sum(one.status_code in (200, 422) for one in answers) >= {"member": 12, "visitor": 4, "moderator": 9}[reader]
