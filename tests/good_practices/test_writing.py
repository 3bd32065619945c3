"""Writing on the site: no text is lost, whatever happens between two clicks."""

import html
import json
import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from good_practices import actions, snapshot
from good_practices.models import GoodPracticePage
from good_practices.parts import digest
from language.dates import format_time
from network_members.models import User
from tests.factories.snapshots import again, make_returned, make_submitted, make_written, typed, words

CANARY = "ΚΑΝΑΡΙΝΙ-91c2"


def enter(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def address(page: str, practice: GoodPracticePage, language: str = "el") -> str:
    with override(language):
        return reverse(f"my_practices:{page}", args=[practice.translation_key])


def fresh_address(client: Client, language: str = "el", interface: str = "el") -> str:
    """Return where a click on the language leads."""
    words()
    return client.get(f"/{interface}/my/practices/new/{language}/")["Location"]


def version_in(page: str) -> str:
    return re.findall(r'<input name="version" type="hidden" value="(.*?)">', page)[0]


def text_of(response: Any) -> str:
    return html.unescape(response.content.decode())


def latest(practice: GoodPracticePage) -> dict[str, Any]:
    return snapshot.read(again(practice).get_latest_revision_as_object())


# Beginning


@pytest.mark.parametrize(
    ("interface", "first", "second"),
    [
        ("el", "/el/my/practices/new/el/", "/el/my/practices/new/en/"),
        ("en", "/en/my/practices/new/en/", "/en/my/practices/new/el/"),
    ],
)
def test_the_language_of_the_page_is_offered_first(interface: str, first: str, second: str, member: User) -> None:
    page = text_of(enter(member).get(f"/{interface}/my/practices/new/"))

    assert re.findall(r'href="(\S*/new/e[ln]/)"', page) == [first, second]


@pytest.mark.parametrize("language", ["el", "en"])
def test_a_first_draft_needs_one_word(language: str, member: User) -> None:
    client = enter(member)

    response = client.post(fresh_address(client, language), {"title": "Ένα", "next": "edit"})

    practice = GoodPracticePage.objects.get()
    assert response["Location"] == address("edit", practice)
    assert (practice.draft_title, practice.source_language, practice.owner) == ("Ένα", language, member)


def test_an_empty_form_makes_no_practice(member: User) -> None:
    client = enter(member)

    response = client.post(fresh_address(client, "en", "en"), {"status": "ongoing", "period_kind": "fixed"})

    assert (response.status_code, GoodPracticePage.objects.count()) == (422, 0)
    assert "Write something first: a title is enough for a draft." in text_of(response)


def test_a_form_sent_twice_makes_one_practice(member: User) -> None:
    client = enter(member)
    where = fresh_address(client)

    answers = [client.post(where, typed(member)) for _ in range(2)]

    assert GoodPracticePage.objects.count() == 1
    assert len({answer["Location"] for answer in answers}) == 1


def test_two_people_with_one_form_number_make_two_practices(member: User, stranger: User) -> None:
    words()
    where = f"/el/my/practices/new/el/{uuid4()}/"

    for person in (member, stranger):
        enter(person).post(where, {"title": CANARY})

    assert [one.owner for one in GoodPracticePage.objects.order_by("pk")] == [member, stranger]


def test_a_form_that_has_begun_a_practice_leads_to_it(member: User) -> None:
    client = enter(member)
    where = fresh_address(client)
    client.post(where, {"title": "Ένα"})

    assert client.get(where)["Location"] == address("edit", GoodPracticePage.objects.get())


@pytest.mark.parametrize("language", ["fr", "EL", "1"])
def test_other_languages_are_not_there(language: str, member: User) -> None:
    assert enter(member).get(f"/el/my/practices/new/{language}/").status_code == 404


# Saving


def test_the_form_shows_the_latest_draft_and_saves_it(member: User) -> None:
    practice, client = make_written(member), enter(member)
    page = text_of(client.get(address("edit", practice)))
    changed = typed(member, title="Άλλος τίτλος", version=version_in(page))

    response = client.post(address("edit", practice), changed)

    assert response["Location"] == address("edit", practice)
    assert latest(practice)["title"] == "Άλλος τίτλος"
    assert "Γλώσσα και υγεία στη γειτονιά" in page


@pytest.mark.parametrize(
    ("language", "message"),
    [("en", "Ensure this value has at most 100 characters (it has 101).")],
)
def test_what_is_too_long_is_said_beside_it_and_everything_stays(language: str, message: str, member: User) -> None:
    practice, client = make_written(member), enter(member)
    where = address("edit", practice, language)
    version = version_in(text_of(client.get(where)))
    changed = typed(member, title="τ" * 101, one_line="Καινούργια γραμμή", version=version)

    response = client.post(where, changed)

    page = text_of(response)
    assert (response.status_code, latest(practice)["one_line"]) == (422, typed(member)["one_line"])
    assert 'value="' + "τ" * 101 + '"' in page
    assert 'value="Καινούργια γραμμή"' in page
    assert page.count(message) == 2
    assert '<a href="#id_title">' in page
    assert "<title>Error: " in page
    assert version_in(page) == version


@pytest.mark.parametrize(
    "text", ["κουδούνι\x07", "λέξη " * 10_000, "\ud800".encode("utf-16", "surrogatepass").decode("utf-16", "replace")]
)
def test_strange_input_is_never_a_fault(text: str, member: User) -> None:
    practice, client = make_written(member), enter(member)

    for page in ("edit", "autosave"):
        changed = typed(member, summary=text, version=actions.version_of(again(practice)))
        assert client.post(address(page, practice), changed).status_code < 500


def test_a_nul_in_a_form_is_refused(member: User) -> None:
    practice, client = make_written(member), enter(member)
    before = latest(practice)

    response = client.post(address("edit", practice), typed(member, title="α\x00β"))

    assert response.status_code in {400, 422}
    assert latest(practice) == before


def test_the_button_for_handing_in_saves_first(member: User) -> None:
    practice, client = make_written(member, title=""), enter(member)
    changed = typed(member, next="submit", version=actions.version_of(practice))

    response = client.post(address("edit", practice), changed)

    assert response["Location"] == address("submit", practice)
    assert latest(practice)["title"] == typed(member)["title"]


@pytest.mark.parametrize(
    ("language", "title"), [("el", "Γλώσσα και υγεία στη γειτονιά"), ("en", "Γλώσσα και υγεία στη γειτονιά")]
)
def test_what_is_missing_is_said_at_the_fields(language: str, title: str, member: User) -> None:
    practice, client = make_written(member, summary="Λίγα λόγια"), enter(member)

    page = text_of(client.get(address("edit", practice, language) + "?missing=1"))

    assert re.findall(r'<a href="#(id_\w+)">', page) == ["id_summary"]
    assert title in page
    if language == "en":
        assert page.count("The summary has 2 words. Write 60 to 120.") == 2
    assert version_in(page).partition(actions.SEEN)[0] == actions.version_of(practice)


def test_notes_stand_at_their_fields(member: User, editor: User) -> None:
    practice = make_returned(member, editor, message="Σχεδόν έτοιμο", summary="Πιο σύντομα", transfer="Τι χρειάζεται;")

    page = text_of(enter(member).get(address("edit", practice, "en")))

    before_summary = page.partition('id="id_summary"')[0].rpartition('id="id_one_line"')[2]
    assert "Πιο σύντομα" in before_summary
    assert '<span lang="el">Πιο σύντομα</span>' in page
    top = page.partition("<form class=")[0]
    assert ("Σχεδόν έτοιμο" in top, "Τι χρειάζεται;" in page, top.count("1 note")) == (True, False, 2)


# Two at once


def test_a_conflict_shows_both_texts_and_loses_neither(member: User, colleague: User) -> None:
    practice, client = make_written(member), enter(member)
    where = address("edit", practice, "en")
    opened = version_in(text_of(client.get(where)))
    theirs = typed(colleague, title="Της συναδέλφου", contact=str(member.public_id), version=opened)
    enter(colleague).post(where, theirs)

    response = client.post(where, typed(member, title="Δικός μου", version=opened))

    page = text_of(response)
    assert (response.status_code, latest(practice)["title"]) == (409, "Της συναδέλφου")
    assert ('value="Δικός μου"' in page, " data-unsaved" in page) == (True, True)
    assert re.findall(r"Saved in the meantime:</strong> <span.*?>(.*?)</span>", page) == ["Της συναδέλφου"]
    assert "a colleague changed this practice while you were writing" in page
    client.post(where, typed(member, title="Δικός μου", version=version_in(page)))
    assert latest(practice)["title"] == "Δικός μου"
    assert " data-unsaved" not in text_of(client.get(where))


def test_ones_own_other_window_is_named(member: User) -> None:
    practice, client = make_written(member), enter(member)
    where = address("edit", practice, "en")
    opened = actions.version_of(practice)
    client.post(where, typed(member, title="Πρώτο παράθυρο", version=opened))

    page = text_of(client.post(where, typed(member, title="Δεύτερο παράθυρο", themes=[], version=opened)))

    assert "you changed this practice in another window" in page
    assert re.findall(r"Saved in the meantime:</strong> <span.*?>(.*?)</span>", page) == [
        "Πρώτο παράθυρο",
        "Social inclusion",
    ]


def test_while_the_editors_check_the_form_is_closed(member: User) -> None:
    practice, client = make_submitted(member), enter(member)
    where = address("edit", practice, "en")

    assert client.get(where)["Location"] == address("detail", practice, "en")
    response = client.post(where, typed(member, title="Άργησα", version=actions.version_of(practice)))

    page = text_of(response)
    assert (response.status_code, latest(practice)["title"]) == (409, typed(member)["title"])
    assert 'value="Άργησα"' in page
    assert "the editors are checking this practice now" in page


# Saving by itself


def save_quietly(client: Client, where: str, **fields: Any) -> tuple[int, dict[str, Any]]:
    response = client.post(where, fields, headers={"X-Requested-With": "autosave"})
    return response.status_code, json.loads(response.content)


def fresh_form(client: Client, language: str = "el") -> tuple[str, dict[str, str]]:
    """Return where a fresh form saves itself, and what it says of itself."""
    page = text_of(client.get(fresh_address(client, language)))
    where = re.findall(r'data-autosave="(.*?)"', page)[0]
    return where, {"fresh": re.findall(r'name="fresh" type="hidden" value="(.*?)"', page)[0], "version": ""}


@pytest.mark.parametrize("language", ["el", "en"])
def test_the_first_save_makes_the_practice_and_tells_its_address(language: str, member: User) -> None:
    client = enter(member)
    where, form = fresh_form(client, language)

    code, answer = save_quietly(client, where, title="Ένα", **form)

    practice = GoodPracticePage.objects.get()
    assert (practice.source_language, where) == (language, address("autosave", practice))
    assert (code, answer) == (
        200,
        {
            "state": "saved",
            "version": f"{actions.version_of(practice)}.own~{digest(latest(practice))}",
            "saved_at": practice.latest_revision_created_at.isoformat(),
            "clock": format_time(practice.latest_revision_created_at, "el", "Europe/Athens"),
            "address": address("edit", practice),
        },
    )


@pytest.mark.parametrize("language", ["el", "en"])
def test_a_form_tells_the_hour_of_its_draft_by_one_clock(language: str, member: User) -> None:
    client = enter(member)
    where, form = fresh_form(client)
    _code, answer = save_quietly(client, where.replace("/el/", f"/{language}/"), title="Ένα", **form)

    page = text_of(client.get(answer["address"]))

    saved_at = GoodPracticePage.objects.get().latest_revision_created_at
    assert re.findall(r"<time datetime=[^>]*>(.*?)</time></span>", page) == [answer["clock"]]
    assert answer["clock"] == format_time(saved_at, language, "Europe/Athens")


def test_one_sitting_makes_one_revision(member: User) -> None:
    client = enter(member)
    where, form = fresh_form(client)

    for text in ("Ένα", "Ένα δύο", "Ένα δύο τρία"):
        form["version"] = save_quietly(client, where, title=text, **form)[1]["version"]

    practice = GoodPracticePage.objects.get()
    assert (practice.draft_title, practice.revisions.count()) == ("Ένα δύο τρία", 1)


def test_a_form_that_saved_itself_is_sent_without_a_conflict(member: User) -> None:
    client = enter(member)
    where, form = fresh_form(client)
    save_quietly(client, where, title="Ένα", **form)

    response = client.post(fresh_address_of(form), {"title": "Ένα δύο", **form})

    assert (response.status_code, GoodPracticePage.objects.get().draft_title) == (302, "Ένα δύο")


def fresh_address_of(form: dict[str, str]) -> str:
    language, _dot, token = form["fresh"].partition(".")
    return f"/el/my/practices/new/{language}/{token}/"


def test_nothing_is_made_of_an_empty_form(member: User) -> None:
    client = enter(member)
    where, form = fresh_form(client)

    code, answer = save_quietly(client, where, status="paused", **form)

    assert (code, answer["state"], GoodPracticePage.objects.count()) == (422, "refused", 0)


@pytest.mark.parametrize(
    "mark", ["", "el.", "el.x", "el.00000000-0000-4000-8000-000000000000", "fr.{token}", "{token}"]
)
def test_a_practice_is_made_only_by_its_own_form(mark: str, member: User) -> None:
    client = enter(member)
    where, form = fresh_form(client)
    token = form["fresh"].partition(".")[2]

    response = client.post(where, {"title": CANARY, "fresh": mark.format(token=token)})

    assert (response.status_code, GoodPracticePage.objects.count()) == (404, 0)


def test_the_form_of_somebody_else_makes_nothing(member: User, stranger: User) -> None:
    where, form = fresh_form(enter(member))

    assert enter(stranger).post(where, {"title": CANARY, **form}).status_code == 404
    assert GoodPracticePage.objects.count() == 0


def test_what_does_not_fit_is_refused_with_its_reason(member: User) -> None:
    practice, client = make_written(member), enter(member)
    version = actions.version_of(practice)

    code, answer = save_quietly(
        client, address("autosave", practice, "en"), **typed(member, title="τ" * 101, version=version)
    )

    assert (code, answer["state"], list(answer["errors"])) == (422, "refused", ["title"])
    assert latest(practice)["title"] == typed(member)["title"]


@pytest.mark.parametrize(("make", "reason"), [(make_written, "conflict"), (make_submitted, "busy")])
def test_a_conflict_is_told_to_the_script(make: Any, reason: str, member: User) -> None:
    practice, client = make(member), enter(member)
    version = actions.version_of(again(practice)) if reason == "busy" else "1.1"

    answer = save_quietly(client, address("autosave", practice), **typed(member, title="Άργησα", version=version))

    assert answer == (409, {"state": reason})
    assert latest(practice)["title"] == typed(member)["title"]


def test_reading_the_address_for_saving_does_nothing(member: User) -> None:
    practice, client = make_written(member), enter(member)

    assert client.get(address("autosave", practice)).status_code == 405


# Refusals


@pytest.mark.parametrize("page", ["edit", "autosave"])
@pytest.mark.parametrize("name", ["stranger", "facilitator", "moderator", "translator"])
def test_others_find_nothing(name: str, page: str, member: User, request: pytest.FixtureRequest) -> None:
    practice = make_written(member, title=CANARY)
    client = enter(request.getfixturevalue(name))
    nowhere = address(page, practice).replace(str(practice.translation_key), str(uuid4()))

    answers = [client.post(where, {"title": "Ξένος"}) for where in (address(page, practice), nowhere)]

    assert [one.status_code for one in answers] == [404, 404]
    assert CANARY not in text_of(answers[0])
    assert latest(practice)["title"] == CANARY


def test_an_applicant_is_refused(applicant: User, member: User) -> None:
    practice, client = make_written(member, title=CANARY), enter(applicant)
    pages = ["/el/my/practices/", "/el/my/practices/new/", "/el/my/practices/new/el/", address("edit", practice)]

    answers = [client.get(where) for where in pages]

    assert [one.status_code for one in answers] == [403] * 4
    assert not any(CANARY in text_of(one) for one in answers)


def test_a_member_without_a_body_is_told_why(member: User) -> None:
    member.organisation = None
    member.save()
    client = enter(member)

    assert "Your account belongs to no body yet" in text_of(client.get("/en/my/practices/new/"))
    assert client.get("/en/my/practices/new/el/").status_code == 403


@pytest.mark.parametrize("name", ["editor", "administrator"])
def test_editors_may_write_on_every_practice(name: str, member: User, request: pytest.FixtureRequest) -> None:
    practice, person = make_written(member), request.getfixturevalue(name)
    version = actions.version_of(practice)

    response = enter(person).post(address("edit", practice), typed(member, title="Από τη σύνταξη", version=version))

    assert (response.status_code, latest(practice)["title"]) == (302, "Από τη σύνταξη")


def test_forms_without_their_token_are_refused(member: User) -> None:
    practice = make_written(member)
    client = Client(enforce_csrf_checks=True)
    client.force_login(member)

    for page in ("edit", "autosave", "submit", "withdraw"):
        assert client.post(address(page, practice), typed(member, title=CANARY)).status_code == 403
    assert latest(practice)["title"] == typed(member)["title"]


def test_the_pages_of_a_member_are_not_stored_by_browsers(member: User) -> None:
    assert "no-store" in enter(member).get("/el/my/practices/")["Cache-Control"]
