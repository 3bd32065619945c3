"""Practices come in from files whole or not at all, in both languages, and once."""

from collections.abc import Callable
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page, Revision

from good_practices.models import GoodPracticePage
from network_members.models import Organisation, User
from tests.factories.practices import make_practice
from tests.factories.rows import COMPLETE, as_csv, as_lines, as_sheet
from tests.factories.words import make_place, make_term, make_theme
from translation.freshness import freshness
from vocabulary.models import ServiceKind, TargetGroup

FORMATS: dict[str, Callable[..., bytes]] = {"jsonl": as_lines, "csv": as_csv, "xlsx": as_sheet}
Bring = Callable[..., list[str]]


@pytest.fixture
def words(db: None) -> None:
    """The words that rows name."""
    make_place()
    make_theme()
    make_term(TargetGroup, "women", ("Γυναίκες", "Women"))
    make_term(ServiceKind, "mediation", ("Διαμεσολάβηση", "Mediation"))


@pytest.fixture
def bring(words: None, tmp_path: Path) -> Bring:
    """Bring rows in by the command; return the lines that it says, its refusal last."""

    def run(*rows: dict[str, Any], form: str = "jsonl", **options: Any) -> list[str]:
        path = tmp_path / f"rows.{form}"
        path.write_bytes(FORMATS[form](*rows))
        out = StringIO()
        try:
            call_command("import_practices", str(path), stdout=out, stderr=StringIO(), **options)
        except CommandError as refusal:
            out.write(str(refusal))
        return out.getvalue().splitlines()

    return run


def original() -> GoodPracticePage:
    """Return the only original."""
    return GoodPracticePage.objects.originals().get()


@pytest.mark.parametrize("form", FORMATS)
def test_a_row_becomes_a_practice_and_its_translation(form: str, bring: Bring, editor: User) -> None:
    said = bring(COMPLETE, form=form, email=editor.email, publish=True)

    page = original()
    twin = page.get_translations().get().specific
    assert said == ["1 new, 0 changed, 0 as they were."]
    assert (page.title, page.slug, page.language, page.live) == ("Κοινή κουζίνα", "koini-kouzina", "el", True)
    assert (twin.title, twin.slug, twin.language, twin.live) == ("A shared kitchen", "a-shared-kitchen", "en", True)
    assert [page.place.code, page.start_year, page.contact, page.external_id] == ["athens", 2019, editor, "A-1"]
    assert [word.code for word in twin.target_groups.all()] == ["women"]
    state = freshness(page, twin)
    assert (state.translated, state.outdated) == (True, False)
    assert Page.find_problems() == ([], [], [], [], [])


def test_without_being_told_to_publish_everything_stays_a_draft(bring: Bring) -> None:
    bring(COMPLETE)

    page = original()
    twin = page.get_translations().get()
    assert [page.live, twin.live, page.slug.startswith("draft-"), twin.draft_title] == [
        False,
        False,
        True,
        "A shared kitchen",
    ]


def test_the_same_file_again_changes_nothing(bring: Bring, editor: User) -> None:
    bring(COMPLETE, email=editor.email, publish=True)
    before = Revision.objects.count()

    said = bring(COMPLETE, email=editor.email, publish=True)

    assert said == ["0 new, 0 changed, 1 as they were."]
    assert (GoodPracticePage.objects.count(), Revision.objects.count()) == (2, before)


@pytest.mark.parametrize("change", [{"title_el": "Νέα κουζίνα"}, {"title_en": "A new kitchen"}, {"start_year": "2020"}])
def test_the_same_number_changes_what_it_made(change: dict[str, str], bring: Bring, editor: User) -> None:
    bring(COMPLETE, email=editor.email, publish=True)

    said = bring({**COMPLETE, **change}, email=editor.email, publish=True)

    page = original()
    twin = page.get_translations().get().specific
    now = {"title_el": page.title, "title_en": twin.title, "start_year": str(twin.start_year)}
    assert said == ["0 new, 1 changed, 0 as they were."]
    assert {name: now[name] for name in change} == change
    assert (page.slug, twin.slug, twin.live) == ("koini-kouzina", "a-shared-kitchen", True)


def test_columns_that_a_file_lacks_stay_and_empty_ones_are_emptied(bring: Bring) -> None:
    bring({**COMPLETE, "challenge_el": "Η ανάγκη", "objective_1_el": "Στόχος"})

    bring({"external_id": "A-1", "title_el": "Κοινή κουζίνα", "one_line_el": "", "one_line_en": ""}, form="csv")

    text = original().get_latest_revision_as_object()
    assert [text.one_line, text.challenge, text.place.code] == ["", "Η ανάγκη", "athens"]
    assert [row.text for row in text.objectives.all()] == ["Στόχος"]


def test_numbers_of_different_sources_are_told_apart(bring: Bring) -> None:
    bring(COMPLETE, source="ewsi")
    bring(COMPLETE, source="urbact")
    bring({**COMPLETE, "source": "ewsi"})

    found = GoodPracticePage.objects.originals().values_list("external_source", flat=True)
    assert sorted(found) == ["ewsi", "urbact"]


def test_rows_of_a_practice_keep_their_translations_when_they_change(bring: Bring, editor: User) -> None:
    rows = {
        "objective_1_el": "Ένα",
        "objective_1_en": "One",
        "activity_1_name_el": "Ραντεβού",
        "activity_1_name_en": "Appointments",
        "activity_1_what_el": "Κάθε Πέμπτη",
        "activity_1_what_en": "Every Thursday",
        "activity_1_service_kinds": "Διαμεσολαβηση",
        "result_1_indicator_el": "Άτομα",
        "result_1_indicator_en": "People",
        "result_1_actual": "64",
    }
    bring({**COMPLETE, **rows}, email=editor.email, publish=True)
    first = original().get_translations().get().specific

    bring({**COMPLETE, **rows, "result_1_actual": "70"}, email=editor.email, publish=True)

    twin = original().get_translations().get().specific
    assert [(row.translation_key, row.text) for row in twin.objectives.all()] == [
        (row.translation_key, "One") for row in first.objectives.all()
    ]
    activity = twin.activities.get()
    assert [activity.name, activity.what, activity.service_kinds.get().code] == [
        "Appointments",
        "Every Thursday",
        "mediation",
    ]
    assert [(row.indicator, row.actual) for row in twin.result_rows.all()] == [("People", "70")]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"link_1_title_el": "Οδηγός"}, "link_1_url"),
        ({"link_1_url": "https://example.org/a"}, "link_1_title_el"),
        ({"link_1_title_el": "Οδηγός", "link_1_url": "http://10.0.0.8/"}, "link_1_url"),
        ({"funding_from": "2024", "funding_until": "2021"}, "The funding ends before it starts."),
        ({"goals": "sdg-3 | sdg-99"}, "goals"),
    ],
)
def test_half_links_turned_years_and_unknown_goals_are_refused(
    cells: dict[str, str], said: str, bring: Bring, db: None
) -> None:
    told = "\n".join(bring({**COMPLETE, **cells}))

    assert said in told
    assert not GoodPracticePage.objects.exists()


def test_words_and_bodies_are_found_by_code_or_by_name_in_either_language(bring: Bring, council: Organisation) -> None:
    bring(
        {
            **COMPLETE,
            "place": "ΑΘΗΝΑ",
            "themes": ["social inclusion"],
            "status": "ολοκληρωμενη",
            "lead_organisation": "Patras Migrant Integration Council",
            "partners": "patras-council | Σύλλογος Γονέων",
        }
    )

    page = original().get_latest_revision_as_object()
    assert [page.place.code, page.themes.get().code, page.status] == ["athens", "inclusion", "completed"]
    assert page.lead_organisation == council
    assert [str(partner) for partner in page.partners.all()] == [str(council), "Σύλλογος Γονέων"]


def test_an_incomplete_translation_waits_while_the_original_is_read(bring: Bring, editor: User) -> None:
    row = {name: value for name, value in COMPLETE.items() if name != "summary_en"}

    bring(row, email=editor.email, publish=True)

    assert (original().live, original().get_translations().get().live) == (True, False)


FAULTY: dict[str, tuple[dict[str, Any], str]] = {
    "no title": ({"title_el": "", "title_en": "", "source_language": "el"}, "title_el"),
    "long title": ({"title_el": "τ" * 101}, "title_el"),
    "unknown word": ({"themes": "inclusion | φαντασία"}, "themes"),
    "unknown place": ({"place": "atlantis"}, "place"),
    "unknown choice": ({"status": "sometimes"}, "status"),
    "unknown body": ({"lead_organisation": "Κανείς"}, "lead_organisation"),
    "unknown person": ({"contact": "nobody@nima.example"}, "contact"),
    "no number": ({"people_reached": "πολλοί"}, "people_reached"),
    "negative": ({"people_reached": "-1"}, "people_reached"),
    "year too early": ({"start_year": "1900"}, "start_year"),
    "huge number": ({"people_reached": "9" * 30}, "people_reached"),
    "no day": ({"confirmed_on": "31/12/2025"}, "confirmed_on"),
    "control character": ({"title_el": "Κουζίνα\x07"}, "title_el"),
    "nul": ({"one_line_el": "α\x00β"}, "one_line_el"),
    "half a letter": ({"one_line_el": "\ud800"}, "one_line_el"),
    "nothing to translate": ({"challenge_en": "A need"}, "challenge_en"),
    "row without name": ({"activity_1_what_el": "Κάτι"}, "activity_1_name_el"),
    "row with nothing to translate": (
        {"result_1_indicator_el": "Άτομα", "result_1_unit_en": "people"},
        "result_1_unit_en",
    ),
    "list where one fits": ({"title_el": ["α", "β"]}, "title_el"),
    "object": ({"title_el": {"el": "α"}}, "title_el"),
    "other language": ({"source_language": "fr"}, "source_language"),
    "end before start": ({"start_year": "2020", "end_year": "2019"}, ""),
}


@pytest.mark.parametrize("case", FAULTY)
def test_one_faulty_row_keeps_the_whole_file_out(case: str, bring: Bring) -> None:
    change, column = FAULTY[case]

    said = bring({**COMPLETE, "external_id": "A-0"}, {**COMPLETE, **change})

    assert [line.partition(":")[0] for line in said[:-1]] == [f"Row 2, {column}" if column else "Row 2"]
    assert said[-1] == "Nothing was imported. Faults found: 1."
    assert GoodPracticePage.objects.count() == 0


def test_only_who_the_form_would_offer_is_a_contact(bring: Bring, editor: User, stranger: User) -> None:
    said = bring({**COMPLETE, "contact": stranger.email}, email=editor.email)

    assert said == [
        "Row 1, contact: This person does not belong to the lead organisation.",
        "Nothing was imported. Faults found: 1.",
    ]


def test_a_practice_stays_in_the_language_it_was_written_in(bring: Bring) -> None:
    bring(COMPLETE)

    said = bring({**COMPLETE, "source_language": "en"})

    assert said[0] == "Row 1, source_language: The practice was written in the other language; that stays."
    assert original().language == "el"


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Row 1, place: “atlantis” is not among the words of “places”."),
        ("el", "Γραμμή 1, place: Η λέξη «atlantis» δεν υπάρχει στον κατάλογο «τόποι»."),
    ],
)
def test_faults_are_told_in_the_language_that_was_asked_for(language: str, line: str, bring: Bring) -> None:
    assert bring({**COMPLETE, "place": "atlantis"}, language=language)[0] == line


def test_publishing_asks_for_what_handing_in_asks_for(bring: Bring, editor: User) -> None:
    row = {**COMPLETE, "summary_el": "Λίγα λόγια", "summary_en": "Few words"}

    said = bring(row, email=editor.email, publish=True)

    assert said[0] == "Row 1, summary_el: The summary has 2 words. Write 60 to 120."
    assert bring(row) == ["1 new, 0 changed, 0 as they were."]


def test_a_number_that_stands_twice_in_a_file_is_a_fault(bring: Bring) -> None:
    assert bring(COMPLETE, COMPLETE)[0] == "Row 2, external_id: Row 1 has the same number already."


def test_a_dry_run_writes_nothing(bring: Bring) -> None:
    assert bring(COMPLETE, dry_run=True) == ["1 rows, all of them sound. Nothing was written."]
    assert GoodPracticePage.objects.count() == 0


def test_a_practice_that_is_being_checked_is_left_alone(bring: Bring, editor: User) -> None:
    bring(COMPLETE)
    page = original()
    page.get_workflow().start(page, editor)

    said = bring({**COMPLETE, "title_el": "Άλλη"})

    assert said[0] == "Row 1, external_id: The practice is being checked or locked, and cannot be changed now."


def test_only_an_editor_can_bring_practices_in(bring: Bring, member: User) -> None:
    assert bring(COMPLETE, email=member.email) == [f"There is no account “{member.email}” that may do this."]
    assert GoodPracticePage.objects.count() == 0


def test_a_practice_of_the_site_is_known_by_its_own_number(bring: Bring) -> None:
    page = make_practice("Δίκτυο")

    bring({"external_id": str(page.translation_key), "title_el": "Νέο δίκτυο"})

    assert original().get_latest_revision_as_object().title == "Νέο δίκτυο"


@pytest.mark.parametrize("text", ["12500.50", "12.500,50", "12,500.50", "12 500,50"])
def test_a_cost_is_read_as_the_forms_read_it(text: str, bring: Bring) -> None:
    bring({**COMPLETE, "cost": text}, form="csv")

    assert original().get_latest_revision_as_object().cost == Decimal("12500.50")


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("1e3", "Write a number alone, such as 12,500.50."),
        ("-1", "Ensure this value is greater than or equal to 0."),
        (33.333, "Ensure that there are no more than 2 decimal places."),
    ],
)
@pytest.mark.parametrize("form", ["jsonl", "xlsx"])
def test_a_cost_that_is_none_is_refused_with_its_reason(form: str, cell: Any, reason: str, bring: Bring) -> None:
    said = bring({**COMPLETE, "cost": cell}, form=form)

    assert ([line for line in said if reason in line] != [], GoodPracticePage.objects.count()) == (True, 0)


def test_more_children_than_people_are_refused(bring: Bring) -> None:
    said = bring({**COMPLETE, "people_reached": "280", "children_reached": "300"})

    assert [line for line in said if "There cannot be more children than people reached." in line] != []
    assert GoodPracticePage.objects.count() == 0
