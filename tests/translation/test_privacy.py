"""A restriction holds for every language of a page."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Page, PageViewRestriction

from good_practices.models import GoodPracticePage
from tests.factories.practices import library, make_practice
from tests.factories.translations import start_translation, translate

LOGIN, GROUPS = PageViewRestriction.LOGIN, PageViewRestriction.GROUPS


def restrict(page: Page, *groups: Group) -> PageViewRestriction:
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=GROUPS if groups else LOGIN)
    restriction.groups.set(groups)
    return restriction


def restrictions(page: Page) -> list[tuple[str, list[str]]]:
    return [
        (one.restriction_type, sorted(one.groups.values_list("name", flat=True)))
        for one in PageViewRestriction.objects.filter(page=page)
    ]


@pytest.fixture
def first(db: None) -> Group:
    return Group.objects.get_or_create(name="editor")[0]


@pytest.fixture
def second(db: None) -> Group:
    return Group.objects.get_or_create(name="moderator")[0]


@pytest.mark.parametrize("language", ["el", "en"])
def test_restricting_one_language_restricts_the_other(language: str) -> None:
    original = make_practice(language=language)
    translated = translate(original)

    restrict(translated)

    assert restrictions(original) == restrictions(translated) == [(LOGIN, [])]
    assert list(GoodPracticePage.objects.public()) == []


def test_groups_are_the_same(first: Group, second: Group) -> None:
    original = make_practice()
    translated = translate(original)
    restriction = restrict(original, first)

    restriction.groups.set([second])

    assert restrictions(original) == restrictions(translated) == [(GROUPS, ["moderator"])]


def test_a_group_that_admits_a_page_admits_its_twin(first: Group, second: Group) -> None:
    original = make_practice()
    translated = translate(original)
    restriction = restrict(original, first)

    second.pageviewrestriction_set.add(restriction)  # type: ignore[attr-defined]  # Wagtail's relation back

    assert restrictions(original) == restrictions(translated) == [(GROUPS, ["editor", "moderator"])]


def test_a_changed_restriction_changes_for_both(first: Group) -> None:
    original = make_practice()
    translated = translate(original)
    restriction = restrict(original, first)

    restriction.restriction_type = LOGIN
    restriction.save()
    restriction.groups.clear()

    assert restrictions(original) == restrictions(translated) == [(LOGIN, [])]


def test_opening_one_language_opens_the_other() -> None:
    original = make_practice()
    translated = translate(original)
    restrict(original)

    PageViewRestriction.objects.get(page_id=translated.pk).delete()

    assert restrictions(original) == restrictions(translated) == []


def test_a_new_translation_of_a_private_page_is_private_for_the_same_groups(first: Group) -> None:
    original = make_practice()
    restrict(original, first)

    translation = start_translation(original)

    assert restrictions(original) == restrictions(translation.get_target_instance()) == [(GROUPS, ["editor"])]


def test_a_private_library_is_private_in_both_languages() -> None:
    make_practice(language="el")
    make_practice("Advisers", language="en")

    restrict(library("el"))

    assert list(GoodPracticePage.objects.public()) == []
