"""Templates of the frame: what is tied to what, in which language, and what must stand when nothing else does."""

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.translation import override

from blocks.pages import Alternate

TEMPLATES = Path(__file__).parents[2] / "site" / "templates"
# Mails are left out: their readers know only inline styles.
PAGES = sorted(path for path in TEMPLATES.rglob("*.html") if "email" not in path.parts)
COMPONENTS = sorted((TEMPLATES / "components").glob("*.html"))
ERROR_PAGES = ["400", "403", "403_csrf", "404", "413", "429", "500", "503"]


class PracticeForm(forms.Form):
    """A form with one field of each kind."""

    title = forms.CharField(label="Title", max_length=90, help_text="Say what changes.")
    summary = forms.CharField(label="Summary", max_length=600, widget=forms.Textarea, required=False)
    how = forms.ChoiceField(label="How", choices=[("a", "Here"), ("b", "There")], widget=forms.RadioSelect)
    agree = forms.BooleanField(label="I agree")
    version = forms.CharField(widget=forms.HiddenInput)


class Elements(HTMLParser):
    """Collects the elements of a page with their attributes."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def of(self, tag: str) -> list[dict[str, str | None]]:
        """Return the attributes of every element of a kind."""
        return [attributes for name, attributes in self.found if name == tag]


def page(language: str = "el", **context: Any) -> str:
    """Return the bare frame as a visitor of a language gets it."""
    request = RequestFactory().get(f"/{language}/")
    request.user = AnonymousUser()
    request.session = {}  # type: ignore[assignment]  # nothing in the frame may need a real one
    with override(language):
        return render_to_string("base.html", {"frame": None, **context}, request)


def text(markup: str) -> str:
    """Return the words of a page."""
    return " ".join(re.sub(r"<[^>]+>", " ", markup).split())


def test_a_field_is_tied_to_its_hint_and_its_error() -> None:
    markup = str(PracticeForm({"title": ""}))
    elements = Elements(markup)
    title = next(one for one in elements.of("input") if one["name"] == "title")
    ids = {one.get("id") for _, one in elements.found}

    assert (title["aria-describedby"], title["aria-invalid"]) == ("id_title_helptext id_title_error", "true")
    assert {"id_title_helptext", "id_title_error"} <= ids
    assert {"for": "id_title"} in elements.of("label")


def test_a_label_says_what_the_field_needs() -> None:
    with override("en"):
        markup = str(PracticeForm())

    assert [
        text(label)
        for label in re.findall(
            r"<(?:label for=\"id_(?:title|summary|agree)\"|legend).*?</(?:label|legend)>", markup, re.DOTALL
        )
    ] == [
        "Title (required, up to 90 characters)",
        "Summary (up to 600 characters)",
        "How (required)",
        "I agree (required)",
    ]


def test_a_group_of_choices_is_a_fieldset_with_its_error() -> None:
    elements = Elements(str(PracticeForm({"title": "x"})))

    assert elements.of("fieldset") == [{"class": "field bad", "aria-describedby": "id_how_error"}]


def test_the_summary_of_errors_leads_to_each_field_and_takes_the_focus() -> None:
    elements = Elements(str(PracticeForm({})))
    summary = next(one for one in elements.of("div") if one.get("id") == "errors")

    assert (summary["role"], summary["tabindex"], "autofocus" in summary) == ("alert", "-1", True)
    assert [one["href"] for one in elements.of("a")] == ["#id_title", "#id_how", "#id_agree"]
    assert {"id_title", "id_how", "id_agree"} <= {one.get("id") for _, one in elements.found}


def test_a_form_without_errors_has_no_summary() -> None:
    assert 'id="errors"' not in str(PracticeForm())


def test_what_was_typed_stays_and_is_escaped() -> None:
    markup = str(PracticeForm({"title": '"><script>canary</script>'}))

    assert "<script>" not in markup
    assert "&quot;&gt;&lt;script&gt;canary&lt;/script&gt;" in markup


def test_a_hidden_field_has_no_label() -> None:
    assert [one for one in Elements(str(PracticeForm())).of("label") if one.get("for") == "id_version"] == []


def test_a_long_text_is_counted_against_its_limit() -> None:
    assert [one["data-counter"] for one in Elements(str(PracticeForm())).of("div") if "data-counter" in one] == ["600"]


def test_a_whole_form_carries_the_token_it_is_given() -> None:
    markup = render_to_string("components/form.html", {"form": PracticeForm(), "submit": "Send", "csrf_token": "abc"})
    token = next(one for one in Elements(markup).of("input") if one["name"] == "csrfmiddlewaretoken")

    assert token["value"] == "abc"
    assert [one.get("enctype") for one in Elements(markup).of("form")] == [None]


def test_the_page_speaks_its_language_and_starts_with_the_way_to_the_content() -> None:
    for language in ("el", "en"):
        elements = Elements(page(language))

        assert elements.of("html") == [{"lang": language}]
        assert elements.of("a")[0] == {"class": "skip", "href": "#main"}
        assert [one["id"] for one in elements.of("main")] == ["main"]


def test_the_menu_button_is_a_link_to_the_navigation() -> None:
    elements = Elements(page())
    button = next(one for one in elements.of("a") if one.get("data-menu"))

    assert button["href"] == "#" + str(next(one["id"] for one in elements.of("nav")))


def test_the_language_switch_speaks_the_other_language() -> None:
    twin = [Alternate("el", "Ελληνικά", "/el/x/", True), Alternate("en", "English", "/en/x/", False)]
    switch = next(one for one in Elements(page("en", alternates=twin)).of("a") if one.get("class") == "lang")

    named = {"id": "lang-el", "class": "lang", "data-replace": None}
    assert switch == {**named, "href": "/el/x/", "hreflang": "el", "lang": "el"}
    assert "ΕΛ , Ελληνικά (" in text(page("en", alternates=twin))


@pytest.mark.parametrize(("language", "written_in"), [("el", "en"), ("en", "el")])
def test_a_page_in_the_other_language_says_so(language: str, written_in: str) -> None:
    markup = page(language, is_fallback=True, content_language=written_in)

    assert markup.count('class="notice"') == 1


def test_greek_fonts_are_fetched_for_greek_words_only() -> None:
    def fonts(language: str, written_in: str) -> list[str]:
        links = Elements(page(language, content_language=written_in)).of("link")
        return [str(one["href"]).split("/")[-1].removesuffix(".woff2") for one in links if one["rel"] == "preload"]

    assert fonts("en", "en") == ["commissioner-latin-basic", "literata-latin-basic"]
    assert (
        fonts("en", "el")
        == fonts("el", "el")
        == ["commissioner-latin-basic", "literata-latin-basic", "commissioner-greek", "literata-greek"]
    )


def test_the_title_of_a_page_with_errors_starts_with_the_error() -> None:
    assert "<title>Error: " in page("en", form=PracticeForm({}))
    assert "<title>Error: " not in page("en", form=PracticeForm())


@pytest.mark.parametrize("name", ERROR_PAGES)
def test_an_error_page_needs_nothing_and_speaks_both_languages(name: str) -> None:
    markup = render_to_string(f"{name}.html")
    elements = Elements(markup)

    assert [one["lang"] for one in elements.of("section")] == ["el", "en"]
    assert [one["href"] for one in elements.of("link")] == ["/static/css/site.css", "/static/images/nima.svg"]
    assert (len(elements.of("h1")), elements.of("html")) == (1, [{"lang": "el"}])


@pytest.mark.parametrize("name", ERROR_PAGES)
def test_an_error_page_puts_the_reader_s_language_first(name: str) -> None:
    elements = Elements(render_to_string(f"{name}.html", {"LANGUAGE_CODE": "en"}))

    assert [one["lang"] for one in elements.of("section")] == ["en", "el"]
    assert elements.of("html") == [{"lang": "en"}]


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.stem)
def test_a_component_lists_its_inputs(path: Path) -> None:
    head = path.read_text().split("{% endcomment %}")[0]

    assert re.search(r"\{% comment %\}\n.+(Inputs: |No inputs\.)", head, re.DOTALL)


def test_the_list_of_components_is_complete() -> None:
    listed = (TEMPLATES / "components" / "README.md").read_text()

    assert [path.stem for path in COMPONENTS if f"`{path.stem}`" not in listed] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_no_template_holds_inline_code(path: Path) -> None:
    inline = r"<style|\sstyle=|<script(?![^>]*(?:\ssrc=|application/ld\+json))|\son\w+=[\"']"

    assert re.findall(inline, path.read_text()) == []
