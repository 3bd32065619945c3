"""Practices that other bodies took over: where, what was kept, changed and dropped, and what came of it."""

from typing import Any, ClassVar
from uuid import uuid4

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from good_practices.models import GoodPracticePage
from good_practices.models.queries import CHECKERS, WRITERS

TEXTS = ("kept", "changed", "dropped", "lessons")
"""What an adoption tells; each has a field for either language."""
NUMBERS = ("people_planned", "people_reached", "women_reached", "children_reached")
YEARS = [MinValueValidator(1950), MaxValueValidator(2100)]


class AdoptionQuerySet(models.QuerySet["Adoption"]):
    """Questions about adoptions; the only door to them is `visible_to`."""

    def visible_to(self, user: Any) -> "AdoptionQuerySet":
        """Return what a person may read: public ones of public practices, those of their body, all for editors."""
        practices = GoodPracticePage.objects.public_to_all().values("translation_key")
        public = Q(state=Adoption.State.PUBLIC, practice_key__in=practices)
        if not getattr(user, "is_authenticated", False) or not user.is_approved:
            return self.filter(public)
        return self if is_checker(user) else self.filter(public | own(user))

    def writable_by(self, user: Any) -> "AdoptionQuerySet":
        """Return what a person may write on: everything for editors, else their own and their body's."""
        if not getattr(user, "is_authenticated", False) or not user.is_approved:
            return self.none()
        return self if is_checker(user) else self.filter(own(user))

    def public_of(self, key: Any) -> "AdoptionQuerySet":
        """Return the public adoptions of a practice, the oldest first."""
        return self.filter(practice_key=key, state=Adoption.State.PUBLIC).order_by("start_year", "pk")


def is_checker(user: Any) -> bool:
    """Say whether somebody checks what all bodies write."""
    return bool(user.is_superuser or user.role_codes & CHECKERS)


def own(user: Any) -> Q:
    """Return the condition on adoptions that are a member's own or belong to their body."""
    if not user.role_codes & WRITERS:
        return Q(pk__in=[])
    mine = Q(owner=user)
    return mine | Q(organisation_id=user.organisation_id) if user.organisation_id else mine


class Adoption(models.Model):
    """A practice taken over by another body."""

    class State(models.TextChoices):
        """Who reads it."""

        DRAFT = "draft", _("Draft")
        PUBLIC = "public", pgettext_lazy("of an adoption", "Public")
        HIDDEN = "hidden", pgettext_lazy("of an adoption", "Hidden by the editors")

    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    practice_key = models.UUIDField(_("key of the practice"), db_index=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    organisation = models.ForeignKey(
        "network_members.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    body_name = models.CharField(_("who took it over"), max_length=160, blank=True)
    where = models.CharField(_("where"), max_length=160, blank=True)
    place = models.ForeignKey(
        "vocabulary.Place", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("place on the map")
    )
    start_year = models.PositiveSmallIntegerField(_("from year"), null=True, blank=True, validators=YEARS)
    end_year = models.PositiveSmallIntegerField(_("until year"), null=True, blank=True, validators=YEARS)
    language = models.CharField(_("written in"), max_length=2, choices=settings.LANGUAGES)
    kept_el = models.TextField(_("what was kept"), max_length=1500, blank=True)
    kept_en = models.TextField(_("what was kept"), max_length=1500, blank=True)
    changed_el = models.TextField(_("what was changed"), max_length=1500, blank=True)
    changed_en = models.TextField(_("what was changed"), max_length=1500, blank=True)
    dropped_el = models.TextField(_("what was dropped"), max_length=1500, blank=True)
    dropped_en = models.TextField(_("what was dropped"), max_length=1500, blank=True)
    lessons_el = models.TextField(_("lessons"), max_length=1500, blank=True)
    lessons_en = models.TextField(_("lessons"), max_length=1500, blank=True)
    people_planned = models.PositiveIntegerField(_("people planned"), null=True, blank=True)
    people_reached = models.PositiveIntegerField(_("people reached"), null=True, blank=True)
    women_reached = models.PositiveIntegerField(_("of whom women"), null=True, blank=True)
    children_reached = models.PositiveIntegerField(_("of whom children"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=6, choices=State, default=State.DRAFT)
    hidden_reason = models.TextField(_("why it is hidden"), max_length=600, blank=True)
    hidden_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=0, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = AdoptionQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        verbose_name = _("adoption")
        verbose_name_plural = _("adoptions")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(end_year=None) | Q(start_year=None) | Q(end_year__gte=F("start_year")),
                name="adoption_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(people_reached=None) | Q(women_reached=None) | Q(women_reached__lte=F("people_reached")),
                name="adopting_women_are_among_the_people_reached",
            ),
            models.CheckConstraint(
                condition=~Q(state="public") | (~Q(where="") & Q(start_year__isnull=False)),
                name="a_public_adoption_says_where_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="public") | ~Q(organisation=None, body_name=""), name="a_public_adoption_has_a_body"
            ),
            models.CheckConstraint(
                condition=~Q(state="hidden") | ~Q(hidden_reason=""), name="a_hidden_adoption_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.body_in(self.language) or self.where

    def body_in(self, language: str) -> str:
        """Name the body in a language."""
        return str(self.organisation.name_in(language)) if self.organisation else self.body_name

    def text_in(self, name: str, language: str) -> tuple[str, str]:
        """Return a text in a language, or else in the one it was written in, with the language it is in."""
        words: str = getattr(self, f"{name}_{language}")
        return (words, language) if words else (getattr(self, f"{name}_{self.language}"), self.language)


class AdoptedResult(models.Model):
    """What came of an indicator of the practice in another place; its words are those of the practice."""

    adoption = models.ForeignKey(Adoption, models.CASCADE, related_name="results")
    row_key = models.UUIDField(_("key of the result of the practice"))
    indicator = models.CharField(_("indicator"), max_length=200)
    unit = models.CharField(_("unit"), max_length=60, blank=True)
    language = models.CharField(_("written in"), max_length=2, choices=settings.LANGUAGES)
    baseline = models.CharField(_("baseline"), max_length=60, blank=True)
    target = models.CharField(_("target"), max_length=60, blank=True)
    actual = models.CharField(_("actual"), max_length=60, blank=True)

    class Meta:
        ordering = ("pk",)
        verbose_name = _("result of an adoption")
        verbose_name_plural = _("results of adoptions")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["adoption", "row_key"], name="one_result_per_indicator_of_an_adoption")
        ]

    def __str__(self) -> str:
        return self.indicator


class LocalAction(models.Model):
    """Something that was done on a day where a practice was taken over."""

    adoption = models.ForeignKey(Adoption, models.CASCADE, related_name="local_actions")
    day = models.DateField(_("day"))
    text = models.CharField(_("what was done"), max_length=400)
    people = models.PositiveIntegerField(_("people reached"), null=True, blank=True)

    class Meta:
        ordering = ("day", "pk")
        verbose_name = _("local action")
        verbose_name_plural = _("local actions")

    def __str__(self) -> str:
        return self.text
