"""Who reads and writes which adoptions, and how their years are told."""

from typing import Any

import pytest
from django.utils.translation import override

from adoptions.models import Adoption
from adoptions.telling import years_of
from good_practices.models import GoodPracticePage
from network_members.models import User
from tests.adoptions.test_views import where
from tests.factories.adoptions import make_adoption
from tests.translators.conftest import enter

PUBLIC, BOTH = {"public"}, {"public", "draft"}


@pytest.mark.parametrize(
    "name, reach",
    [
        ("visitor", (PUBLIC, set())),
        ("applicant", (PUBLIC, set())),
        ("stranger", (PUBLIC, set())),
        ("colleague", (BOTH, BOTH)),
        ("editor", (BOTH, BOTH)),
    ],
)
def test_a_draft_is_of_those_who_write_on_it(
    name: str, reach: tuple[set[str], set[str]], adoption: Adoption, draft: Adoption, people: dict[str, Any]
) -> None:
    person = people[name]

    found = (Adoption.objects.visible_to(person), Adoption.objects.writable_by(person))

    assert tuple({str(one.state) for one in some} for some in found) == reach


@pytest.mark.parametrize(
    "until, told",
    [(None, {"el": "από το 2024", "en": "since 2024"}), (2024, dict.fromkeys(("el", "en"), "2024")), (2025, None)],
)
def test_years_are_told_as_they_are(until: int | None, told: dict[str, str] | None, adoption: Adoption) -> None:
    adoption.end_year = until

    for language in ("el", "en"):
        with override(language):
            assert years_of(adoption) == (told[language] if told else "2024–2025")


@pytest.mark.parametrize("language, words", [("el", "Οι αναγνώστες τη βλέπουν ξανά."), ("en", "Readers see it again.")])
def test_an_editor_shows_again_what_was_hidden(
    language: str, words: str, practice: GoodPracticePage, member: User, editor: User
) -> None:
    hidden = make_adoption(practice, member, state=Adoption.State.HIDDEN, hidden_reason="Λείπει το έτος")

    page = enter(editor, language).post(where(hidden, "show", language), follow=True).content.decode()

    assert (words in page, Adoption.objects.get().state) == (True, Adoption.State.PUBLIC)


@pytest.mark.parametrize(
    "language, words", [("el", "Της λείπουν όσα χρειάζονται"), ("en", "It lacks what readers need")]
)
def test_what_lacks_its_year_stays_hidden_and_says_so(
    language: str, words: str, practice: GoodPracticePage, member: User, editor: User
) -> None:
    hidden = make_adoption(practice, member, state=Adoption.State.HIDDEN, hidden_reason="Λείπει", start_year=None)

    page = enter(editor, language).post(where(hidden, "show", language), follow=True).content.decode()

    assert (words in page, Adoption.objects.get().state) == (True, Adoption.State.HIDDEN)
