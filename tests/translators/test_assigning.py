"""Editors ask one person for translations; who is asked hears of it, may decline, and is reminded once before and after."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from good_practices.models import GoodPracticePage
from mail.models import Message
from network_members.models import User
from tests.factories.people import make_user
from tests.factories.practices import make_practice
from tests.factories.translations import make_task
from tests.reading import count_queries
from tests.translators.conftest import enter
from tests.translators.test_views import filled, where
from translation.publishing import NotReady
from translators import actions, assigning
from translators.models import TranslationTask

State = TranslationTask.State
DAY = timedelta(days=1)
BOTH = pytest.mark.parametrize("language", ["el", "en"])


def today(days: int = 0) -> Any:
    """Return a day from today."""
    return timezone.localdate() + days * DAY


def mails() -> list[tuple[str, str, str]]:
    """Return kind, recipient and language of all mails."""
    return sorted(Message.objects.values_list("kind", "recipient", "language"))


def desk(*pages: GoodPracticePage) -> str:
    """Return the address where somebody is asked for translations."""
    return reverse("translation_tasks:assign", query={"page": [page.pk for page in pages]})


def speak(person: User, language: str) -> User:
    """Let somebody read the site in a language."""
    person.language = language
    person.save(update_fields=["language"])
    return person


@pytest.fixture
def asked(practice: GoodPracticePage, superuser: User, member: User) -> TranslationTask:
    """A task that the member was asked for."""
    assigning.assign(practice, superuser, person=member, due=today(20))
    Message.objects.all().delete()
    return TranslationTask.objects.get()


@BOTH
def test_who_is_asked_for_several_translations_gets_mails_in_their_language(
    language: str, superuser: User, member: User
) -> None:
    pages = [make_practice("Γειτονιά"), make_practice("Mentors", language="en")]
    client = enter(speak(superuser, language))

    answer = client.post(desk(*pages), {"person": member.pk, "due": today(9).isoformat()})

    tasks = list(TranslationTask.objects.values_list("state", "taken_by", "due", "asked_by"))
    assert (answer.status_code, tasks) == (302, [(State.TAKEN, member.pk, today(9), superuser.pk)] * 2)
    assert mails() == [("assigned", member.email, member.language)] * 2


@BOTH
def test_what_one_was_asked_for_stands_first_among_ones_own(
    language: str, asked: TranslationTask, member: User
) -> None:
    make_task(make_practice("Νωρίτερα"), taken_by=member, state=State.TAKEN)

    page = enter(speak(member, language), language).get(f"/{language}/my/translations/").content.decode()

    words = {"el": "σας τη ζήτησε η σύνταξη", "en": "the editors asked you for it"}[language]
    assert page.index("Γειτονιά") < page.index("Νωρίτερα")
    assert page.count(words) == 1


@BOTH
def test_who_declines_says_why_to_who_asked(
    language: str, asked: TranslationTask, member: User, superuser: User
) -> None:
    client = enter(speak(member, language), language)

    refused = client.post(where(asked, language), {"step": "decline", "reason": ""})
    client.post(where(asked, language), {"step": "decline", "reason": "Λείπω τον Δεκέμβριο"})

    asked.refresh_from_db()
    mail = Message.objects.get()
    assert (refused.status_code, asked.state, asked.taken_by, asked.assigned_at) == (422, State.OPEN, None, None)
    assert (mail.kind, mail.recipient, "Λείπω τον Δεκέμβριο" in mail.text) == ("declined", superuser.email, True)


def test_nobody_declines_what_they_took_freely_or_what_is_not_theirs(
    taken: TranslationTask, member: User, stranger: User
) -> None:
    for person, error in ((member, PermissionDenied), (stranger, actions.Gone)):
        with pytest.raises(error):
            assigning.decline(taken, person, "x")

    taken.refresh_from_db()
    assert (taken.taken_by, mails()) == (member, [])


def test_who_asked_hears_when_it_is_handed_in_and_when_it_is_done(
    asked: TranslationTask, member: User, stranger: User, superuser: User
) -> None:
    client = enter(member)

    client.post(where(asked), filled(client, asked, step="hand_in"))
    heard = [mails()]
    actions.accept(asked, stranger)
    heard.append(mails())

    assert heard[0] == [("handed_in", superuser.email, superuser.language)]
    assert {kind for kind, _to, _language in heard[1]} == {"handed_in", "accepted", "ready"}


def test_each_is_reminded_once_before_and_once_after_the_day(asked: TranslationTask, member: User) -> None:
    now = timezone.now()

    counts = [assigning.remind(now + days * DAY) for days in (0, 5, 18, 19, 21, 22, 60)]

    assert counts == [0, 0, 1, 0, 1, 0, 0]
    assert [kind for kind, _to, _language in mails()] == ["due_soon", "overdue"]
    assert {to for _kind, to, _language in mails()} == {member.email}


def test_two_runs_that_found_the_same_task_send_once(asked: TranslationTask) -> None:
    sent = [assigning.remind_of(asked, "reminded_after_at", timezone.now()) for _run in range(2)]

    assert (sent, len(mails())) == ([True, False], 1)


@pytest.mark.parametrize("why", ["private", "left", "handed in", "taken freely"])
def test_nobody_is_reminded_of_what_is_not_theirs_to_do(
    why: str, asked: TranslationTask, practice: GoodPracticePage, member: User
) -> None:
    if why == "private":
        PageViewRestriction.objects.create(page=practice, restriction_type="login")
    elif why == "left":
        member.groups.clear()
    elif why == "handed in":
        TranslationTask.objects.update(state=State.HANDED_IN)
    else:
        TranslationTask.objects.update(assigned_at=None)

    assert (assigning.remind(timezone.now() + 30 * DAY), mails()) == (0, [])


def test_the_command_of_the_night_says_what_it_did(asked: TranslationTask) -> None:
    TranslationTask.objects.update(due=today(-1), assigned_at=timezone.now() - 9 * DAY)
    said = StringIO()

    call_command("remind_translators", stdout=said)

    assert said.getvalue() == "1 reminders queued\n"


@pytest.mark.parametrize("state", [State.TAKEN, State.RETURNED, State.HANDED_IN])
def test_nothing_is_taken_out_of_the_hands_of_who_translates(
    state: str, taken: TranslationTask, superuser: User, stranger: User, member: User
) -> None:
    TranslationTask.objects.update(state=state)
    client, practice = enter(superuser), GoodPracticePage.objects.originals().get()

    answer = client.post(desk(practice), {"person": stranger.pk, "due": today(9).isoformat()})

    taken.refresh_from_db()
    kept = f'value="{stranger.pk}" selected' in answer.content.decode()
    assert (answer.status_code, kept, taken.taken_by, mails()) == (409, True, member, [])


def test_a_late_translation_is_given_to_another_person_and_both_hear_of_it(
    practice: GoodPracticePage, asked: TranslationTask, superuser: User, stranger: User, member: User
) -> None:
    TranslationTask.objects.update(due=today(-1))

    assigning.assign(practice, superuser, person=stranger, due=today(9))

    asked.refresh_from_db()
    assert asked.taken_by == stranger
    assert {(kind, to) for kind, to, _language in mails()} == {
        ("assigned", stranger.email),
        ("reassigned", member.email),
    }


def test_a_page_that_not_everybody_may_read_is_not_asked_for(
    practice: GoodPracticePage, superuser: User, member: User
) -> None:
    PageViewRestriction.objects.create(page=practice, restriction_type="login")

    with pytest.raises(NotReady):
        assigning.assign(practice, superuser, person=member, due=today(9))

    assert (TranslationTask.objects.count(), mails()) == (0, [])


def test_who_may_not_edit_the_page_asks_nobody(practice: GoodPracticePage, member: User, stranger: User) -> None:
    with pytest.raises(PermissionDenied):
        assigning.assign(practice, member, person=stranger, due=today(9))

    assert not TranslationTask.objects.exists()


def test_only_members_can_be_asked(practice: GoodPracticePage, superuser: User, applicant: User) -> None:
    client = enter(superuser)

    answer = client.post(desk(practice), {"person": applicant.pk, "due": today(9).isoformat()})

    assert (answer.status_code, str(applicant) in answer.content.decode()) == (422, False)
    assert not TranslationTask.objects.exists()


@BOTH
@pytest.mark.parametrize("due", ["", "2001-01-01", "9999-01-01", "x"])
def test_a_wrong_day_is_refused_and_the_choice_kept(
    due: str, language: str, practice: GoodPracticePage, superuser: User, member: User
) -> None:
    answer = enter(speak(superuser, language)).post(desk(practice), {"person": member.pk, "due": due})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["due"])
    assert f'value="{member.pk}" selected' in answer.content.decode()


@BOTH
def test_who_translates_into_the_language_stands_first(
    language: str, superuser: User, member: User, translator: User, stranger: User
) -> None:
    practice = make_practice("Γειτονιά")
    make_task(make_practice("Άλλη"), taken_by=stranger, state=State.ACCEPTED)
    make_task(make_practice("Other", language="en"), taken_by=member, state=State.ACCEPTED)

    form = enter(speak(superuser, language)).get(desk(practice)).context["form"]

    (label, first), (_others, others) = form.fields["person"].choices[1:]
    assert label == {"el": "Μεταφράζουν στα αγγλικά", "en": "Translate into English"}[language]
    assert {pk for pk, _name in first} == {translator.pk, stranger.pk}
    assert member.pk in {pk for pk, _name in others}


def test_the_table_leads_to_asking_with_what_is_ticked(practice: GoodPracticePage, superuser: User) -> None:
    client, table = enter(superuser), reverse("translation_desk:table")

    answer = client.post(table, {"step": "assign", "page": practice.pk})
    nothing = client.post(table, {"step": "assign"})

    assert (answer.status_code, answer["Location"], nothing.status_code) == (302, desk(practice), 422)


@BOTH
def test_the_table_is_narrowed_to_a_person_and_to_what_is_late(
    language: str, asked: TranslationTask, superuser: User, member: User
) -> None:
    late = make_task(make_practice("Αργεί"), due=today(-1))
    make_practice("Μόνη")
    client, table = enter(speak(superuser, language)), reverse("translation_desk:table")

    def titles(**chosen: str) -> set[str]:
        return {row["title"] for row in client.get(table, chosen).context["rows"]} & {"Γειτονιά", "Αργεί", "Μόνη"}

    page = client.get(table, {"late": "1"}).content.decode()
    assert titles(person=str(member.pk)) == {"Γειτονιά"}
    assert titles(late="1") == {"Αργεί"}
    assert titles(person="x", late="x") == {"Γειτονιά", "Αργεί", "Μόνη"}
    assert {"el": "εκπρόθεσμη", "en": "late"}[language] in page
    assert late.state == State.OPEN


@pytest.mark.parametrize("number", [1, 3])
def test_asking_takes_the_same_questions_for_every_number_of_pages_and_people(number: int, superuser: User) -> None:
    pages = [make_practice(f"Πρακτική {place}") for place in range(number)]
    client = enter(superuser)
    client.get(desk(*pages))

    assert count_queries(client, desk(*pages)) == 15


@pytest.mark.parametrize("number", [1, 3])
def test_the_table_takes_the_same_questions_for_every_number_of_tasks(number: int, superuser: User) -> None:
    for place in range(number):
        person = make_user(f"translator-{place}", "member")
        make_task(make_practice(f"Πρακτική {place}"), taken_by=person, state=State.TAKEN, assigned_at=timezone.now())
    client = enter(superuser)
    client.get(reverse("translation_desk:table"))

    assert count_queries(client, reverse("translation_desk:table")) == 16
