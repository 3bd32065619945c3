"""What has changed: rows that the database itself writes, in the transaction of the change."""

from typing import ClassVar

from django.db import models

COMPLETE = "caching"
"""The topic whose mark stands while every trigger stands; without it nothing may be kept."""


class Change(models.Model):
    """A mark that something of a topic has changed; a topic is the label of the app that the changed table is of.

    Every change writes another mark, a random number, so one that was taken back never comes again. The writer is the
    transaction on PostgreSQL, so that writers never wait for one another; on SQLite, where they do anyway, it is 0.
    """

    topic = models.CharField(max_length=60)
    writer = models.BigIntegerField()
    mark = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["topic", "writer"], name="one_mark_per_writer")]

    def __str__(self) -> str:
        return self.topic
