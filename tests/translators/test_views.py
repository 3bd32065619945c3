"""Members take translations, write them text by text, and read those of others; nothing typed is lost."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import PageViewRestriction
from wagtail_localize.models import StringTranslation, Translation

from good_practices.models import GoodPracticePage
from network_members.models import User
from network_members.profiles import Audience
from tests.factories.practices import make_practice
from tests.factories.translations import fill_in, make_task, translate
from tests.reading import count_queries
from tests.translators.conftest import enter
from translators.models import TranslationTask

State = TranslationTask.State


def where(task: TranslationTask, language: str = "en") -> str:
    """Return the address of a task."""
    with override(language):
        return reverse("my_translations:detail", args=[task.pk])


def filled(client: Client, task: TranslationTask, **typed: str) -> dict[str, str]:
    """Return what the form of a task sends: words for every text, in the order of the page, and its version."""
    form = client.get(where(task)).context["form"]
    words = {name: form[name].value() or f"Words {place}" for place, name in enumerate(form.texts)}
    return {"version": form["version"].value(), **words, **typed}


def names(task: TranslationTask) -> list[str]:
    """Return the names of the fields, by the order of the page."""
    return [
        f"text_{pk}" for pk in task.translation.source.stringsegment_set.order_by("order").values_list("pk", flat=True)
    ]


def stored() -> list[str]:
    """Return all words that are stored."""
    return list(StringTranslation.objects.order_by("pk").values_list("data", flat=True))


@pytest.mark.parametrize(("language", "word"), [("el", "Διαθέσιμες"), ("en", "Free to take")])
def test_a_member_finds_and_takes_a_free_translation(
    language: str, word: str, free: TranslationTask, member: User
) -> None:
    client = enter(member, language)

    page = client.get(where(free, language).rsplit("/", 2)[0] + "/")
    answer = client.post(where(free, language), {"step": "take"})

    free.refresh_from_db()
    assert (page.status_code, word in page.content.decode(), answer.status_code) == (200, True, 302)
    assert (free.state, free.taken_by) == (State.TAKEN, member)


@pytest.mark.parametrize("language", ["el", "en"])
def test_original_and_translation_say_their_languages(language: str, member: User) -> None:
    task = make_task(make_practice("Τίτλος", language=language), taken_by=member, state=State.TAKEN)

    page = enter(member).get(where(task)).content.decode()

    other = {"el": "en", "en": "el"}[language]
    assert f'lang="{other}"' in page.partition("<textarea")[2].partition(">")[0]


def test_saving_keeps_gaps_and_handing_in_does_not(taken: TranslationTask, member: User) -> None:
    client, (first, *rest) = enter(member), names(taken)
    words = filled(client, taken, **dict.fromkeys(rest, ""), **{first: "Neighbourhood"})

    saved = client.post(where(taken), words | {"step": "save"})
    words["version"] = filled(client, taken)["version"]
    refused = client.post(where(taken), words | {"step": "hand_in"})

    taken.refresh_from_db()
    assert (saved.status_code, stored(), refused.status_code, taken.state) == (302, ["Neighbourhood"], 422, State.TAKEN)
    assert sorted(refused.context["form"].errors) == sorted(rest)


def test_a_whole_translation_is_handed_in(taken: TranslationTask, member: User) -> None:
    client = enter(member)

    client.post(where(taken), filled(client, taken, step="hand_in"))

    taken.refresh_from_db()
    assert (taken.state, len(stored())) == (State.HANDED_IN, len(names(taken)))
    assert set(StringTranslation.objects.values_list("last_translated_by", "translation_type")) == {
        (member.pk, "manual")
    }


def test_a_text_that_is_too_long_is_refused_at_its_field_and_kept(taken: TranslationTask, member: User) -> None:
    client, first = enter(member), names(taken)[0]
    long = "Word " * 100

    answer = client.post(where(taken), filled(client, taken, **{first: long, "step": "save"}))

    assert (answer.status_code, list(answer.context["form"].errors), stored()) == (422, [first], [])
    assert long.strip() in answer.content.decode()


def test_marks_are_written_as_text(taken: TranslationTask, member: User) -> None:
    client, first = enter(member), names(taken)[0]

    client.post(where(taken), filled(client, taken, **{first: "<b>Bold</b> & plain", "step": "save"}))

    assert "&lt;b&gt;Bold&lt;/b&gt; &amp; plain" in stored()


def test_two_windows_do_not_overwrite_each_other_unseen(taken: TranslationTask, member: User) -> None:
    client, first = enter(member), names(taken)[0]
    older = filled(client, taken, step="save")
    client.post(where(taken), older | {first: "From the other window"})

    answer = client.post(where(taken), older | {first: "From this window"})

    page = answer.content.decode()
    assert (answer.status_code, "From the other window" in page, "From this window" in page) == (422, True, True)
    assert "From the other window" in stored()


def test_words_of_others_keep_their_writer(taken: TranslationTask, member: User, stranger: User) -> None:
    fill_in(taken.translation)
    StringTranslation.objects.update(last_translated_by=stranger, translation_type="manual")
    client, first = enter(member), names(taken)[0]

    client.post(where(taken), filled(client, taken, **{first: "Better", "step": "hand_in"}))

    found = set(StringTranslation.objects.filter(last_translated_by=member).values_list("data", flat=True))
    assert found == {"Better"}


def test_an_outdated_text_shows_what_changed(practice: GoodPracticePage, member: User) -> None:
    translate(practice)
    task = make_task(practice, taken_by=member, state=State.TAKEN)
    draft = GoodPracticePage.objects.get(pk=practice.pk).get_latest_revision_as_object()
    draft.one_line = "Δομές που μιλούν"
    draft.save_revision().publish()

    page = enter(member).get(where(task)).content.decode()

    assert "<del>" in page
    assert "μιλούν" in page.partition("<ins>")[2].partition("</ins>")[0]


@pytest.mark.parametrize("step", ["accept", "return"])
def test_another_member_accepts_or_returns(step: str, handed_in: TranslationTask, stranger: User) -> None:
    enter(stranger).post(where(handed_in), {"step": step, "note": "Πιο απλά"})

    handed_in.refresh_from_db()
    assert (handed_in.state, handed_in.reviewed_by) == ({"accept": "accepted", "return": "returned"}[step], stranger)


def test_a_return_needs_a_note(handed_in: TranslationTask, stranger: User) -> None:
    answer = enter(stranger).post(where(handed_in), {"step": "return"})

    handed_in.refresh_from_db()
    assert (answer.status_code, handed_in.state) == (422, State.HANDED_IN)


@pytest.mark.parametrize("step", ["accept", "return", "save", "hand_in", "give_back", "x"])
def test_the_translator_changes_nothing_after_handing_in(step: str, handed_in: TranslationTask, member: User) -> None:
    answer = enter(member).post(where(handed_in), {"step": step, "note": "x"})

    handed_in.refresh_from_db()
    expected = 409 if step in {"save", "hand_in"} else 403
    assert (answer.status_code, handed_in.state, stored()) == (expected, State.HANDED_IN, [])


def test_nobody_else_opens_what_somebody_translates(taken: TranslationTask, stranger: User) -> None:
    answer = enter(stranger).get(where(taken))

    assert (answer.status_code, "Γειτονιά" in answer.content.decode()) == (404, False)


@pytest.mark.parametrize("why", ["draft", "restricted"])
def test_a_page_that_is_not_public_shows_no_word(
    why: str, taken: TranslationTask, practice: GoodPracticePage, member: User
) -> None:
    if why == "draft":
        practice.unpublish()
    else:
        PageViewRestriction.objects.create(page=practice, restriction_type="login")
    client = enter(member)

    answers = [client.get(path) for path in (where(taken), "/en/my/translations/", "/en/my/")]

    assert [one.status_code for one in answers] == [404, 200, 200]
    assert ["Γειτονιά" in one.content.decode() for one in answers] == [False, False, False]


def test_who_is_no_member_is_refused(free: TranslationTask, applicant: User) -> None:
    answer = enter(applicant).get(where(free))

    assert (answer.status_code, "Γειτονιά" in answer.content.decode()) == (403, False)


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_as_much_for_three_tasks_as_for_one(number: int, member: User) -> None:
    for place in range(number):
        make_task(make_practice(f"Πρακτική {place}"))

    assert count_queries(enter(member), "/en/my/translations/") == 10


@pytest.mark.parametrize("seen", [Audience.PUBLIC, Audience.NOBODY])
@pytest.mark.parametrize(("language", "credit"), [("el", "Μετάφραση: {}"), ("en", "Translated by {}")])
def test_the_page_names_who_translated_as_far_as_they_show_it(
    language: str, credit: str, seen: str, member: User, stranger: User
) -> None:
    User.objects.filter(pk=member.pk).update(name_shown_to=seen)
    practice = make_practice("Mentors", language={"el": "en", "en": "el"}[language])
    page = translate(practice)
    make_task(practice, state=State.ACCEPTED, taken_by=member, reviewed_by=stranger)

    text = Client().get(page.url).content.decode()

    hidden = {"el": "μέλος του δικτύου", "en": "a member of the network"}[language]
    assert credit.format(str(member) if seen == Audience.PUBLIC else hidden) in text
    assert (str(member) in text) == (seen == Audience.PUBLIC)


def test_editors_offer_from_their_table_and_see_who_has_it(
    practice: GoodPracticePage, superuser: User, member: User
) -> None:
    client, table = enter(superuser), reverse("translation_desk:table")

    client.post(table, {"step": "offer", "page": practice.pk})
    TranslationTask.objects.update(state=State.TAKEN, taken_by=member)

    assert Translation.objects.count() == 1
    assert str(member) in client.get(table).content.decode()


@pytest.mark.parametrize("language", ["el", "en"])
@pytest.mark.parametrize("step", ["accept", "return"])
def test_words_that_changed_while_they_were_read_are_not_decided_on(
    step: str, language: str, handed_in: TranslationTask, stranger: User
) -> None:
    client = enter(stranger, language)
    version = client.get(where(handed_in, language)).context["review"]["version"].value()
    fill_in(handed_in.translation, "Changed {}".format)

    sent = {"step": step, "note": "CANARY-3", "version": version}
    refused = client.post(where(handed_in, language), sent)
    handed_in.refresh_from_db()
    page = refused.content.decode()

    assert (refused.status_code, handed_in.state, "CANARY-3" in page) == (422, State.HANDED_IN, True)
    again = client.post(where(handed_in, language), sent | {"version": refused.context["review"]["version"].value()})
    assert again.status_code == 302
