"""Whether a practice is a snapshot or the full text: worked out, told to readers, filtered by, listed for editors."""

from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from good_practices import actions
from good_practices.exchange.exporting import public
from good_practices.extent import extent_of, extent_of_draft
from good_practices.growth import growth_of
from good_practices.models import GoodPracticePage
from good_practices.parts import GROWN, digest
from network_members.models import User
from tests.factories.parts import full
from tests.factories.snapshots import again, make_published, make_written
from tests.factories.translations import translate
from tests.good_practices.steps import latest, save
from tests.good_practices.test_worklist import LIST, enter, rows_of
from tests.reading import read, text_of

BOTH = pytest.mark.parametrize(
    ("language", "short", "whole"),
    [("el", "Σύντομη παρουσίαση", "Πλήρης παρουσίαση"), ("en", "Snapshot", "Full text")],
)
LIBRARY = {"el": "/el/kales-praktikes/", "en": "/en/good-practices/"}


def make_grown(author: User, *without: str, **changes: Any) -> GoodPracticePage:
    """Return a draft with all parts of the full text but some."""
    practice = make_written(author, **changes)
    for part in GROWN:
        if part.code not in without:
            version = f"{actions.version_of(again(practice))}{actions.SEEN}{digest(part.read(latest(practice)))}"
            actions.save_draft(practice, actions.Typed(full(part.code), version, part), by=author)
    return again(practice)


def put_online(practice: GoodPracticePage, author: User, editor: User) -> GoodPracticePage:
    actions.submit(practice, author)
    actions.publish(again(practice), editor, revision=again(practice).latest_revision_id or 0)
    return again(practice)


@pytest.fixture
def pair(member: User, editor: User) -> list[GoodPracticePage]:
    """A snapshot and a full text, both online."""
    short = make_published(member, editor, title="Πιο λίγα")
    return [short, put_online(make_grown(member, title="Όλα"), member, editor)]


@pytest.mark.parametrize("without", [(), ("aims",), ("results",), ("lessons",), ("people", "finding")])
def test_the_column_the_revision_and_the_author_s_bar_agree(
    without: tuple[str, ...], member: User, editor: User
) -> None:
    practice = make_grown(member, *without)

    draft, listed = latest(practice), GoodPracticePage.objects.select_related("latest_revision").get(pk=practice.pk)
    expected = "full" if growth_of(draft).is_full else "snapshot"

    assert (expected == "full") == (without in {(), ("people", "finding")})
    assert [extent_of(draft), extent_of_draft(listed)] == [expected, expected]
    assert put_online(practice, member, editor).extent == expected


def test_a_practice_without_a_name_is_no_full_text(member: User) -> None:
    practice = make_grown(member)
    save(practice, member, title="")

    assert extent_of(latest(practice)) == extent_of_draft(again(practice)) == "snapshot"


def test_a_translation_has_the_extent_of_its_original_and_keeps_up_with_it(member: User, editor: User) -> None:
    practice = put_online(make_grown(member), member, editor)
    made = translate(practice, user=editor)
    before = again(made).extent

    save(practice, member, summary="Πολύ λίγα λόγια.")
    latest(practice).get_latest_revision().publish(user=editor)

    assert (before, again(practice).extent, again(made).extent) == ("full", "snapshot", "snapshot")


@BOTH
def test_the_page_and_its_card_tell_it(
    language: str, short: str, whole: str, pair: list[GoodPracticePage], visitor: Client
) -> None:
    pages = [text_of(read(visitor, practice.url_in(language))) for practice in pair]
    listed = read(visitor, LIBRARY[language])

    assert [(short in page, whole in page) for page in pages] == [(True, False), (False, True)]
    assert (listed.count(f'<span class="tag ">{whole}</span>'), f'<span class="tag ">{short}' in listed) == (1, False)


@BOTH
def test_readers_filter_the_library_by_it(
    language: str, short: str, whole: str, pair: list[GoodPracticePage], visitor: Client
) -> None:
    found = {code: read(visitor, f"{LIBRARY[language]}?extent={code}") for code in ("snapshot", "full")}

    assert {code: ("Πιο λίγα" in page, "Όλα</a>" in page) for code, page in found.items()} == {
        "snapshot": (True, False),
        "full": (False, True),
    }
    assert (short in found["full"], whole in found["full"]) == (True, True)


@BOTH
def test_editors_see_it_of_what_was_handed_in_and_of_what_is_online(
    language: str, short: str, whole: str, pair: list[GoodPracticePage], editor: User
) -> None:
    author: Any = pair[0].owner
    actions.submit(make_grown(author, title="Περιμένει"), author)
    client = enter(editor, language)

    online = {row[0]: row[2] for row in rows_of(read(client, f"{LIST}?stage=online"))}
    waiting = {row[0]: row[2] for row in rows_of(read(client, LIST))}

    assert online == {"Πιο λίγα": short, "Όλα": whole}
    assert waiting == {"Περιμένει": whole}


def test_open_data_tell_it(pair: list[GoodPracticePage]) -> None:
    assert [row["extent"] for row in public().rows] == ["snapshot", "full"]


def test_an_upgrade_tells_full_texts_from_snapshots_with_their_translations(
    pair: list[GoodPracticePage], member: User
) -> None:
    short, whole = pair
    expected = {"el": "full", "en": "full"}
    translate(whole)
    GoodPracticePage.objects.update(extent="snapshot")

    upgrade = import_module("good_practices.migrations.0022_extent")
    upgrade.tell_full_texts(apps, None)

    found = GoodPracticePage.objects.filter(translation_key=whole.translation_key)
    assert dict(found.values_list("locale__language_code", "extent")) == expected
    assert again(short).extent == "snapshot"


@pytest.mark.parametrize(
    "change", [{"summary": "Λίγα λόγια"}, {"challenge": ""}, {"evaluation": "self", "evaluation_text": ""}]
)
def test_an_upgrade_calls_nothing_full_that_lacks_something(
    change: dict[str, str], pair: list[GoodPracticePage]
) -> None:
    GoodPracticePage.objects.update(extent="snapshot")
    GoodPracticePage.objects.filter(pk=pair[1].pk).update(**change)

    import_module("good_practices.migrations.0022_extent").tell_full_texts(apps, None)

    assert again(pair[1]).extent == "snapshot"
