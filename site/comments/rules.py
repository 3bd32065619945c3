"""Who may do what in a talk; one sentence each, asked in the view and again in the action."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

from comments.models import Comment, Talk
from network_members.roles import ROLES, Role
from network_members.rules import has_role


def can_write(user: Any) -> bool:
    """May this person write comments and say what a page was to them: every member?"""
    return has_role(user, *ROLES)


def is_open(talk: Talk | None) -> bool:
    """May anything be added to a talk? One that nobody has begun is open."""
    return talk is None or talk.closed_at is None


def can_reply(user: Any, comment: Comment) -> bool:
    """May this person answer a comment: one that is to be read, in a talk that is open?"""
    return comment.is_shown and is_open(comment.talk) and can_write(user)


def can_edit(user: Any, comment: Comment) -> bool:
    """May this person change a comment: their own, as long as it is to be read and the talk is open?"""
    return comment.is_shown and can_delete(user, comment) and is_open(comment.talk) and can_write(user)


def can_delete(user: Any, comment: Comment) -> bool:
    """May this person take a comment back: their own, as long as it is to be read, or waits for that?"""
    is_there = comment.is_shown or comment.is_waiting
    return is_there and user.pk is not None and user.is_active and comment.user_id == user.pk


def can_close(user: Any) -> bool:
    """May this person close a talk and open it again: who keeps the house rules, or the pages?"""
    return has_role(user, Role.MODERATOR, Role.EDITOR, Role.ADMINISTRATOR)


def is_edited_silently(comment: Comment, now: datetime) -> bool:
    """Is a comment so new that a change of it need not be told?"""
    return bool(now - comment.submit_date <= timedelta(minutes=settings.COMMENTS_SILENT_EDIT_MINUTES))
