"""What the room offers to others: comments can be reported."""

from wagtail import hooks

from comments import reporting
from moderation.kinds import HOOK

hooks.register(HOOK, reporting.kind)
