"""Who may translate, and who may check; the translator never checks."""

from datetime import date
from typing import Any

from translators.models import TranslationTask

State = TranslationTask.State


def can_help(user: Any) -> bool:
    """May this person see the translation tasks: members of the network?"""
    return bool(getattr(user, "is_approved", False))


def can_take(user: Any, task: TranslationTask) -> bool:
    """May this person take the task now: a member, while nobody has it?"""
    return can_help(user) and task.state == State.OPEN


def can_write(user: Any, task: TranslationTask) -> bool:
    """May this person write the translation now: who took it, until it is handed in?"""
    return can_help(user) and task.taken_by_id == user.pk and task.state in {State.TAKEN, State.RETURNED}


def can_assign(task: TranslationTask, today: date) -> bool:
    """May editors give the task to somebody: while it is free, its translator left, or who was asked is late?"""
    is_overdue = task.state == State.TAKEN and task.assigned_at is not None and task.is_late(today)
    return task.state == State.OPEN or not can_help(task.taken_by) or is_overdue


def can_review(user: Any, task: TranslationTask) -> bool:
    """May this person check the translation now: a member other than its translator, once it is handed in?"""
    return can_help(user) and task.state == State.HANDED_IN and task.taken_by_id not in {None, user.pk}
