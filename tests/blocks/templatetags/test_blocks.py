"""Tags say the language of a text, and where the same text stands in the other one."""

from typing import Any

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.translation import override

from blocks.icons import SHAPES
from blocks.pages import Alternate


def render(source: str, reader: str = "el", **context: Any) -> str:
    """Return what a template says to a reader of a language."""
    with override(reader):
        return Template("{% load blocks %}" + source).render(Context(context))


TWIN = [Alternate("el", "Ελληνικά", "/el/x/", False), Alternate("en", "English", "/en/x/", True)]


@pytest.mark.parametrize(("language", "expected"), [("el", "<p>"), ("en", '<p lang="en">'), ("", "<p>"), (None, "<p>")])
def test_a_passage_in_another_language_says_so(language: str | None, expected: str) -> None:
    assert render("<p{% lang_attr language %}>", language=language) == expected


def test_the_language_of_a_passage_cannot_break_out() -> None:
    assert render("<p{% lang_attr language %}>", language='en" onclick="canary') == (
        '<p lang="en&quot; onclick=&quot;canary">'
    )


def test_links_to_languages_come_from_the_page() -> None:
    source = "{% language_links as found %}{% for one in found %}{{ one.url }} {{ one.fallback }};{% endfor %}"

    assert render(source, alternates=TWIN) == "/el/x/ False;/en/x/ True;"


def test_links_to_languages_come_from_the_address_when_the_page_says_nothing() -> None:
    source = "{% language_links as found %}{% for one in found %}{{ one.url }} {% endfor %}"

    assert render(source, request=RequestFactory().get("/el/account/login/?next=/el/")) == (
        "/el/account/login/?next=/el/ /en/account/login/?next=/el/ "
    )


def test_a_page_shown_in_the_other_language_names_the_original_as_the_one_that_counts() -> None:
    request = RequestFactory().get("/en/x/")
    head = render("{% head_links %}", "en", alternates=TWIN, content_language="el", request=request)

    assert [line.strip() for line in head.splitlines() if line.strip()] == [
        '<link rel="canonical" href="http://testserver/el/x/">',
        '<link rel="alternate" hreflang="el" href="http://testserver/el/x/">',
        '<link rel="alternate" hreflang="x-default" href="http://testserver/el/x/">',
    ]


def test_a_translated_page_names_both_languages() -> None:
    both = [TWIN[0], Alternate("en", "English", "/en/x/", False)]
    head = render("{% head_links %}", "en", alternates=both, content_language="en", request=RequestFactory().get("/"))

    assert [line.strip().removeprefix('<link rel="') for line in head.splitlines() if line.strip()] == [
        'canonical" href="http://testserver/en/x/">',
        'alternate" hreflang="el" href="http://testserver/el/x/">'
        '<link rel="alternate" hreflang="en" href="http://testserver/en/x/">',
        'alternate" hreflang="x-default" href="http://testserver/el/x/">',
    ]


def test_pages_of_an_account_name_no_address() -> None:
    assert render("{% head_links %}", request=RequestFactory().get("/el/account/")).strip() == ""


@pytest.mark.parametrize("name", sorted(SHAPES))
def test_an_icon_is_silent(name: str) -> None:
    drawn = render("{% icon name %}", name=name)

    assert drawn == f'<svg class="ico" viewBox="0 0 24 24" aria-hidden="true">{SHAPES[name]}</svg>'


def test_an_unknown_icon_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        render('{% icon "unicorn" %}')


def test_pictures_are_drawn_for_titles_and_people() -> None:
    drawn = render(
        '{% cover "Νήμα" dye="sea" height=15 %}{% portrait 7 size="s" %}{% weave_band %}{% europe_map pins %}', pins=[]
    )

    assert [drawn.count(part) for part in ('viewBox="0 0 64 15"', "avatar s", 'id="band"', 'class="map"')] == [
        1,
        1,
        1,
        1,
    ]
