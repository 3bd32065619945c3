"""Factories of good practices: written in one language, published or not."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from good_practices.exchange import creating
from good_practices.inserting import hold_in_memory
from good_practices.models import GoodPracticeIndexPage, GoodPracticePage
from language.slugs import slug_for
from network_members.models import User
from tables.kinds import Way
from tests.factories.words import make_place
from vocabulary.models import Place


def library(language: str = "el") -> GoodPracticeIndexPage:
    """Return the library of a language."""
    return GoodPracticeIndexPage.objects.get(locale__language_code=language)


def make_practice(
    title: str = "Δίκτυο δομών της γειτονιάς",
    *,
    language: str = "el",
    live: bool = True,
    tags: Sequence[str] = (),
    **fields: Any,
) -> GoodPracticePage:
    """Return a practice in the library of its language, published unless `live` is False."""
    index = library(language)
    values: dict[str, Any] = {
        "slug": slug_for(title),
        "one_line": "Δομές που συνεργάζονται" if language == "el" else "Services that work together",
        "source_language": language,
        **fields,
    }
    if "place" not in values:
        values["place"] = Place.objects.anchors().first() or make_place()
    page = GoodPracticePage(title=title, locale=index.locale)
    hold_in_memory(page)
    for name, value in values.items():
        setattr(page, name, value)
    page.tags.add(*tags)
    with transaction.atomic():
        # What is brought in leaves what step by step leaves, which a test of the exchange proves, in a tenth of the time.
        creating.insert([page], [index], Way(by=page.owner), online=live)
    return GoodPracticePage.objects.get(pk=page.pk)


def make_draft(author: User, *, language: str = "", **fields: Any) -> GoodPracticePage:
    """Return an unpublished practice of a member and their body, in the member's language."""
    values: dict[str, Any] = {
        "owner": author,
        "contact": author,
        "lead_organisation": author.organisation,
        **fields,
    }
    return make_practice(language=language or author.language, live=False, **values)
