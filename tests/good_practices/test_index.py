"""The library as a page: in both languages, without a script, in few queries."""

import re
from typing import Any

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from network_members.models import Organisation
from tests.factories.many import make_many
from tests.factories.practices import library, make_practice
from tests.factories.words import make_place, make_term, make_theme
from tests.reading import count_anew, read
from vocabulary.models import TargetGroup, Theme

ADDRESSES = {"el": "/el/kales-praktikes/", "en": "/en/good-practices/"}
CANARY = "Καναρίνι"


@pytest.mark.parametrize(("language", "heading"), [("el", "Καλές πρακτικές"), ("en", "Good practices")])
def test_a_visitor_reads_the_library(language: str, heading: str, visitor: Client, db: None) -> None:
    make_practice("Mentoring")

    page = read(visitor, ADDRESSES[language])

    assert re.findall(r"<h1>(.*?)</h1>", page) == [heading]
    assert f'<html lang="{language}">' in page
    assert f'href="{ADDRESSES[language]}mentoring/"' in page


def test_a_practice_in_the_other_language_is_marked(visitor: Client, db: None) -> None:
    make_practice("Σύμβουλοι")

    page = read(visitor, ADDRESSES["en"])

    assert '<h3 lang="el"><a href="/en/good-practices/symvouloi/">Σύμβουλοι</a></h3>' in page
    assert '<p lang="el">Δομές που συνεργάζονται</p>' in page


def test_filters_are_a_plain_form(visitor: Client, db: None) -> None:
    make_practice(themes=[make_theme()])
    make_theme("work", ("Εργασία", "Work"))

    page = read(visitor, f"{ADDRESSES['en']}?theme=inclusion")

    assert '<form id="filters" data-facets="results" action="/en/good-practices/"' in page
    assert '<input type="checkbox" name="theme" value="inclusion" checked>' in page
    assert '<input type="checkbox" name="theme" value="work" disabled>' in page
    assert '<button class="btn small" type="submit">' in page
    assert 'name="sort" form="filters"' in page


def test_what_is_chosen_can_be_taken_away_by_name(visitor: Client, db: None) -> None:
    make_practice(themes=[make_theme()])

    page = read(visitor, f"{ADDRESSES['en']}?theme=inclusion&page=7")

    assert '<a class="chip" href="/en/good-practices/" aria-label="Remove the filter Social inclusion">' in page
    assert '<h2 id="results-title" class="results-title" tabindex="-1">1 practice</h2>' in page
    assert '<p id="results-status" class="vh" role="status"></p>' in page
    assert "<title>Good practices: Social inclusion · " in page


@pytest.mark.parametrize("language", ["el", "en"])
@pytest.mark.parametrize(
    "query",
    [
        "page=" + "9" * 30,
        "page=%D9%A3&sort=password&per_page=1000000000",
        "theme=%27%3BDROP&country=../..&status[]=x&language=xx",
        "theme=" + "a" * 5000,
        "&".join(f"theme={number}" for number in range(900)),
    ],
)
def test_senseless_queries_show_the_plain_list(language: str, query: str, visitor: Client, db: None) -> None:
    make_practice("Mentoring")

    page = read(visitor, f"{ADDRESSES[language]}?{query}")

    assert (page.count('class="chip"'), page.count('<article class="result">')) == (0, 1)


def test_private_practices_show_nowhere_on_the_page(visitor: Client, db: None) -> None:
    theme = make_theme("secret", (f"{CANARY} θέμα", "Canary theme"))
    page = make_practice(f"{CANARY} τίτλος", themes=[theme])
    make_practice(f"{CANARY} πρόχειρο", live=False)
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

    for address in ADDRESSES.values():
        shown = read(visitor, address)
        assert f"{CANARY} τίτλος" not in shown
        assert f"{CANARY} πρόχειρο" not in shown
        assert '<article class="result">' not in shown


@pytest.mark.parametrize("language", ["el", "en"])
def test_an_empty_library_says_so(language: str, visitor: Client, db: None) -> None:
    page = read(visitor, ADDRESSES[language])

    assert ('class="empty"' in page, 'class="pager"' in page) == (True, False)


@pytest.mark.parametrize(("language", "query", "number"), [("el", "", 16), ("en", "", 16), ("en", "?sort=title", 17)])
def test_the_library_takes_as_many_queries_for_2000_as_for_20(
    language: str, query: str, number: int, visitor: Client, council: Organisation
) -> None:
    make_theme()
    make_term(TargetGroup, "women", ("Γυναίκες", "Women"))
    fields = {"place": make_place("volos", ("Βόλος", "Volos")), "lead_organisation": council}
    fill(20, **fields)

    few = count_anew(visitor, ADDRESSES[language] + query)
    fill(1980, **fields)
    many = count_anew(visitor, ADDRESSES[language] + query)

    assert (few, many) == (number, number)


def fill(number: int, **fields: Any) -> None:
    theme = Theme.objects.anchors().get()
    practices = make_many(number, **fields)
    links = type(practices[0]).themes.through
    links.objects.bulk_create(
        [links(goodpracticepage_id=one.pk, theme_id=theme.pk) for one in practices], ignore_conflicts=True
    )


def test_a_full_page_is_light(visitor: Client, council: Organisation) -> None:
    make_many(60, place=make_place("volos", ("Βόλος", "Volos")), lead_organisation=council, one_line="ώ" * 160)

    assert len(visitor.get(ADDRESSES["el"]).content) < 150_000


def test_the_introduction_is_the_editors(visitor: Client, db: None) -> None:
    page = library("en")
    page.introduction = "What was done, for whom."
    page.save_revision().publish()

    assert "What was done, for whom." in read(visitor, ADDRESSES["en"])


@pytest.mark.parametrize(("language", "other"), [("el", "en"), ("en", "el")])
def test_the_language_switch_keeps_the_filters(language: str, other: str, visitor: Client, db: None) -> None:
    make_practice(themes=[make_theme()])

    page = read(visitor, f"{ADDRESSES[language]}?sort=title&theme=inclusion&nonsense=1")

    assert f'href="{ADDRESSES[other]}?theme=inclusion&amp;sort=title"' in page
