"""Practices and projects name each other."""

import re

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from pages.models import ProjectPractice
from tests.factories.practices import make_practice
from tests.factories.texts import make_project, make_twin, projects
from tests.reading import read

PATHS = {"el": "/el/kales-praktikes/symvouloi/", "en": "/en/good-practices/symvouloi/"}


def named(page: str) -> list[str]:
    """Return the projects that a practice names."""
    return re.findall(r'<a href="(/[^"]*/(?:erga|projects)/[^"]+)"', page.partition("<aside")[2])


@pytest.mark.parametrize(("language", "shown"), [("el", ["/el/erga/ergo/"]), ("en", ["/en/projects/a-project/"])])
def test_a_practice_names_its_project_in_the_readers_language(
    language: str, shown: list[str], visitor: Client, db: None
) -> None:
    project = make_project("Έργο")
    make_twin(project, "A project", projects("en"))
    ProjectPractice.objects.create(page=project, practice=make_practice("Σύμβουλοι"))
    ProjectPractice.objects.create(page=make_project("Καναρίνι", live=False), practice=project.practices.get().practice)

    assert named(read(visitor, PATHS[language])) == shown


def test_a_private_project_is_not_named(visitor: Client, db: None) -> None:
    project = make_project("Έργο")
    ProjectPractice.objects.create(page=project, practice=make_practice("Σύμβουλοι"))
    PageViewRestriction.objects.create(page=project, restriction_type=PageViewRestriction.LOGIN)

    assert [named(read(visitor, path)) for path in PATHS.values()] == [[], []]
