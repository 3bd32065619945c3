"""What a practice's page says about languages, and what stands beside the text."""

import re
from datetime import UTC, datetime

from django.test import Client
from time_machine import TimeMachineFixture

from good_practices.models import GoodPracticePage, PracticeImage
from network_members.models import User
from tests.factories.full_practice import make_image
from tests.factories.practices import make_practice
from tests.factories.translations import translate
from tests.reading import read, text_of
from vocabulary.models import Theme

ADDRESSES = {"el": "/el/kales-praktikes/diktyo/", "en": "/en/good-practices/diktyo/"}
MAY, JUNE = (datetime(2026, month, 3, 12, tzinfo=UTC) for month in (5, 6))


def test_a_practice_without_translation_says_so(full: GoodPracticePage, visitor: Client) -> None:
    greek, english = (read(visitor, address) for address in ADDRESSES.values())

    assert 'class="notices' not in greek
    assert "This page has not been translated into English yet. You are reading it in Greek." in english
    assert '<h1 lang="el">Δίκτυο</h1>' in english
    assert "<h1>Δίκτυο</h1>" in greek
    assert '<div class="stack" lang="el"><p>Σύνοψη του έργου.</p></div>' in english


def test_both_versions_say_when_the_translation_was_reviewed(
    full: GoodPracticePage, editor: User, visitor: Client, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(MAY, tick=False)
    translate(full, user=editor, words="Network".format)

    original = text_of(read(visitor, ADDRESSES["el"]))
    translated = text_of(read(visitor, "/en/good-practices/network/"))

    assert "3 Μαΐου 2026" in original
    assert "Translated from Greek and reviewed on 3 May 2026. Διαβάστε το πρωτότυπο" in translated


def test_both_versions_say_that_the_original_has_changed(
    full: GoodPracticePage, editor: User, visitor: Client, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(MAY, tick=False)
    translate(full, user=editor, words="Network".format)
    time_machine.move_to(JUNE, tick=False)
    draft = full.get_latest_revision_as_object()
    draft.summary = "Άλλαξε."
    draft.save_revision().publish()

    translated = text_of(read(visitor, "/en/good-practices/network/"))

    assert "The original has changed since, on 3 June 2026." in translated
    assert "Άλλαξε." not in translated


def test_the_translation_stands_in_the_other_direction_too(
    editor: User, visitor: Client, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(MAY, tick=False)
    original = make_practice("Network", language="en")
    translate(original, user=editor, words="Δίκτυο".format)

    english = text_of(read(visitor, "/en/good-practices/network/"))

    assert "Written in English. The Greek translation was reviewed on 3 May 2026." in english
    assert "<h1>Δίκτυο</h1>" in read(visitor, ADDRESSES["el"])


def test_the_thread_tells_the_life_in_order(
    full: GoodPracticePage, editor: User, visitor: Client, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(MAY, tick=False)
    translate(full, user=editor, words="Network".format)
    GoodPracticePage.objects.update(first_published_at=datetime(2026, 4, 1, tzinfo=UTC))

    page = read(visitor, "/en/good-practices/network/").partition("The thread of this practice")[2]

    knots = re.findall(
        r'<li class="(\w+)".*?<strong>(.*?)</strong>.*?<p class="small muted">(.*?)</p>', page, re.DOTALL
    )
    assert knots[:4] == [
        ("done", "Written in Greek", "Patras Migrant Integration Council"),
        ("done", "Published", "1 April 2026"),
        ("done", "English translation", "3 May 2026"),
        ("done", "Confirmed", "3 June 2026"),
    ]


def test_related_practices_share_a_theme(full: GoodPracticePage, visitor: Client) -> None:
    make_practice("Συγγενική", themes=[Theme.objects.anchors().get(code="inclusion")])
    make_practice("Άσχετη")
    make_practice("Συγγενικό πρόχειρο", themes=[Theme.objects.anchors().get(code="inclusion")], live=False)

    page = read(visitor, ADDRESSES["en"]).partition("Related practices")[2].partition("</ul>")[0]

    assert re.findall(r'<a href="(.*?)" lang="el">(.*?)</a>', page) == [("/en/good-practices/syngeniki/", "Συγγενική")]


def test_a_picture_wins_over_the_woven_cover(full: GoodPracticePage, visitor: Client) -> None:
    assert 'viewBox="0 0 64 48"' in read(visitor, ADDRESSES["el"])
    draft = full.get_latest_revision_as_object()
    draft.images = [PracticeImage(image=make_image(alt_el="Γυναίκες γύρω από τραπέζι", alt_en="", credit="Δήμος"))]
    draft.save_revision().publish()

    page = read(visitor, ADDRESSES["en"])

    assert 'viewBox="0 0 64 48"' not in page
    figure = page.partition("<figure")[2].partition("</figure>")[0]
    assert figure.startswith(' lang="el">')
    assert 'alt="Γυναίκες γύρω από τραπέζι"' in figure
    assert "fill-800x600" in figure


def test_the_picture_shows_in_the_library_too(full: GoodPracticePage, visitor: Client) -> None:
    draft = full.get_latest_revision_as_object()
    draft.images = [PracticeImage(image=make_image(alt_el="Τραπέζι"))]
    draft.save_revision().publish()

    page = read(visitor, "/el/kales-praktikes/")

    assert re.findall(r'<img class="picture" src="[^"]*fill-272x272[^"]*" width="272" height="272" alt=""', page)


def test_licence_keywords_and_citation(full: GoodPracticePage, visitor: Client) -> None:
    GoodPracticePage.objects.update(first_published_at=MAY)

    page = text_of(read(visitor, ADDRESSES["en"]))

    assert "Licence: CC BY 4.0" in page
    assert "γειτονιά" in page
    assert "Cite as: ΣΕΜ Δήμου Πατρέων (2026). Δίκτυο. Nima. http://testserver/el/kales-praktikes/diktyo/" in page


def test_both_languages_wear_one_cloth(full: GoodPracticePage, visitor: Client) -> None:
    translate(full, words="Network".format)

    pages = [read(visitor, address) for address in (ADDRESSES["el"], "/en/good-practices/network/")]

    greek, english = (re.findall(r'<svg class="weave dye-olive" viewBox="0 0 64 48".*?</svg>', page) for page in pages)
    assert greek == english != []


def test_the_way_here_stays_in_the_readers_language(full: GoodPracticePage, visitor: Client) -> None:
    crumbs = read(visitor, ADDRESSES["en"]).partition('class="crumbs')[2].partition("</nav>")[0]

    assert re.findall(r'href="(.*?)"', crumbs) == ["/en/", "/en/good-practices/"]
    assert '<li lang="el" aria-current="page">Δίκτυο</li>' in crumbs
