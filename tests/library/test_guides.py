"""Guides: the shelf, the cover, chapters with their rows, and the whole guide on one page."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page, PageViewRestriction

from library.models import (
    ChapterAdvice,
    ChapterIndicator,
    ChapterPractice,
    ChapterQuestion,
    ChapterStage,
    GuideChapterPage,
    GuidePage,
)
from network_members.models import Organisation, User
from tests.factories.library import guides, make_chapter, make_document, make_guide
from tests.factories.practices import make_practice
from tests.factories.texts import make_twin
from tests.factories.translations import start_translation
from tests.reading import count_queries, faults, read, text_of

LISTS = {"el": "/el/odigoi/", "en": "/en/guides/"}
BOTH = pytest.mark.parametrize("language", ["el", "en"])


@pytest.fixture
def guide(council: Organisation) -> GuidePage:
    """A guide of three chapters; the second holds every kind of row."""
    cover = make_guide(
        "Ένας οδηγός",
        introduction="Με δυο λόγια",
        for_whom="Για όλους",
        organisation=council,
        year=2024,
        note="Από την πηγή",
        document=make_document("Ο οδηγός", language="el", name="guide.txt"),
    )
    locale: Any = cover.locale
    make_chapter("Αρχή", cover, text="<h3>Μέσα</h3><p>Κείμενο</p>")
    make_chapter(
        "Μέση",
        cover,
        introduction="Λίγα λόγια",
        stages=[ChapterStage(title="Γνωριμία", when="Μία εβδομάδα", text="Ναι", locale=locale)],
        indicators=[ChapterIndicator(name="Ζευγάρια", measured="Μέτρηση", unit="%", target="70", locale=locale)],
        questions=[
            ChapterQuestion(
                question="Γιατί;",
                answer="<p>Διότι.</p>",
                after_pilot=True,
                revised="2026-07-06",
                locale=locale,
                sort_order=0,
            ),
            ChapterQuestion(question="Πότε;", answer="<p>Τώρα.</p>", after_pilot=True, locale=locale, sort_order=1),
            ChapterQuestion(question="Πώς;", answer="<p>Έτσι.</p>", revised="2026-01-02", locale=locale, sort_order=2),
            ChapterQuestion(question="Πού;", answer="<p>Εδώ.</p>", locale=locale, sort_order=3),
        ],
        practices=[ChapterPractice(practice=make_practice("Σύμβουλοι"))],
        advice=[ChapterAdvice(addressee="Δήμοι", text="Να συνεχίσουν", locale=locale)],
    )
    make_chapter("Τέλος", cover)
    make_chapter("Καναρίνι", cover, live=False)
    return GuidePage.objects.get(pk=cover.pk)


@BOTH
def test_the_shelf_shows_every_guide(language: str, guide: GuidePage, visitor: Client) -> None:
    make_guide("Πρόχειρος", live=False)

    page = read(visitor, LISTS[language])

    assert re.findall(r'<h2[^>]*><a href="([^"]*)">', page) == [f"{LISTS[language]}enas-odigos/"]
    assert faults(page) == []


@BOTH
def test_an_empty_shelf_says_so(language: str, visitor: Client, db: None) -> None:
    assert 'class="empty"' in read(visitor, LISTS[language])


@BOTH
def test_the_cover_leads_to_the_chapters_in_order(language: str, guide: GuidePage, visitor: Client) -> None:
    page = read(visitor, f"{LISTS[language]}enas-odigos/")
    base = f"{LISTS[language]}enas-odigos/"

    assert re.findall(r'<h3[^>]*><a href="([^"]*)">', page) == [f"{base}archi/", f"{base}mesi/", f"{base}telos/"]
    assert "(TXT, 2 KB" in page
    assert "Καναρίνι" not in page
    assert faults(page) == []


@BOTH
def test_a_chapter_holds_its_rows_and_leads_on(language: str, guide: GuidePage, visitor: Client) -> None:
    base = f"{LISTS[language]}enas-odigos/"
    page = read(visitor, f"{base}mesi/")

    assert [re.findall(rf'rel="{rel}" href="(.*?)"', page) for rel in ("prev", "next")] == [
        [f"{base}archi/"],
        [f"{base}telos/"],
    ]
    assert re.findall(r'<h2 id="chapter-2-(\w+)"', page) == ["stages", "indicators", "questions", "practices", "advice"]
    assert (page.count('aria-current="page"'), "Καναρίνι" in page) == (3, False)
    assert faults(page) == []
    assert len(re.findall(r"<h1[ >]", page)) == 1


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "el",
            [
                "Αναθεωρήθηκε μετά την πιλοτική εφαρμογή, στις 6 Ιουλίου 2026",
                "Αναθεωρήθηκε μετά την πιλοτική εφαρμογή",
                "Αναθεωρήθηκε στις 2 Ιανουαρίου 2026",
            ],
        ),
        (
            "en",
            ["Revised after the pilot, on 6 July 2026", "Revised after the pilot", "Revised on 2 January 2026"],
        ),
    ],
)
def test_answers_say_when_they_were_revised(language: str, words: list[str], guide: GuidePage, visitor: Client) -> None:
    page = read(visitor, f"{LISTS[language]}enas-odigos/mesi/").partition("-questions")[2].partition("-practices")[0]

    assert re.findall(r'<p class="small muted">(.*?)</p>', page) == words


def test_the_first_and_the_last_chapter_have_one_neighbour(guide: GuidePage, visitor: Client) -> None:
    first, last = (read(visitor, f"{LISTS['el']}enas-odigos/{slug}/") for slug in ("archi", "telos"))

    assert ['rel="prev"' in first, 'rel="next"' in first] == [False, True]
    assert ['rel="prev"' in last, 'rel="next"' in last] == [True, False]
    assert "<h2>Μέσα</h2>" in first


@BOTH
def test_the_whole_guide_stands_on_one_page(language: str, guide: GuidePage, visitor: Client) -> None:
    page = read(visitor, f"{LISTS[language]}enas-odigos/?view=whole")

    assert re.findall(r'<h2 id="(chapter-\d)"', page) == ["chapter-1", "chapter-2", "chapter-3"]
    assert re.findall(r'<h3 id="chapter-2-(\w+)"', page) == ["stages", "indicators", "questions", "practices", "advice"]
    assert ("<h3>Μέσα</h3>" in page, "Καναρίνι" in page) == (True, False)
    assert faults(page) == []


def test_the_whole_guide_takes_as_many_queries_for_six_chapters_as_for_three(guide: GuidePage, visitor: Client) -> None:
    few = count_queries(visitor, "/el/odigoi/enas-odigos/?view=whole")
    for number in range(3):
        make_chapter(f"Κεφάλαιο {number}", guide)

    assert (few, count_queries(visitor, "/el/odigoi/enas-odigos/?view=whole")) == (14, 14)


def test_a_chapter_and_a_cover_take_few_queries(guide: GuidePage, visitor: Client) -> None:
    assert [count_queries(visitor, f"/el/odigoi/enas-odigos/{path}") for path in ("", "mesi/")] == [11, 15]


def test_chapters_come_in_the_readers_language_where_there_is_one(guide: GuidePage, visitor: Client) -> None:
    cover = make_twin(guide, "A guide", guides("en"))
    make_twin(GuideChapterPage.objects.get(slug="mesi"), "Middle", cover)

    english = read(visitor, "/en/guides/a-guide/")
    greek = read(visitor, "/el/odigoi/enas-odigos/")

    assert re.findall(r"<h3[^>]*><a [^>]*>(.*?)</a>", english) == ["Αρχή", "Middle", "Τέλος"]
    assert re.findall(r"<h3[^>]*><a [^>]*>(.*?)</a>", greek) == ["Αρχή", "Μέση", "Τέλος"]
    assert "A guide" in read(visitor, "/en/guides/a-guide/archi/")


@pytest.mark.parametrize("path", ["", "?view=whole", "mesi/"])
def test_a_private_guide_leads_visitors_to_the_login(path: str, guide: GuidePage, visitor: Client) -> None:
    PageViewRestriction.objects.create(page=guide, restriction_type=PageViewRestriction.LOGIN)

    answers = [visitor.get(f"{base}enas-odigos/{path}") for base in LISTS.values()]

    assert [(one.status_code, "Γνωριμία" in one.content.decode()) for one in answers] == [(302, False)] * 2


def test_a_private_chapter_is_in_no_contents(guide: GuidePage, visitor: Client) -> None:
    chapter = Page.objects.get(slug="mesi")
    PageViewRestriction.objects.create(page=chapter, restriction_type=PageViewRestriction.LOGIN)

    pages = [read(visitor, f"/el/odigoi/enas-odigos/{path}") for path in ("", "?view=whole", "archi/")]

    assert ["Μέση" in page for page in pages] == [False] * 3


def test_a_private_practice_shows_in_no_chapter(guide: GuidePage, visitor: Client) -> None:
    practice = Page.objects.get(slug="symvouloi")
    PageViewRestriction.objects.create(page=practice, restriction_type=PageViewRestriction.LOGIN)

    page = read(visitor, "/el/odigoi/enas-odigos/mesi/")

    assert ("Σύμβουλοι" in page, "-practices" in page) == (False, False)


def test_a_translated_chapter_asks_for_the_words_of_its_rows(guide: GuidePage) -> None:
    start_translation(guide)
    twin = start_translation(GuideChapterPage.objects.get(slug="mesi")).get_target_instance()

    assert [twin.stages.count(), twin.indicators.count(), twin.questions.count(), twin.advice.count()] == [1, 1, 4, 1]
    assert next(one.revised for one in twin.questions.order_by("sort_order")) == date(2026, 7, 6)


def test_the_admin_has_a_form_for_a_chapter(guide: GuidePage, editor: User, client: Client) -> None:
    client.force_login(editor)
    chapter = GuideChapterPage.objects.get(slug="mesi")

    page = read(client, f"/admin/pages/{chapter.pk}/edit/")

    assert [
        f'name="{name}-TOTAL_FORMS"' in page for name in ("stages", "indicators", "questions", "practices", "advice")
    ] == [True] * 5


def test_words_of_a_guide_keep_their_language(guide: GuidePage, visitor: Client) -> None:
    page = read(visitor, "/en/guides/enas-odigos/mesi/")

    assert '<h1 lang="el">Μέση</h1>' in page
    assert text_of(page.partition("<thead>")[2].partition("</thead>")[0]).split() == [
        "Indicator",
        "How",
        "it",
        "is",
        "measured",
        "Unit",
        "Target",
    ]
