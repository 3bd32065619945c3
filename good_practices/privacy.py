"""What the room keeps about people: who wrote a practice or a note, who answers questions about it, who saved it."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from good_practices.models import GoodPracticePage, KnownThing, Review, ReviewNote, ToldPractice
from network_members.register import Fate, Kept, declare

NOT_WRITTEN = frozenset(
    {"title_key", "extent", "evidence", "source_language", "external_source", "external_id", "label"}
)
WRITTEN = (
    "title",
    *(
        field.name
        for field in GoodPracticePage._meta.local_fields
        if isinstance(field, models.CharField | models.TextField) and field.name not in NOT_WRITTEN
    ),
)
"""The texts of a practice."""


def forget_contact(person: Any) -> None:
    """Let practices, and their earlier versions, have nobody who answers questions."""
    pages = GoodPracticePage.objects.filter(contact=person)
    keys = [str(key) for key in pages.values_list("pk", flat=True)]
    pages.update(contact=None)
    for revision in Revision.objects.filter(object_id__in=keys, content__contact=person.pk):
        revision.content["contact"] = None
        revision.save(update_fields=["content"])


def end_reviews(person: Any) -> None:
    """Let nobody wait for an advice that will not come."""
    Review.objects.filter(reviewer=person).waiting().update(state=Review.State.ENDED)


def notes_by(person: Any) -> Any:
    """Return the notes that a person wrote in reviews."""
    return ReviewNote.objects.filter(review__reviewer=person).order_by("pk")


def told_of(person: Any) -> Any:
    """Return what mails about a person's searches have named."""
    return ToldPractice.objects.filter(search__owner=person).order_by("pk")


def known_to(person: Any) -> Any:
    """Return what is known from a person's searches of the whole site."""
    return KnownThing.objects.filter(search__owner=person).select_related("thing").order_by("pk")


declare(
    Kept(
        "good_practices.GoodPracticePage",
        _("Practices and drafts you began"),
        WRITTEN,
        _("To share what works."),
        _("Drafts your organisation and the editors; what is published everybody, without your name."),
        _("As long as the practice."),
        Fate.NAMELESS,
        owner="owner",
        exported=(*WRITTEN, "source_language", "live", "first_published_at"),
    ),
    Kept(
        "good_practices.GoodPracticePage",
        _("Practices about which you answer questions"),
        ("contact",),
        _("So that members can ask somebody."),
        _("Members of the network."),
        _("As long as you are named there."),
        Fate.EMPTIED,
        owner="contact",
        forget=forget_contact,
        exported=("title",),
    ),
    Kept(
        "good_practices.FieldNote",
        _("Notes you wrote on practices"),
        ("written_by", "field", "text"),
        _("To say what a text still needs."),
        _("The people of the organisation, and the editors."),
        _("As long as the practice."),
        Fate.NAMELESS,
        owner="written_by",
        exported=("text", "written_at"),
    ),
    Kept(
        "good_practices.Batch",
        _("Decisions you made about several practices at once"),
        ("ordered_by", "ordered_at", "details"),
        _("So that you can undo them, and read what became of each."),
        _("You."),
        _("A month; a message or a choice of reviewers for half a minute."),
        Fate.DELETED,
        owner="ordered_by",
        exported=("verb", "ordered_at", "state"),
    ),
    Kept(
        "good_practices.LabelStep",
        _("Recommendations and choices you made for the network"),
        ("taken_by", "reason_el", "reason_en"),
        _("So that everybody reads why the network recommends a practice."),
        _("The editors with your name; everybody without it."),
        _("As long as the practice."),
        Fate.NAMELESS,
        owner="taken_by",
        exported=("step", "reason_el", "reason_en", "taken_at"),
    ),
    Kept(
        "good_practices.Merger",
        _("Practices that you merged with others"),
        ("merged_by", "reason"),
        _("So that others know why one page stands for two."),
        _("The editors; the authors read the reason without your name."),
        _("As long as the practice."),
        Fate.NAMELESS,
        owner="merged_by",
        exported=("reason", "merged_at"),
    ),
    Kept(
        "good_practices.Ending",
        _("What you wrote about the end of practices"),
        ("ended_by", "reason", "lessons"),
        _("So that others learn from it."),
        _("Everybody, without your name."),
        _("As long as the practice."),
        Fate.NAMELESS,
        owner="ended_by",
        exported=("reason", "lessons", "ended_at"),
    ),
    Kept(
        "good_practices.Review",
        _("Reviews of practices you were asked for, and your advice"),
        ("reviewer", "asked_at", "due_on", "reminded_at", "state", "advice", "criteria", "reasons", "answered_at"),
        _("To help the editors decide, and the author to write better."),
        _("The editors with your name; author and other reviewers without it."),
        _("As long as the practice."),
        Fate.NAMELESS,
        owner="reviewer",
        forget=end_reviews,
        exported=("asked_at", "due_on", "state", "advice", "criteria", "reasons", "answered_at"),
    ),
    Kept(
        "good_practices.Review",
        _("Reviews of practices you asked others for"),
        ("asked_by",),
        _("So that you are told when they answer."),
        _("The editors."),
        _("As long as the practice."),
        Fate.NAMELESS,
        owner="asked_by",
        exported=("asked_at", "due_on", "state"),
    ),
    Kept(
        "good_practices.ReviewNote",
        _("Notes you wrote in reviews"),
        ("field", "text"),
        _("To say what a text still needs."),
        _("The editors with your name; author and other reviewers without it."),
        _("As long as the practice."),
        Fate.NAMELESS,
        rows=notes_by,
        exported=("field", "text"),
    ),
    Kept(
        "good_practices.Confirmation",
        _("When you were asked to confirm practices, and when you did"),
        ("person", "practice_key", "asked_at", "reminded_at", "answered_at"),
        _("So that readers know whether a practice still holds."),
        _("Nobody; the page of the practice shows the day only."),
        _("As long as your account."),
        Fate.DELETED,
        owner="person",
        exported=("practice_key", "asked_at", "answered_at"),
    ),
    Kept(
        "good_practices.Bookmark",
        _("Practices you saved"),
        ("owner", "practice_key", "made_at"),
        _("So that you find them again."),
        _("You."),
        _("Until you remove them, or erase your account."),
        Fate.DELETED,
        owner="owner",
        exported=("practice_key", "made_at"),
    ),
    Kept(
        "good_practices.SavedSearch",
        _("Searches you saved"),
        ("owner", "name", "scope", "query", "alert", "made_at", "told_from", "told_to", "stock", "looked_on"),
        _("So that you find them again, and hear of what is new."),
        _("You."),
        _("Until you remove them, or erase your account."),
        Fate.DELETED,
        owner="owner",
        exported=("name", "scope", "query", "alert", "made_at"),
    ),
    Kept(
        "good_practices.ToldPractice",
        _("Practices that mails about your searches have named"),
        ("search", "practice_key"),
        _("So that no mail tells you the same twice."),
        _("Nobody."),
        _("As long as the search."),
        Fate.DELETED,
        rows=told_of,
        exported=("practice_key",),
    ),
    Kept(
        "good_practices.KnownThing",
        _("What your searches of the whole site had found already"),
        ("search", "thing"),
        _("So that no mail tells you the same twice."),
        _("Nobody."),
        _("As long as the search."),
        Fate.DELETED,
        rows=known_to,
        exported=("thing",),
    ),
)
