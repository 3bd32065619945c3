"""Practices of the demo further on their way: with reviewers, recommended, chosen, ended; and who saved what."""

from datetime import timedelta
from typing import Any

from django.utils.timezone import localdate

from demo.loader import content
from demo.loader.pages import practice_of
from good_practices import actions, ending, labelling, reviewing, searching, snapshot
from good_practices.models import Bookmark, Ending, GoodPracticePage, LabelStep, Review
from network_members.models import User


def load_ways() -> int:
    """Take the steps that are missing; return how many practices took some."""
    ways = content("ways")
    steps = ((review, ways["reviews"]), (label, ways["labels"]), (end, ways["endings"]), (save, ways["saved"]))
    return sum(take(one) for take, ones in steps for one in ones)


def review(one: dict[str, Any]) -> bool:
    """Hand a new version in, and let members be asked about it."""
    practice = original(one["practice"])
    if Review.objects.filter(practice=practice).exists():
        return False
    author: Any = practice.owner
    typed = snapshot.read(practice.get_latest_revision_as_object()) | {"one_line": one["one_line"]}
    actions.save_draft(practice, actions.Typed(typed, actions.version_of(practice)), by=author)
    actions.submit(practice, author)
    revision = GoodPracticePage.objects.get(pk=practice.pk).latest_revision_id or 0
    people = [person(code) for code in one["reviewers"]]
    until = localdate() + timedelta(days=9)
    reviewing.ask(practice, person("editor"), revision=revision, people=people, due_on=until)
    for row in one["given"]:
        advise(practice, row)
    return True


def advise(practice: GoodPracticePage, row: dict[str, Any]) -> None:
    """Let one of the reviewers answer."""
    reviewer = person(row["person"])
    asked = Review.objects.get(practice=practice, reviewer=reviewer)
    answer = reviewing.Answer(row["advice"], row["reasons"], row["criteria"], row["notes"])
    reviewing.give(asked, reviewer, answer)


def label(one: dict[str, Any]) -> bool:
    """Take the steps towards a label."""
    practice = original(one["practice"])
    if LabelStep.objects.of(practice.translation_key).exists():
        return False
    for row in one["steps"]:
        labelling.take(practice, person("editor"), step=row["step"], reason_el=row["el"], reason_en=row["en"])
    return True


def end(one: dict[str, Any]) -> bool:
    """End a practice."""
    practice = original(one["practice"])
    if Ending.objects.filter(practice_key=practice.translation_key).exists():
        return False
    author: Any = practice.owner
    ending.end(practice, author, reason=one["reason"], lessons=one["lessons"])
    return True


def save(one: dict[str, Any]) -> bool:
    """Let somebody save practices and searches."""
    owner = person(one["person"])
    if Bookmark.objects.visible_to(owner).exists():
        return False
    for code in one["practices"]:
        actions.bookmark(owner, original(code).translation_key)
    for row in one["searches"]:
        searching.save(owner, query=row["query"], name=row["name"], alert=row["alert"])
    return True


def original(code: str) -> GoodPracticePage:
    """Return the version of a practice that its author wrote."""
    key = practice_of(code, "el").translation_key
    found: GoodPracticePage = GoodPracticePage.objects.originals().get(translation_key=key)
    return found


def person(code: str) -> User:
    """Return one of the demo's people."""
    return User.objects.get(email=f"{code}@nima.example")
