"""What the room keeps about people: what they follow, what they did that others hear of, what they were told."""

from django.utils.translation import gettext_lazy as _

from network_members.register import Fate, Kept, declare

declare(
    Kept(
        "following.Follow",
        _("What you follow"),
        ("person", "thing", "level", "made_at"),
        _("So that you hear of it as much as you want."),
        _("You."),
        _("Until you stop, or erase your account."),
        Fate.DELETED,
        owner="person",
        exported=("thing", "level", "made_at"),
    ),
    Kept(
        "following.Notice",
        _("Notices you got"),
        ("person", "made_at", "read_at", "weighed_at"),
        _("So that you hear of it once."),
        _("You."),
        _("180 days."),
        Fate.DELETED,
        owner="person",
        exported=("made_at", "read_at", "weighed_at"),
    ),
    Kept(
        "following.MailChoice",
        _("How often you get mails about notices"),
        ("person", "rhythm", "told_from", "looked_on"),
        _("So that mails come as often as you want."),
        _("You."),
        _("Until you erase your account."),
        Fate.DELETED,
        owner="person",
        exported=("rhythm", "told_from", "looked_on"),
    ),
    Kept(
        "following.Event",
        _("What you did that others are told of"),
        ("actor",),
        _("So that nobody is told of what they did themselves, or of too much."),
        _("Nobody; notices name no people."),
        _("180 days."),
        Fate.NAMELESS,
        owner="actor",
        exported=("happening", "made_at"),
    ),
    Kept(
        "following.Event",
        _("Replies to your comments that you are told of"),
        ("answered",),
        _("So that you hear when somebody answers you."),
        _("Nobody; notices name no people."),
        _("180 days."),
        Fate.NAMELESS,
        owner="answered",
        exported=("happening", "made_at"),
    ),
)
