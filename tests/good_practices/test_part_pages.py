"""The pages of the full template: one part each, entries in numbers, nothing typed is lost."""

import html
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from good_practices import actions
from good_practices.models import GoodPracticePage
from good_practices.parts import GROWN, PARTS, Part
from network_members.models import User
from tests.factories.parts import KEYS, block, full
from tests.factories.people import make_organisation
from tests.factories.snapshots import again, make_returned, make_written
from tests.good_practices.steps import latest
from tests.reading import count_queries


def enter(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def address(practice: GoodPracticePage, code: str, language: str = "el", name: str = "part") -> str:
    with override(language):
        return reverse(f"my_practices:{name}", args=[practice.translation_key, code])


def text_of(response: Any) -> str:
    return html.unescape(response.content.decode())


def fields_of(page: str) -> dict[str, Any]:
    """Return what a browser would send of a form that nobody changed."""
    form = page.partition("data-autosave")[2].partition("</form>")[0]
    found: dict[str, Any] = {}
    for tag in re.findall(r"<input\b[^>]*>", form):
        attributes = dict(re.findall(r'([\w-]+)="(.*?)"', tag))
        kind = attributes.get("type", "text")
        if "name" in attributes and (kind not in {"checkbox", "radio"} or " checked" in tag):
            found.setdefault(attributes["name"], []).append(html.unescape(attributes.get("value", "")))
    for name, text in re.findall(r'<textarea name="(.*?)".*?>\n?(.*?)</textarea>', form, re.DOTALL):
        found[name] = [html.unescape(text)]
    for name, options in re.findall(r'<select name="(.*?)".*?>(.*?)</select>', form, re.DOTALL):
        found[name] = re.findall(r'<option value="([^"]*)" selected>', options)
    return found


def send(client: Client, where: str, **changes: Any) -> Any:
    """Open a part, change something, and save it."""
    return client.post(where, fields_of(client.get(where).content.decode()) | changes)


def stored(practice: GoodPracticePage, code: str) -> dict[str, Any]:
    return PARTS[code].read(latest(practice))


def fill(practice: GoodPracticePage, code: str, by: User, **changes: Any) -> None:
    """Save a part with everything it can hold."""
    typed = actions.Typed({**full(code), **changes}, actions.version_of(again(practice)), PARTS[code])
    actions.save_draft(practice, typed, by=by)


@pytest.mark.parametrize("language", ["el", "en"])
@pytest.mark.parametrize("part", GROWN, ids=lambda part: part.code)
def test_a_part_sent_as_it_came_changes_nothing(part: Part, language: str, member: User) -> None:
    practice, client = make_written(member), enter(member)
    fill(practice, part.code, member)
    before = again(practice).latest_revision_id

    answer = send(client, address(practice, part.code, language))

    assert (answer.status_code, answer["Location"]) == (302, address(practice, part.code, language))
    assert (again(practice).latest_revision_id, stored(practice, part.code)) == (before, full(part.code))


@pytest.mark.parametrize("part", GROWN, ids=lambda part: part.code)
def test_an_empty_part_is_a_draft_too(part: Part, member: User) -> None:
    practice, client = make_written(member), enter(member)
    before = stored(practice, part.code)

    answer = send(client, address(practice, part.code))

    assert (answer.status_code, stored(practice, part.code)) == (302, before)


def test_the_next_empty_entry_is_there_after_saving(member: User) -> None:
    practice, client = make_written(member), enter(member)
    where = address(practice, "activities", "en")
    changes = {"activities-0-name": "Μαθήματα", "activities-0-what": "Κάθε Τρίτη", "next": "more"}

    answer = send(client, where, **changes)
    page = text_of(client.get(where))

    assert answer["Location"] == f"{where}#last"
    assert re.findall(r'<h2 id="activities-\d">(.*?)</h2>', page) == ["Activity 1", "One more activity"]
    assert [row["name"] for row in stored(practice, "activities")["activities"]] == ["Μαθήματα"]


def test_an_entry_goes_when_it_is_emptied_and_moves_up_when_told(member: User) -> None:
    practice, client = make_written(member), enter(member)
    where = address(practice, "activities")
    fill(practice, "activities", member, activities=[block(key, name) for key, name in zip(KEYS, "ΑΒ", strict=True)])

    send(client, where, up="activities-1")
    moved = [row["name"] for row in stored(practice, "activities")["activities"]]
    send(client, where, **{"activities-0-name": "", "activities-0-what": ""})

    assert (moved, stored(practice, "activities")["activities"]) == (["Β", "Α"], [block(KEYS[0], "Α")])


@pytest.mark.parametrize("count", ["", "x", "-1", "0", "9999", "٣", "1e3", "8"])
def test_a_false_number_of_entries_is_never_a_fault(count: str, member: User) -> None:
    practice, client = make_written(member), enter(member)

    answer = send(client, address(practice, "aims"), **{"objectives-count": count, "objectives-0-text": "Ένας"})

    assert answer.status_code == 302
    assert [row["text"] for row in stored(practice, "aims")["objectives"]] == ["Ένας"]


@pytest.mark.parametrize(
    ("language", "message"),
    [
        ("el", "το πολύ 250 χαρακτήρες (έχει 251)."),
        ("en", "at most 250 characters (it has 251)."),
    ],
)
def test_what_does_not_fit_is_said_at_its_entry_and_everything_stays(language: str, message: str, member: User) -> None:
    practice, client = make_written(member), enter(member)
    typed = {"objectives-0-text": "α" * 251, "challenge": "Μένει"}

    answer = send(client, address(practice, "aims", language), **typed)

    page = text_of(answer)
    assert (answer.status_code, '<a href="#id_objectives-0-text">' in page, message in page) == (422, True, True)
    assert ("α" * 251 in page, "Μένει" in page, stored(practice, "aims")["challenge"]) == (True, True, "")


@pytest.mark.parametrize("text", ["-1", "1.5", "δέκα", "9" * 30])
def test_a_number_that_is_none_is_refused(text: str, member: User) -> None:
    practice, client = make_written(member), enter(member)

    answer = send(client, address(practice, "people"), people_reached=text)

    assert (answer.status_code, text in text_of(answer)) == (422, True)


def test_partners_are_offered_from_the_directory_in_both_languages(member: User) -> None:
    make_organisation("volos", name_el="Δήμος Βόλου", name_en="Municipality of Volos")

    page = text_of(enter(member).get(address(make_written(member), "people")))

    offered = re.findall(r'<option value="(.*?)"></option>', page)
    assert {"Δήμος Βόλου", "Municipality of Volos"} <= set(offered)
    assert page.count('list="bodies"') == 3


@pytest.mark.parametrize(
    ("language", "message"),
    [("el", "Έχει 81 λέξεις. Γράψτε το πολύ 80."), ("en", "This has 81 words. Write at most 80.")],
)
def test_handing_in_leads_to_the_text_that_is_too_long(language: str, message: str, member: User) -> None:
    practice, client = make_written(member), enter(member)
    fill(practice, "lessons", member, equality="λέξη " * 81)
    with override(language):
        submit = reverse("my_practices:submit", args=[practice.translation_key])

    answer = client.get(submit, follow=True)

    assert answer.redirect_chain == [(f"{address(practice, 'lessons', language)}?missing=1", 302)]
    assert text_of(answer).count(message) == 2


@pytest.mark.parametrize(
    ("language", "message"),
    [
        ("el", "Συμπληρώστε το, ή αδειάστε ολόκληρη την καταχώριση."),
        ("en", "Fill this in, or empty the whole entry."),
    ],
)
def test_half_an_entry_is_said_at_its_field(language: str, message: str, member: User) -> None:
    practice, client = make_written(member), enter(member)
    fill(practice, "activities", member, activities=[block(KEYS[0], "Α"), block(KEYS[1], "Β", what="")])

    page = text_of(client.get(address(practice, "activities", language) + "?missing=1"))

    assert re.findall(r'<a href="#(id_[\w-]+)">', page) == ["id_activities-1-what"]
    assert page.count(message) == 2


def test_notes_on_entries_stand_at_the_first(member: User, editor: User) -> None:
    practice = make_returned(member, editor, activities="Ποιος το έκανε;")

    page = text_of(enter(member).get(address(practice, "activities", "en")))

    assert '<span lang="el">Ποιος το έκανε;</span>' in page.partition('id="activities-0"')[2]


def test_what_a_colleague_saved_stands_below_the_entries(member: User, colleague: User) -> None:
    practice, client = make_written(member), enter(member)
    where = address(practice, "activities", "en")
    opened = fields_of(client.get(where).content.decode())
    fill(practice, "activities", colleague, activities=[block(KEYS[0], "Των άλλων")])

    answer = client.post(where, opened | {"activities-0-name": "Δικό μου"})

    page = text_of(answer)
    assert (answer.status_code, "Δικό μου" in page, "Των άλλων · Τι" in page) == (409, True, True)
    again_sent = client.post(where, fields_of(answer.content.decode()))
    assert again_sent.status_code == 302
    assert [row["name"] for row in stored(practice, "activities")["activities"]] == ["Δικό μου"]


def test_a_part_saves_itself_and_keeps_one_entry_for_one_form(member: User) -> None:
    practice, client = make_written(member), enter(member)
    typed = fields_of(client.get(address(practice, "activities")).content.decode())
    where = address(practice, "activities", name="autosave_part")

    for name in ("Μ", "Μαθή", "Μαθήματα"):
        answer = client.post(where, typed | {"activities-0-name": name})
        typed["version"] = [answer.json()["version"]]

    rows = stored(practice, "activities")["activities"]
    assert ([row["name"] for row in rows], again(practice).revisions.count()) == (["Μαθήματα"], 2)


@pytest.mark.parametrize("language", ["el", "en"])
def test_the_whole_text_is_looked_over_before_it_is_handed_in(language: str, member: User) -> None:
    practice, client = make_written(member), enter(member)
    for part in GROWN:
        fill(practice, part.code, member)
    with override(language):
        submit = reverse("my_practices:submit", args=[practice.translation_key])

    page = text_of(client.get(submit))

    shown = ["Δύσκολη πρόσβαση", "Πενήντα γυναίκες", "Μαθήματα · Τι · Χώρος · Νωρίς", "Σύλλογος Γυναικών", "Ένας χώρος"]
    assert [text for text in shown if text not in page] == []
    assert '<dd lang="el">Δύσκολη πρόσβαση</dd>' in page or language == "el"


def test_the_overview_shows_how_far_the_practice_has_grown(member: User) -> None:
    practice, client = make_written(member), enter(member)
    fill(practice, "lessons", member)
    with override("en"):
        detail = reverse("my_practices:detail", args=[practice.translation_key])

    page = text_of(client.get(detail))

    # Ten of eleven fields of the snapshot are typed and one chosen, results need no account, and two of the lessons.
    assert "14 of 18 items of the full text are there" in page
    assert address(practice, "activities", "en") in page


@pytest.mark.parametrize("name", ["part", "autosave_part"])
def test_other_parts_are_not_there(name: str, member: User) -> None:
    client, where = enter(member), address(make_written(member), "canary", name=name)

    assert (client.get(where).status_code, client.post(where, {}).status_code) in {(404, 404), (405, 404)}


@pytest.mark.parametrize("name", ["part", "autosave_part"])
def test_others_find_no_part(name: str, member: User, stranger: User) -> None:
    practice = make_written(member)
    fill(practice, "resources", member)

    answer = enter(stranger).post(address(practice, "resources", name=name), {"funding_source": "Κλεμμένο"})

    assert (answer.status_code, "Δύο εθελόντριες" in text_of(answer)) == (404, False)
    assert stored(practice, "resources") == full("resources")


def test_what_was_typed_into_a_part_survives_the_end_of_the_session(member: User) -> None:
    practice, client = make_written(member), enter(member)
    where = address(practice, "activities")
    typed = fields_of(client.get(where).content.decode()) | {"activities-0-name": "Πριν το τέλος"}
    client.logout()

    answer = client.post(where, typed)
    client.force_login(member)

    assert (answer.status_code, "Πριν το τέλος" in text_of(client.get(where))) == (302, True)


def test_two_more_entries_cost_only_what_reading_a_draft_costs(member: User) -> None:
    one, three = make_written(member), make_written(member)
    fill(one, "activities", member, activities=[block(KEYS[0], "Α")])
    fill(three, "activities", member, activities=[block(f"{KEYS[0][:-1]}{n}", "Α") for n in range(3)])
    client = enter(member)

    counts = [count_queries(client, address(practice, "activities")) for practice in (one, three)]

    # Wagtail looks up the language and the practice of each entry of a revision.
    assert counts[1] - counts[0] == 2 * 2
