"""What people say under pages, without waiting in between."""

import uuid
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.management.color import no_style
from django.db import connection
from django.utils import timezone
from django_comments.models import Comment as BaseComment
from django_comments_xtd.models import XtdComment

from comments import actions, limits
from comments.models import Comment, Talk
from moderation import actions as moderation
from network_members.models import User


def say(person: User, page: Any, text: str = "Καλημέρα", *, language: str = "el", **fields: Any) -> Comment:
    """Write a comment under a page, as somebody whom the network knows: no moderator has to look at it first."""
    cache.delete_many([*limits.counted_at(person, text), f"comments:day:{person.pk}"])
    answers = fields.pop("answers", None)
    comment = actions.write(person, page.translation_key, actions.Words(text, language, **fields), answers)
    return let_through(comment) if comment.is_waiting else comment


def let_through(comment: Comment) -> Comment:
    """Show what waited, and leave no trace of that it did."""
    actions.show(comment.pk)
    moderation.withdraw(actions.KIND, comment.pk)
    return Comment.objects.get(pk=comment.pk)


def at(comment: Comment, moment: datetime) -> Comment:
    """Let a comment have been written at a moment."""
    Comment.objects.filter(pk=comment.pk).update(submit_date=moment)
    return Comment.objects.get(pk=comment.pk)


def fill(page: Any, person: User, number: int) -> Talk:
    """Let somebody have said very much, row by row in each of the three tables."""
    talk, _new = Talk.objects.get_or_create(key=page.translation_key)
    first = (BaseComment.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
    kind, now = ContentType.objects.get_for_model(Talk), timezone.now()
    numbers = range(first, first + number)
    for chunk in (numbers[start : start + 2_000] for start in range(0, number, 2_000)):
        stored = {"content_type": kind, "object_pk": str(talk.pk), "site_id": 1, "user": person, "submit_date": now}
        BaseComment.objects.bulk_create(BaseComment(pk=pk, comment=f"Λόγια {pk}", **stored) for pk in chunk)
        insert(XtdComment, [XtdComment(comment_ptr_id=pk, thread_id=pk, parent_id=pk) for pk in chunk])
        ours = [Comment(stored_id=pk, talk=talk, branch=pk, language="el", token=uuid.uuid4()) for pk in chunk]
        insert(Comment, ours)
    count_on()
    return talk


def count_on() -> None:
    """Let PostgreSQL count on behind the numbers that were given by hand."""
    with connection.cursor() as cursor:
        for line in connection.ops.sequence_reset_sql(no_style(), [BaseComment]):
            cursor.execute(line)


def insert(model: Any, rows: list[Any]) -> None:
    """Write rows of one table alone, without those of the tables that it stands on."""
    fields = model._meta.local_concrete_fields
    model._base_manager.filter(pk=None)._insert(rows, fields=fields, using="default")
