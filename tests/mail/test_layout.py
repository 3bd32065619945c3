"""The HTML form of a mail: the same words, links of this site alone, nothing from elsewhere, readable to everyone."""

import re
from pathlib import Path
from typing import Any

import pytest

from mail.layout import Part, dress, parts
from mail.templatetags.mail import other_language

ROOT = Path(__file__).resolve().parents[2]
HERE = "http://127.0.0.1:8000"
TEMPLATES = sorted(path for path in ROOT.glob("*/**/email/*.txt") if ".venv" not in path.parts)


def test_paragraphs_stand_apart_and_the_first_link_is_the_main_one() -> None:
    text = f"Hello,\n\nOne.\nTwo.\n\nRead it:\n{HERE}/el/a/\n\nIt is yours. Change it:\n{HERE}/el/b/\nThank you\n\n{HERE}/el/c/\n"

    assert list(parts(text)) == [
        Part("Hello,"),
        Part("One.\nTwo."),
        Part("Read it", f"{HERE}/el/a/", is_main=True),
        Part("It is yours."),
        Part("Change it", f"{HERE}/el/b/"),
        Part("Thank you"),
        Part(f"{HERE}/el/c/", f"{HERE}/el/c/"),
    ]


@pytest.mark.parametrize(
    "address",
    [
        "https://elsewhere.example/",
        f"{HERE}@elsewhere.example/",
        f"http://elsewhere.example\\@{HERE[7:]}/",
        f"{HERE}\\@elsewhere.example/",
        f"{HERE}.elsewhere.example/",
        f"{HERE}/ and more",
        "javascript:alert(1)",
        "//127.0.0.1:8000/",
    ],
)
def test_nobodys_words_become_a_link_to_elsewhere(address: str, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    text = f"See this:\n{address}"

    assert list(parts(text)) == [Part(text)]
    assert "<a " not in dress("Subject", text, language="en")[1]


def test_every_name_of_this_site_counts_as_its_own(settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["Nima.example", "[::1]"]

    found = [
        part.url for part in parts(f"https://nima.example/x\n\nhttp://[::1]:8000/\n\n{HERE}\n\nhttps://other.example/")
    ]

    assert found == ["https://nima.example/x", "http://[::1]:8000/", HERE, ""]


@pytest.mark.parametrize("language", ["el", "en"])
def test_the_html_form_is_a_whole_page_in_the_language_of_its_reader(language: str) -> None:
    html = dress("Θέμα", f"Γεια\n\nΔείτε:\n{HERE}/el/", language=language)[1]

    assert html.lstrip().startswith(f'<!doctype html>\n<html lang="{language}">')
    assert html.count("<h1") == 1
    assert set(re.findall(r"<table (?![^>]*role=\"presentation\")", html)) == set()
    assert set(re.findall(r"https?://[^\s\"<]+", html)) == {f"{HERE}/el/"}
    assert re.findall(r"<img|<link|<script|@import|url\(|src=", html) == []
    assert "prefers-color-scheme: dark" in html
    assert ("ιστότοπος" in html) == (language == "el")


def test_markup_in_words_stays_words() -> None:
    plain, html = dress("<b>&", "<script>alert(1)</script>\n\n<i>:\n" + f"{HERE}/?a=1&b=<2>", language="en")

    assert "<script>alert(1)</script>" in plain
    assert "<script>" not in html
    assert "<b>" not in html
    assert "<i>" not in html
    assert f'href="{HERE}/?a=1&amp;b=&lt;2&gt;"' in html


@pytest.mark.parametrize(
    ("text", "is_code"),
    [("4KX7-2P", True), ("123456", True), ("ABBA", False), ("Hello 12", False), ("2026-11-25-10", False)],
)
def test_a_code_to_type_stands_out(text: str, is_code: bool) -> None:
    assert Part(text).is_code == is_code
    assert ("monospace" in dress("Subject", f"Type this:\n\n{text}", language="en")[1]) == is_code


def test_both_forms_end_with_the_name_of_the_site_and_say_when_nobody_reads_answers() -> None:
    silent = dress("Subject", "Text", language="en")
    answerable = dress("Subject", "Text", language="en", answerable=True)

    for form in (*silent, *answerable):
        assert "Nima · 127.0.0.1:8000" in form
    assert [("Nobody reads answers" in form) for form in (*silent, *answerable)] == [True, True, False, False]


@pytest.mark.parametrize(
    ("text", "language", "marked"),
    [
        (
            "Published: “Γλώσσα και υγεία” & more",
            "en",
            'Published: “<span lang="el">Γλώσσα και υγεία</span>” &amp; more',
        ),
        ("Το mentoring της Anna Smith, καλό", "el", 'Το mentoring της <span lang="en">Anna Smith</span>, καλό'),
        ("Μόνο ελληνικά: http://nima.example/el", "el", "Μόνο ελληνικά: http://nima.example/el"),
        ("<b>Δύο", "en", '&lt;b&gt;<span lang="el">Δύο</span>'),
    ],
)
def test_words_of_the_other_language_are_marked(text: str, language: str, marked: str) -> None:
    assert str(other_language(text, language)) == marked


def test_there_are_mails_to_look_at() -> None:
    assert len(TEMPLATES) >= 5


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_a_mail_is_written_as_text_and_not_escaped_as_html(path: Path) -> None:
    text = path.read_text()

    assert "{% autoescape off %}" in text or text.startswith("{% include ")
