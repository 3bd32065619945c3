"""What members and editors are told by mail about practices, each in their own language."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import WorkflowState

from good_practices.labels import label_of
from good_practices.models import Confirmation, FieldNote, GoodPracticePage, LabelStep
from language.names import called
from mail import actions as outbox
from mail.lines import named_address
from network_members.limits import may_mail
from network_members.models import User
from network_members.roles import Role


def tell_handed_in(practice: GoodPracticePage, *, by: Any) -> None:
    """Confirm the hand-in to those who wrote, and ask the editors for the check."""
    for person in authors(practice, by):
        send(practice, "handed_in", person, "detail")
    for person in editors(but=by):
        address = f"{settings.WAGTAILADMIN_BASE_URL}{reverse('practice_desk:check', args=[practice.pk])}"
        post(practice, "to_check", person, url=address, **body_of(practice, person))


def tell_returned(practice: GoodPracticePage, state: WorkflowState, *, by: Any) -> None:
    """Bring the editors' notes, and their message."""
    task = state.current_task_state
    notes = list(FieldNote.objects.filter(practice=practice, task_state=task))
    for person in others(authors(practice, state.requested_by), by):
        with override(person.language):
            found = [{"field": str(label_of(note.field)), "text": note.text} for note in notes]
        send(practice, "returned", person, "edit", notes=found, message=task.comment)


def tell_published(practice: GoodPracticePage, *, by: Any, requested_by: Any = None) -> None:
    """Say that the practice, or its new version, is online."""
    again = practice.first_published_at != practice.last_published_at
    for person in others(authors(practice, requested_by), by):
        public = absolute(practice.url_in(person.language))
        send(practice, "published", person, "detail", public_url=public, again=again)


def tell_taken_back(practice: GoodPracticePage, *, by: Any, requested_by: Any) -> None:
    """Say that somebody else ended the check without a decision."""
    for person in others(authors(practice, requested_by), by):
        send(practice, "taken_back", person, "detail", who=str(by or ""))


def tell_label(practice: GoodPracticePage, taken: LabelStep, *, by: Any) -> None:
    """Tell the author what the network says of the practice, and why."""
    for person in others(authors(practice, practice.contact), by):
        text, _language = taken.reason_in(person.language)
        with override(person.language):
            step = str(taken.get_step_display())
        send(practice, "label", person, "detail", step=step, reason=text)


def tell_ended(practice: GoodPracticePage, *, by: Any) -> None:
    """Tell those who answer for a practice that somebody else ended it."""
    for person in others(authors(practice, practice.contact), by):
        send(practice, "ended", person, "detail", who=str(by or ""))


def tell_merged(duplicate: GoodPracticePage, kept: GoodPracticePage, reason: str, *, by: Any) -> None:
    """Tell those who answer for either practice that one page now stands for both, and why."""
    people = {person.pk: person for page in (duplicate, kept) for person in authors(page, page.contact)}
    for person in others(people.values(), by):
        public = absolute(kept.url_in(person.language))
        post(duplicate, "merged", person, url=public, kept=kept.title, reason=reason)


def ask_to_confirm(practice: GoodPracticePage, asked: Confirmation) -> None:
    """Ask whether a practice still is as described; the link answers without a login."""
    person = asked.person
    with override(person.language):
        answer = reverse("practices:confirm", args=[asked.token])
    public, again = absolute(practice.url_in(person.language)), asked.reminded_at is not None
    links = {"url": absolute(answer), "public_url": public, "edit_url": path_to(practice, "edit", person)}
    post(practice, "confirm", person, again=again, **links)


def pass_on(practice: GoodPracticePage, letter: dict[str, Any]) -> None:
    """Hand a question to the contact person in their language; the answer goes to who asked."""
    person = practice.contact
    assert person
    outbox.queue(
        template="good_practices/email/question",
        to=person.email,
        language=person.language,
        context={
            "name": called(person.first_name, person.language),
            "who": letter["name"],
            "text": letter["text"],
            "title": practice.title,
            "url": absolute(practice.url_in(person.language)),
        },
        reply_to=named_address(letter["name"], letter["email"]),
    )


def tell_passed_on(practice: GoodPracticePage, letter: dict[str, Any], language: str) -> None:
    """Tell who asked that the question has left; it is not repeated, whose address ever it is."""
    if may_mail(letter["email"]):
        outbox.queue(
            template="good_practices/email/question_receipt",
            to=letter["email"],
            language=language,
            context={"title": practice.title, "url": absolute(practice.url_in(language))},
        )


def authors(practice: GoodPracticePage, colleague: Any) -> list[User]:
    """Return whom a practice concerns: its author, and the colleague who handed it in."""
    people = {person.pk: person for person in (practice.owner, colleague) if person is not None and person.is_active}
    return list(people.values())


def others(people: Iterable[User], doer: Any) -> list[User]:
    """Return people without the one who did it and knows."""
    return [person for person in people if doer is None or person.pk != doer.pk]


def editors(*, but: Any) -> list[User]:
    """Return who checks practices day by day."""
    found = User.objects.filter(is_active=True, groups__name=Role.EDITOR).order_by("pk")
    return others(found, but)


def send(practice: GoodPracticePage, template: str, person: User, page: str, **context: Any) -> None:
    """Queue a mail that leads to a page of the member's own space."""
    post(practice, template, person, url=path_to(practice, page, person), **context)


def path_to(practice: GoodPracticePage, page: str, person: User) -> str:
    """Return the address of a page of the member's own space, in their language."""
    with override(person.language):
        return absolute(reverse(f"my_practices:{page}", args=[practice.translation_key]))


def post(practice: GoodPracticePage, template: str, person: User, **context: Any) -> None:
    """Queue a mail about a practice."""
    outbox.queue(
        template=f"good_practices/email/{template}",
        to=person.email,
        language=person.language,
        context={"name": called(person.first_name, person.language), "title": practice.draft_title, **context},
    )


def body_of(practice: GoodPracticePage, person: User) -> dict[str, str]:
    """Return who wrote a practice and for which body, for the editors."""
    body = practice.lead_organisation
    return {"author": str(practice.owner or ""), "body": body.name_in(person.language) if body else ""}


def absolute(url: str) -> str:
    """Return an address that works from outside."""
    return f"{settings.WAGTAILADMIN_BASE_URL}{urlsplit(url).path}"
