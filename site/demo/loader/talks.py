"""What the demo's people say under practices, and what these were to them."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from comments import actions
from comments.models import Comment, Reaction, Talk
from demo.loader import content
from demo.loader.pages import key_of, practice_of
from network_members.models import User
from vocabulary.models import Axis


def load_talks() -> int:
    """Write the comments that are missing, and press the buttons; return how many comments were new."""
    return sum(load_talk(one) for one in content("talks"))


def load_talk(one: dict[str, Any]) -> int:
    """Fill the talk of one practice."""
    key = practice_of(one["practice"], "el").translation_key
    talk, _new = Talk.objects.get_or_create(key=key)
    for row in one["reactions"]:
        person = person_of(row)
        Reaction.objects.get_or_create(talk=talk, person=person, kind=row["kind"], defaults={"where": row["where"]})
    return sum(load_comment(row, talk) for row in one["comments"])


def load_comment(row: dict[str, Any], talk: Talk) -> bool:
    """Write one comment some days back, unless it is there."""
    token = token_of(row["code"])
    if Comment.objects.filter(token=token).exists():
        return False
    answers = Comment.objects.filter(token=token_of(row["answers"])).first() if row.get("answers") else None
    axis = Axis.objects.anchors().filter(code=row["axis"]).first()
    comment = actions.store(person_of(row), talk, actions.Words(row["text"], row["language"], axis, token), answers)
    Comment.objects.filter(pk=comment.pk).update(submit_date=timezone.now() - timedelta(days=row["days"]))
    return True


def token_of(code: str) -> UUID:
    """Return the token by which a comment of the demo is known."""
    return key_of(f"comment-{code}")


def person_of(row: dict[str, Any]) -> User:
    """Return who says something."""
    return User.objects.get(email=f"{row['person']}@nima.example")
