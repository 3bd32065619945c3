"""A copy of one's own data and the end of an account: whole, for its owner alone, and nothing left behind."""

import json
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import models
from django.test import Client
from django.utils.translation import override
from time_machine import TimeMachineFixture
from wagtail.log_actions import log
from wagtail.models import PageLogEntry

from mail.delivery import deliver_next
from mail.models import Message
from network_members import copying, erasing, rules
from network_members.copies import DataCopy
from network_members.models import User
from network_members.register import everything
from network_members.tasks import make_copy
from tests.factories.full_practice import make_image
from tests.factories.people import PASSWORD, give_photo, make_request, make_user
from tests.factories.practices import make_draft, make_practice
from tests.network_members.rooms import enter, words_of
from tests.network_members.test_sessions import gets_in

DATA, COPY, ERASE = "/en/my/data/", "/en/my/data/copy/", "/en/my/data/erase/"
CANARIES = ("ΚΑΝΑΡΙΝΙ", "kanarini")
NOW = datetime(2027, 1, 5, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def on_disk(settings: Any, tmp_path: Any) -> None:
    """Store files as a real site does."""
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}}
    settings.MEDIA_ROOT = str(tmp_path)


@pytest.fixture
def maria(member: User, administrator: User) -> User:
    """A member of whom a canary sits in every place that the site has."""
    person = make_user(
        "kanarini",
        "member",
        organisation=member.organisation,
        first_name="ΚΑΝΑΡΙΝΙόνομα",
        last_name="ΚΑΝΑΡΙΝΙεπώνυμο",
        position="ΚΑΝΑΡΙΝΙθέση",
        bio_el="ΚΑΝΑΡΙΝΙβιο",
        bio_en="kanarini bio",
        photo_alt="ΚΑΝΑΡΙΝΙφωτο",
    )
    give_photo(person)
    person.tongues.create(code="ar")
    request = make_request(person, motivation="ΚΑΝΑΡΙΝΙκίνητρο", organisation_name="ΚΑΝΑΡΙΝΙφορέας")
    Message.objects.create(
        kind="x", recipient=person.email, sender="a@nima.example", language="el", subject="s", text="t"
    )
    quoted = {"subject": f"{person} έγραψε", "text": f"{person} <{person.email}>", "html": f"<p>{person}</p>"}
    Message.objects.create(kind="y", recipient=administrator.email, sender="a@nima.example", language="el", **quoted)
    log(person, "network_members.assign", user=administrator, title=str(person))
    log(request, "network_members.approve", user=person, title="4")
    return person


def proved(person: User) -> Client:
    """Return a browser whose owner has just typed the password."""
    client = enter(person)
    client.post("/en/account/reauthenticate/", {"password": PASSWORD})
    return client


def texts(rows: Any) -> Iterator[str]:
    """Yield every value of some rows as text."""
    for row in rows:
        for field in row._meta.concrete_fields:
            yield f"{row._meta.label}.{field.name}: {getattr(row, field.attname)}"


def traces(tmp_path: Any, number: int) -> list[str]:
    """Return where something of a person is left: in a row of any table, in a file, or in the name of one."""
    everywhere = [
        text
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
        for text in texts(model._default_manager.all())
        if any(canary in text for canary in CANARIES)
    ]
    sessions = apps.get_model("sessions.Session").objects.all()
    signed_in = [one.pk for one in sessions if one.get_decoded().get("_auth_user_id") == str(number)]
    files = [str(path) for path in tmp_path.rglob("*") if path.is_file()]
    return everywhere + signed_in + [path for path in files if "photos" in path or "copies" in path]


def archive_of(response: Any) -> zipfile.ZipFile:
    """Return the archive that was handed over."""
    assert (response.status_code, response["Content-Type"]) == (200, "application/zip")
    return zipfile.ZipFile(BytesIO(response.content))


def take(client: Client) -> Any:
    """Press the button that hands the copy over."""
    return client.post(f"{DATA}{DataCopy.objects.get().token}/")


# A copy


def test_a_copy_holds_every_canary_and_the_photo_and_explains_itself(maria: User) -> None:
    client = proved(maria)
    client.post(COPY)

    with archive_of(take(client)) as archive:
        whole = json.loads(archive.read("nima.json"))
        names = archive.namelist()

    text = json.dumps(whole, ensure_ascii=False)
    wanted = ["ΚΑΝΑΡΙΝΙ" + part for part in ("όνομα", "επώνυμο", "θέση", "βιο", "φωτο", "κίνητρο", "φορέας")]
    assert [word for word in (*wanted, "kanarini bio", maria.email) if word not in text] == []
    assert [name.startswith("files/photos/") for name in names] == [True, False]
    assert {"kind", "purpose", "seen_by", "kept", "rows"} == set(whole["kinds"][0])
    assert maria.password not in text


def test_a_copy_speaks_the_language_of_its_owner(maria: User, stranger: User) -> None:
    told = []
    for person in (maria, stranger):
        client = proved(person)
        client.post(COPY)
        with archive_of(take(client)) as archive:
            told.append(json.loads(archive.read("nima.json"))["about"])

    assert told == ["Όλα όσα τηρεί το δίκτυο για εσάς, κατά είδος.", "All that the network keeps about you, by kind."]


def test_a_copy_holds_nothing_of_others(maria: User, stranger: User) -> None:
    client = proved(stranger)
    client.post(COPY)

    with archive_of(take(client)) as archive:
        assert "ΚΑΝΑΡΙΝΙ" not in archive.read("nima.json").decode()


@pytest.mark.parametrize("method", ["post", "get"])
@pytest.mark.parametrize("where", [COPY, ERASE])
def test_first_comes_the_password(where: str, method: str, maria: User) -> None:
    client = enter(maria)

    answer = getattr(client, method)(where)

    assert answer.status_code == 405 or "/account/reauthenticate/" in answer["Location"]
    assert (DataCopy.objects.count(), User.objects.filter(pk=maria.pk, is_active=True).exists()) == (0, True)


def test_who_has_no_password_signs_in_anew(maria: User) -> None:
    maria.set_unusable_password()
    maria.save()
    client = enter(maria)

    assert client.post(COPY)["Location"] == f"/en/account/login/?next={COPY}"
    assert not gets_in(client)


def test_a_copy_is_handed_over_once(maria: User, tmp_path: Any, django_capture_on_commit_callbacks: Any) -> None:
    client = proved(maria)
    client.post(COPY)
    where = f"{DATA}{DataCopy.objects.get().token}/"
    assert "Your copy is ready." in words_of(client.get(DATA))

    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(where).status_code == 200

    assert client.post(where).status_code == 404
    assert (DataCopy.objects.count(), list(tmp_path.glob("copies/*"))) == (0, [])


@pytest.mark.parametrize("name", ["visitor", "stranger", "administrator", "superuser"])
def test_nobody_else_takes_it(name: str, maria: User, request: pytest.FixtureRequest) -> None:
    proved(maria).post(COPY)
    client = Client() if name == "visitor" else enter(request.getfixturevalue(name))

    assert take(client).status_code in {302, 404}
    assert DataCopy.objects.get().file


def test_after_a_day_it_is_gone(maria: User, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOW, tick=False)
    proved(maria).post(COPY)
    time_machine.move_to(NOW + timedelta(hours=24, minutes=1), tick=False)

    client = enter(maria)
    assert take(client).status_code == 404
    assert "Make a copy" in words_of(client.get(DATA))


def test_much_is_copied_in_the_background_with_its_progress_shown(maria: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "SMALL", 0)
    client = proved(maria)

    client.post(COPY)

    assert "Your copy is being made: 0 %." in words_of(client.get(DATA))
    copying.make(DataCopy.objects.get())
    assert "Your copy is ready." in words_of(client.get(DATA))


def test_the_worker_makes_a_copy_once_and_only_while_it_is_wanted(maria: User) -> None:
    copy = DataCopy.objects.create(person=maria)

    make_copy.call(copy.pk)
    made = DataCopy.objects.get().file.name
    make_copy.call(copy.pk)
    make_copy.call(copy.pk + 1)

    assert made
    assert DataCopy.objects.get().file.name == made


def test_copies_that_nobody_took_are_deleted_at_night(
    maria: User, tmp_path: Any, time_machine: TimeMachineFixture, django_capture_on_commit_callbacks: Any, capsys: Any
) -> None:
    time_machine.move_to(NOW, tick=False)
    proved(maria).post(COPY)
    call_command("purge_copies")
    time_machine.move_to(NOW + timedelta(hours=25), tick=False)

    with django_capture_on_commit_callbacks(execute=True):
        call_command("purge_copies")

    assert capsys.readouterr().out.split("\n")[:2] == ["0 copies deleted", "1 copies deleted"]
    assert (DataCopy.objects.count(), list(tmp_path.glob("copies/*"))) == (0, [])


def test_a_copy_whose_worker_died_is_asked_for_again(
    maria: User, monkeypatch: pytest.MonkeyPatch, time_machine: TimeMachineFixture
) -> None:
    monkeypatch.setattr(copying, "SMALL", 0)
    time_machine.move_to(NOW, tick=False)
    client = proved(maria)
    client.post(COPY)
    time_machine.move_to(NOW + timedelta(minutes=31), tick=False)

    page = words_of(client.get(DATA))

    assert "The last copy could not be made. Please ask for it again." in page
    assert "Make a copy" in page


# The end of an account


def test_first_the_numbers_are_shown(maria: User) -> None:
    page = words_of(proved(maria).get(ERASE))

    assert "Your membership request 1" in page
    assert "Erase my account for good" in page
    assert User.objects.get(pk=maria.pk).is_active


def test_after_erasing_no_canary_is_left(maria: User, tmp_path: Any, django_capture_on_commit_callbacks: Any) -> None:
    client, other = proved(maria), enter(maria)
    client.post(COPY)
    number = maria.pk
    assert len(traces(tmp_path, number)) > 15

    with django_capture_on_commit_callbacks(execute=True):
        page = client.post(ERASE, follow=True)

    assert "Your account is erased." in words_of(page)
    assert (gets_in(client), gets_in(other)) == (False, False)
    last = Message.objects.get(kind="erased")
    assert (last.recipient, last.language, last.forget_once_sent) == ("kanarini@nima.example", "el", True)
    while deliver_next():
        pass
    assert traces(tmp_path, number) == []


def test_contributions_stay_under_former_member(maria: User, editor: User) -> None:
    practice = make_practice("Μένει", lead_organisation=maria.organisation, owner=maria, contact=maria)
    draft = make_draft(maria, title="Σχέδιο")

    erasing.erase(maria)

    practice.refresh_from_db()
    draft.refresh_from_db()
    assert (practice.live, practice.contact, practice.owner_id, draft.owner_id) == (True, None, maria.pk, maria.pk)
    names = []
    for language in ("el", "en"):
        with override(language):
            names.append(str(User.objects.get(pk=maria.pk)))
    assert names == ["Πρώην μέλος", "Former member"]
    assert PageLogEntry.objects.filter(user=maria.pk).exists()


def test_pictures_of_drafts_go_and_published_ones_stay(maria: User, django_capture_on_commit_callbacks: Any) -> None:
    unused = make_image(uploaded_by_user=maria)
    name = unused.file.name
    with django_capture_on_commit_callbacks(execute=True):
        erasing.erase(maria)

    assert not default_storage.exists(name)
    assert not type(unused).objects.filter(pk=unused.pk).exists()


@pytest.mark.parametrize("whose", ["first", "second"])
def test_mails_to_every_address_of_an_account_go_with_it(whose: str, member: User) -> None:
    EmailAddress.objects.create(user=member, email="second@nima.example", verified=True)
    to = {"first": member.email, "second": "second@nima.example"}[whose]
    mail = Message.objects.create(kind="x", recipient=to, sender="nima@nima.example", subject="x", text="x")

    erasing.erase(member)

    assert not Message.objects.filter(pk=mail.pk).exists()


def test_an_applicant_erases_the_own_account_too(applicant: User) -> None:
    make_request(applicant)
    client = proved(applicant)

    client.post(ERASE)

    assert User.objects.get(pk=applicant.pk).erased_at
    assert not User.objects.get(pk=applicant.pk).is_active


def test_the_last_superuser_stays(superuser: User) -> None:
    client = proved(superuser)

    answer = client.post(ERASE)

    assert "You are the only superuser." in words_of(answer, 409)
    assert User.objects.get(pk=superuser.pk).is_superuser
    make_user("second", is_superuser=True)
    assert rules.can_erase(superuser)


def test_a_fault_leaves_everything_as_it_was(maria: User, monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    before = traces(tmp_path, maria.pk)
    monkeypatch.setattr(erasing, "log", lambda *args, **kwargs: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        erasing.erase(maria)

    assert traces(tmp_path, maria.pk) == before


def test_an_erased_account_opens_no_door(maria: User, client: Client) -> None:
    erasing.erase(maria)

    client.post("/en/account/login/", {"login": "kanarini@nima.example", "password": PASSWORD})

    assert not gets_in(client)
    assert make_user("kanarini").email == "kanarini@nima.example"


# The register


@pytest.mark.parametrize("language", ["el", "en"])
def test_the_register_is_published(language: str, visitor: Client, db: None) -> None:
    page = words_of(visitor.get(f"/{language}/what-we-keep/"))

    wanted = {"el": ["Τι τηρούμε για εσάς", "Μηνύματα προς εσάς"], "en": ["What we keep about you", "Mails to you"]}
    assert [word for word in wanted[language] if word not in page] == []


def personal(model: type[models.Model]) -> set[str]:
    """Return the fields of a model that may tell about somebody: who, which address, what they wrote or uploaded."""
    fields = model._meta.local_fields
    who = {f.name for f in fields if f.remote_field and issubclass(f.related_model, User)}  # type: ignore[arg-type]
    told = {f.name for f in fields if isinstance(f, models.EmailField | models.GenericIPAddressField)}
    written = {
        f.name
        for f in fields
        if isinstance(f, models.CharField | models.TextField | models.FileField | models.JSONField) and not f.choices
    }
    return who | told | (written if who or told or model is User else set())


OF_BODIES = {"network_members.Organisation", "pages.SiteFacts"}
"""Rows whose addresses are those of bodies."""
NOTHING_PERSONAL = {
    "mail.Message": {"kind", "language"},
    "moderation.Report": {"kind"},
    "tables.Import": {"kind"},
    "library.NetworkImage": {"file_hash"},
    "library.NetworkDocument": {"file_hash"},
    "good_practices.GoodPracticePage": {"title_key", "words", "extent", "evidence", "external_source", "external_id"},
    "following.Event": {"name", "kind", "happening"},
    "wagtailcore.Page": {"slug", "url_path", "seo_title", "search_description", "draft_title", "title", "path"},
}
"""Fields of rows about people that tell nothing about them."""


def declared() -> dict[str, set[str]]:
    """Return the declared fields by model."""
    found: dict[str, set[str]] = {}
    for kept in everything():
        found.setdefault(kept.kind._meta.label, set()).update(kept.fields)
    return found


def test_every_personal_field_of_our_rooms_is_declared() -> None:
    known = declared()
    missing = {
        model._meta.label: personal(model)
        - known.get(model._meta.label, set())
        - NOTHING_PERSONAL.get(model._meta.label, set())
        for model in apps.get_models()
        if model._meta.app_label in settings.ROOMS and model._meta.label not in OF_BODIES
    }

    assert {label: names for label, names in missing.items() if names} == {}


def test_every_row_of_a_library_that_knows_who_is_declared() -> None:
    known = declared()
    parts = {"User_groups", "User_user_permissions", "User_themes"}
    missing = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_fields
        if field.related_model is User and model.__name__ not in parts
        if field.name not in known.get(model._meta.label, set())
    }

    assert missing == set()


def test_what_is_declared_exists() -> None:
    for kept in everything():
        names = {field.name for field in kept.kind._meta.get_fields()}
        assert set(kept.fields) <= names, kept
        assert set(kept.copied) <= names, kept
        assert all((str(kept.title), str(kept.purpose), str(kept.audience), str(kept.retention)))
