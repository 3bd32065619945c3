"""What the index knows: things, their texts in each language, the words of those, and what has to be read anew."""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import connection, models
from django.db.models import F, Q

from language.chain import LONGEST

FREQUENT = 20
"""Public texts of a word that is found by its first letters before all others."""
MOVE = "UPDATE search_state SET sequence = %s, mark = %s, texts = %s WHERE id = 1"


class Item(models.Model):
    """One thing that can be found, in whatever language: a practice, a person, a comment."""

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=40)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "key"], name="one_item_per_thing")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"


class TextQuerySet(models.QuerySet["Text"]):
    """Questions about texts."""

    def standing(self) -> "TextQuerySet":
        """Return the texts that somebody may find."""
        return self.exclude(audience="")

    def with_keys(self) -> "TextQuerySet":
        """Return the texts with the keys of the things that they tell of."""
        return self.annotate(key=F("item__key"))  # type: ignore[no-redef]  # declared below, as it is not always there

    def beyond(self, sequence: int, number: int) -> "TextQuerySet":
        """Return the texts that were written after a place: that of the text with this sequence and number."""
        return self.filter(sequence__gte=sequence).exclude(sequence=sequence, pk__lte=number)


class Text(models.Model):
    """What one language says of a thing, as it was read last.

    Its number is twice the item's, plus one for English: so both languages of a thing stand side by side in a set.
    A text that went keeps its number and nothing else.
    """

    id = models.BigIntegerField(primary_key=True)
    # The index of the constraint below begins with it.
    item = models.ForeignKey(Item, models.CASCADE, related_name="texts", db_index=False)
    kind = models.CharField(max_length=20)
    number = models.PositiveBigIntegerField()
    """Of the row that it was read from."""
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    title = models.TextField()
    summary = models.TextField()
    keywords = models.TextField()
    body = models.TextField()
    address = models.CharField(max_length=500)
    stands_in = models.CharField(max_length=500)
    audience = models.CharField(max_length=40)
    facets = models.TextField()
    """Codes of filters, as `name:code`, with a space between two."""
    date = models.DateTimeField(null=True)
    sequence = models.PositiveBigIntegerField(db_index=True)
    """Higher than that of every text that was written before."""
    key: str
    """Of the thing, where it was asked for."""

    objects = TextQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "language"], name="one_text_per_item_and_language"),
            models.CheckConstraint(
                condition=~Q(audience="")
                | Q(title="", summary="", keywords="", body="", facets="", address="", stands_in=""),
                name="a_text_that_went_says_nothing",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["kind", "number"], name="text_of_a_row")]

    def __str__(self) -> str:
        return f"{self.kind} {self.number} ({self.language})"


class AnyWord(models.Model):
    """A word of an index, folded, with its stem and how that sounds."""

    word = models.CharField(max_length=LONGEST, primary_key=True)
    written = models.CharField(max_length=LONGEST)
    """As a text writes it, in small letters: with its accents."""
    stem = models.CharField(max_length=LONGEST, db_index=True)
    sound = models.CharField(max_length=LONGEST, db_index=True)
    texts = models.IntegerField()
    """How many texts hold it."""
    public = models.IntegerField(default=0)
    """How many of them everybody may find: by these alone words are weighed, as a score would tell of the others."""
    is_frequent = models.GeneratedField(
        expression=Q(public__gte=FREQUENT),  # type: ignore[arg-type]  # the stubs know no conditions
        output_field=models.BooleanField(),
        db_persist=True,
    )
    """Changes far less often than the number, so that PostgreSQL counts without writing into any index."""

    class Meta:
        abstract = True
        indexes: ClassVar = [
            models.Index(fields=[name], condition=Q(is_frequent=True), name=f"%(class)s_frequent_by_{name}")
            for name in ("word", "sound")
        ]

    def __str__(self) -> str:
        return self.word


class Word(AnyWord):
    """A word of what can be found on the site."""


class DeskWord(AnyWord):
    """A word of what editors look for in the admin, drafts among it: no reader ever meets it."""


class DeskEntry(models.Model):
    """What the admin finds an object by: a page, draft or not, a picture, a file, a body."""

    kind = models.CharField(max_length=100)
    """Label of the model that the object's number belongs to, as `wagtailcore.page`."""
    number = models.PositiveBigIntegerField()
    title = models.TextField()
    more = models.TextField()
    version = models.PositiveIntegerField(db_index=True)
    """Of the analysis that it has passed; 0: none yet."""

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "number"], name="one_desk_entry_per_object")]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class Note(models.Model):
    """A row that was written, to be read anew: triggers make it, in the transaction of the change."""

    source = models.CharField(max_length=80)
    number = models.BigIntegerField()
    writer = models.BigIntegerField(default=0)
    """The transaction, where several write at once."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "number", "writer"], name="one_note_per_row_and_writer")
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.number}"


class State(models.Model):
    """Where the index stands: one row, which whoever writes into the index holds."""

    sequence = models.PositiveBigIntegerField(default=0)
    mark = models.PositiveBigIntegerField(default=0)
    """Another one after each change."""
    texts = models.PositiveIntegerField(default=0)
    """How many texts everybody may find: words are weighed by these alone, as a score would tell of the others."""
    analysis = models.PositiveIntegerField(default=0)
    """The version of the analysis of words that all texts have passed."""
    rebuilt = models.JSONField(default=dict, blank=True)
    """How far a rebuild has come that was stopped: kind → number of the last row that was read."""

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=Q(pk=1), name="the_index_has_one_state")]

    def __str__(self) -> str:
        return str(self.sequence)

    @classmethod
    def now(cls) -> "State":
        """Return where the index stands."""
        return cls.objects.first() or cls()

    def move(self) -> None:
        """Keep another moment of the index, as each change makes one: the ORM would take twice as long."""
        with connection.cursor() as cursor:
            cursor.execute(MOVE, [self.sequence, self.mark, self.texts])


class CopyQuerySet(models.QuerySet["Copy"]):
    """Questions about copies."""

    def awake(self, now: datetime) -> "CopyQuerySet":
        """Return the copies whose cluster does not rest, that which is searched first."""
        return self.filter(Q(rests_until=None) | Q(rests_until__lte=now)).order_by("-is_searched")


class Copy(models.Model):
    """A copy of the index in the cluster: the one that is searched, or the one that is made to take its place."""

    name = models.CharField(max_length=150, unique=True)
    is_searched = models.BooleanField(default=False)
    begun = models.PositiveBigIntegerField()
    """The sequence of the index when the copy was begun, empty."""
    sequence = models.PositiveBigIntegerField(default=0)
    number = models.PositiveBigIntegerField(default=0)
    """With the sequence, its place: every text that was written up to that text is in the copy."""
    refused = models.JSONField(default=list, blank=True)
    """Things that the cluster did not take; they are not found, and sent again."""
    rests_until = models.DateTimeField(null=True)
    """The database answers until then, because the cluster failed."""

    objects = CopyQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["is_searched"], name="one_copy_is_searched_and_one_is_made")
        ]

    def __str__(self) -> str:
        return self.name

    def is_resting(self, now: datetime) -> bool:
        """Say whether the database answers instead."""
        return bool(self.rests_until and self.rests_until > now)
