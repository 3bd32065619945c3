"""A practice's page is made of few queries, and a preview of none that are stored."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from good_practices.contents import collect, fetch
from good_practices.models import Activity, GoodPracticePage, Objective, PracticeImage, ResultRow
from tests.factories.full_practice import make_image
from tests.factories.translations import translate
from tests.reading import count_anew, read

ADDRESSES = {"el": "/el/kales-praktikes/diktyo/", "en": "/en/good-practices/diktyo/"}


@pytest.mark.parametrize(("language", "number"), [("el", 20), ("en", 19)])
def test_a_practice_without_translation_takes_few_queries(
    language: str, number: int, full: GoodPracticePage, visitor: Client
) -> None:
    assert count_anew(visitor, ADDRESSES[language]) == number


def test_a_translated_practice_takes_few_queries(full: GoodPracticePage, visitor: Client) -> None:
    translate(full, words="Network".format)

    assert count_anew(visitor, "/en/good-practices/network/") == 24
    assert count_anew(visitor, ADDRESSES["el"]) == 20


def test_more_rows_take_no_more_queries(full: GoodPracticePage, visitor: Client) -> None:
    draft = full.get_latest_revision_as_object()
    draft.objectives = [Objective(text=f"Στόχος {number}", locale=full.locale) for number in range(3)]
    draft.activities = [Activity(name=f"Δράση {number}", what="Κάτι", locale=full.locale) for number in range(3)]
    draft.result_rows = [ResultRow(indicator=f"Δείκτης {number}", locale=full.locale) for number in range(3)]
    draft.save_revision().publish()

    assert count_anew(visitor, ADDRESSES["el"]) == 20


def test_stored_contents_are_those_of_the_draft_in_memory(full: GoodPracticePage) -> None:
    draft = full.get_latest_revision_as_object()
    draft.images = [PracticeImage(image=make_image(alt_el="Τραπέζι", alt_en="Table", credit="Δήμος"))]
    draft.save_revision().publish()
    practice = GoodPracticePage.objects.get(pk=full.pk)

    stored, drawn = fetch(practice), collect(practice)

    assert stored.picture
    assert drawn.picture
    # A draft's picture stands behind the door of its writers.
    assert drawn.picture.url.endswith(f"/{practice.images.get().image_id}/")
    assert replace(stored, picture=None) == replace(drawn, picture=None)
    assert replace(stored.picture, url="") == replace(drawn.picture, url="")


def test_a_preview_shows_the_draft(full: GoodPracticePage, rf: Any, visitor: Client) -> None:
    draft = full.get_latest_revision_as_object()
    draft.objectives = [Objective(text="Μόνο στο πρόχειρο", locale=full.locale)]

    page = draft.make_preview_request(rf.get("/")).render().content.decode()

    assert "Μόνο στο πρόχειρο" in page
    assert "Μόνο στο πρόχειρο" not in read(visitor, ADDRESSES["el"])


def test_the_page_is_light(full: GoodPracticePage, visitor: Client) -> None:
    assert len(visitor.get(ADDRESSES["el"]).content) < 150_000
