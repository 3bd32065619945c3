"""What can be typed about a practice: anything sound into a draft, everything needed before it is handed in."""

from typing import Any

import pytest
from django.utils.translation import override

from good_practices import snapshot
from good_practices.forms import SnapshotForm, missing
from good_practices.models import GoodPracticePage
from network_members.models import User
from tests.factories.people import make_user
from tests.factories.snapshots import make_written, typed, values, words
from tests.factories.words import make_place, make_term, make_theme
from vocabulary.models import Country, Place


def form_of(author: User, *, complete: bool = False, **changes: Any) -> SnapshotForm:
    practice = make_written(author)
    return SnapshotForm(typed(author, **changes), practice=practice, complete=complete)


def test_a_whole_snapshot_comes_out_as_it_went_in(member: User) -> None:
    form = form_of(member, complete=True)

    assert form.is_valid(), form.errors
    assert form.values == values(member)


def test_a_draft_may_lack_everything(member: User) -> None:
    words()
    form = SnapshotForm({}, practice=make_written(member))

    assert form.is_valid(), form.errors
    assert not snapshot.is_begun(form.values)


def test_labels_mark_what_handing_in_needs_even_in_a_draft(member: User) -> None:
    form = form_of(member)

    assert form.is_valid()
    optional = {name for name, field in form.fields.items() if not field.required}
    assert optional == {"ended_reason", "end_year", "version"}


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("title", "τ" * 101, "max_length"),
        ("one_line", "γ" * 161, "max_length"),
        ("summary", "σ" * 2001, "max_length"),
        ("summary", "λόγια " * 8334, "max_length"),
        ("ended_reason", "λ" * 601, "max_length"),
        ("title", "μηδέν\x00", "refused_characters"),
        ("summary", "κουδούνι\x07", "refused_characters"),
        ("place", "atlantis", "invalid_choice"),
        ("themes", ["inclusion", "magic"], "invalid_choice"),
        ("area_kind", "planet", "invalid_choice"),
        ("status", "<script>", "invalid_choice"),
        ("start_year", "πέρσι", "invalid"),
        ("start_year", "1821", "min_value"),
        ("end_year", "3000", "max_value"),
        ("contact", "00000000-0000-0000-0000-000000000000", "invalid_choice"),
    ],
)
def test_what_cannot_be_stored_is_refused_even_in_a_draft(name: str, text: Any, reason: str, member: User) -> None:
    form = form_of(member, **{name: text})

    assert {field: [error.code for error in errors.as_data()] for field, errors in form.errors.items()} == {
        name: [reason]
    }


def test_text_is_cleaned_before_it_is_stored(member: User) -> None:
    form = form_of(member, title="  Γλώσσα\u200b \u202eκαι   υγεία ", summary="Ένα\r\nδύο")

    assert form.is_valid()
    assert (form.values["title"], form.values["summary"]) == ("Γλώσσα και υγεία", "Ένα\nδύο")


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"title": ""}, "title", "Fill this in before you hand the practice in."),
        ({"themes": []}, "themes", "Fill this in before you hand the practice in."),
        ({"summary": ""}, "summary", "Fill this in before you hand the practice in."),
        ({"summary": "μία"}, "summary", "The summary has 1 word. Write 60 to 120."),
        ({"summary": "λέξη " * 59}, "summary", "The summary has 59 words. Write 60 to 120."),
        ({"summary": "λέξη " * 121}, "summary", "The summary has 121 words. Write 60 to 120."),
        ({"status": "ended"}, "ended_reason", "Say in a sentence why it ended."),
        ({"period_kind": "fixed"}, "end_year", "Write the last year, or choose that it still runs."),
        ({"end_year": 2022}, "end_year", "It still runs: leave this empty, or choose “From and until”."),
        ({"period_kind": "fixed", "end_year": 2020}, "end_year", "The end lies before the start."),
    ],
)
def test_handing_in_says_what_is_missing_where_it_is(
    changes: dict[str, Any], field: str, message: str, member: User
) -> None:
    practice = make_written(member, **changes)

    with override("en"):
        assert dict(missing(practice.get_latest_revision_as_object()).errors) == {field: [message]}


@pytest.mark.parametrize("summary", ["λέξη " * 60, "λέξη " * 120])
def test_the_summary_may_have_60_to_120_words(summary: str, member: User) -> None:
    assert form_of(member, complete=True, summary=summary).is_valid()


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("el", [("Ελλάδα", [("athens", "Αθήνα"), ("volos", "Βόλος")]), ("Πορτογαλία", [("lisbon", "Λισαβόνα")])]),
        ("en", [("Greece", [("athens", "Athens"), ("volos", "Volos")]), ("Portugal", [("lisbon", "Lisbon")])]),
    ],
)
def test_places_stand_below_their_country_in_the_readers_language(language: str, expected: Any, member: User) -> None:
    practice = make_written(member)
    make_place("volos", ("Βόλος", "Volos"))
    portugal = make_term(Country, "pt", ("Πορτογαλία", "Portugal"))
    make_term(Place, "lisbon", ("Λισαβόνα", "Lisbon"), country=portugal, latitude="38.7", longitude="-9.1")

    with override(language):
        choices = SnapshotForm(practice=practice).fields["place"].choices  # type: ignore[attr-defined]

    assert choices[1:] == expected


def test_a_word_that_lacks_the_readers_language_can_still_be_chosen(member: User) -> None:
    practice = make_written(member)
    theme = make_theme("sports", ("Αθλητισμός", "Sports"))
    type(theme).objects.filter(code="sports", locale__language_code="en").delete()

    with override("en"):
        choices = SnapshotForm(practice=practice).fields["themes"].choices  # type: ignore[attr-defined]

    assert list(choices) == [("inclusion", "Social inclusion"), ("sports", "Αθλητισμός")]


def test_the_contact_is_somebody_of_the_body(member: User, colleague: User, stranger: User, council: Any) -> None:
    make_user("gone", "member", organisation=council, is_active=False)
    make_user("applied", organisation=council)

    choices = SnapshotForm(practice=make_written(member)).fields["contact"].choices  # type: ignore[attr-defined]

    assert [label for _value, label in choices][1:] == ["Colleague Test", "Member Test"]
    assert "@" not in str(choices)


def test_who_is_named_now_stays_a_choice(member: User, stranger: User) -> None:
    practice = make_written(member)
    practice.contact = stranger

    form = SnapshotForm(practice=practice)

    assert form.initial["contact"] == str(stranger.public_id)
    assert (str(stranger.public_id), str(stranger)) in form.fields["contact"].choices  # type: ignore[attr-defined]


def test_what_the_author_writes_is_marked_with_its_language(member: User) -> None:
    form = SnapshotForm(practice=make_written(member, language="en"))

    marked = {name for name, field in form.fields.items() if field.widget.attrs.get("lang") == "en"}

    assert marked == {"title", "one_line", "summary", "ended_reason"}


def test_the_facts_to_look_over_are_in_words(member: User) -> None:
    practice: GoodPracticePage = make_written(member)

    with override("en"):
        facts = {
            str(fact["label"]): fact["value"] for fact in missing(practice.get_latest_revision_as_object()).facts()
        }

    assert facts["Themes"] == "Social inclusion"
    assert (facts["Place"], facts["Period"], facts["From year"]) == ("Athens", "Regular service since", "2021")
    assert "Until year" not in facts


def test_progress_counts_the_required_fields(member: User) -> None:
    form = missing(make_written(member, title="", place="").get_latest_revision_as_object())

    assert (form.filled, form.needed) == (9, 11)
