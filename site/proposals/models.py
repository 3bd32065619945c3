"""Changes that members propose to texts of a practice they do not write on, and what became of each."""

from typing import Any, ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from good_practices.models import GoodPracticePage
from good_practices.models.queries import CHECKERS
from language.detect import language_of


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """Questions about proposals; the only door to them is `visible_to`."""

    def visible_to(self, user: Any) -> "ProposalQuerySet":
        """Return a member's own, and those that were sent about practices they write on."""
        if not getattr(user, "is_authenticated", False) or not user.is_approved:
            return self.none()
        sent = Q(state__in=(Proposal.State.OPEN, Proposal.State.DECIDED), practice_key__in=keys_written_by(user))
        return self.filter(own(user) | sent)

    def own_of(self, user: Any) -> "ProposalQuerySet":
        """Return what a member proposed."""
        return self.visible_to(user).filter(own(user))

    def to_decide_by(self, user: Any) -> "ProposalQuerySet":
        """Return what waits for a member's answer; on what somebody proposed themselves others decide."""
        found = self.visible_to(user).filter(state=Proposal.State.OPEN).exclude(own(user))
        if is_checker(user):
            return found
        originals = GoodPracticePage.objects.originals().filter(
            translation_key=models.OuterRef("practice_key"), source_language=models.OuterRef("language")
        )
        return found.filter(models.Exists(originals))

    def unfinished(self) -> "ProposalQuerySet":
        """Return those on which somebody still has something to do."""
        return self.filter(state__in=(Proposal.State.DRAFT, Proposal.State.OPEN))


def own(user: Any) -> Q:
    """Return the condition on what a member proposed, or what others took from an adoption of theirs."""
    return Q(author=user)


def is_checker(user: Any) -> bool:
    """Say whether somebody answers for all practices."""
    return bool(user.is_superuser or user.role_codes & CHECKERS)


def keys_written_by(user: Any) -> Any:
    """Return the keys of the public practices that somebody writes on."""
    public = GoodPracticePage.objects.public_to_all().values("translation_key")
    return GoodPracticePage.objects.writable_by(user).filter(translation_key__in=public).values("translation_key")


class Proposal(models.Model):
    """What one member would change in the texts of one practice, in one of its languages."""

    class State(models.TextChoices):
        """How far it is."""

        DRAFT = "draft", pgettext_lazy("of a proposal", "Draft")
        OPEN = "open", pgettext_lazy("of a proposal", "Waits for an answer")
        DECIDED = "decided", pgettext_lazy("of a proposal", "Answered")
        WITHDRAWN = "withdrawn", pgettext_lazy("of a proposal", "Taken back")
        LAPSED = "lapsed", pgettext_lazy("of a proposal", "Closed: the practice was merged")

    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    practice_key = models.UUIDField(_("key of the practice"), db_index=True)
    language = models.CharField(_("language of the text"), max_length=2, choices=settings.LANGUAGES)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    adoption_key = models.UUIDField(_("adoption it was taken from"), null=True, blank=True, editable=False)
    organisation = models.ForeignKey(
        "network_members.Organisation", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    body_name = models.CharField(_("body that told of the adoption"), max_length=160, blank=True)
    why = models.TextField(_("why"), max_length=1000, blank=True)
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.DRAFT)
    version = models.PositiveIntegerField(default=0, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    sent_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["author", "practice_key", "language"],
                condition=Q(state__in=("draft", "open"), adoption_key=None),
                name="one_unfinished_proposal_per_member_and_text",
            ),
            models.UniqueConstraint(
                fields=["adoption_key", "language"],
                condition=Q(state="open"),
                name="one_open_proposal_per_adoption_and_text",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("open", "decided")) | Q(sent_at__isnull=False) & ~Q(why=""),
                name="a_sent_proposal_has_its_time_and_says_why",
            ),
        ]

    def __str__(self) -> str:
        return str(self.key)

    @property
    def why_language(self) -> str | None:
        """Return the language that the word why is in."""
        return language_of(self.why)


class ProposedText(models.Model):
    """One field of the practice: what stood there for readers, what shall stand there, and the answer."""

    class State(models.TextChoices):
        """What became of it."""

        OPEN = "open", pgettext_lazy("of a proposed text", "No answer yet")
        ACCEPTED = "accepted", pgettext_lazy("of a proposed text", "Accepted")
        DECLINED = "declined", pgettext_lazy("of a proposed text", "Not taken over")

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="texts")
    field = models.CharField(_("field"), max_length=30)
    before = models.TextField(_("text before"), blank=True)
    text = models.TextField(_("proposed text"), blank=True)
    state = models.CharField(_("answer"), max_length=8, choices=State, default=State.OPEN)
    note = models.TextField(_("note"), max_length=600, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ("pk",)
        verbose_name = _("proposed text")
        verbose_name_plural = _("proposed texts")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["proposal", "field"], name="one_text_per_field_of_a_proposal"),
            models.CheckConstraint(
                condition=Q(state="open", decided_at=None) | ~Q(state="open") & Q(decided_at__isnull=False),
                name="an_answered_text_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return self.field

    @property
    def note_language(self) -> str | None:
        """Return the language of the answer."""
        return language_of(self.note)
