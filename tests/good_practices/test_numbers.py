"""Numbers in the forms of a practice: read in the Greek and the English way, refused beside the field, kept in full."""

import re
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from good_practices import actions
from good_practices.completeness import hindering
from good_practices.models import GoodPracticePage
from good_practices.parts import PARTS
from good_practices.word.filling import Filling
from good_practices.word.reading import Found
from network_members.models import User
from tests.factories.parts import full
from tests.factories.practices import make_practice
from tests.factories.snapshots import make_written
from tests.good_practices.steps import latest
from tests.good_practices.test_part_pages import address, enter, send, stored, text_of

WAYS = ["12.500,50", "12500,50", "12,500.50", "12 500,50", "12500.50"]
SAYS = {
    "el": "Γράψτε μόνο έναν αριθμό, όπως 12.500,50.",
    "en": "Write a number alone, such as 12,500.50.",
}
WHOLE = {
    "el": "Γράψτε μόνο έναν ακέραιο αριθμό, όπως 1.250.",
    "en": "Write a whole number alone, such as 1,250.",
}
TOO_MANY = {
    ("women_reached", "el"): "Οι γυναίκες δεν μπορεί να είναι περισσότερες από τα άτομα που ωφελήθηκαν.",
    ("women_reached", "en"): "There cannot be more women than people reached.",
    ("children_reached", "el"): "Τα παιδιά δεν μπορεί να είναι περισσότερα από τα άτομα που ωφελήθηκαν.",
    ("children_reached", "en"): "There cannot be more children than people reached.",
}


def field_in(page: str, name: str) -> str:
    """Return what stands in a field."""
    return re.findall(rf'<input type="text" name="{name}" value="(.*?)"', page)[0]


def beside(page: str, name: str) -> list[str]:
    """Return the errors that stand beside a field."""
    own = page.partition(f'id="id_{name}_error"')[2].partition("</div>")[0]
    return re.findall(r"<span>(.*?)</span>", own)


@pytest.mark.parametrize("text", WAYS)
@pytest.mark.parametrize(("language", "shown"), [("el", "12.500,50"), ("en", "12,500.50")])
def test_a_cost_is_read_in_both_ways_and_shown_in_the_readers(
    language: str, shown: str, text: str, member: User
) -> None:
    practice, client = make_written(member), enter(member)
    where = address(practice, "resources", language)

    answer = send(client, where, cost=text)

    assert (answer.status_code, stored(practice, "resources")["cost"]) == (302, Decimal("12500.50"))
    assert field_in(text_of(client.get(where)), "cost") == shown


@pytest.mark.parametrize("text", ["1.000", "1,000", "1 000", "1000"])
def test_three_digits_after_a_mark_are_thousands(text: str, member: User) -> None:
    practice, client = make_written(member), enter(member)

    send(client, address(practice, "resources"), cost=text)
    send(client, address(practice, "people"), people_reached=text)

    values = {**stored(practice, "resources"), **stored(practice, "people")}
    assert (values["cost"], values["people_reached"]) == (1000, 1000)


@pytest.mark.parametrize("text", ["1e3", "δέκα", "12.50.00", "0x10", "1.00.000", "NaN"])
@pytest.mark.parametrize("language", ["el", "en"])
def test_what_is_no_cost_is_said_beside_it_and_nothing_is_lost(language: str, text: str, member: User) -> None:
    practice, client = make_written(member), enter(member)

    answer = send(client, address(practice, "resources", language), cost=text, funding_source="Δήμος")

    page = text_of(answer)
    assert (answer.status_code, beside(page, "cost")) == (422, [SAYS[language]])
    assert (field_in(page, "cost"), field_in(page, "funding_source")) == (text, "Δήμος")
    assert stored(practice, "resources")["cost"] is None


@pytest.mark.parametrize("text", ["1e3", "1,5", "1000.000"])
@pytest.mark.parametrize("language", ["el", "en"])
def test_people_are_counted_whole(language: str, text: str, member: User) -> None:
    practice, client = make_written(member), enter(member)

    page = text_of(send(client, address(practice, "people", language), people_planned=text))

    assert (beside(page, "people_planned"), field_in(page, "people_planned")) == ([WHOLE[language]], text)


@pytest.mark.parametrize(("part", "name"), [("resources", "cost"), ("people", "people_reached")])
@pytest.mark.parametrize("text", ["-1", "−1", "-0,01"])
def test_nothing_is_less_than_nothing(text: str, part: str, name: str, member: User) -> None:
    practice, client = make_written(member), enter(member)

    answer = send(client, address(practice, part, "en"), **{name: text})

    page = text_of(answer)
    assert (answer.status_code, len(beside(page, name)), field_in(page, name)) == (422, 1, text)


@pytest.mark.parametrize("name", ["women_reached", "children_reached"])
@pytest.mark.parametrize("language", ["el", "en"])
def test_a_part_that_is_larger_than_the_whole_is_said_beside_it(language: str, name: str, member: User) -> None:
    practice, client = make_written(member), enter(member)

    answer = send(client, address(practice, "people", language), **{"people_reached": "280", name: "1.300"})

    page = text_of(answer)
    assert (answer.status_code, beside(page, name)) == (422, [TOO_MANY[name, language]])
    assert (field_in(page, name), field_in(page, "people_reached")) == ("1.300", "280")


def test_women_and_children_may_be_all_and_known_without_the_others(member: User) -> None:
    practice, client = make_written(member), enter(member)
    where = address(practice, "people")

    first = send(client, where, people_reached="280", women_reached="280", children_reached="280")
    second = send(client, where, people_reached="")

    assert (first.status_code, second.status_code) == (302, 302)


def test_a_cost_is_looked_over_with_its_cents(member: User) -> None:
    practice, client = make_written(member), enter(member)
    send(client, address(practice, "resources"), cost="12500,5")

    shown = []
    for language in ("el", "en"):
        with override(language):
            shown.append(text_of(client.get(reverse("my_practices:submit", args=[practice.translation_key]))))

    assert ("<dd>12.500,50</dd>" in shown[0], "<dd>12,500.50</dd>" in shown[1]) == (True, True)


@pytest.mark.parametrize(("language", "told"), [("el", "12.500,50 €"), ("en", "12,500.50 €")])
def test_readers_see_the_cents(language: str, told: str, visitor: Client, db: None) -> None:
    page = make_practice("Δίκτυο", cost=Decimal("12500.50"), costs_shown_to="all")

    answer = visitor.get(page.url_in(language))

    assert f"</strong> {told}</p>" in answer.content.decode()


@pytest.mark.parametrize(("text", "cost"), [("12.500,50", Decimal("12500.50")), ("12,500.50", Decimal("12500.50"))])
def test_a_document_is_read_in_both_ways(text: str, cost: Decimal, member: User) -> None:
    draft = actions.blank(member, "en")

    filling = Filling(draft, Found("en", {"cost": text}))

    assert filling.values_of(PARTS["resources"])["cost"] == cost


def test_what_is_no_number_in_a_document_is_left_with_its_reason(member: User) -> None:
    draft = actions.blank(member, "en")

    with override("en"):
        filling = Filling(draft, Found("en", {"cost": "about 1e3"}))

    assert [(stray.text, stray.reason) for stray in filling.strays] == [("about 1e3", SAYS["en"])]
    assert filling.parts == []


def test_the_model_and_the_database_take_no_impossible_numbers(member: User) -> None:
    page = make_practice("Δίκτυο", people_reached=280, children_reached=28)

    with pytest.raises(ValidationError, match="0"):
        GoodPracticePage(cost=Decimal(-1)).clean_fields(exclude={"title", "slug", "path", "depth"})
    with pytest.raises(IntegrityError), transaction.atomic():
        GoodPracticePage.objects.filter(pk=page.pk).update(children_reached=300)


@pytest.mark.parametrize(
    ("part", "changes", "name"),
    [
        ("resources", {"cost": Decimal(-1)}, "cost"),
        ("people", {"people_reached": 2, "women_reached": 1, "children_reached": 3}, "children_reached"),
        ("people", {"people_reached": 0, "women_reached": 1, "children_reached": 0}, "women_reached"),
    ],
)
def test_an_old_draft_with_an_impossible_number_is_not_handed_in(
    part: str, changes: dict[str, Any], name: str, member: User
) -> None:
    practice = make_written(member)
    draft = latest(practice)
    PARTS[part].write(draft, {**full(part), **changes})
    draft.save_revision(user=member, clean=False)

    with pytest.raises(actions.Incomplete):
        actions.submit(practice, member)
    assert list(hindering(PARTS[part], {**full(part), **changes})) == [name]
