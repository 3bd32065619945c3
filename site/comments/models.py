"""What is said about a page: its talk, the comments, their earlier texts, and who found the page useful."""

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_comments_xtd.models import XtdComment

from comments.places import talked_about


class TalkQuerySet(models.QuerySet["Talk"]):
    """Questions about talks."""

    def visible_to(self, user: Any) -> "TalkQuerySet":
        """Return the talks of pages that a person may read."""
        return self.filter(Exists(talked_about(user).filter(translation_key=OuterRef("key"))))


class Talk(models.Model):  # type: ignore[django-manager-missing]  # of a class whose base has no types
    """All that is said about one page: one for both of its languages, so it holds their common key."""

    key = models.UUIDField(_("key of the page"), unique=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)

    objects = TalkQuerySet.as_manager()

    class Meta:
        verbose_name = _("talk")
        verbose_name_plural = _("talks")

    def __str__(self) -> str:
        return str(self.key)


class CommentQuerySet(models.QuerySet["Comment"]):
    """Questions about comments; the only door to them is `visible_to`."""

    def visible_to(self, user: Any) -> "CommentQuerySet":
        """Return the comments under pages that a person may read, and their own that wait; nothing that is gone."""
        return self.places_visible_to(user).filter(state__in=(Comment.State.SHOWN, Comment.State.WAITING))

    def places_visible_to(self, user: Any) -> "CommentQuerySet":
        """Return the comments under pages that a person may read, and the places of those whose text is gone."""
        return self.under_pages_of(user).listed_for(user)

    def under_pages_of(self, user: Any) -> "CommentQuerySet":
        """Return everything under pages that a person may read, also what waits: for moderators alone."""
        return self.filter(Exists(talked_about(user).filter(translation_key=OuterRef("talk__key"))))

    def listed_for(self, user: Any) -> "CommentQuerySet":
        """Leave out what has never been shown; who wrote it sees that it waits."""
        listed = ~Q(state__in=(Comment.State.WAITING, Comment.State.REFUSED))
        if user.pk:
            listed |= Q(pk__in=Comment.objects.filter(user=user.pk, state=Comment.State.WAITING).values("pk"))
        return self.filter(listed)

    def in_order(self) -> "CommentQuerySet":
        """Sort by branch, the newest last; replies stand below the comment that began their branch."""
        return self.order_by("branch", "pk")


class Comment(XtdComment):
    """What a member says under a page; the package stores it, these columns say what it does not know."""

    class State(models.TextChoices):
        """What readers see of a comment."""

        SHOWN = "shown", _("Shown")
        DELETED = "deleted", _("Deleted by its author")
        HELD = "held", _("Held back until somebody has looked")
        HIDDEN = "hidden", _("Hidden")
        # Of these two readers never learn that they are there.
        WAITING = "waiting", _("Waits until a moderator has looked")
        REFUSED = "refused", _("Not shown")

    # Named, because the package's own column `comment` holds the text.
    stored = models.OneToOneField(
        XtdComment, models.CASCADE, parent_link=True, primary_key=True, related_name="of_ours", editable=False
    )
    talk = models.ForeignKey(Talk, models.CASCADE, related_name="comments", verbose_name=_("talk"))
    branch = models.PositiveBigIntegerField(_("number of the comment that began the branch"), default=0)
    answers = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="replies", verbose_name=_("answers")
    )
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    axis = models.ForeignKey(
        "vocabulary.Axis", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("horizontal axis")
    )
    state = models.CharField(_("state"), max_length=7, choices=State, default=State.SHOWN)
    changes = models.PositiveIntegerField(_("number of changes"), default=0)
    edited_at = models.DateTimeField(_("edited at"), null=True, blank=True)
    token = models.UUIDField(_("token of the form"), default=uuid.uuid4, unique=True, editable=False)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        # State and axis stand in it, so that a talk is counted and leafed through without reading its comments.
        indexes: ClassVar = [
            models.Index(fields=["talk", "branch", "stored", "state", "axis"], name="comments_in_order")
        ]

    def __str__(self) -> str:
        return f"{_('comment')} {self.pk}"

    @property
    def is_shown(self) -> bool:
        """Say whether readers see the text."""
        return self.state == self.State.SHOWN

    @property
    def is_waiting(self) -> bool:
        """Say whether it has not been shown yet: somebody looks at the first ones of a new account."""
        return self.state == self.State.WAITING


class EarlierText(models.Model):
    """What a comment said before it was changed."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="earlier_texts", verbose_name=_("comment"))
    text = models.TextField(_("text"), max_length=3000)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    until = models.DateTimeField(_("until"), default=timezone.now)

    class Meta:
        ordering: ClassVar = ["pk"]
        verbose_name = _("earlier text")
        verbose_name_plural = _("earlier texts")

    def __str__(self) -> str:
        return f"{self.comment_id}: {self.until}"


class ReactionQuerySet(models.QuerySet["Reaction"]):
    """Questions about reactions."""

    def visible_to(self, user: Any) -> "ReactionQuerySet":
        """Return a person's own; of the others everybody sees how many there are, and where the page was used."""
        return self.filter(person=user.pk) if user.pk else self.none()

    def counts(self) -> dict[str, int]:
        """Return how many there are of each kind."""
        found = self.values_list("kind").annotate(number=Count("pk")).order_by()
        return dict(found)


class Reaction(models.Model):
    """What a member presses at the head of a talk."""

    class Kind(models.TextChoices):
        """What a page was to its reader."""

        USEFUL = "useful", _("Useful")
        USED = "used", _("We used it")
        QUESTION = "question", _("I have a question")

    talk = models.ForeignKey(Talk, models.CASCADE, related_name="reactions", verbose_name=_("talk"))
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person"))
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    where = models.CharField(_("where it was used"), max_length=160, blank=True)
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)

    objects = ReactionQuerySet.as_manager()

    class Meta:
        verbose_name = _("reaction")
        verbose_name_plural = _("reactions")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["talk", "person", "kind"], name="one_reaction_of_a_kind_per_person"),
            models.CheckConstraint(condition=Q(kind="used") | Q(where=""), name="only_use_has_a_place"),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())
