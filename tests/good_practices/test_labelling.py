"""Labels: step by step, each with a reason, the same in both languages, told to the author and to everybody."""

import html
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from wagtail.models import PageLogEntry

from good_practices import actions, labelling
from good_practices.alike import means
from good_practices.exchange.exporting import public
from good_practices.labelling import Step
from good_practices.models import GoodPracticePage, LabelStep, PracticeImage, PracticeLink
from good_practices.same_text import SAME
from mail.models import Message
from network_members.models import User
from tests.factories.full_practice import make_image
from tests.factories.reviews import ask, give
from tests.factories.snapshots import again, make_published, make_submitted
from tests.factories.translations import translate
from tests.good_practices.steps import save
from tests.good_practices.test_pdf import address, file_at
from tests.good_practices.test_pdf import words as told
from tests.good_practices.test_worklist import enter
from tests.reading import count_anew, faults, read

BOTH = {"reason_el": "Αντέχει στον χρόνο", "reason_en": "It lasts"}


@pytest.fixture
def practice(member: User, editor: User) -> GoodPracticePage:
    """A practice that is online."""
    return make_published(member, editor)


def label(practice: GoodPracticePage) -> str:
    return again(practice).label


def take(practice: GoodPracticePage, by: User, *steps: str) -> None:
    for step in steps:
        labelling.take(practice, by, step=step, **BOTH)


def put_online(practice: GoodPracticePage, editor: User) -> None:
    actions.publish(practice, editor, revision=again(practice).latest_revision_id or 0)


# Checked


@pytest.mark.parametrize(
    ("advice", "earned"),
    [(("publish", "publish"), "checked"), (("publish", "change"), "published"), (("publish", ""), "published")],
)
def test_two_reviews_in_favour_of_the_published_text_make_it_checked(
    advice: tuple[str, ...], earned: str, member: User, editor: User, request: pytest.FixtureRequest
) -> None:
    practice = make_submitted(member)
    people = [request.getfixturevalue(name) for name in ("stranger", "facilitator")]
    for review, one in zip(ask(practice, editor, *people), advice, strict=True):
        if one:
            give(review, one, "Γιατί" if one == "change" else "")

    put_online(practice, editor)

    assert label(practice) == earned


def test_a_new_text_has_to_be_reviewed_anew(member: User, editor: User, stranger: User, facilitator: User) -> None:
    practice = make_submitted(member)
    for review in ask(practice, editor, stranger, facilitator):
        give(review)
    put_online(practice, editor)
    before = label(practice)
    save(practice, member, one_line="Άλλο")
    actions.submit(practice, member)

    put_online(practice, editor)

    assert (before, label(practice)) == ("checked", "published")


# Step by step


@pytest.mark.parametrize(
    ("steps", "earned"),
    [
        ([Step.RECOMMENDED], "recommended"),
        ([Step.RECOMMENDED, Step.WITHDRAWN], "published"),
        ([Step.RECOMMENDED, Step.CANDIDATE], "recommended"),
        ([Step.RECOMMENDED, Step.CANDIDATE, Step.NOT_CHOSEN], "recommended"),
        ([Step.RECOMMENDED, Step.CANDIDATE, Step.CHOSEN], "best"),
        ([Step.RECOMMENDED, Step.CANDIDATE, Step.CHOSEN, Step.WITHDRAWN], "published"),
    ],
)
def test_the_label_follows_the_last_step_in_both_languages(
    steps: list[str], earned: str, practice: GoodPracticePage, editor: User
) -> None:
    translate(practice, user=editor)

    take(practice, editor, *steps)

    both = GoodPracticePage.objects.filter(translation_key=practice.translation_key)
    assert list(both.values_list("label", flat=True)) == [earned, earned]
    assert list(LabelStep.objects.values_list("step", "taken_by", "reason_en")) == [
        (step, editor.pk, "It lasts") for step in steps
    ]


@pytest.mark.parametrize(
    "steps", [[Step.CHOSEN], [Step.CANDIDATE], [Step.WITHDRAWN], [Step.RECOMMENDED, Step.RECOMMENDED]]
)
def test_no_step_is_left_out_or_taken_twice(steps: list[str], practice: GoodPracticePage, editor: User) -> None:
    take(practice, editor, *steps[:-1])

    with pytest.raises(actions.Decided):
        take(practice, editor, steps[-1])

    assert LabelStep.objects.count() == len(steps) - 1


@pytest.mark.parametrize("name", ["member", "colleague", "stranger", "moderator"])
def test_only_those_who_check_decide(name: str, practice: GoodPracticePage, request: pytest.FixtureRequest) -> None:
    with pytest.raises(PermissionDenied):
        take(practice, request.getfixturevalue(name), Step.RECOMMENDED)

    assert (label(practice), LabelStep.objects.count()) == ("published", 0)


def test_what_is_not_online_gets_no_label(member: User, editor: User) -> None:
    with pytest.raises(PermissionDenied):
        take(make_submitted(member), editor, Step.RECOMMENDED)


@pytest.mark.parametrize("fields", [{"step": "recommended"}, {"step": "chosen", "reason_el": "Μόνο ελληνικά"}])
def test_the_database_keeps_no_step_without_its_reasons(fields: dict[str, str], practice: GoodPracticePage) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        LabelStep.objects.create(practice_key=practice.translation_key, **fields)


def test_publishing_an_old_draft_takes_no_label_back(practice: GoodPracticePage, member: User, editor: User) -> None:
    save(practice, member, one_line="Νέα γραμμή")
    take(practice, editor, Step.RECOMMENDED)
    actions.submit(practice, member)

    put_online(practice, editor)

    assert label(practice) == "recommended"


# A new version of the same text


@pytest.fixture
def checked(member: User, editor: User, stranger: User, facilitator: User) -> GoodPracticePage:
    """A practice that two reviewers wanted to be published as it is."""
    practice = make_submitted(member, one_line="Μαθήματα μαζί με ενημέρωση")
    for review in ask(practice, editor, stranger, facilitator):
        give(review)
    put_online(practice, editor)
    return again(practice)


def republish(practice: GoodPracticePage, editor: User, *, is_minor: bool = False, **changes: Any) -> str:
    """Publish a new version as author and editor do, and return the label it has."""
    author: Any = practice.owner
    save(practice, author, **changes)
    actions.submit(practice, author)
    number = again(practice).latest_revision_id or 0
    actions.publish(practice, editor, revision=number, is_minor=is_minor)
    return label(practice)


SAME_TEXT = {"one_line": "Μαθήματα, μαζι με ΕΝΗΜΕΡΩΣΗ."}
OTHER_TEXT = {"one_line": "Μαθήματα χωρίς ενημέρωση"}


@pytest.mark.parametrize(
    ("changes", "is_minor", "kept"),
    [
        (SAME_TEXT, False, "checked"),
        (OTHER_TEXT, True, "checked"),
        (OTHER_TEXT, False, "published"),
        ({"start_year": 2019}, False, "published"),
        ({"start_year": 2019}, True, "checked"),
    ],
)
def test_only_a_change_of_meaning_takes_the_reviews_away(
    changes: dict[str, Any], is_minor: bool, kept: str, checked: GoodPracticePage, editor: User
) -> None:
    before = label(checked)
    assert (before, republish(checked, editor, is_minor=is_minor, **changes)) == ("checked", kept)


def test_reviews_count_through_many_versions_of_the_same_text_until_one_is_another(
    checked: GoodPracticePage, editor: User
) -> None:
    changes: list[tuple[Any, bool]] = [
        (SAME_TEXT, False),
        (OTHER_TEXT, True),
        ({"one_line": "Μαθήματα χωρις ενημερωση!"}, False),
    ]
    kept = [republish(checked, editor, is_minor=is_minor, **texts) for texts, is_minor in changes]

    lost = republish(checked, editor, one_line="Μαθήματα χωρίς τέλος")
    back = republish(checked, editor, is_minor=True, one_line="Μαθήματα μαζί με ενημέρωση")

    assert (kept, lost, back) == (["checked"] * 3, "published", "published")


def test_a_recommendation_of_the_network_stays_until_it_is_withdrawn(practice: GoodPracticePage, editor: User) -> None:
    take(practice, editor, Step.RECOMMENDED)

    kept = [
        republish(practice, editor, one_line=SAME_TEXT["one_line"]),
        republish(practice, editor, is_minor=True, one_line=OTHER_TEXT["one_line"]),
        republish(practice, editor, one_line="Άλλο"),
    ]
    take(practice, editor, Step.WITHDRAWN)

    assert (kept, label(practice)) == (["recommended"] * 3, "published")


def test_a_minor_edit_of_what_was_never_online_keeps_nothing(
    member: User, editor: User, stranger: User, facilitator: User
) -> None:
    practice = make_submitted(member)
    for review in ask(practice, editor, stranger, facilitator):
        give(review, "change", "Γιατί")

    actions.publish(practice, editor, revision=practice.latest_revision_id or 0, is_minor=True)

    assert (label(practice), PageLogEntry.objects.filter(action=SAME).count()) == ("published", 0)


def test_other_files_pictures_and_addresses_are_another_text(checked: GoodPracticePage) -> None:
    draft = checked.get_latest_revision_as_object()
    before = means(draft)
    found = []
    for url in ("https://example.org/ab", "https://example.org/a/b"):
        draft.links = [PracticeLink(title="Οδηγός", url=url, locale=draft.locale)]
        found.append(means(draft)["links"])
    draft.images = [PracticeImage(image=make_image(alt_el="Α"))]
    first = means(draft)["images"]
    draft.images = [PracticeImage(image=make_image(alt_el="Α"))]

    assert "links" not in before
    assert (found[0] == found[1], first == means(draft)["images"]) == (False, False)


# Told to the author, and to everybody


@pytest.mark.parametrize(("language", "reason"), [("el", "Αντέχει στον χρόνο"), ("en", "It lasts")])
def test_the_author_is_told_in_their_language(
    language: str, reason: str, practice: GoodPracticePage, member: User, editor: User
) -> None:
    User.objects.filter(pk=member.pk).update(language=language)

    take(practice, editor, Step.RECOMMENDED)

    message = Message.objects.get(kind="label")
    assert (message.recipient, message.language, reason in message.text) == (member.email, language, True)


@pytest.mark.parametrize(("language", "reason"), [("el", "Αντέχει στον χρόνο"), ("en", "It lasts")])
def test_everybody_reads_label_and_reason_in_the_language_of_the_page(
    language: str, reason: str, practice: GoodPracticePage, editor: User
) -> None:
    twin = translate(practice, user=editor)
    take(practice, editor, Step.RECOMMENDED, Step.CANDIDATE, Step.CHOSEN)

    page = read(Client(), (again(practice) if language == "el" else again(twin)).get_url() or "")

    assert (page.count(reason), faults(page)) == (3, [])


def test_a_reason_in_the_other_language_is_marked(practice: GoodPracticePage, editor: User) -> None:
    labelling.take(practice, editor, step=Step.RECOMMENDED, reason_en="It lasts")

    assert '<p lang="en">It lasts</p>' in read(Client(), again(practice).get_url() or "")


def test_a_withdrawn_recommendation_leaves_no_reason_on_the_page(practice: GoodPracticePage, editor: User) -> None:
    take(practice, editor, Step.RECOMMENDED, Step.WITHDRAWN)

    assert "Αντέχει στον χρόνο" not in read(Client(), again(practice).get_url() or "")


def test_the_library_filters_by_label_and_open_data_name_it(
    practice: GoodPracticePage, member: User, editor: User
) -> None:
    make_published(member, editor, title="Χωρίς σήμα")
    take(practice, editor, Step.RECOMMENDED)

    page = read(Client(), "/el/kales-praktikes/?label=recommended")

    assert ("Γλώσσα και υγεία" in page, "Χωρίς σήμα" in page) == (True, False)
    assert sorted(str(row["label"]) for row in public().rows) == ["published", "recommended"]


# At the desk


def send(editor: User, practice: GoodPracticePage, language: str = "en", **fields: str) -> Any:
    return enter(editor, language).post(f"/admin/practices/{practice.pk}/label/", fields)


@pytest.mark.parametrize("language", ["el", "en"])
def test_the_desk_takes_a_step_and_shows_the_log(language: str, practice: GoodPracticePage, editor: User) -> None:
    answer = send(editor, practice, language, step="recommended", reason_el="Αντέχει")

    page = html.unescape(read(enter(editor, language), answer["Location"]))
    assert (answer.status_code, label(practice)) == (302, "recommended")
    assert ("Αντέχει" in page, "Editor Test" in page) == (True, True)


@pytest.mark.parametrize(
    ("before", "fields"),
    [
        ([], {"step": "recommended"}),
        ([], {"step": "nonsense", "reason_el": "ΤΟ ΕΓΡΑΨΑ"}),
        ([Step.RECOMMENDED, Step.CANDIDATE], {"step": "chosen", "reason_el": "ΤΟ ΕΓΡΑΨΑ"}),
    ],
)
def test_a_step_without_its_reasons_is_asked_again_and_loses_nothing(
    before: list[str], fields: dict[str, str], practice: GoodPracticePage, editor: User
) -> None:
    take(practice, editor, *before)

    answer = send(editor, practice, **fields)

    assert (answer.status_code, LabelStep.objects.count()) == (422, len(before))
    assert fields.get("reason_el", "") in answer.content.decode()


def test_a_step_that_comes_too_late_keeps_its_reasons(practice: GoodPracticePage, editor: User) -> None:
    take(practice, editor, Step.RECOMMENDED)

    answer = send(editor, practice, step="recommended", reason_el="ΤΟ ΕΓΡΑΨΑ")

    assert (answer.status_code, "ΤΟ ΕΓΡΑΨΑ" in answer.content.decode()) == (409, True)


@pytest.mark.parametrize(("language", "words"), [("el", "Προτείνεται"), ("en", "Recommended")])
def test_card_and_file_show_the_label_in_the_language_of_the_reader(
    language: str, words: str, practice: GoodPracticePage, editor: User
) -> None:
    take(practice, editor, Step.RECOMMENDED)
    library = {"el": "/el/kales-praktikes/", "en": "/en/good-practices/"}[language]

    card, file = read(Client(), library), told(file_at(Client(), address(again(practice), language)))

    assert (f"{words}</span>" in card, words in file, BOTH[f"reason_{language}"] in file) == (True, True, True)


@pytest.mark.parametrize("number", [1, 3])
def test_the_library_asks_as_much_for_three_labels_as_for_one(number: int, member: User, editor: User) -> None:
    for place in range(number):
        take(make_published(member, editor, title=f"Πρακτική {place}"), editor, Step.RECOMMENDED)

    assert count_anew(Client(), "/el/kales-praktikes/") == 16


def test_a_page_with_a_label_takes_one_query_more(practice: GoodPracticePage, editor: User) -> None:
    where = again(practice).get_url() or ""
    before = count_anew(Client(), where)
    take(practice, editor, Step.RECOMMENDED, Step.CANDIDATE, Step.CHOSEN)

    assert count_anew(Client(), where) == before + 1
