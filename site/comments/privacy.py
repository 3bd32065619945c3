"""What the room keeps about people: what they say, what a page was to them, what they report."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from comments.models import Comment, EarlierText
from moderation.models import Appeal
from network_members.register import Fate, Kept, declare

SAID = ("comment", "language", "submit_date", "state", "edited_at")
REPORT = ("reason", "words", "made_at", "state")


def earlier_texts_of(person: Any) -> Any:
    """Return what a person's comments said before they were changed."""
    return EarlierText.objects.filter(comment__user=person).order_by("pk")


def comments_of(person: Any) -> Any:
    """Return a person's comments, with all that is stored of them."""
    return Comment.objects.filter(user=person).order_by("pk")


def appeals_of(person: Any) -> Any:
    """Return a person's appeals."""
    return Appeal.objects.filter(report__author=person).order_by("pk")


declare(
    Kept(
        "comments.Comment",
        _("Your comments"),
        ("user", "comment", "user_name", "user_email", "user_url", "ip_address", "language", "submit_date"),
        _("To talk with others. Neither your address nor that of your device is stored with them."),
        _("Everybody who reads the page; your name only whoever you show it to."),
        _("Until you delete them, or the page goes."),
        Fate.NAMELESS,
        rows=comments_of,
        exported=SAID,
    ),
    Kept(
        "django_comments.Comment",
        _("Your comments, as they are stored"),
        ("user", "comment"),
        _("To talk with others."),
        _("Everybody who reads the page; your name only whoever you show it to."),
        _("Until you delete them, or the page goes."),
        Fate.NAMELESS,
        owner="user",
        exported=(),
    ),
    Kept(
        "django_comments.CommentFlag",
        _("Marks on comments"),
        ("user",),
        _("Nothing: the site stores none."),
        _("Nobody."),
        _("Not at all."),
        Fate.DELETED,
        owner="user",
        exported=(),
    ),
    Kept(
        "comments.EarlierText",
        _("Earlier texts of your comments"),
        ("text",),
        _("So that readers see what was changed."),
        _("Everybody who reads the page."),
        _("Until you delete the comment, or the page goes."),
        Fate.NAMELESS,
        rows=earlier_texts_of,
        exported=("text", "language", "until"),
    ),
    Kept(
        "comments.Reaction",
        _("What a page was to you"),
        ("person", "kind", "where", "made_at"),
        _("So that others see what is useful, and where it is used."),
        _("Everybody sees numbers and places; nobody sees that they come from you."),
        _("Until you take it back, or erase your account."),
        Fate.DELETED,
        owner="person",
        exported=("kind", "where", "made_at"),
    ),
    Kept(
        "moderation.Report",
        _("What you reported"),
        ("reporter", *REPORT),
        _("To keep the rules of the house."),
        _("Moderators, editors and administrators see what was reported, not by whom."),
        _("A year after the decision."),
        Fate.NAMELESS,
        owner="reporter",
        exported=REPORT,
    ),
    Kept(
        "moderation.Report",
        _("What was reported of yours"),
        ("author", "text", "decision"),
        _("To keep the rules of the house."),
        _("Moderators, editors and administrators."),
        _("A year after the decision."),
        Fate.NAMELESS,
        owner="author",
        exported=("text", "state", "decision", "decided_at"),
    ),
    Kept(
        "moderation.Report",
        _("Reports you decided on"),
        ("decided_by",),
        _("To know who decided."),
        _("Moderators, editors and administrators."),
        _("A year after the decision."),
        Fate.NAMELESS,
        owner="decided_by",
        exported=("state", "decision", "decided_at"),
    ),
    Kept(
        "moderation.Appeal",
        _("Your appeals against decisions"),
        ("words", "made_at", "decision"),
        _("So that somebody else looks again."),
        _("Moderators, editors and administrators."),
        _("A year after the first decision."),
        Fate.NAMELESS,
        rows=appeals_of,
        exported=("words", "made_at", "state", "decision", "decided_at"),
    ),
    Kept(
        "moderation.Appeal",
        _("Appeals you decided on"),
        ("decided_by",),
        _("To know who decided."),
        _("Moderators, editors and administrators."),
        _("A year after the first decision."),
        Fate.NAMELESS,
        owner="decided_by",
        exported=("state", "decision", "decided_at"),
    ),
)
