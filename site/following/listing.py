"""Notices and things that are followed, as rows of a person's own pages."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from following.models import Follow, Level, Notice
from following.subjects import Title, happenings, kinds, parted


def titles_of(things: Iterable[tuple[str, UUID]], user: Any, language: str) -> dict[tuple[str, UUID], Title]:
    """Return the titles of what a person may see, in one question for each kind."""
    wanted = list(things)
    found = {}
    for code, kind in kinds().items():
        keys = {key for other, key in wanted if other == code}
        titles = kind.titles(keys, user, language) if keys else {}
        found.update({(code, key): title for key, title in titles.items()})
    return found


def notice_rows(notices: Iterable[Notice], user: Any, language: str) -> list[dict[str, Any]]:
    """Return what one row says: what happened, to what, when."""
    listed = list(notices)
    titles = titles_of(((one.event.kind, one.event.key) for one in listed), user, language)
    known = happenings()
    return [
        {"notice": one, "sentence": known[one.event.happening].sentence, "title": titles[one.event.kind, one.event.key]}
        for one in listed
        if (one.event.kind, one.event.key) in titles
    ]


def follow_rows(follows: Iterable[Follow], user: Any, language: str) -> list[dict[str, Any]]:
    """Return what one row says; of what this person may not see any more it has no title."""
    split = [(one, *parted(one.thing)) for one in follows]
    titles = titles_of(((kind, key) for _one, kind, key in split), user, language)
    known, levels = kinds(), Level.choices
    return [
        {
            "kind": kind,
            "name": known[kind].name if kind in known else "",
            "key": key,
            "level": one.level,
            "title": titles.get((kind, key)),
            "levels": levels,
        }
        for one, kind, key in split
    ]
