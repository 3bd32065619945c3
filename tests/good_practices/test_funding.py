"""The years that money was for: beside programme and share, in the reader's language."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils.translation import override

from good_practices.completeness import hindering
from good_practices.models import GoodPracticePage
from good_practices.parts import PARTS
from good_practices.rows import funding_years
from network_members.models import User
from tests.factories.parts import full
from tests.factories.practices import make_practice
from tests.factories.snapshots import make_written
from tests.good_practices.steps import latest
from tests.good_practices.test_worklist import enter


@pytest.mark.parametrize(
    ("years", "greek", "english"),
    [
        ((2021, 2024), "2021–2024", "2021–2024"),
        ((2022, 2022), "2022", "2022"),
        ((2021, None), "από το 2021", "since 2021"),
        ((None, 2024), "έως το 2024", "until 2024"),
        ((None, None), "", ""),
    ],
)
def test_years_of_funding_are_told_in_words(years: tuple[Any, Any], greek: str, english: str) -> None:
    practice = GoodPracticePage(funding_from=years[0], funding_until=years[1])

    for language, words in (("el", greek), ("en", english)):
        with override(language):
            assert funding_years(practice, language) == words


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "The funding ends before it starts."), ("el", "Η χρηματοδότηση τελειώνει πριν αρχίσει.")],
)
def test_turned_years_have_to_be_put_right_before_handing_in(language: str, said: str, db: None) -> None:
    with override(language):
        found = hindering(PARTS["resources"], {**full("resources"), "funding_until": 2020})

    assert found == {"funding_until": said}


def test_the_database_takes_no_turned_years(db: None) -> None:
    practice = make_practice("Δίκτυο", funding_from=2021, funding_until=2024)

    with pytest.raises(IntegrityError), transaction.atomic():
        GoodPracticePage.objects.filter(pk=practice.pk).update(funding_until=2020)


@pytest.mark.parametrize("year", ["1949", "2101", "20 21", "-1"])
def test_a_year_out_of_reach_is_refused_beside_its_field(year: str, member: User) -> None:
    practice = make_written(member)
    client: Client = enter(member)

    response = client.post(
        f"/en/my/practices/{practice.translation_key}/edit/resources/", {"funding_from": year, "version": ""}
    )

    assert (response.status_code, latest(practice).funding_from) == (422, None)
    assert f'value="{year}"' in response.content.decode()
