"""Readable Latin-letter addresses."""

import re
import unicodedata

import pytest

from language.slugs import slug_for, unique_slug

TITLES = {
    "Άγιοι Ανάργυροι – Καματερό": "agioi-anargyroi-kamatero",
    "Σύμβουλοι Ένταξης": "symvouloi-entaxis",
    "Δίκτυο Συμβουλίων Ένταξης Μεταναστών": "diktyo-symvoulion-entaxis-metanaston",
    "ΕΥΡΩΠΑΪΚΗ ΠΟΛΙΤΙΚΗ": "evropaiki-politiki",
    "Καρπενήσι": "karpenisi",
    "Ψυχή": "psychi",
    "Τι είναι το Νήμα; Ερωτήσεις & απαντήσεις": "ti-einai-to-nima-erotiseis-apantiseis",
    "Τι είναι το Νήμα\u037e": "ti-einai-to-nima",
    "«Γυναίκες στη γειτονιά»": "gynaikes-sti-geitonia",
    "απ’ όλους, γι' αυτό": "ap-olous-gi-afto",
    "Μ.Κ.Ο. και Σ.Ε.Μ.": "mko-kai-sem",
    "Κ. Παπαδόπουλος": "k-papadopoulos",
    "Έκδοση 2.5": "ekdosi-2-5",
    "Το πρόγραμμα HELIOS 2021–2024": "to-programma-helios-2021-2024",
    "  Νήμα  ": "nima",
    "Don’t wait: women's cafés": "dont-wait-womens-cafes",
    "L’été d’Anvers": "lete-danvers",
    "Łódź, Malmö, Þórshöfn": "lodz-malmo-thorshofn",
    "Київ": "kiiv",
    "Δράση 🎉 ✓": "drasi",
    "under_score": "under-score",
}


@pytest.mark.parametrize(("title", "slug"), TITLES.items())
def test_slug_is_the_title_in_readable_latin_letters(title: str, slug: str) -> None:
    assert slug_for(title) == slug


@pytest.mark.parametrize("title", TITLES)
def test_slug_is_the_same_for_composed_and_decomposed_titles(title: str) -> None:
    assert slug_for(unicodedata.normalize("NFD", title)) == slug_for(title)


@pytest.mark.parametrize("title", ["", "   ", "!!!", "🎉", "\u200b", "—", "\u0301"])
def test_slug_is_never_empty(title: str) -> None:
    assert slug_for(title) == "item"


def test_slug_of_255_greek_letters_is_cut_between_words() -> None:
    title = ("Ψυχοκοινωνική υποστήριξη θυμάτων " * 8)[:255]

    assert (len(title), slug_for(title), len(slug_for(title, max_length=255))) == (
        255,
        "psychokoinoniki-ypostirixi-thymaton-psychokoinoniki-ypostirixi-thymaton",
        251,
    )


def test_slug_of_one_endless_word_is_cut_inside_it() -> None:
    assert slug_for("θ" * 255, max_length=255) == "th" * 127 + "t"


@pytest.mark.parametrize(
    ("max_length", "slug"),
    [
        (100, "to-paidi-kai-oi-nees-miteres"),
        (28, "to-paidi-kai-oi-nees-miteres"),
        (27, "to-paidi-kai-oi-nees"),
        (20, "to-paidi-kai-oi-nees"),
        (13, "to-paidi-kai"),
        (3, "to"),
        (1, "t"),
    ],
)
def test_slug_is_cut_at_the_last_hyphen_that_fits(max_length: int, slug: str) -> None:
    assert slug_for("Το παιδί και οι νέες μητέρες", max_length=max_length) == slug


def test_slug_is_cut_inside_a_word_when_a_hyphen_would_lose_more_than_half() -> None:
    assert slug_for("Η ψυχοκοινωνικοπολιτισμική", max_length=12) == "i-psychokoin"


@pytest.mark.parametrize("title", [*TITLES, "中文", "المركز", "한국", "हिन्दी", "\udc80", "\x00", "a\u202eb"])
def test_slug_holds_only_small_letters_digits_and_single_hyphens(title: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug_for(title))


@pytest.mark.parametrize(
    ("taken", "slug"),
    [
        (set(), "nima"),
        ({"nima-2"}, "nima"),
        ({"nima"}, "nima-2"),
        ({"nima", "nima-2", "nima-4"}, "nima-3"),
    ],
)
def test_unique_slug_takes_the_first_free_number(taken: set[str], slug: str) -> None:
    assert (unique_slug("nima", taken), unique_slug("nima", lambda candidate: candidate in taken)) == (slug, slug)


def test_unique_slug_makes_room_for_its_number() -> None:
    taken = {"diktyo-entaxis"} | {f"diktyo-{number}" for number in range(2, 10)}

    assert unique_slug("diktyo-entaxis", taken, max_length=14) == "diktyo-10"


def test_unique_slug_keeps_the_whole_base_before_its_number() -> None:
    base = slug_for("α" * 255)

    assert unique_slug(base, {base}) == "a" * 80 + "-2"
