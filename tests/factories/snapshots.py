"""Practices on their way to the public, written as members write them."""

from typing import Any
from uuid import UUID, uuid4

from good_practices import actions
from good_practices.models import GoodPracticePage
from network_members.models import User
from tests.factories.words import make_place, make_term, make_theme
from vocabulary.models import Place, TargetGroup, Theme

SUMMARY = " ".join(["Γυναίκες της γειτονιάς μαθαίνουν μαζί πώς κλείνουν ραντεβού στον γιατρό."] * 7)


def words() -> None:
    """Make the words that a snapshot needs, once."""
    if not Theme.objects.exists():
        make_theme()
    if not TargetGroup.objects.exists():
        make_term(TargetGroup, "women", ("Γυναίκες", "Women"))
    if not Place.objects.exists():
        make_place()


def values(author: User, **changes: Any) -> dict[str, Any]:
    """Return a whole snapshot, as `snapshot.write` takes it."""
    words()
    return {
        "title": "Γλώσσα και υγεία στη γειτονιά",
        "one_line": "Μαθήματα ελληνικών μαζί με ενημέρωση για την υγεία.",
        "summary": SUMMARY,
        "place": "athens",
        "area_kind": "neighbourhood",
        "themes": ["inclusion"],
        "target_groups": ["women"],
        "status": "ongoing",
        "ended_reason": "",
        "period_kind": "since",
        "start_year": 2021,
        "end_year": None,
        "contact": str(author.public_id),
        **changes,
    }


def typed(author: User, **changes: Any) -> dict[str, Any]:
    """Return the same as a browser sends it; the version belongs to the form, so it comes from the caller."""
    return {name: "" if value is None else value for name, value in values(author, **changes).items()}


def make_written(author: User, *, language: str = "el", key: UUID | None = None, **changes: Any) -> GoodPracticePage:
    """Return a draft with everything that handing it in needs."""
    return actions.create_draft(author, values(author, **changes), key=key or uuid4(), language=language)


def make_submitted(author: User, **changes: Any) -> GoodPracticePage:
    """Return a practice that waits for the editors."""
    practice = make_written(author, **changes)
    actions.submit(practice, author)
    return again(practice)


def make_returned(author: User, editor: User, *, message: str = "", **notes: str) -> GoodPracticePage:
    """Return a practice that came back with notes."""
    practice = make_submitted(author)
    revision = practice.latest_revision_id or 0
    actions.return_to_author(practice, editor, revision=revision, notes=notes, message=message)
    return again(practice)


def make_published(author: User, editor: User, **changes: Any) -> GoodPracticePage:
    """Return a practice that went the whole way."""
    practice = make_submitted(author, **changes)
    actions.publish(practice, editor, revision=practice.latest_revision_id or 0)
    return again(practice)


def again(practice: GoodPracticePage) -> GoodPracticePage:
    """Return a practice as it is stored now."""
    return GoodPracticePage.objects.get(pk=practice.pk)
