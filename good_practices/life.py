"""Where a practice stands on its way to the public, who holds it, and what happened so far."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from wagtail.models import PageLogEntry, TaskState, WorkflowState

from good_practices.models import FieldNote, GoodPracticePage, LabelStep, Review
from good_practices.worklist import place_of
from language.templatetags.language import nima_date


class Stage(models.TextChoices):
    """Who has the next word about a practice: its author or the editors, or nobody."""

    DRAFT = "draft", gettext_lazy("Draft")
    REVIEW = "review", gettext_lazy("Being checked")
    RETURNED = "returned", gettext_lazy("Changes asked")
    PUBLISHED = "published", pgettext_lazy("of a practice", "Published")


DYES = {Stage.REVIEW: "weld", Stage.RETURNED: "madder", Stage.PUBLISHED: "olive"}
CREATE, CANCEL, PUBLISH = "wagtail.create", "wagtail.workflow.cancel", "wagtail.publish"
STEPS: dict[str, Any] = {
    CREATE: "",
    "wagtail.workflow.start": gettext_lazy("Handed in"),
    "wagtail.workflow.resume": gettext_lazy("Handed in again"),
    "wagtail.workflow.reject": gettext_lazy("Returned with notes"),
    CANCEL: gettext_lazy("Taken back"),
    PUBLISH: gettext_lazy("Published"),
    "wagtail.unpublish": gettext_lazy("Taken offline"),
    "good_practices.confirm": gettext_lazy("Confirmed"),
    "good_practices.end": pgettext_lazy("of a practice", "Ended"),
    "good_practices.take_up": gettext_lazy("Taken up again"),
    **{f"good_practices.{step}": label for step, label in LabelStep.Step.choices},
}
MAKES = {
    Stage.REVIEW: ("wagtail.workflow.start", "wagtail.workflow.resume"),
    Stage.RETURNED: ("wagtail.workflow.reject",),
}
STAGES = {
    WorkflowState.STATUS_IN_PROGRESS: Stage.REVIEW,
    WorkflowState.STATUS_NEEDS_CHANGES: Stage.RETURNED,
}


def stage_of(practice: GoodPracticePage) -> Stage:
    """Return the stage; no query when the workflow states were prefetched."""
    state = practice.current_workflow_state
    if state:
        return STAGES[state.status]
    return Stage.PUBLISHED if practice.live and not practice.has_unpublished_changes else Stage.DRAFT


def stage_tag(practice: GoodPracticePage) -> dict[str, str]:
    """Return the stage as `components/tag.html` takes it."""
    stage = stage_of(practice)
    return {"text": str(stage.label), "dye": DYES.get(stage, "")}


@dataclass(frozen=True)
class Life:
    """The life of one practice, as its status page and its preview tell it."""

    practice: GoodPracticePage

    @cached_property
    def stage(self) -> Stage:
        """Return the stage."""
        return stage_of(self.practice)

    @property
    def language_name(self) -> str:
        """Name the language it is written in."""
        return str(settings.LANGUAGE_NAMES[self.practice.source_language])

    @property
    def tag(self) -> dict[str, str]:
        """Return the stage as a tag."""
        return stage_tag(self.practice)

    @cached_property
    def task(self) -> TaskState | None:
        """Return the check that is going on, or that ended with notes."""
        state = self.practice.current_workflow_state
        return state.current_task_state if state else None

    @cached_property
    def reviews(self) -> list[Review]:
        """Return the reviews that the editors asked for, without those that were declined."""
        if self.stage != Stage.REVIEW:
            return []
        asked = Review.objects.of_round(self.task, self.practice.latest_revision_id)
        return list(asked.exclude(state=Review.State.DECLINED))

    @property
    def review_step(self) -> str:
        """Say how far the expert review is; nothing when nobody was asked."""
        if not self.reviews:
            return ""
        given = [review for review in self.reviews if review.state == Review.State.GIVEN]
        values = {"given": len(given), "number": len(self.reviews)}
        if len(given) == len(self.reviews):
            return _("%(given)s of %(number)s answered, the editors decide") % values
        date = nima_date(max(review.due_on for review in self.reviews))
        return _("%(given)s of %(number)s answered, until %(date)s") % (values | {"date": date})

    @property
    def place_in_queue(self) -> int:
        """Return the place in the editors' heap; 0 when this one waits for its reviewers, or for nobody."""
        return place_of(self.practice) if self.stage == Stage.REVIEW else 0

    @property
    def holder(self) -> str:
        """Say who holds the practice."""
        if self.stage == Stage.REVIEW:
            return _("The reviewers and the editors") if self.reviews else _("The editors of the network")
        return "" if self.stage == Stage.PUBLISHED else str(self.practice.owner or "")

    @property
    def since(self) -> datetime | None:
        """Return since when it stands there."""
        if self.task and self.stage == Stage.REVIEW:
            return self.task.started_at
        if self.task and self.stage == Stage.RETURNED:
            return self.task.finished_at
        if self.stage == Stage.PUBLISHED:
            return self.practice.last_published_at
        return self.practice.latest_revision_created_at

    @property
    def message(self) -> str:
        """Return what the editor wrote with the notes."""
        return self.task.comment if self.task and self.stage == Stage.RETURNED else ""

    @cached_property
    def notes(self) -> dict[str, list[str]]:
        """Return the notes that wait for an answer, by the name of their field."""
        found: dict[str, list[str]] = {}
        if self.stage == Stage.RETURNED:
            for note in FieldNote.objects.filter(practice=self.practice.pk, answered_at=None):
                found.setdefault(note.field, []).append(note.text)
        return found

    @property
    def thread(self) -> list[dict[str, str]]:
        """Return what happened, the oldest first, then where it stands now and what comes next."""
        done = [
            {"title": self.title(entry), "text": nima_date(entry.timestamp), "state": "done"} for entry in self.past
        ]
        return [*done, *self.present, *self.future]

    @property
    def past(self) -> Iterator[PageLogEntry]:
        """Yield what the log holds about steps, without the one that made it what it is now."""
        entries = list(
            PageLogEntry.objects.filter(page_id=self.practice.pk, action__in=STEPS).order_by("timestamp", "pk")
        )
        for entry, following in zip(entries, [*entries[1:], None], strict=True):
            # Publishing straight from the page editor ends the check first.
            ended_by_publishing = following and (entry.action, following.action) == (CANCEL, PUBLISH)
            made_present = not following and entry.action in MAKES.get(self.stage, ())
            if not ended_by_publishing and not made_present:
                yield entry

    def title(self, entry: PageLogEntry) -> str:
        """Name a step."""
        return self.written_in if entry.action == CREATE else str(STEPS[entry.action])

    @property
    def written_in(self) -> str:
        """Say how it began."""
        return _("Begun in Greek") if self.practice.source_language == "el" else _("Begun in English")

    @property
    def present(self) -> list[dict[str, str]]:
        """Return where it stands now."""
        since = {"date": nima_date(self.since)}
        titles = {
            Stage.DRAFT: (_("You are writing"), _("last saved on %(date)s") % since),
            Stage.REVIEW: (_("The editors check it"), _("since %(date)s") % since),
            Stage.RETURNED: (_("The editors ask for changes"), _("since %(date)s") % since),
        }
        if self.stage not in titles:
            return []
        if self.review_step:
            return [self.checked, {"title": _("Expert review"), "text": self.review_step, "state": "now"}]
        title, text = titles[self.stage]
        return [{"title": title, "text": text, "state": "now"}]

    @property
    def checked(self) -> dict[str, str]:
        """Return the editors' check as a step that is done: they ask reviewers after it."""
        return {"title": _("The editors have checked it"), "text": nima_date(self.since), "state": "done"}

    @property
    def future(self) -> list[dict[str, str]]:
        """Return what comes next."""
        if self.stage == Stage.PUBLISHED:
            return []
        check = [] if self.stage == Stage.REVIEW else [_("The editors check it")]
        last = _("The new version is published") if self.practice.live else pgettext("to come", "Published")
        return [{"title": title, "state": "next"} for title in (*check, last)]
