"""A translation goes live whole or not at all, under an address of its own."""

import pytest
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation

from good_practices.models import GoodPracticePage, Objective
from network_members.models import User
from tests.factories.practices import make_practice
from tests.factories.translations import fill_in, start_translation, translate
from translation.publishing import NotReady, free_slug, translation_of, why_not

LACKING = "2 texts still lack a sound translation. Translate them, then publish."
ONE_LACKING = "1 text still lacks a sound translation. Translate it, then publish."


def publish(translation: Translation, user: User | None = None) -> GoodPracticePage:
    translation.save_target(user=user, publish=False)
    page = translation.get_target_instance()
    page.get_latest_revision().publish(user=user)
    return GoodPracticePage.objects.get(pk=page.pk)


def test_an_untranslated_page_does_not_go_live() -> None:
    translation = start_translation(make_practice())

    with pytest.raises(NotReady, match=LACKING):
        publish(translation)

    assert translation.get_target_instance().live is False


@pytest.mark.parametrize("words", ["", "   ", "\n", "<br/>"])
def test_an_empty_text_counts_as_lacking(words: str) -> None:
    translation = start_translation(make_practice())
    fill_in(translation)
    StringTranslation.objects.filter(context__path="one_line").update(data=words)

    assert why_not(translation) == ONE_LACKING


def test_a_text_with_a_forbidden_tag_counts_as_lacking() -> None:
    translation = start_translation(make_practice())
    fill_in(translation, words=lambda text: f"<script>{text}</script>")
    for text in StringTranslation.objects.all():
        text.save()

    assert why_not(translation) == LACKING


def test_a_text_longer_than_its_field_is_marked() -> None:
    translation = start_translation(make_practice())
    fill_in(translation)
    StringTranslation.objects.filter(context__path="one_line").update(data="α" * 161)

    assert why_not(translation) == ONE_LACKING
    errors = StringTranslation.objects.filter(context__path="one_line").values_list("field_error", flat=True)
    assert list(errors) == ["This text is longer than 160 characters. Shorten it."]


def test_ampersands_and_line_breaks_count_as_one_character() -> None:
    translation = start_translation(make_practice())
    fill_in(translation)
    StringTranslation.objects.filter(context__path="one_line").update(data="&amp;" * 80 + "<br/>" * 80)

    assert why_not(translation) == ""


def test_the_texts_of_rows_are_measured_too() -> None:
    objective = Objective(text="Στόχος", locale=Locale.objects.get(language_code="el"))
    translation = start_translation(make_practice(objectives=[objective]))
    fill_in(translation)
    StringTranslation.objects.filter(context__path__startswith="objectives").update(data="α" * 251)

    assert why_not(translation) == ONE_LACKING


def test_a_translation_does_not_go_live_before_its_original() -> None:
    translation = start_translation(make_practice(live=False))
    fill_in(translation)

    with pytest.raises(NotReady, match="The original is not published"):
        publish(translation)


def test_a_page_that_nobody_keeps_in_step_goes_live_as_it_is() -> None:
    translation = start_translation(make_practice())
    Translation.objects.update(enabled=False)
    page = translation.get_target_instance()

    page.get_latest_revision().publish()

    assert translation_of(page) is None
    assert GoodPracticePage.objects.get(pk=page.pk).live is True


@pytest.mark.parametrize(
    ("language", "title", "words", "slug"),
    [
        ("el", "Σύμβουλοι ένταξης", "Integration advisers", "integration-advisers"),
        ("en", "Integration advisers", "Σύμβουλοι ένταξης", "symvouloi-entaxis"),
    ],
)
def test_the_address_is_made_of_the_translated_title(language: str, title: str, words: str, slug: str) -> None:
    translated = translate(make_practice(title, language=language), words=lambda text: words)

    assert translated.slug == slug
    assert translated.url_path.endswith(f"/{slug}/")


def test_the_address_stays_when_the_title_is_translated_otherwise() -> None:
    translated = translate(make_practice("Σύμβουλοι"), words=lambda text: "Advisers")
    translation = translation_of(translated)
    assert translation
    fill_in(translation, words=lambda text: "Counsellors")

    published = publish(translation)

    assert (published.title, published.slug) == ("Counsellors", "advisers")


def test_the_address_is_free_in_both_libraries() -> None:
    make_practice("Advisers", language="en")
    make_practice("Advisers two", language="el", slug="advisers-2")

    translated = translate(make_practice("Σύμβουλοι"), words=lambda text: "Advisers")

    assert translated.slug == "advisers-3"


def test_a_translation_may_share_the_address_of_its_original() -> None:
    original = make_practice("Mentoring")

    assert free_slug(Page.objects.get(pk=original.pk), "Mentoring") == "mentoring"
