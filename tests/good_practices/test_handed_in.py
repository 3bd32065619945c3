"""What was handed in is shown whole to those who judge it, with room for a note at each of it, and to nobody else."""

import html

import pytest
from django.test import Client

from good_practices import actions
from good_practices.checking import shown
from good_practices.differences import changes_in
from good_practices.models import FieldNote, GoodPracticePage, Review, ReviewNote
from good_practices.parts import PARTS, digest
from network_members.models import User
from tests.factories.files import picture, upload
from tests.factories.parts import full
from tests.factories.practices import make_practice
from tests.factories.reviews import ask
from tests.factories.snapshots import again, make_submitted, make_written
from tests.good_practices.steps import latest
from tests.good_practices.test_worklist import desk, enter
from tests.reading import faults, read

JUDGED = ("images", "files", "tags", "start_month", "service_kinds", "costs_shown_to", "evaluation_report")


@pytest.fixture
def practice(member: User) -> GoodPracticePage:
    """A practice of the council that was handed in with a picture, a file, a report and words of every kind."""
    made = make_written(member)
    for code in ("activities", "resources", "finding"):
        part = PARTS[code]
        version = f"{actions.version_of(again(made))}{actions.SEEN}{digest(part.read(latest(made)))}"
        actions.save_draft(made, actions.Typed(full(code), version, part), by=member)
    show_picture(made, member)
    client, where = enter(member), f"/el/my/practices/{made.translation_key}"
    paper = {"consent": "on", "title": "Έντυπο", "file": upload("r.pdf", b"%PDF-1.7\nFILE\n%%EOF\n")}
    client.post(f"{where}/files/", paper)
    client.post(f"{where}/report/", paper | {"title": "Έκθεση", "file": upload("e.pdf", b"%PDF-1.7\nREPORT\n%%EOF\n")})
    actions.submit(made, member)
    return again(made)


def show_picture(practice: GoodPracticePage, by: User, alt: str = "Δύο γυναίκες") -> None:
    words = {"alt_el": alt, "alt_en": "Two women", "credit": "Άννα", "consent": "on"}
    sent = {"file": upload("img.png", picture(size=(900, 700))), **words}
    enter(by).post(f"/el/my/practices/{practice.translation_key}/pictures/", sent)


@pytest.fixture
def review(practice: GoodPracticePage, editor: User, stranger: User, facilitator: User) -> Review:
    """What the stranger was asked about it."""
    return ask(practice, editor, stranger, facilitator)[0]


def doors(practice: GoodPracticePage, language: str = "en") -> list[str]:
    """Return the addresses of picture, file and report of a draft."""
    draft, where = latest(practice), f"/{language}/my/practices/{practice.translation_key}"
    image, file = draft.images.all()[0].image_id, draft.files.all()[0].document_id
    return [f"{where}/pictures/{image}/", f"{where}/files/{file}/", f"{where}/report/file/"]


def open_door(client: Client, practice: GoodPracticePage) -> list[int]:
    return [client.get(door).status_code for door in doors(practice)]


@pytest.mark.parametrize("language", ["el", "en"])
def test_editor_and_reviewer_see_all_of_it_and_open_its_files(
    language: str, practice: GoodPracticePage, review: Review, editor: User, stranger: User
) -> None:
    pages = {
        desk(practice): editor,
        f"/{language}/my/reviews/{review.key}/": stranger,
    }

    for where, person in pages.items():
        page = html.unescape(read(enter(person, language), where))
        missing = [name for name in JUDGED if f'name="note-{name}"' not in page]
        assert (missing, [door for door in doors(practice, language) if door not in page]) == ([], [])
        assert '<dd lang="el">Δύο γυναίκες</dd>' in page
        assert '<dd lang="en">Two women</dd>' in page


def test_what_was_chosen_is_told_in_words(practice: GoodPracticePage) -> None:
    rows = {row.name: row.texts for row in shown(latest(practice))}

    assert [rows[name] for name in ("service_kinds", "costs_shown_to")] == [
        ["Δραστηριότητα 1: Διαμεσολάβηση"],
        ["Όλοι"],
    ]


def test_who_reads_the_cost_is_asked_only_where_there_is_one(member: User) -> None:
    assert "costs_shown_to" not in {row.name for row in shown(latest(make_submitted(member)))}


def test_a_note_of_the_editors_stands_where_it_is_answered(
    practice: GoodPracticePage, editor: User, member: User
) -> None:
    notes = {name: f"ΣΗΜΕΙΩΣΗ {name}" for name in JUDGED}
    sent = {f"note-{name}": text for name, text in notes.items()}
    sent |= {"step": "return", "revision": str(practice.latest_revision_id), "message": ""}

    answer = enter(editor).post(desk(practice), sent)

    assert (answer.status_code, dict(FieldNote.objects.values_list("field", "text"))) == (302, notes)
    client, where = enter(member, "el"), f"/el/my/practices/{practice.translation_key}"
    places = {
        "images": "pictures/",
        "files": "files/",
        "evaluation_report": "report/",
        "service_kinds": "edit/activities/",
        "costs_shown_to": "edit/resources/",
        "tags": "edit/finding/",
        "start_month": "edit/finding/",
    }
    for name, place in places.items():
        assert notes[name] in read(client, f"{where}/{place}"), name


def test_a_reviewer_notes_what_an_editor_can_note(practice: GoodPracticePage, review: Review, stranger: User) -> None:
    sent = {"advice": "change", "reasons": "Πιο σύντομα", **{f"note-{name}": name for name in JUDGED}}

    enter(stranger).post(f"/el/my/reviews/{review.key}/", sent)

    assert sorted(ReviewNote.objects.values_list("field", flat=True)) == sorted(JUDGED)


def test_only_who_reviews_this_text_opens_what_hangs_on_it(
    practice: GoodPracticePage, review: Review, stranger: User, administrator: User
) -> None:
    administrator.groups.set(stranger.groups.all())

    assert [open_door(client, practice) for client in (enter(stranger), enter(administrator), Client())] == [
        [200, 200, 200],
        [404, 404, 404],
        [302, 302, 302],
    ]


# The preview


@pytest.mark.parametrize(("language", "said"), [("el", "που αξιολογείτε"), ("en", "the text that you review")])
def test_a_reviewer_sees_how_the_page_of_their_text_will_look(
    language: str, said: str, practice: GoodPracticePage, review: Review, stranger: User
) -> None:
    client, where = enter(stranger, language), f"/{language}/my/reviews/{review.key}/"

    assert f'href="{where}preview/"' in read(client, where)
    page = read(client, f"{where}preview/")
    assert (said in page, "Γλώσσα και υγεία στη γειτονιά" in page, faults(page)) == (True, True, [])
    assert [door for door in doors(practice, language) if door not in page] == []
    assert f"/my/practices/{practice.translation_key}/preview/" not in page


@pytest.mark.parametrize(("language", "library"), [("el", "/el/kales-praktikes/"), ("en", "/en/good-practices/")])
def test_a_preview_leads_into_the_library(
    language: str, library: str, practice: GoodPracticePage, review: Review, stranger: User
) -> None:
    make_practice("Συγγενική", themes=list(latest(practice).themes.all()))

    page = read(enter(stranger, language), f"/{language}/my/reviews/{review.key}/preview/")

    assert [f'href="{library}{rest}"' in page for rest in ("?goal=sdg-3", "syngeniki/")] == [True, True]
    assert [way in page for way in ("/ask/", "practices/compare/")] == [False, False]


def test_nobody_else_sees_the_preview_of_a_review(
    practice: GoodPracticePage, review: Review, member: User, editor: User, facilitator: User
) -> None:
    where = f"/el/my/reviews/{review.key}/preview/"

    for person in (member, editor, facilitator):
        answer = enter(person).get(where)
        assert (answer.status_code, "Γλώσσα" in answer.content.decode()) == (404, False)
    assert Client().get(where).status_code == 302


def test_the_preview_ends_with_the_text_that_was_reviewed(
    practice: GoodPracticePage, review: Review, member: User, stranger: User
) -> None:
    actions.withdraw(practice, member)

    answer = enter(stranger).get(f"/el/my/reviews/{review.key}/preview/")

    assert (answer.status_code, "Γλώσσα" in answer.content.decode()) == (404, False)


# What changed


def test_changed_words_of_a_picture_are_told_in_their_language(
    practice: GoodPracticePage, member: User, editor: User
) -> None:
    actions.return_to_author(
        practice, editor, revision=practice.latest_revision_id or 0, notes={"images": "Κι άλλη"}, message=""
    )
    show_picture(practice, member, alt="Τρεις άνδρες")
    actions.submit(practice, member)
    revision = again(practice).get_latest_revision()
    assert revision

    changes = changes_in(practice, revision)

    words = [(change.language, "".join(piece.text for piece in change.pieces)) for change in changes or []]
    assert [(language, "Τρεις άνδρες" in text) for language, text in words] == [
        ("el", True),
        ("en", False),
        ("", False),
    ]
