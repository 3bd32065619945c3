"""Which pages a person may open is the same, whether pages or their numbers are asked for."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from wagtail.models import Page, PageViewRestriction

from blocks.visible import can_open, open_among

pytestmark = pytest.mark.django_db
PEOPLE = ("nobody", "visitor", "member", "insider", "superuser")


@pytest.fixture
def sections() -> dict[str, Page]:
    """A page in each kind of section, and one that is not published."""
    root = Page.objects.get(depth=1)
    found = {}
    for name in ("open", "login", "groups", "password", "draft"):
        section = root.add_child(instance=Page(title=name, slug=name, live=name != "draft"))
        found[name] = section.add_child(instance=Page(title=name, slug=name, live=name != "draft"))
        if name in ("login", "groups", "password"):
            close(section, name)
    return found


def close(section: Page, kind: str) -> None:
    """Close a section, to all but the group of insiders if it is closed to groups."""
    restriction = PageViewRestriction.objects.create(page=section, restriction_type=kind, password="x")
    restriction.groups.add(Group.objects.get_or_create(name="insiders")[0])


@pytest.fixture
def people(member: Any, superuser: Any, django_user_model: Any) -> dict[str, Any]:
    """Who asks."""
    insider = django_user_model.objects.create_user("insider@nima.example")
    insider.groups.add(Group.objects.get_or_create(name="insiders")[0])
    return {"nobody": None, "visitor": AnonymousUser(), "member": member, "insider": insider, "superuser": superuser}


def seen(pages: dict[str, Page], user: Any) -> set[str]:
    """Return the names of the pages that somebody may open, asked in both ways."""
    numbers = {page.pk: name for name, page in pages.items()}
    by_pages = set(can_open(Page.objects.filter(pk__in=numbers), user).values_list("pk", flat=True))
    by_numbers = open_among(numbers, user)
    assert (set(by_numbers), len(by_numbers)) == (by_pages, len(by_pages))
    return {numbers[number] for number in by_numbers}


def test_sections_are_open_to_those_for_whom_they_are(sections: dict[str, Page], people: dict[str, Any]) -> None:
    assert {name: seen(sections, people[name]) for name in PEOPLE} == {
        "nobody": {"open"},
        "visitor": {"open"},
        "member": {"open", "login"},
        "insider": {"open", "login", "groups"},
        "superuser": {"open", "login", "groups"},
    }


def test_a_section_that_is_closed_now_is_closed_at_once(sections: dict[str, Page], people: dict[str, Any]) -> None:
    before = seen(sections, people["member"])
    close(sections["open"], "groups")
    after = seen(sections, people["member"]), seen(sections, people["insider"])
    people["insider"].groups.clear()

    assert (before, after) == ({"open", "login"}, ({"login"}, {"open", "login", "groups"}))
    assert seen(sections, people["insider"]) == {"login"}
