"""What is taken out can be brought in again; the public part holds what everybody may read and nothing else."""

from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from time_machine import TimeMachineFixture
from wagtail.models import PageViewRestriction
from wagtail_localize.models import StringTranslation

from good_practices.exchange.exporting import everything, public
from good_practices.models import GoodPracticePage, PracticeFile
from network_members.models import Organisation, User
from tests.factories.full_practice import CONTACT, COST, STAFF, make_document, make_full_practice
from tests.factories.practices import make_draft, make_practice
from tests.factories.translations import translate


@pytest.fixture
def practices(council: Organisation, association: Organisation, member: User, editor: User) -> GoodPracticePage:
    """A public practice with translation, another one without, a draft."""
    page = make_full_practice(council, association)
    translate(page)
    make_practice("English only", language="en")
    draft = make_draft(member, title="Σχέδιο")
    draft.one_line = "Αλλαγμένο"
    draft.save_revision()
    return page


def rows(table: Any) -> list[dict[str, Any]]:
    """Return the rows by their titles."""
    return sorted(table.rows, key=lambda row: row.get("title_el") or row["title_en"])


@pytest.mark.parametrize("form", ["jsonl", "csv", "xlsx"])
def test_what_is_taken_out_comes_in_again_the_same(
    form: str, practices: GoodPracticePage, editor: User, tmp_path: Path
) -> None:
    path, before = str(tmp_path / f"all.{form}"), rows(everything())
    call_command("export_practices", path)
    for page in GoodPracticePage.objects.all():
        page.delete()

    call_command("import_practices", path, email=editor.email, stdout=StringIO(), stderr=StringIO())

    assert len(before) == 3
    assert rows(everything()) == before


def test_the_public_part_holds_no_draft_no_private_page_and_no_fields_for_members(practices: GoodPracticePage) -> None:
    hidden = make_practice("Κρυφή πρακτική")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")

    found = rows(public())

    assert [row.get("title_el") or row["title_en"] for row in found] == ["English only", "Δίκτυο"]
    assert [secret for secret in (COST, STAFF, CONTACT, "48250", "canary@nima.example") if secret in str(found)] == []


def test_a_public_row_says_all_that_its_page_says(practices: GoodPracticePage) -> None:
    row = rows(public())[1]

    assert {name: row[name] for name in ("external_id", "title_en", "objective_1_en", "activity_1_service_kinds")} == {
        "external_id": str(practices.translation_key),
        "title_en": "T Δίκτυο",
        "objective_1_en": "T Στόχος ένα",
        "activity_1_service_kinds": ["mediation"],
    }
    assert [row["lead_organisation"], row["partners"]] == ["patras-council", ["lisbon-association", "Σύλλογος Γονέων"]]
    assert [row["licence"], row["address_el"]] == ["CC BY 4.0", practices.full_url]
    assert row["tags_el"] == ["γειτονιά"]


def test_costs_are_public_where_the_author_opened_them(practices: GoodPracticePage) -> None:
    GoodPracticePage.objects.filter(pk=practices.pk).update(costs_shown_to="all")

    row = rows(public())[1]

    assert [row["cost"], row["resources_el"]] == ["48250.00", STAFF]


def test_files_to_take_along_stand_by_address_as_far_as_they_are_online(practices: GoodPracticePage) -> None:
    document, waiting = make_document(), make_document()
    PracticeFile.objects.create(practice=practices, document=document)
    draft = practices.get_latest_revision_as_object()
    draft.files = [PracticeFile(document=waiting)]
    draft.save_revision()

    assert [row.get("files") for row in rows(public())] == [None, [f"{settings.WAGTAILADMIN_BASE_URL}{document.url}"]]


def test_a_body_that_is_not_listed_is_named_without_its_code(
    practices: GoodPracticePage, council: Organisation
) -> None:
    Organisation.objects.filter(pk=council.pk).update(listed=False)

    assert rows(public())[1]["lead_organisation"] == "ΣΕΜ Δήμου Πατρέων"


def test_the_number_of_queries_does_not_grow(practices: GoodPracticePage) -> None:
    list(public().rows)
    with CaptureQueriesContext(connection) as few:
        list(public().rows)
    for number in range(4):
        make_practice(f"Ακόμη μία {number}")
    with CaptureQueriesContext(connection) as many:
        list(public().rows)

    assert len(many) == len(few)


AGES = ("evidence", "unconfirmed_since", "translation", "translation_on", "outdated_since")


def test_a_public_row_says_how_old_its_word_and_its_translation_are(
    council: Organisation, association: Organisation, editor: User, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to("2026-05-01T10:00Z")
    read, behind = make_full_practice(council, association), make_practice("Παλαιά", summary="Ένα")
    make_practice("Μόνη")
    for page in (read, behind):
        translate(page, user=editor)
    time_machine.move_to("2026-06-01T22:30Z")
    draft = behind.get_latest_revision_as_object()
    draft.summary = "Δύο"
    draft.save_revision().publish()
    GoodPracticePage.objects.filter(pk=read.pk).update(unconfirmed_since=date(2025, 1, 2))

    found = {row["title_el"]: {name: row.get(name) for name in AGES} for row in public().rows}

    day = {"translation_on": "2026-05-01"}
    empty = dict.fromkeys(AGES)
    assert found == {
        "Δίκτυο": {
            **empty,
            **day,
            "evidence": "external",
            "unconfirmed_since": "2025-01-02",
            "translation": "reviewed",
        },
        # Days are those of the network's zone.
        "Παλαιά": {
            **empty,
            **day,
            "evidence": "described",
            "translation": "outdated",
            "outdated_since": "2026-06-02",
        },
        "Μόνη": {**empty, "evidence": "described", "translation": "missing"},
    }


def test_a_translation_that_nobody_read_is_called_unread(practices: GoodPracticePage) -> None:
    StringTranslation.objects.update(translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE)

    assert [row["translation"] for row in rows(public())] == ["missing", "unread"]
